"""The part of `ports.Reading` that goes from house to house."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from app.domain.village import House, Knock, VillageName


class VillageReading(Protocol):
    """Read by the room *Đi bản*."""

    def villages(self) -> Sequence[VillageName]:
        """Every village anybody wrote, once however it is spelled, as most spell it; in the order of names."""
        ...

    def houses(self, village: str) -> Sequence[House]:
        """The households of a village with their people, and who is of no household; by key.

        A household is where it says it is, else where the oldest of it is.
        """
        ...

    def knocks(self, household: str, citizens: Sequence[str]) -> Sequence[Knock]:
        """Every visit of a household or of one of these people, in the order of days and times."""
        ...
