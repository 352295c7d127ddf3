"""Two records that may be one person: which look alike, and the changes that say so or not. No storage here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from types import MappingProxyType

from app.domain.changes import Change, Edit, Op, Pen, Value
from app.domain.fields import MergeClass
from app.domain.merge.alias import UNDO_DAYS
from app.domain.names import fold, near_name
from app.domain.points import Role
from app.domain.records import KINDS

DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class Somebody:
    """What of a person two records are compared by."""

    citizen: str
    name: str
    birth: str
    village: str
    id_number: str


class Alike(StrEnum):
    """Why two records look like one person."""

    NUMBER = "number"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that look like one person; `one` has the smaller id, so that every laptop says the same."""

    one: str
    other: str
    why: Alike


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A record that was merged into another: by whom, where, when (Unix ms); empty and 0 where nobody told."""

    loser: str
    survivor: str
    name: str
    author: str
    device: str
    made_at: int

    def can_be_undone(self, now_ms: int) -> bool:
        """Whether it is young enough."""
        return self.made_at > 0 and now_ms - self.made_at <= UNDO_DAYS * DAY_MS


def pairs(people: Iterable[Somebody], apart: Collection[tuple[str, str]]) -> list[Pair]:
    """The records that look alike: one number, or a near name, one birth year and one village.

    Two different numbers speak against a near name. `apart` holds pairs (smaller id first) found to be two people.
    """
    by_number: dict[str, list[Somebody]] = {}
    by_place: dict[tuple[str, str], list[Somebody]] = {}
    for one in people:
        if one.id_number:
            by_number.setdefault(one.id_number, []).append(one)
        if one.birth and one.village:
            by_place.setdefault((one.birth[:4], fold(one.village)), []).append(one)
    found = {pair.one + pair.other: pair for pair in _near(by_place.values())}
    found |= {pair.one + pair.other: pair for pair in _same_number(by_number.values())}
    left = (pair for pair in found.values() if (pair.one, pair.other) not in apart)
    return sorted(left, key=lambda pair: (pair.why, pair.one, pair.other))


def in_order(one: str, other: str) -> tuple[str, str]:
    """Two ids as every laptop orders them."""
    return (one, other) if one < other else (other, one)


def differing(one: Mapping[str, Value], other: Mapping[str, Value]) -> tuple[str, ...]:
    """The fields in which two citizens' values differ and somebody has to choose."""
    rules = KINDS["citizen"].rules.values()
    return tuple(r.name for r in rules if r.merge is MergeClass.ASK and one.get(r.name) != other.get(r.name))


FOLLOW: Mapping[str, str] = MappingProxyType(
    {"phone_owner": "phone", "phone_agreed": "phone", "name_suspect": "name"}
)
"""Fields that go with another one: whose phone it is follows the phone that is chosen."""


def asked_fields(fields: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the differing fields somebody is asked about: not what follows another one that is asked."""
    return tuple(name for name in fields if FOLLOW.get(name) not in fields and name != "name_suspect")


def usual_choice(one: Value, other: Value) -> int | None:
    """Which of two values is taken without asking: the one where the other is empty; None when both say something."""
    if not one and other:
        return 1
    return 0 if one and not other else None


def merging(
    pen: Pen,
    survivor: tuple[str, Mapping[str, Value]],
    loser: tuple[str, Mapping[str, Value]],
    chosen: Mapping[str, Value],
) -> Change:
    """The change that makes one person of two; `chosen` holds the value of every field that differs."""
    (record, mine), (other, theirs) = survivor, loser
    edits = {name: Edit((mine.get(name), theirs.get(name)), value) for name, value in chosen.items()}
    return pen.write(Op.MERGE, "citizen", record, edits, other=other)


def parting(pen: Pen, loser: str) -> Change:
    """The change that undoes a merge."""
    return pen.write(Op.MERGE, "citizen", loser, {})


def telling_apart(pen: Pen, pair: Pair) -> Change:
    """The record that says these two are two people."""
    return pen.create("apart", pen.new_id(), {"one": pair.one, "other": pair.other})


def may_merge(role: str) -> bool:
    """Whether somebody with this role may make one person of two records; others ask them."""
    return role == Role.LEAD


def _same_number(groups: Iterable[Sequence[Somebody]]) -> Iterator[Pair]:
    for group in groups:
        for one, other in combinations(group, 2):
            yield Pair(*in_order(one.citizen, other.citizen), Alike.NUMBER)


def _near(groups: Iterable[Sequence[Somebody]]) -> Iterator[Pair]:
    for group in groups:
        for one, other in combinations(group, 2):
            has_two_numbers = one.id_number and other.id_number and one.id_number != other.id_number
            if not has_two_numbers and near_name(one.name, other.name):
                yield Pair(*in_order(one.citizen, other.citizen), Alike.NAME)
