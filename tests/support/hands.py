"""A clock moved by hand and ids that count: what a use case is handed in a test."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.domain.ids import RANDOM_BYTES, new_id, short_code

MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@dataclass(slots=True)
class HandClock:
    """Stands still until moved."""

    moment: datetime = MORNING

    def now(self) -> datetime:
        return self.moment

    def move(self, **by: float) -> None:
        """Forward, as `timedelta` counts."""
        self.moment += timedelta(**by)


@dataclass(slots=True)
class CountedIds:
    """Ids in order; `start` keeps two devices apart."""

    start: int = 0
    count: int = 0

    def new(self) -> str:
        self.count += 1
        return new_id(self.count, (self.start + self.count).to_bytes(RANDOM_BYTES, "big"))

    def code(self) -> str:
        self.count += 1
        return short_code((self.start + self.count).to_bytes(8, "big"))
