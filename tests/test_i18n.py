"""The language in force: switching, falling back, dates and numbers as people here write them."""

from collections.abc import Iterator
from datetime import date

import pytest

from app import i18n
from app.i18n import DateStyle

SATURDAY = date(2026, 10, 17)


@pytest.fixture(autouse=True)
def _vietnamese_again() -> Iterator[None]:
    i18n.use_language("vi")
    yield
    i18n.use_language("vi")


def test_vietnamese_comes_first() -> None:
    assert i18n.available()[0] == "vi"
    assert "en" in i18n.available()
    assert i18n.language() == "vi"


def test_languages_call_themselves_by_their_own_name() -> None:
    assert [i18n.language_name(code) for code in ("vi", "en")] == ["Tiếng Việt", "English"]


def test_a_switch_reaches_everything_at_once() -> None:
    before = i18n.weekday_name(SATURDAY)
    i18n.use_language("en")
    assert (before, i18n.weekday_name(SATURDAY)) == ("Thứ Bảy", "Saturday")


def test_a_language_we_do_not_carry_is_refused_and_changes_nothing() -> None:
    with pytest.raises(LookupError):
        i18n.use_language("xx")
    assert i18n.language() == "vi"


def test_another_reader_is_spoken_to_and_then_it_is_as_before() -> None:
    i18n.use_language("en")
    with i18n.reading("vi"):
        assert i18n.weekday_name(SATURDAY) == "Thứ Bảy"
    with pytest.raises(RuntimeError), i18n.reading("vi"):
        raise RuntimeError
    assert (i18n.language(), i18n.weekday_name(SATURDAY)) == ("en", "Saturday")


def test_a_sentence_without_translation_is_shown_in_english() -> None:
    assert i18n._("A sentence that no catalogue holds") == "A sentence that no catalogue holds"
    assert (
        i18n.ngettext("{n} thing nobody counts", "{n} things nobody counts", 2) == "{n} things nobody counts"
    )


@pytest.mark.parametrize(
    ("style", "vietnamese", "english"),
    [
        (DateStyle.DAY, "17/10", "17/10"),
        (DateStyle.WEEKDAY, "Thứ Bảy 17/10", "Saturday 17/10"),
        (DateStyle.FULL, "17/10/2026", "17/10/2026"),
        (DateStyle.LONG, "Thứ Bảy, ngày 17 tháng 10 năm 2026", "Saturday, 17 October 2026"),
    ],
)
def test_dates(style: DateStyle, vietnamese: str, english: str) -> None:
    assert i18n.format_date(SATURDAY, style) == vietnamese
    i18n.use_language("en")
    assert i18n.format_date(SATURDAY, style) == english


def test_a_week_and_a_year_have_all_their_names() -> None:
    week = [i18n.weekday_name(date(2026, 10, 12 + day)) for day in range(7)]
    year = [i18n.month_name(date(2026, month, 1)) for month in range(1, 13)]
    assert (week[0], week[6], len(set(week))) == ("Thứ Hai", "Chủ Nhật", 7)
    assert year == [f"tháng {month}" for month in range(1, 13)]


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [(0, "0", "0"), (999, "999", "999"), (1234, "1.234", "1,234"), (-1234567, "-1.234.567", "-1,234,567")],
)
def test_numbers(value: int, vietnamese: str, english: str) -> None:
    assert i18n.format_number(value) == vietnamese
    i18n.use_language("en")
    assert i18n.format_number(value) == english
