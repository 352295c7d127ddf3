from datetime import date

import pytest

from app.domain.birth import BirthDate
from app.domain.identity.card_place import CardPlace
from app.domain.identity.card_qr import CardScan, read_card
from app.domain.identity.id_number import IdNumber
from app.domain.identity.refused import ScanHint
from app.domain.people import Sex
from app.domain.problems import Problem, ProblemCode

TODAY = date(2026, 11, 22)
WOMAN = IdNumber("014185000000")
ADDRESS = "Bản Mòng, Hua La, Thành phố Sơn La, Sơn La"
PLACE = CardPlace("Bản Mòng", "Hua La", "Thành phố Sơn La")


def card(*fields: str) -> CardScan:
    return read_card("|".join((WOMAN.text, *fields)), WOMAN, TODAY)


def test_seven_fields() -> None:
    assert card("050000000", "Lò Thị Ín", "01011985", "Nữ", ADDRESS, "15062021") == CardScan(
        number=WOMAN,
        old_number="050000000",
        name="Lò Thị Ín",
        birth=BirthDate(1985, 1, 1),
        sex=Sex.FEMALE,
        place=PLACE,
        issued=date(2021, 6, 15),
    )


def test_six_fields_without_the_issue_date() -> None:
    scan = card("", "Lò Thị Ín", "01011985", "Nữ", ADDRESS)
    assert (scan.old_number, scan.name, scan.issued, scan.is_cut) == ("", "Lò Thị Ín", None, False)


def test_six_fields_without_the_old_number() -> None:
    scan = card("Lò Thị Ín", "01011985", "Nữ", ADDRESS, "15062021")
    assert (scan.old_number, scan.name, scan.birth) == ("", "Lò Thị Ín", BirthDate(1985, 1, 1))
    assert (scan.sex, scan.place, scan.issued) == (Sex.FEMALE, PLACE, date(2021, 6, 15))


def test_the_name_that_was_lost_altogether_does_not_shift_the_card() -> None:
    scan = card("", "", "01011985", "Nữ", ADDRESS, "15062021")
    assert (scan.name, scan.name_suspect, scan.birth) == ("", True, BirthDate(1985, 1, 1))
    scan = card("", "01011985", "Nữ", ADDRESS, "15062021")
    assert (scan.name, scan.name_suspect, scan.birth) == ("", True, BirthDate(1985, 1, 1))


def test_eleven_fields_say_nothing_about_other_people() -> None:
    fields = ("", "Lò Thị Ín", "01011985", "Nữ", ADDRESS, "15062021")
    family = ("014060000000", "Vàng A Tủa", "Sồng Thị Dua", "050000000")
    assert card(*fields, *family) == card(*fields)


def test_more_fields_than_any_card_has_are_doubted() -> None:
    scan = card("", "Lò Thị Ín", "01011985", "Nữ", ADDRESS, "15062021", *("x" * 7))
    assert (scan.name, scan.doubts) == ("Lò Thị Ín", (Problem(ProblemCode.SCAN_FIELDS_UNCLEAR),))


@pytest.mark.parametrize(
    ("written", "birth"),
    [("1985", BirthDate(1985)), ("051985", BirthDate(1985, 5)), ("00001985", BirthDate(1985))],
)
def test_births_without_a_day_or_month(written: str, birth: BirthDate) -> None:
    assert card("", "Lò Thị Ín", written, "Nữ", ADDRESS, "15062021").birth == birth


def test_an_impossible_birth_is_left_out_and_said() -> None:
    scan = card("", "Lò Thị Ín", "31021985", "Nữ", ADDRESS, "15062021")
    assert (scan.birth, scan.name) == (None, "Lò Thị Ín")
    assert scan.doubts == (Problem(ProblemCode.BIRTH_IMPOSSIBLE, "birth"),)


def test_what_disagrees_with_the_number_is_doubted_and_kept_as_printed() -> None:
    scan = card("", "Giàng A Páo", "05091990", "Nam", ADDRESS, "15062021")
    assert (scan.sex, scan.birth) == (Sex.MALE, BirthDate(1990, 9, 5))
    found = [problem.code for problem in scan.doubts]
    assert found == [ProblemCode.SEX_MISMATCH, ProblemCode.BIRTH_YEAR_MISMATCH]


