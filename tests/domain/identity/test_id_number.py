import csv
import io
from datetime import date

import pytest

from app import resources
from app.domain.birth import BirthDate
from app.domain.identity.id_number import PROVINCE_PREFIXES, IdNumber, doubts, read_id_number
from app.domain.people import Sex
from app.domain.problems import Problem, ProblemCode

TODAY = date(2026, 11, 22)


def codes(found: tuple[Problem, ...]) -> list[ProblemCode]:
    return [problem.code for problem in found]


def test_the_known_prefixes_are_those_of_the_list() -> None:
    rows = csv.DictReader(io.StringIO(resources.text("places", "province_codes.csv")))
    assert {row["cccd_code"] for row in rows} == PROVINCE_PREFIXES


@pytest.mark.parametrize(
    ("text", "sex", "year"),
    [
        ("014090000000", Sex.MALE, 1990),
        ("014185000000", Sex.FEMALE, 1985),
        ("014205000000", Sex.MALE, 2005),
        ("014314000000", Sex.FEMALE, 2014),
        ("014900000000", Sex.FEMALE, 2300),
    ],
)
def test_the_fourth_digit_tells_sex_and_century(text: str, sex: Sex, year: int) -> None:
    number = IdNumber(text)
    assert (number.sex, number.birth_year, number.province) == (sex, year, "014")


def test_a_number_is_masked_on_screen_and_unseen_in_logs() -> None:
    number = IdNumber("014185000000")
    assert number.masked() == "014•••••0000"
    assert number.last_four == "0000"
    assert "185" not in repr(number)


@pytest.mark.parametrize("typed", ["014185000000", " 014 185 000 000 ", "014.185.000.000", "014-185-000-000"])
def test_typed_groups_are_joined(typed: str) -> None:
    assert read_id_number(typed) == IdNumber("014185000000")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", ProblemCode.ID_NUMBER_NOT_DIGITS),
        ("01418500000O", ProblemCode.ID_NUMBER_NOT_DIGITS),
        ("٠١٤١٨٥٠٠٠٠٠٠", ProblemCode.ID_NUMBER_NOT_DIGITS),
        ("1.4185E+10", ProblemCode.ID_NUMBER_NOT_DIGITS),
        ("050000000", ProblemCode.ID_NUMBER_OLD_NINE),
        ("14185000000", ProblemCode.ID_NUMBER_LENGTH),
        ("0141850000000", ProblemCode.ID_NUMBER_LENGTH),
    ],
)
def test_what_is_no_number_is_named(typed: str, code: ProblemCode) -> None:
    assert read_id_number(typed) == Problem(code, "id_number")


@pytest.mark.parametrize("text", ["", "14185000000", "01418500000O", "014185000000\n"])
def test_no_other_text_becomes_a_number(text: str) -> None:
    with pytest.raises(ValueError, match="12 digits"):
        IdNumber(text)


def test_a_number_that_agrees_leaves_no_doubt() -> None:
    assert doubts(IdNumber("014185000000"), Sex.FEMALE, BirthDate(1985, 1, 1), TODAY) == ()


def test_what_is_not_known_is_not_compared() -> None:
    assert doubts(IdNumber("014185000000"), Sex.UNKNOWN, None, TODAY) == ()


def test_sex_and_year_that_disagree_are_doubted() -> None:
    found = doubts(IdNumber("014090000000"), Sex.FEMALE, BirthDate(1985), TODAY)
    assert codes(found) == [ProblemCode.SEX_MISMATCH, ProblemCode.BIRTH_YEAR_MISMATCH]
    assert [problem.field for problem in found] == ["sex", "birth"]


@pytest.mark.parametrize("text", ["003090000000", "141090000000", "999090000000"])
def test_an_unknown_province_is_doubted_only(text: str) -> None:
    assert codes(doubts(IdNumber(text), Sex.MALE, None, TODAY)) == [ProblemCode.PROVINCE_UNKNOWN]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("014226000000", []),
        ("014227000000", [ProblemCode.NUMBER_YEAR_IMPOSSIBLE]),
        ("014005000000", []),
        ("014004000000", [ProblemCode.NUMBER_YEAR_IMPOSSIBLE]),
    ],
)
def test_a_year_in_the_number_nobody_can_have_is_doubted(text: str, expected: list[ProblemCode]) -> None:
    assert codes(doubts(IdNumber(text), Sex.MALE, None, TODAY)) == expected
