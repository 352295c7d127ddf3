"""A centre for one test: it decides changes one after another and keeps the records. No ledger, no database."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.changes import Change, Edit, Mark, Op, Outcome, Stamp, Value
from app.domain.merge import FieldState, Life, Record, decide, to_json
from app.domain.projection import ContenderView, StandingRow
from app.domain.records import KINDS, Maker


def wrote(*seen_then_to: Value) -> Edit:
    """An edit: the values seen, and last the value written."""
    *seen, to = seen_then_to
    return Edit(tuple(seen), to)


def change(
    name: str,
    fields: Mapping[str, Edit] | None = None,
    *,
    op: Op = Op.EDIT,
    kind: str = "citizen",
    **more: str,
) -> Change:
    """A change called `a3`: the third of device `a`, at minute three of its clock, about record `r` if not told."""
    told = {"record": "r", "author": f"operator of {name[0]}", **more}
    n = int(name[1:])
    return Change(
        id=name, kind=kind, op=op, fields=fields or {}, device=name[0], n=n, made_at=n * 60_000, **told
    )


class SmallCentre:
    """Central in one commune, epoch by epoch."""

    def __init__(self) -> None:
        self.epoch, self.seq = 1, 0
        self.records: dict[tuple[str, str], Record] = {}

    def tell(self, told: Change, stamp: Stamp | None = None, by: Maker = Maker.DEVICE) -> Outcome:
        """Decide one change and keep what comes of it."""
        decision = decide(
            KINDS.get(told.kind),
            told,
            lambda record: self.records.get((told.kind, record)),
            at=Mark(self.epoch, self.seq + 1),
            commune="03646",
            stamp=stamp,
            by=by,
        )
        for record in decision.records:
            self.seq += 1
            assert record.mark == Mark(self.epoch, self.seq)
            self.records[told.kind, record.id] = record
        return decision.outcome

    def stamp(self, outcome: Outcome, *took: str, landing: str = "") -> Stamp:
        """The stamp a device makes of an answer given in this epoch."""
        return Stamp(at=Mark(self.epoch, outcome.seq), took=took, landing=landing or outcome.landing)

    def back_up(self) -> tuple[Mark, dict[tuple[str, str], Record]]:
        """All there is now."""
        return Mark(self.epoch, self.seq), dict(self.records)

    def restore(self, backup: tuple[Mark, dict[tuple[str, str], Record]]) -> None:
        """Come back from a backup, in a new epoch."""
        at, records = backup
        self.records = dict(records)
        self.epoch, self.seq = self.epoch + 1, at.seq

    def record(self, record: str = "r", kind: str = "citizen") -> Record:
        """One record as it stands."""
        return self.records[kind, record]

    def field(self, name: str, record: str = "r", kind: str = "citizen") -> FieldState:
        """One field as it stands."""
        return self.record(record, kind).fields[name]

    def value(self, name: str, record: str = "r", kind: str = "citizen") -> Value:
        """The standing value."""
        return self.field(name, record, kind).value

    def asked(self, name: str, record: str = "r") -> set[Value]:
        """The values that wait for a person."""
        return {waiting.value for waiting in self.field(name, record).contenders}

    def row(self, record: str = "r", kind: str = "citizen") -> StandingRow:
        """What a pull gives a device."""
        public, _ = to_json(self.record(record, kind))
        conflicts = {
            name: tuple(
                ContenderView(w["change"], w["value"], w["author"], w["device"], w["at"]) for w in waiting
            )
            for name, waiting in public["conflicts"].items()
        }
        return StandingRow(
            record=record,
            kind=kind,
            commune=public["commune"],
            mark=Mark(self.epoch, public["seq"]),
            life=Life(public["life"]),
            merged_into=public["merged_into"],
            values=public["fields"],
            conflicts=conflicts,
        )


def phone(name: str, *values: Value, op: Op = Op.EDIT, record: str = "r") -> Change:
    """A phone written: what its author saw, then what they wrote."""
    return change(name, {"phone": wrote(*values)}, op=op, record=record)


def resolved(name: str, *values: Value, record: str = "r") -> Change:
    """The same as a decision about all they saw."""
    return phone(name, *values, op=Op.RESOLVE, record=record)


def centre_after(*told: Change) -> SmallCentre:
    """A centre with a record whose phone is x, that then heard all this."""
    centre = SmallCentre()
    for one in (phone("o1", "x", op=Op.CREATE), *told):
        centre.tell(one)
    return centre


def outcome(centre: SmallCentre) -> tuple[Value, set[Value]]:
    """The phone that stands, and those a person is asked about."""
    return centre.value("phone"), centre.asked("phone")