@pytest.mark.parametrize("written", ["31022021", "1506202", "2021", "", "x"])
def test_an_issue_date_that_is_none_is_left_out(written: str) -> None:
    assert card("", "Lò Thị Ín", "01011985", "Nữ", ADDRESS, written).issued is None


@pytest.mark.parametrize(
    ("name", "sex", "address"),
    [
        ("L Th n", "N", "Bn Mng, Hua La, Thnh ph Sn La, Sn La"),
        ("Lo Thi In", "Nu", "Ban Mong, Hua La, Thanh pho Son La, Son La"),
        ("L? Th? ?n", "N?", "B?n M?ng, Hua La, Th?nh ph? S?n La, S?n La"),
        ("Lo Thi In", "Nam", "Ban Mong, Hua La, Thanh pho Son La, Son La"),
        ("Mùa Lu", "Nam", "Bn Mòng, Hua La, Thành ph Sn La, Sn La"),  # only what Latin-1 has came through
        ("Mùa Th Lầu", "Nữ", ADDRESS),
        ("Mùa 5ầu", "Nữ", ADDRESS),
        ("Mùa \ufffdầu", "Nữ", ADDRESS),
    ],
)
def test_lost_letters_make_the_name_suspect_and_keep_the_digits(name: str, sex: str, address: str) -> None:
    scan = card("050000000", name, "01011985", sex, address, "15062021")
    assert (scan.name_suspect, scan.hint, scan.place) == (True, ScanHint.SCANNER_LAYOUT, None)
    assert (scan.birth, scan.issued) == (BirthDate(1985, 1, 1), date(2021, 6, 15))


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Mai Anh", "TDP 5, TT Hát Lót, Mai Sơn, Sơn La"),
        ("LÒ THỊ ÍN", "TP SƠN LA, SƠN LA"),
        ("Ín", ADDRESS),
        ("H'Mai Êban", "Buôn Đôn, Đắk Lắk"),
    ],
)
def test_sound_names_are_not_suspect(name: str, address: str) -> None:
    scan = card("", name, "01011985", "Nữ", address, "15062021")
    assert (scan.name, scan.name_suspect, scan.hint) == (name, False, None)


@pytest.mark.parametrize(("written", "expected"), [("N", True), ("N?", True), ("", True), ("Nu", False)])
def test_a_lost_sex_comes_from_the_number(written: str, expected: bool) -> None:
    scan = card("", "Lò Thị Ín", "01011985", written, ADDRESS, "15062021")
    assert (scan.sex, scan.sex_from_number) == (Sex.FEMALE, expected)


def test_a_cut_card_gives_its_whole_fields() -> None:
    scan = card("050000000", "Lò Thị Ín", "0101")
    assert (scan.old_number, scan.name, scan.birth) == ("050000000", "Lò Thị Ín", None)
    assert (scan.is_cut, scan.hint) == (True, ScanHint.SCAN_AGAIN)


def test_a_cut_name_is_not_a_name() -> None:
    scan = card("050000000", "Lò Th")
    assert (scan.name, scan.name_suspect, scan.old_number) == ("", False, "050000000")


def test_a_last_field_that_cannot_be_longer_is_whole() -> None:
    assert card("", "Lò Thị Ín", "01011985").birth == BirthDate(1985, 1, 1)
    assert card("", "Lò Thị Ín", "1985").birth is None
    assert not card("", "Lò Thị Ín", "01011985", "Nữ").sex_from_number
    assert card("", "Lò Thị Ín", "01011985", "N").sex_from_number


@pytest.mark.parametrize(
    "fields", [("050000000}Lo Thi In", "01011985", "Nu", "x"), ("01011985", "1985", "Nu", "x")]
)
def test_an_unknown_order_gives_the_number_only(fields: tuple[str, ...]) -> None:
    found = (Problem(ProblemCode.SCAN_FIELDS_UNCLEAR),)
    assert card(*fields) == CardScan(number=WOMAN, doubts=found, hint=ScanHint.SCAN_AGAIN)


def test_a_damaged_old_number_is_left_out() -> None:
    scan = card("05000", "Lò Thị Ín", "01011985", "Nữ", ADDRESS, "15062021")
    assert (scan.old_number, scan.name) == ("", "Lò Thị Ín")


def test_names_stay_out_of_logs() -> None:
    assert "Ín" not in repr(card("050000000", "Lò Thị Ín", "01011985", "Nữ", ADDRESS, "15062021"))
