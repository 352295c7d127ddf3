"""Two records that may be one person: finding them, making one of two, telling them apart, taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.changes import Value
from app.domain.problems import Problem, ProblemCode
from app.domain.same_person import (
    Merged,
    Pair,
    differing,
    in_order,
    may_merge,
    merging,
    pairs,
    parting,
    telling_apart,
)
from app.usecases.ports import Clock, Ids, Reading, Store
from app.usecases.writing import pen_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The two records of a pair as shown now; `one` stays if they are made one. `fields` are those that differ."""

    pair: Pair
    one: Mapping[str, Value]
    other: Mapping[str, Value]
    fields: tuple[str, ...]


def look_alike(store: Store) -> list[Pair]:
    """Every pair of records that may be one person and that nobody told apart yet.

    Looks at everybody: about 0.1 s for 20,000 people, so not on the thread that draws.
    """
    reading = store.read()
    return pairs(reading.everybody(), _told_apart(reading))


def compare(store: Store, pair: Pair) -> Compared | None:
    """Both records of a pair; None when one is gone, or the two are one or told apart by now."""
    reading = store.read()
    lines = [reading.person(citizen) for citizen in (pair.one, pair.other)]
    if [line.citizen if line else "" for line in lines] != [pair.one, pair.other]:
        return None
    one, other = (reading.record("citizen", citizen) for citizen in (pair.one, pair.other))
    if one is None or other is None or (pair.one, pair.other) in _told_apart(reading):
        return None
    return Compared(pair=pair, one=one, other=other, fields=differing(one, other))


def make_one(
    store: Store, clock: Clock, ids: Ids, operator: str, compared: Compared, chosen: Mapping[str, Value]
) -> Problem | None:
    """Merge the two; `chosen` holds a value for every field that differs. Only a lead may: others ask one."""
    if not may_merge(role_of(store.read(), operator)):
        return Problem(ProblemCode.LEAD_ONLY, "role")
    pen = pen_of(store.read(), clock, ids, operator)
    pair = compared.pair
    with store.write() as writing:
        writing.add(merging(pen, (pair.one, compared.one), (pair.other, compared.other), chosen))
    return None


def tell_apart(store: Store, clock: Clock, ids: Ids, operator: str, pair: Pair) -> None:
    """Note that the two are two people; the pair is not shown again on any laptop."""
    with store.write() as writing:
        writing.add(telling_apart(pen_of(writing, clock, ids, operator), pair))


def merges(store: Store, clock: Clock) -> tuple[Merged, ...]:
    """The merges that can still be undone, the newest first."""
    now_ms = int(clock.now().timestamp() * 1000)
    found = (one for one in store.read().merged() if one.can_be_undone(now_ms))
    return tuple(sorted(found, key=lambda one: (-one.made_at, one.loser)))


def undo(store: Store, clock: Clock, ids: Ids, operator: str, loser: str) -> Problem | None:
    """Let a merged record stand on its own again; within 30 days, by a lead."""
    if not may_merge(role_of(store.read(), operator)):
        return Problem(ProblemCode.LEAD_ONLY, "role")
    if all(one.loser != loser for one in merges(store, clock)):
        return Problem(ProblemCode.TOO_LATE, "made_at")
    with store.write() as writing:
        writing.add(parting(pen_of(writing, clock, ids, operator), loser))
    return None


def role_of(reading: Reading, operator: str) -> str:
    """What an operator is there for; empty when there is no such operator."""
    return str((reading.record("operator", operator) or {}).get("role") or "")


def _told_apart(reading: Reading) -> set[tuple[str, str]]:
    """The pairs somebody told apart, by whom each of the two is now."""
    found = set()
    for values in reading.records("apart").values():
        people = [reading.person(str(values[name])) for name in ("one", "other")]
        ids = [person.citizen for person in people if person]
        if len(set(ids)) == 2:
            found.add(in_order(*ids))
    return found
