"""Names in the place of ids: who wrote something, at which machine, and what a value points to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from app.domain.changes import Value
from app.domain.differences import Said
from app.domain.records import KINDS
from app.presentation.looking.states import Option, Writer
from app.usecases.ports import Reading
from app.usecases.settings import Setting

Named = Mapping[str, Mapping[str, Value]]


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
            machine=self.own if is_here else str(machine.get("name") or ""),
            name=str(person.get("name") or ""),
            form=str(person.get("address_form") or ""),
            is_here=is_here,
            at=self.moment(made_at) if made_at else None,
        )

    def option(self, kind: str, field: str, said: Said, *, is_later: bool) -> Option:
        """One value of a field in conflict."""
        return Option(
            value=said.value,
            shown=self.shown(kind, field, said.value),
            writer=self.writer(said.author, said.device, said.made_at),
            is_later=is_later,
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
        point = str(self.machines.get(device, {}).get("support_point") or "")
        return str((self.reading.record("support_point", point) or {}).get("phone") or "") if point else ""

    def moment(self, made_at: int) -> datetime:
        """Unix milliseconds on the wall clock here."""
        return datetime.fromtimestamp(made_at / 1000, self.zone)
