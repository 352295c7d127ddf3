"""What the fake store holds, in plain dictionaries, and the shown values computed from it each time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from app.domain.changes import Change, Mark, Value
from app.domain.delivery import OVER, Delivery, OwnChange
from app.domain.draft import Draft
from app.domain.merge.state import Life
from app.domain.projection import Shown, StandingRow, fold, project
from app.domain.queue import Ticket
from app.domain.records import KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One own change with what only storage knows of it."""

    own: OwnChange
    session: str = ""
    code: str = ""
    field: str = ""
    parked: tuple[str, ...] = ()
    held: int = 0
    since: int = 0
    outcome: str = ""

    @property
    def change(self) -> Change:
        return self.own.change

    @property
    def is_waiting(self) -> bool:
        return self.own.delivery in (Delivery.WAITING, Delivery.HELD)

    @property
    def is_unanswered(self) -> bool:
        return self.is_waiting or self.own.delivery is Delivery.QUARANTINED

    @property
    def needs_attention(self) -> bool:
        return self.own.delivery in (Delivery.QUARANTINED, Delivery.REVIEW) or bool(self.parked)


@dataclass(slots=True)
class State:
    """Everything; a transaction works on a copy."""

    entries: dict[str, Entry] = field(default_factory=dict)
    standing: dict[tuple[str, str], StandingRow] = field(default_factory=dict)
    gone: set[tuple[str, str]] = field(default_factory=set)
    drafts: dict[str, Draft] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    tally: dict[str, int] = field(default_factory=dict)
    handed: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    tickets: dict[int, Ticket] = field(default_factory=dict)
    feed: Mark = Mark()

    def copy(self) -> State:
        """Another state with the same things in it; the things themselves never change."""
        return State(
            entries=dict(self.entries),
            standing=dict(self.standing),
            gone=set(self.gone),
            drafts=dict(self.drafts),
            settings=dict(self.settings),
            tally=dict(self.tally),
            handed=dict(self.handed),
            tickets=dict(self.tickets),
            feed=self.feed,
        )

    def shown(self, kind: str, record: str) -> Shown | None:
        """What is shown of one record by itself; None when nothing is, as of a record without a name."""
        if not record:
            return None
        standing = self.standing.get((kind, record))
        own = self._own(kind, record)
        makes = [one for one in own if one.change.record == record and one.delivery not in OVER]
        if standing is None and not makes:
            return None
        shown = project(KINDS[kind], record, standing, own)
        return None if shown.life is Life.ERASED else shown

    def ids(self, kind: str) -> list[str]:
        """Ids of every record of a kind anything is known of, own ones first."""
        own = [entry.change.record for entry in self.entries.values() if entry.change.kind == kind]
        return list(dict.fromkeys([*own, *(id_ for k, id_ in self.standing if k == kind)]))

    def all_shown(self, kind: str) -> dict[str, Shown]:
        """Every shown record of a kind."""
        found = {record: self.shown(kind, record) for record in self.ids(kind)}
        return {record: shown for record, shown in found.items() if shown}

    def survivor(self, citizen: str) -> str:
        """The citizen an id stands for, as far as this laptop has been told of them."""
        seen: set[str] = set()
        while citizen not in seen and (shown := self.shown("citizen", citizen)) and shown.merged_into:
            if self.shown("citizen", shown.merged_into) is None:
                break
            seen.add(citizen)  # two places may have made a circle of it
            citizen = shown.merged_into
        return citizen

    def known_as(self, citizen: str) -> set[str]:
        """A survivor's id and those merged into it."""
        return {citizen} | {one for one in self.ids("citizen") if self.survivor(one) == citizen}

    def record(self, kind: str, record: str) -> Mapping[str, Value] | None:
        """The values read of a record, followed through merges and folded."""
        if kind not in ("citizen", "ladder"):
            shown = self.shown(kind, record)
            return _own_fields(kind, shown.values) if shown else None
        first = self.survivor(record)
        losers = sorted(self.known_as(first) - {first})
        absorbed = [shown for shown in (self.shown(kind, one) for one in losers) if shown]
        survivor = self.shown(kind, first)
        if survivor is None and not absorbed:
            return None
        starts = Shown(values={name: rule.start for name, rule in KINDS[kind].rules.items()})
        return _own_fields(kind, fold(KINDS[kind], survivor or starts, absorbed).values)

    def returned(self) -> dict[str, Mapping[str, Value]]:
        """Every `return` that no own change answers."""
        answered = {one for entry in self.entries.values() for one in entry.change.replaces}
        return {name: s.values for name, s in self.all_shown("return").items() if name not in answered}

    def in_order(self) -> list[Entry]:
        """Every entry by its number, which a new name of the device may have moved."""
        return sorted(self.entries.values(), key=lambda entry: entry.change.n)

    def keep(self, entry: Entry) -> None:
        """Put an entry in the place of the one with its id."""
        self.entries[entry.change.id] = entry

    def mark(self, entry: Entry, delivery: Delivery) -> None:
        """Move an entry to another state; it is in no conflict any more."""
        self.keep(replace(entry, own=replace(entry.own, delivery=delivery), parked=()))

    def _own(self, kind: str, record: str) -> list[OwnChange]:
        names, fresh = {record}, {record}
        while fresh:
            fresh = {
                i for (k, i), row in self.standing.items() if k == kind and row.merged_into in fresh
            } - names
            names |= fresh
        mine = [e.own for e in self.entries.values() if e.change.kind == kind]
        mine = [one for one in mine if one.change.record in names or one.change.other == record]
        return sorted(mine, key=lambda one: one.change.n)


def _own_fields(kind: str, values: Mapping[str, Value]) -> Mapping[str, Value]:
    """The fields this program knows; a newer peer's others are kept but not shown."""
    return {name: values[name] for name in KINDS[kind].rules}
