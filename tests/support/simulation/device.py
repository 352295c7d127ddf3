"""A laptop in memory: standing rows, its own changes and the real `project` over both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.domain.changes import Change, Mark, Op, Outcome, Stamp, Value
from app.domain.delivery import Delivery, OwnChange, acknowledge, blanked, is_settled, reoffer, stamp_of
from app.domain.merge import FieldState, Life, Record
from app.domain.projection import Shown, StandingRow, project
from tests.support.simulation.central import Key, Row
from tests.support.simulation.kinds import KINDS


class Device:
    """One laptop; `own` holds its changes in local order."""

    def __init__(self, name: str) -> None:
        self.name, self.n = name, 0
        self.epoch, self.cursor = 0, 0
        self.standing: dict[Key, StandingRow] = {}
        self.origins: dict[Key, Record] = {}
        self.own: list[OwnChange] = []
        self.pruned: set[str] = set()

    def known(self) -> list[Key]:
        """Every record this device has heard of or made."""
        made = {(o.change.kind, o.change.record) for o in self.own if o.change.op is Op.CREATE}
        return sorted({*self.standing, *made})

    def shown(self, key: Key) -> Shown:
        """What a person sees of a record."""
        kind, record = key
        mine = [o for o in self.own if o.change.kind == kind and self._concerns(o.change, record)]
        return project(KINDS[kind], record, self.standing.get(key), mine)

    def end_of(self, kind: str, record: str) -> str:
        """The record that stands for this one, as far as this device knows from central.

        Between two pages after a restore, rows of two epochs may lead in a circle.
        """
        passed: set[str] = set()
        while (row := self.standing.get((kind, record))) and row.merged_into and record not in passed:
            passed.add(record)
            record = row.merged_into
        return record

    def authors(self, key: Key, name: str, shown: Shown) -> frozenset[str]:
        """The changes whose value of a field is shown; for the oracle only."""
        standing = self.standing.get(key)
        for mine in reversed(self.own):
            edit = mine.change.fields.get(name)
            here = mine.change.kind == key[0] and self.end_of(key[0], mine.change.record) == key[1]
            if here and edit and edit.to == shown.values[name] and not is_settled(mine, standing):
                return frozenset({mine.change.id})
        record = self.origins.get(key)
        return authors_of(record.fields[name]) if record and name in record.fields else frozenset()

    def wrote(self, key: Key, name: str, values: Sequence[Value]) -> frozenset[str]:
        """This device's changes that wrote one of `values` into a field; for the oracle only."""
        here = (o.change for o in self.own if o.change.kind == key[0] and name in o.change.fields)
        mine = (change for change in here if self.end_of(key[0], change.record) == key[1])
        return frozenset(change.id for change in mine if change.fields[name].to in values)

    def outbox(self) -> list[OwnChange]:
        """What may be sent now, oldest first: nothing behind a refused change of the same record."""
        refused: set[Key] = set()
        ready = []
        for mine in self.own:
            key = (mine.change.kind, mine.change.record)
            if mine.delivery is Delivery.QUARANTINED:
                refused.add(key)
            is_free = key not in refused or mine.change.op is Op.ERASE
            if is_free and mine.delivery in (Delivery.WAITING, Delivery.HELD):
                ready.append(mine)
        return ready

    def hello(self, epoch: int, durable: int) -> None:
        """Meet central: a new epoch means offering again and pulling from the start."""
        if epoch != self.epoch:
            self.own = [o if o.change.id in self.pruned else reoffer(o) for o in self.own]
            self.epoch, self.cursor = epoch, 0
        safe = (o for o in self.own if o.delivery is Delivery.RECEIVED and o.ack)
        self.pruned |= {o.change.id for o in safe if o.ack and o.ack <= Mark(epoch, durable)}

    def hear(self, answers: Mapping[str, Outcome], epoch: int) -> None:
        """Note the answers to some changes, as given in `epoch`."""
        for place, mine in enumerate(self.own):
            if outcome := answers.get(mine.change.id):
                self.own[place] = acknowledge(mine, outcome, epoch, self.epoch)

    def apply(self, rows: Sequence[Row], cursor: int) -> None:
        """Apply one page."""
        for row in rows:
            key = (row.standing.kind, row.standing.record)
            self.standing[key], self.origins[key] = row.standing, row.record
            if row.standing.life is Life.ERASED:
                self.forget(key)
        self.cursor = cursor

    def forget(self, key: Key) -> None:
        """Blank this device's own changes of an erased record."""
        kind, record = key
        for place, mine in enumerate(self.own):
            change = mine.change
            if change.kind == kind and record in (change.record, change.other) and change.op is not Op.ERASE:
                self.own[place] = replace(mine, change=blanked(change), delivery=Delivery.ERASED)

    def _concerns(self, change: Change, record: str) -> bool:
        return change.other == record or self.end_of(change.kind, change.record) == record


def offer(mine: OwnChange) -> tuple[Change, Stamp | None]:
    """What travels for one own change."""
    return mine.change, stamp_of(mine)


def authors_of(field: FieldState) -> frozenset[str]:
    """The changes whose value stands."""
    found: set[str] = set()
    for take in reversed(field.takes):
        if take.to != field.value:
            break
        found.add(take.origin.change)
    return frozenset(found)
