"""A locked running program: five PINs, then the passphrase. Opening a closed machine is `opening`'s."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from app.presentation.watched import Watched
from app.usecases.device import OperatorRow

TRIES = 5
"""Wrong PINs until the passphrase is asked for."""


class Gate(StrEnum):
    """What is asked for now."""

    PIN = "pin"
    PASSPHRASE = "passphrase"
    WHO = "who"
    """Nothing is asked: the passphrase was just given, only who is there is not known yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LockState:
    """What the lock screen shows; it names no citizen. `chosen` is the operator who is about to open."""

    operators: tuple[OperatorRow, ...]
    chosen: OperatorRow
    gate: Gate = Gate.PIN
    tries_left: int = TRIES
    refused: bool = False
    unsent: int = 0


class LockPresenter(Watched[LockState]):
    """Counts wrong PINs over all operators; after the last one only the passphrase opens."""

    def __init__(
        self,
        operators: tuple[OperatorRow, ...],
        chosen: OperatorRow,
        *,
        unsent: int,
        pin_opens: Callable[[str, str], bool],
        has_pin: Callable[[str], bool],
        opened: Callable[[OperatorRow], None],
        proven: bool = False,
    ) -> None:
        self._pin_opens, self._has_pin, self._opened = pin_opens, has_pin, opened
        gate = Gate.WHO if proven else self._gate(chosen)
        self._state = LockState(operators=operators, chosen=chosen, gate=gate, unsent=unsent)

    def state(self) -> LockState:
        """The state shown last."""
        return self._state

    def chosen(self, operator: OperatorRow) -> None:
        """Somebody else opens; where the passphrase was just given, that is all it takes."""
        if self._state.gate is Gate.WHO:
            self._opened(operator)
            return
        gate = Gate.PASSPHRASE if not self._state.tries_left else self._gate(operator)
        self._show(replace(self._state, chosen=operator, gate=gate, refused=False))

    def pin_entered(self, pin: str) -> None:
        """Try a PIN; where only the passphrase opens, none is even looked at."""
        if self._state.gate is not Gate.PIN:
            return
        if self._pin_opens(self._state.chosen.id, pin):
            self._opened(self._state.chosen)
            return
        left = max(0, self._state.tries_left - 1)
        gate = Gate.PIN if left else Gate.PASSPHRASE
        self._show(replace(self._state, tries_left=left, refused=True, gate=gate))

    def passphrase_wanted(self) -> None:
        """The PIN is forgotten."""
        self._show(replace(self._state, gate=Gate.PASSPHRASE, refused=False))

    def passphrase_checked(self, *, right: bool) -> None:
        """The passphrase was tried against the store's own key slots."""
        if right:
            self._opened(self._state.chosen)
        else:
            self._show(replace(self._state, refused=True))

    def _gate(self, operator: OperatorRow) -> Gate:
        return Gate.PIN if self._has_pin(operator.id) else Gate.PASSPHRASE

    def _show(self, state: LockState) -> None:
        self._state = state
        self.refresh()
