from datetime import date

import pytest

from app.domain.birth import BirthDate
from app.domain.identity.id_number import IdNumber
from app.domain.identity.insurance_code import InsuranceCode
from app.domain.identity.insurance_qr import (
    InsuranceScan,
    agrees,
    has_insurance_layout,
    read_insurance,
)
from app.domain.identity.refused import ScanHint
from app.domain.people import Sex
from app.domain.problems import Problem, ProblemCode
from tests.support.card_texts import hexed

TODAY = date(2026, 11, 22)
NAME = hexed("Hạng Thị Lầu")
TELEX_NAME = "48e1bâ16e67205468e1bb8b204ce1bâ775"
OLDER = InsuranceCode("HN2141400000000")
NEWER = InsuranceCode("1400000001")


def older(name: str = NAME, birth: str = "15/08/1972", sex: str = "2", facility: str = "14 - 001") -> str:
    start = f"HN2141400000000|{name}|{birth}|{sex}|{hexed('Bản Mòng')}|{facility}|01/01/2019|-|20/12/2018|"
    return start + "14011400000000|-|4|01/01/2020|0000000000000000-0000|$"


def newer(place: str = hexed("Huyện Bắc Yên, tỉnh Sơn La"), benefit: str = "2") -> str:
    start = "1400000001|4cc3b22056c4836e20c3936e|1948|1|-|14 - 006|01/07/2023|31/12/2026|31/07/2023|"
    return start + f"14061400000001|-|4| 01/10/2027|0000000000000000-0000|{benefit}|{place}|$"


def test_the_form_before_2021() -> None:
    assert read_insurance(older(), OLDER, TODAY) == InsuranceScan(
        code=OLDER,
        name="Hạng Thị Lầu",
        birth=BirthDate(1972, 8, 15),
        sex=Sex.FEMALE,
        facility="14001",
        valid_from=date(2019, 1, 1),
        five_years=date(2020, 1, 1),
        benefit="2",
    )


def test_the_form_since_2021() -> None:
    assert read_insurance(newer(), NEWER, TODAY) == InsuranceScan(
        code=NEWER,
        name="Lò Văn Ón",
        birth=BirthDate(1948),
        sex=Sex.MALE,
        facility="14006",
        valid_from=date(2023, 7, 1),
        valid_to=date(2026, 12, 31),
        five_years=date(2027, 10, 1),
        benefit="2",
        issue_place="Huyện Bắc Yên, tỉnh Sơn La",
    )


def test_the_shortest_form_is_not_cut() -> None:
    text = "|".join([*older().split("|")[:9], "$"])
    scan = read_insurance(text, OLDER, TODAY)
    assert (scan.is_cut, scan.hint, scan.five_years, scan.valid_from) == (False, None, None, date(2019, 1, 1))


def test_a_scanner_may_eat_the_end_mark() -> None:
    assert read_insurance(older().removesuffix("$"), OLDER, TODAY) == read_insurance(older(), OLDER, TODAY)


@pytest.mark.parametrize("written", ["14 - 001", "14 – 001", "14-001", "14001", " 14 -001"])
def test_a_facility_is_five_digits_whatever_joins_them(written: str) -> None:
    assert read_insurance(older(facility=written), OLDER, TODAY).facility == "14001"


@pytest.mark.parametrize("written", ["-", "14", "14 - 0011", ""])
def test_anything_else_is_no_facility(written: str) -> None:
    assert read_insurance(older(facility=written), OLDER, TODAY).facility == ""


def test_days_and_months_may_lack_their_zero() -> None:
    assert read_insurance(older(birth="5/9/1990"), OLDER, TODAY).birth == BirthDate(1990, 9, 5)


def test_an_impossible_birth_is_left_out_and_said() -> None:
    scan = read_insurance(older(birth="31/02/1990"), OLDER, TODAY)
    assert (scan.birth, scan.doubts) == (None, (Problem(ProblemCode.BIRTH_IMPOSSIBLE, "birth"),))


@pytest.mark.parametrize(("written", "sex"), [("1", Sex.MALE), ("2", Sex.FEMALE), ("3", Sex.UNKNOWN)])
def test_sex_is_one_or_two(written: str, sex: Sex) -> None:
    assert read_insurance(older(sex=written), OLDER, TODAY).sex is sex


