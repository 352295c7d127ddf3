"""One more person at this machine: a name, how to address them, what they are there for, and a PIN of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from app.domain.points import Role
from app.domain.secrets_guard import looks_like_secret
from app.usecases.device import OperatorRow, add_operator
from app.usecases.lock import PIN_LENGTH, set_pin
from app.usecases.ports import Clock, Ids, Store


class Amiss(StrEnum):
    """What has to be mended before somebody is added; the words are the screen's."""

    NAME_MISSING = "name_missing"
    NAME_SECRET = "name_secret"
    PIN_SHORT = "pin_short"
    PINS_DIFFER = "pins_differ"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenOperator:
    """The fields as written."""

    name: str
    address_form: str
    role: str
    pin: str
    again: str


class NewOperatorPresenter:
    """Adds at most one person; `added` is told who it is."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        ids: Ids,
        salt: Callable[[], bytes],
        added: Callable[[OperatorRow], None],
    ) -> None:
        self._store, self._clock, self._ids = store, clock, ids
        self._salt, self._added = salt, added

    def written(self, fields: WrittenOperator) -> tuple[Amiss, ...]:
        """Keep the person, or say all that is amiss and keep nothing."""
        amiss = _amiss(fields)
        if amiss:
            return amiss
        row = add_operator(
            self._store,
            self._clock,
            self._ids,
            name=fields.name,
            address_form=fields.address_form,
            role=Role(fields.role),
        )
        assert isinstance(row, OperatorRow), "the name was looked at above"
        set_pin(self._store, row.id, fields.pin, self._salt())
        self._added(row)
        return ()


def _amiss_with_name(name: str) -> tuple[Amiss, ...]:
    """A PIN is easily typed into the field above it."""
    if looks_like_secret(name):
        return (Amiss.NAME_SECRET,)
    return () if name.strip() else (Amiss.NAME_MISSING,)


def _amiss(fields: WrittenOperator) -> tuple[Amiss, ...]:
    found = _amiss_with_name(fields.name)
    if len(fields.pin) != PIN_LENGTH or not fields.pin.isdecimal():
        return (*found, Amiss.PIN_SHORT)
    return found if fields.pin == fields.again else (*found, Amiss.PINS_DIFFER)
