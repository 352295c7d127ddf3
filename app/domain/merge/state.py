"""What central remembers of a record to judge late, doubled and reordered changes. No rule lives here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from app.domain.changes import Change, Edit, Mark, Value


class Life(StrEnum):
    """Whether a record stands on its own."""

    LIVE = "live"
    MERGED = "merged"
    ERASED = "erased"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a value came from; `record` is the one its author named; `made_at` (ms) orders nothing.

    `suspect` tells that the device's clock was known to be wrong when it was sent.
    """

    change: str
    record: str
    author: str
    device: str
    n: int
    made_at: int
    suspect: bool = False

    @classmethod
    def of(cls, change: Change, record: str = "") -> Origin:
        """The origin of a change's values."""
        return cls(
            change=change.id,
            record=record or change.record,
            author=change.author,
            device=change.device,
            n=change.n,
            made_at=change.made_at,
            suspect=change.suspect,
        )

    def follows(self, other: Origin) -> bool:
        """Whether the same device wrote this after `other`, on the same record."""
        return (self.device, self.record) == (other.device, other.record) and self.n > other.n


Line: TypeAlias = "tuple[Value, ...]"
"""Values that followed each other, newest first."""


@dataclass(frozen=True, slots=True)
class Take:
    """One value that stood: since when, and each value its author had seen with the line behind it.

    `over` are the origins of the waiting values it decided about.
    """

    lines: tuple[Line, ...]
    to: Value
    at: Mark
    origin: Origin
    over: tuple[Origin, ...] = ()

    @property
    def seen(self) -> tuple[Value, ...]:
        """All values seen, directly or behind others."""
        return tuple(value for line in self.lines for value in line)

    @property
    def stood(self) -> bool:
        """Whether it ever did: what came too late to stand is kept as a take since never."""
        return self.at > Mark()

    @property
    def keeps(self) -> bool:
        """Whether it decided for a value that was there: somebody else's change wrote it."""
        return any(line[:1] == (self.to,) for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """A value waiting for a person.

    `start` is what the chain of edits behind it began from, `lines` are the values seen along that chain;
    `awaits` are those of `start` central did not know: the changes that wrote them are still on their way;
    `twins` are others who wrote the same value.
    """

    value: Value
    start: tuple[Value, ...]
    lines: tuple[Line, ...]
    origin: Origin
    awaits: tuple[Value, ...] = ()
    twins: tuple[Origin, ...] = ()

    @property
    def changes(self) -> tuple[str, ...]:
        """The changes that wrote it."""
        return (self.origin.change, *(twin.change for twin in self.twins))


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldState:
    """One field: the standing value, since when, and how it came to be.

    `known` are values central met without their ever standing, and the start value;
    `ahead` are steps back (merge class `furthest`) that came before the value they step back from.
    """

    value: Value
    at: Mark = Mark()
    takes: tuple[Take, ...] = ()
    contenders: tuple[Contender, ...] = ()
    known: tuple[Value, ...] = ()
    ahead: tuple[Contender, ...] = ()

    def knows(self, value: Value) -> bool:
        """Whether central ever met this value here, not only heard of it by a decision that kept it."""
        return value in self.known or any(take.to == value and not take.keeps for take in self.takes)


def untouched(start: Value) -> FieldState:
    """A field nobody wrote."""
    return FieldState(value=start, known=(start,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """One field of a change that named a merged record and landed on its survivor; an undo gives it back."""

    field: str
    edit: Edit
    resolves: bool
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record at central; `mark` is its place in the feed.

    Being merged is a field like any other: `alias` holds the survivor's id or nothing. `absorbed` are the
    records merged straight into this one, `late` what was sent to those and landed here; `merged_at` is the
    made_at (ms) of the merge, only for the limit on undoing it.
    """

    id: str
    kind: str
    commune: str
    mark: Mark = Mark()
    fields: Mapping[str, FieldState] = field(default_factory=dict)
    alias: FieldState = field(default_factory=lambda: untouched(""))
    absorbed: tuple[str, ...] = ()
    late: tuple[Late, ...] = ()
    merged_at: int = 0
    erased: bool = False

    @property
    def merged_into(self) -> str:
        """The id of the record this one was merged into, or empty."""
        return str(self.alias.value)

    @property
    def life(self) -> Life:
        """Whether it stands on its own."""
        if self.erased:
            return Life.ERASED
        return Life.MERGED if self.merged_into else Life.LIVE
