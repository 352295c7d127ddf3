"""Names in the place of ids: who wrote something, at which machine, and what a value points to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from app.domain.changes import Value
from app.domain.records import KINDS
from app.usecases.ports import Reading
from app.usecases.settings import Setting

Named = Mapping[str, Mapping[str, Value]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Who wrote a value: a person at a machine, at a time by that machine's clock; empty where nobody told.

    `machine` is its name, else its support point's; `device` tells machines of one name apart. `form` is how the
    person is called; `is_here` = this machine.
    """

    machine: str = ""
    device: str = ""
    name: str = ""
    form: str = ""
    is_here: bool = False
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """What ids stand for at one moment. `titles` are the pack's names of tasks and reasons, by code."""

    reading: Reading
    zone: tzinfo | None
    titles: Mapping[str, str]
    operators: Named
    machines: Named
    here: str
    own: str

    @classmethod
    def read(cls, reading: Reading, zone: tzinfo | None, titles: Mapping[str, str]) -> Names:
        """The names as they are now."""
        return cls(
            reading,
            zone,
            titles,
            reading.records("operator"),
            reading.records("machine"),
            reading.setting(Setting.DEVICE),
            reading.setting(Setting.MACHINE),
        )

    def writer(self, author: str, device: str, made_at: int) -> Writer:
        """Who wrote something."""
        person, machine = self.operators.get(author, {}), self.machines.get(device, {})
        is_here = bool(device) and device == self.here
        return Writer(
            machine=self.own if is_here else str(machine.get("name") or "") or self._point_of(machine),
            device=device,
            name=str(person.get("name") or ""),
            form=str(person.get("address_form") or ""),
            is_here=is_here,
            at=self.moment(made_at) if made_at else None,
        )

    def shown(self, kind: str, field: str, value: Value) -> Value:
        """A value as people know it: the name of what it points to, the title behind a code."""
        rule = KINDS[kind].rules.get(field)
        if rule and rule.refers and value:
            return str((self.reading.record(rule.refers, str(value)) or {}).get("name") or "")
        if field == "operator":
            return str(self.operators.get(str(value), {}).get("name") or "")
        return self.titles.get(str(value), value) if field in ("task", "reason") else value

    def phone_of(self, device: str) -> str:
        """The telephone of the support point a machine belongs to, or empty."""
        return self._of_point(self.machines.get(device, {}), "phone")

    def _point_of(self, machine: Mapping[str, Value]) -> str:
        """The support point of a machine nobody named: most have just one."""
        return self._of_point(machine, "name")

    def _of_point(self, machine: Mapping[str, Value], field: str) -> str:
        point = str(machine.get("support_point") or "")
        return str((self.reading.record("support_point", point) or {}).get(field) or "") if point else ""

    def moment(self, made_at: int) -> datetime:
        """Unix milliseconds on the wall clock here."""
        return datetime.fromtimestamp(made_at / 1000, self.zone)
