"""Days and times as people here say them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from app.desktop.wording import dates
from app.domain.appointments import DateChoice
from app.i18n import use_language
from tests.support.words import in_both, said_in_both

SATURDAY = date(2026, 10, 17)
NOW = datetime(2026, 10, 17, 9, 41, tzinfo=timezone(timedelta(hours=7)))


def test_a_clock_time_is_short() -> None:
    assert [dates.clock(NOW), dates.clock(NOW.replace(hour=16, minute=5))] == ["9:41", "16:05"]


def test_a_week_of_short_names() -> None:
    week = [SATURDAY - timedelta(days=5) + timedelta(days=number) for number in range(7)]
    assert [dates.weekday_short(day).split()[0] for day in week] == ["T2", "T3", "T4", "T5", "T6", "T7", "CN"]
    assert dates.weekday_short(SATURDAY) == "T7 17/10"
    use_language("en")
    assert dates.weekday_short(SATURDAY) == "Sat 17/10"


def test_a_long_day() -> None:
    assert in_both(lambda: dates.long_day(SATURDAY)) == ("Thứ Bảy 17/10", "Saturday 17/10")


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW, "hôm nay 9:41"),
        (NOW.replace(hour=0, minute=0), "hôm nay 0:00"),
        (NOW - timedelta(hours=10), "hôm qua 23:41"),
        (NOW - timedelta(days=2), "15/10 9:41"),
        (NOW - timedelta(days=400), "12/9 9:41"),
    ],
)
def test_when_it_was(moment: datetime, words: str) -> None:
    assert dates.when(moment, NOW) == words


def test_a_moment_is_told_by_the_clock_on_the_wall_here() -> None:
    """Storage and central keep moments in their own zone; people read them in theirs."""
    assert dates.when(datetime(2026, 10, 16, 18, 30, tzinfo=UTC), NOW) == "hôm nay 1:30"
    assert dates.when(datetime(2026, 10, 16, 16, 30, tzinfo=UTC), NOW) == "hôm qua 23:30"


@pytest.mark.parametrize("choice", list(DateChoice))
def test_every_date_chip_has_words(choice: DateChoice) -> None:
    said_in_both(lambda: dates.choice(choice))


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "1 phút"), (59, "1 phút"), (360, "6 phút"), (3600, "60 phút")]
)
def test_how_long_it_takes(seconds: int, words: str) -> None:
    assert dates.minutes(seconds) == words