@pytest.mark.parametrize("written", ["", "-", "0", "6", "x"])
def test_another_benefit_digit_is_not_shown(written: str) -> None:
    assert read_insurance(newer(benefit=written), NEWER, TODAY).benefit == ""


def test_an_unknown_group_of_people_is_doubted_only() -> None:
    code = InsuranceCode("AK2141400000000")
    scan = read_insurance(older().replace(OLDER.text, code.text), code, TODAY)
    assert (scan.name, scan.doubts) == ("Hạng Thị Lầu", code.doubts())


def test_a_name_worked_back_from_telex_stays_suspect() -> None:
    scan = read_insurance(older(TELEX_NAME), OLDER, TODAY)
    assert (scan.name, scan.name_suspect, scan.hint) == ("Hạng Thị Lầu", True, ScanHint.IME_OFF)
    assert (scan.birth, scan.sex, scan.facility) == (BirthDate(1972, 8, 15), Sex.FEMALE, "14001")


def test_a_name_is_suspect_when_telex_was_at_work_anywhere() -> None:
    scan = read_insurance(newer(place="487579e1bb876e2042e1bầ63"), NEWER, TODAY)
    assert (scan.name, scan.name_suspect, scan.hint) == ("Lò Văn Ón", True, ScanHint.IME_OFF)
    assert scan.issue_place == "Huyện Bắc"


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("48é1baa16e67", ScanHint.IME_OFF),  # VNI
        (NAME[:-1], ScanHint.SCAN_AGAIN),
        (NAME.replace("e1", "?"), ScanHint.SCAN_AGAIN),
        ("ffff", ScanHint.SCAN_AGAIN),
    ],
)
def test_a_name_that_cannot_be_read_is_asked_for(written: str, hint: ScanHint) -> None:
    scan = read_insurance(older(written), OLDER, TODAY)
    assert (scan.name, scan.name_suspect, scan.hint) == ("", True, hint)


def test_a_name_without_vowels_is_suspect() -> None:
    scan = read_insurance(older(hexed("L Th n")), OLDER, TODAY)
    assert (scan.name, scan.name_suspect) == ("L Th n", True)


def test_a_cut_card_gives_its_whole_fields() -> None:
    scan = read_insurance("|".join(older().split("|")[:3]), OLDER, TODAY)
    assert (scan.name, scan.birth, scan.is_cut, scan.hint) == (
        "Hạng Thị Lầu",
        None,
        True,
        ScanHint.SCAN_AGAIN,
    )


@pytest.mark.parametrize(
    "text",
    [
        newer(),
        f"1400000001|{NAME}|",
        f"1400000001|{TELEX_NAME}|",
        "1400000001|48é1baa16e67|1948|1|-",
    ],
)
def test_ten_digits_are_a_code_when_the_card_shows_it(text: str) -> None:
    assert has_insurance_layout(text, TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "1400000001",
        "1400000001|",
        f"1400000001|{NAME}",
        "4185000000|050000000|Lò Thị Ín|01011985|Nữ|Sơn La|15062021",  # a card number without its start
        "4185000000||Lò Thị Ín|01011985|Nữ|Sơn La|15062021",
        "014185000000|050000000|Lò Thị Ín|01011985|Nữ|Sơn La|15062021",
        "014185000000|014100000000|Lò Thị Ín|01011985|Nữ|Sơn La|15062021",
        "1400000001|x|15/08/1972|3|-",
        "1400000001|x|soon|1|-",
    ],
)
def test_ten_digits_alone_could_be_anything(text: str) -> None:
    assert not has_insurance_layout(text, TODAY)


def test_an_identity_number_must_agree_with_the_person() -> None:
    scan = read_insurance(older(), OLDER, TODAY)
    assert agrees(scan, IdNumber("014172000000"), TODAY)
    assert not agrees(scan, IdNumber("014072000000"), TODAY)
    assert not agrees(scan, IdNumber("141400000000"), TODAY)
    assert not agrees(read_insurance(older(sex="-"), OLDER, TODAY), IdNumber("014172000000"), TODAY)
