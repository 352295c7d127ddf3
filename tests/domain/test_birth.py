from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.birth import BirthDate, BirthPrecision, birth_from_iso, read_birth
from app.domain.problems import Problem, ProblemCode

TODAY = date(2026, 11, 22)

days = st.dates(date(1907, 1, 1), TODAY)
precisions = st.sampled_from((1, 2, 3))


def birth_of(day: date, precision: int) -> BirthDate:
    return BirthDate(*(day.year, day.month, day.day)[:precision])


@pytest.mark.parametrize(
    ("typed", "birth"),
    [
        ("09051940", BirthDate(1940, 5, 9)),
        ("051940", BirthDate(1940, 5)),
        ("1940", BirthDate(1940)),
        ("00001940", BirthDate(1940)),
        ("00051940", BirthDate(1940, 5)),
        ("09/05/1940", BirthDate(1940, 5, 9)),
        ("9/5/1940", BirthDate(1940, 5, 9)),
        (" 9 - 5 - 1940 ", BirthDate(1940, 5, 9)),
        ("9.5.1940", BirthDate(1940, 5, 9)),
        ("9 5 1940", BirthDate(1940, 5, 9)),
        ("5/1940", BirthDate(1940, 5)),
        ("/5/1940", BirthDate(1940, 5)),
        ("00/00/1940", BirthDate(1940)),
        ("//1940", BirthDate(1940)),
        ("--1940", BirthDate(1940)),
        ("9//1940", BirthDate(1940)),
        ("1940-05-09", BirthDate(1940, 5, 9)),
        ("1940-05", BirthDate(1940, 5)),
        ("22/11/2026", BirthDate(2026, 11, 22)),
        ("2026", BirthDate(2026)),
        ("29/02/1960", BirthDate(1960, 2, 29)),
    ],
)
def test_births_as_people_and_cards_write_them(typed: str, birth: BirthDate) -> None:
    assert read_birth(typed, TODAY) == birth


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", ProblemCode.BIRTH_UNREADABLE),
        ("//", ProblemCode.BIRTH_UNREADABLE),
        ("khoảng 1940", ProblemCode.BIRTH_UNREADABLE),
        ("0101198", ProblemCode.BIRTH_UNREADABLE),
        ("5/9", ProblemCode.BIRTH_UNREADABLE),
        ("1/2/3/1940", ProblemCode.BIRTH_UNREADABLE),
        ("1940/5/9/1", ProblemCode.BIRTH_UNREADABLE),
        ("٠٩٠٥١٩٤٠", ProblemCode.BIRTH_UNREADABLE),
        ("5/9/90", ProblemCode.BIRTH_AMBIGUOUS),
        ("050990", ProblemCode.BIRTH_AMBIGUOUS),
        ("90", ProblemCode.BIRTH_AMBIGUOUS),
        ("5/90", ProblemCode.BIRTH_AMBIGUOUS),
        ("5/19/90", ProblemCode.BIRTH_IMPOSSIBLE),
        ("31/02/1985", ProblemCode.BIRTH_IMPOSSIBLE),
        ("31021985", ProblemCode.BIRTH_IMPOSSIBLE),
        ("29/02/1961", ProblemCode.BIRTH_IMPOSSIBLE),
        ("13/1940", ProblemCode.BIRTH_IMPOSSIBLE),
        ("19850101", ProblemCode.BIRTH_IMPOSSIBLE),
        ("0000", ProblemCode.BIRTH_IMPOSSIBLE),
        ("23/11/2026", ProblemCode.BIRTH_IN_FUTURE),
        ("12/2026", ProblemCode.BIRTH_IN_FUTURE),
        ("2027", ProblemCode.BIRTH_IN_FUTURE),
        ("21/11/1905", ProblemCode.BIRTH_TOO_LONG_AGO),
        ("1190", ProblemCode.BIRTH_TOO_LONG_AGO),
    ],
)
def test_what_is_no_possible_birth_is_named(typed: str, code: ProblemCode) -> None:
    assert read_birth(typed, TODAY) == Problem(code, "birth")


def test_the_oldest_believed_is_120() -> None:
    assert read_birth("23/11/1905", TODAY) == BirthDate(1905, 11, 23)
    assert read_birth("1905", TODAY) == BirthDate(1905)
    assert read_birth("1904", TODAY) == Problem(ProblemCode.BIRTH_TOO_LONG_AGO, "birth")


@given(st.text(alphabet="0123456789/-. xạ", max_size=14), days)
def test_reading_never_raises_and_never_gives_the_future(typed: str, today: date) -> None:
    birth = read_birth(typed, today)
    assert isinstance(birth, Problem) or birth.earliest <= today


@given(days, precisions)
def test_a_birth_survives_storage_and_display(day: date, precision: int) -> None:
    birth = birth_of(day, precision)
    assert birth_from_iso(birth.iso()) == birth
    assert read_birth(birth.iso(), TODAY) == birth
    assert read_birth(birth.display(), TODAY) == birth


def test_storage_and_display_text() -> None:
    births = [BirthDate(1940), BirthDate(1940, 5), BirthDate(1940, 5, 9)]
    assert [birth.iso() for birth in births] == ["1940", "1940-05", "1940-05-09"]
    assert [birth.display() for birth in births] == ["1940", "05/1940", "09/05/1940"]
    assert [birth.precision for birth in births] == list(BirthPrecision)


@pytest.mark.parametrize("stored", ["", "40", "1940-5", "1940-02-30", "1940-00", "09/05/1940", "1940\n"])
def test_other_text_is_not_taken_from_storage(stored: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        birth_from_iso(stored)


def test_a_day_needs_its_month() -> None:
    with pytest.raises(ValueError, match="month"):
        BirthDate(1940, None, 9)


@pytest.mark.parametrize(
    ("birth", "age"),
    [
        (BirthDate(1985, 11, 22), 41),
        (BirthDate(1985, 11, 23), 40),
        (BirthDate(1985, 10), 41),
        (BirthDate(1985, 11), 40),
        (BirthDate(1985), 40),
        (BirthDate(2026), 0),
    ],
)
def test_an_inexact_age_is_the_youngest_possible(birth: BirthDate, age: int) -> None:
    assert birth.age_on(TODAY) == age


@given(days, precisions, st.integers(0, 40000))
def test_an_age_is_sure_where_every_day_it_can_have_been_gives_the_same(
    day: date, precision: int, later: int
) -> None:
    then, birth = day + timedelta(days=later), birth_of(day, precision)
    if birth.is_age_sure_on(then):
        assert birth.age_on(then) == birth_of(day, 3).age_on(then)
    else:
        assert precision < 3


def test_a_leap_day_birthday_comes_after_february() -> None:
    birth = BirthDate(2004, 2, 29)
    assert (birth.age_on(date(2022, 2, 28)), birth.age_on(date(2022, 3, 1))) == (17, 18)


@given(days, precisions, st.integers(0, 40000))
def test_knowing_less_never_makes_older(day: date, precision: int, later: int) -> None:
    then = day + timedelta(days=later)
    birth = birth_of(day, precision)
    assert 0 <= birth.age_on(then) <= birth_of(day, 3).age_on(then)
    assert birth.earliest <= day <= birth.latest
