"""Coming back: an appointment, its states, and the dates a desk offers. The words for a date are elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.fields import ask, union


class AppointmentState(StrEnum):
    """What became of it."""

    DUE = "due"
    KEPT = "kept"
    MOVED = "moved"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """When and why someone comes back; `day` is an ISO date, `place` follows from the reason.

    `tried` are local times (`2026-11-22T09:10`) at which they were called and not reached; `meet` is where and at
    what hour they come together with others, as people say it (`17:00, cổng trường`), or empty.
    """

    citizen: str = ask(refers="citizen")
    day: str = ask()
    task: str = ask()
    reason: str = ask()
    place: str = ask("point")
    state: str = ask(AppointmentState.DUE.value)
    session: str = ask(refers="session")
    tried: list[str] = union()
    meet: str = ask()


class DateChoice(StrEnum):
    """The chips under the reasons, in order."""

    TOMORROW = "tomorrow"
    MARKET_DAY = "market_day"
    NEXT_WEEK = "next_week"
    PICK = "pick"
    NONE = "none"


def next_market_day(today: date, weekday: int) -> date:
    """The next market after today; `weekday` is 0 (Monday) … 6 (Sunday), the commune's own."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def open_day(day: date) -> date:
    """The day itself, or the Monday after a weekend: desks and offices are closed then."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)


def offered_dates(today: date, market_weekday: int | None) -> dict[DateChoice, date | None]:
    """The dates behind the chips; PICK and NONE carry no date, a commune without a market has no chip for it."""
    market = {} if market_weekday is None else {DateChoice.MARKET_DAY: next_market_day(today, market_weekday)}
    return {
        DateChoice.TOMORROW: today + timedelta(days=1),
        **market,
        DateChoice.NEXT_WEEK: open_day(today + timedelta(days=7)),
        DateChoice.PICK: None,
        DateChoice.NONE: None,
    }
