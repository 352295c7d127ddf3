"""Coming back: the market of the commune and the chips under the reasons."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.appointments import (
    Appointment,
    AppointmentState,
    DateChoice,
    next_market_day,
    offered_dates,
    open_day,
)

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
WEEKDAYS = st.integers(0, 6)


@given(DAYS, WEEKDAYS)
def test_the_next_market_is_on_its_weekday_within_a_week_and_never_today(today: date, weekday: int) -> None:
    market = next_market_day(today, weekday)
    assert market.weekday() == weekday
    assert timedelta(days=1) <= market - today <= timedelta(days=7)


@given(DAYS, WEEKDAYS | st.none())
def test_the_chips_in_order_with_days_ahead(today: date, weekday: int | None) -> None:
    offered = offered_dates(today, weekday)
    no_chip = {DateChoice.MARKET_DAY} if weekday is None else set()
    assert list(offered) == [choice for choice in DateChoice if choice not in no_chip]
    assert all(day is None or day > today for day in offered.values())
    assert offered[DateChoice.TOMORROW] == today + timedelta(days=1)
    assert offered[DateChoice.NEXT_WEEK] == open_day(today + timedelta(days=7))
    assert (offered[DateChoice.PICK], offered[DateChoice.NONE]) == (None, None)


@given(DAYS)
def test_a_closed_day_becomes_the_monday_after(day: date) -> None:
    moved = open_day(day)
    assert moved.weekday() < 5
    assert timedelta(0) <= moved - day <= timedelta(days=2)
    assert (moved == day) == (day.weekday() < 5)


def test_a_saturday_market_seen_from_every_day_of_a_week() -> None:
    monday = date(2026, 11, 23)
    seen = [next_market_day(monday + timedelta(days=number), 5).day for number in range(7)]
    assert seen == [28, 28, 28, 28, 28, 5, 5]


def test_an_appointment_is_due_at_the_point_until_somebody_says_otherwise() -> None:
    assert (Appointment().state, Appointment().place) == (AppointmentState.DUE, "point")
