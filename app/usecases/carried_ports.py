"""What sticks and rescue copies ask of the store; part of `ports.Reading`."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Protocol

from app.domain.changes import Mark
from app.domain.views import Handed, Unit, Unsent


class CarriedReading(Protocol):
    """Own work by where it has got to, not by what it says."""

    def to_carry(
        self, most_bytes: int, most: int, after: int, durable: Mark, since_ms: int
    ) -> Sequence[Unsent]:
        """As `unsent`, and what was acknowledged above `durable` and made since (Unix ms): for a stick."""
        ...

    def units(self, durable: Mark, since_ms: int) -> Sequence[Unit]:
        """Sessions, and changes outside any, of which something is neither durable nor erased nor replaced."""
        ...

    def unit_changes(self, unit: Unit, durable: Mark, since_ms: int) -> Sequence[Unsent]:
        """What of a unit is neither durable nor erased nor replaced, oldest first."""
        ...

    def left_units(self, since_ms: int) -> Sequence[str]:
        """Sessions, and changes outside any, of a commune this laptop has left, made since (Unix ms)."""
        ...

    def handed(self) -> Sequence[Handed]:
        """The bundles given to sticks, the newest first; a change counts where it went last."""
        ...

    def handed_into(self, bundles: Sequence[str]) -> Set[str]:
        """The ids of the changes that went into one of these bundles last."""
        ...
