import json
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.identity.card_qr import CardScan
from app.domain.identity.insurance_code import InsuranceCodeKind
from app.domain.identity.insurance_qr import InsuranceScan
from app.domain.identity.refused import Refused, ScanHint
from app.domain.identity.scan import CaseCode, PairingText, Scan, read_scan
from app.domain.names import same_name
from app.domain.people import Sex
from app.domain.problems import ProblemCode
from tests.support.card_texts import cards, hexed, insurance_cards, through_telex

TODAY = date(2026, 11, 22)
CARD = "014185000000|050000000|Lò Thị Ín|01011985|Nữ|Bản Mòng, Hua La, Thành phố Sơn La, Sơn La|15062021"
GOLDEN = Path(__file__).parents[2] / "golden" / "qr_samples.json"
SAMPLES = {sample["id"]: sample for sample in json.loads(GOLDEN.read_text(encoding="utf-8"))["samples"]}
SEXES = {Sex.MALE: "Nam", Sex.FEMALE: "Nữ", Sex.UNKNOWN: None}


def read(text: str) -> Scan:
    return read_scan(text, TODAY)


def said(scan: CardScan | InsuranceScan) -> dict[str, Any]:
    """What a scan says, in the words of the samples; a day of birth only when it is known."""
    birth = scan.birth
    words: dict[str, Any] = {
        "name": scan.name,
        "name_suspect": scan.name_suspect,
        "sex": SEXES[scan.sex],
        "dob": birth.iso() if birth and birth.day else None,
        "dob_year": birth.year if birth else None,
        "warn": [problem.code.value for problem in scan.doubts],
    }
    return words | (card_words(scan) if isinstance(scan, CardScan) else insurance_words(scan))


def card_words(scan: CardScan) -> dict[str, Any]:
    return {
        "id_number": scan.number.text,
        "old_cmnd": scan.old_number or None,
        "issued": scan.issued.isoformat() if scan.issued else None,
        "sex_from_number": SEXES[scan.sex] if scan.sex_from_number else None,
        "is_child": scan.birth is not None and scan.birth.age_on(TODAY) < 14,
    }


def insurance_words(scan: InsuranceScan) -> dict[str, Any]:
    return {
        "code": scan.code.text,
        "object": scan.code.object_code,
        "benefit": scan.benefit,
        "province": scan.code.province,
        "bhxh": scan.code.social_number,
        "kcb": scan.facility,
        "valid_from": scan.valid_from.isoformat() if scan.valid_from else None,
        "five_years": scan.five_years.isoformat() if scan.five_years else None,
        "issue_place": scan.issue_place,
        "hint": "turn IME off / set scanner to COM mode" if scan.hint is ScanHint.IME_OFF else None,
    }


@pytest.mark.parametrize(
    "name", [name for name, sample in SAMPLES.items() if "parse" not in sample["expect"]]
)
def test_samples_say_what_they_should(name: str) -> None:
    expected = dict(SAMPLES[name]["expect"])
    twin = expected.pop("same_person_as", None)
    scan = read(SAMPLES[name]["raw"])
    assert isinstance(scan, CardScan | InsuranceScan)
    assert {key: said(scan)[key] for key in expected} == expected
    other = read(SAMPLES[twin]["raw"]) if twin else scan
    assert isinstance(other, CardScan | InsuranceScan)
    assert same_name(scan.name, other.name)
    assert said(scan) | {"name": ""} == said(other) | {"name": ""}


def test_samples_of_other_texts_are_refused() -> None:
    layout, foreign = read(SAMPLES["cccd_pipe_wrong_layout"]["raw"]), read(SAMPLES["not_ours_url"]["raw"])
    assert layout == Refused(ProblemCode.SCAN_SEPARATORS, ScanHint.SCANNER_LAYOUT)
    assert foreign == Refused(ProblemCode.SCAN_UNKNOWN, ScanHint.OTHER_CODE)


def test_every_sample_is_tried() -> None:
    assert len(SAMPLES) >= 13


@given(cards() | insurance_cards(), st.sampled_from(("\ufeff{}", "{}\r\n", "{}\x00\x00", "]Q1{}", " {} \n")))
def test_what_scanners_add_changes_nothing(text: str, around: str) -> None:
    assert read(around.format(text)) == read(text)
    assert read(unicodedata.normalize("NFD", text)) == read(text)


def is_part_of(part: CardScan, whole: CardScan) -> bool:
    """Whether each value of a cut scan is the whole card's or missing; an inferred sex must be marked."""
    empty = CardScan(number=whole.number)
    names = ("old_number", "name", "birth", "place", "issued")
    adds_nothing = all(getattr(part, n) in (getattr(empty, n), getattr(whole, n)) for n in names)
    is_sex_known = part.sex_from_number or part.sex is whole.sex
    return part.number == whole.number and adds_nothing and is_sex_known


@given(cards(), st.sampled_from(("ignore", "replace")))
def test_a_cut_card_never_says_anything_else(text: str, errors: str) -> None:
    whole, raw = read(text), text.encode()
    assert isinstance(whole, CardScan)
    for end in range(len(raw)):
        part = read(raw[:end].decode(errors=errors))
        assert is_part_of(part, whole) if isinstance(part, CardScan) else isinstance(part, Refused)
        assert isinstance(part, CardScan) == (end >= 12)


@given(insurance_cards())
def test_a_cut_insurance_card_never_says_anything_else(text: str) -> None:
    whole = read(text)
    assert isinstance(whole, InsuranceScan)
    empty = InsuranceScan(code=whole.code)
    names = ("name", "birth", "sex", "facility", "valid_from", "valid_to", "five_years", "issue_place")
    for end in range(len(text)):
        part = read(text[:end])
        assert isinstance(part, InsuranceScan | Refused)
        if isinstance(part, InsuranceScan):
            assert part.code == whole.code
            assert all(getattr(part, n) in (getattr(empty, n), getattr(whole, n)) for n in names)


@given(insurance_cards(), st.booleans())
def test_a_card_through_telex_is_repaired_or_flagged(text: str, reaches: bool) -> None:
    typed = through_telex(text, reaches=reaches)
    whole, scan = read(text), read(typed)
    assert isinstance(whole, InsuranceScan)
    assert isinstance(scan, InsuranceScan)
    assert scan.name in ("", whole.name)
    assert scan.name_suspect or typed == text or typed.isascii()
    assert scan.name == whole.name or scan.name_suspect
    assert replace(scan, name="", name_suspect=False, hint=None, issue_place="") == replace(
        whole, name="", hint=None, issue_place=""
    )


@given(cards(), st.sampled_from("}~\\>¦#*!§ \t;"))
def test_other_separators_are_refused_with_a_hint(text: str, mark: str) -> None:
    assert read(text.replace("|", mark)) == Refused(ProblemCode.SCAN_SEPARATORS, ScanHint.SCANNER_LAYOUT)


@given(insurance_cards(), st.sampled_from("}~\\>¦#"))
def test_other_separators_of_an_insurance_card_too(text: str, mark: str) -> None:
    assert read(text.replace("|", mark)) == Refused(ProblemCode.SCAN_SEPARATORS, ScanHint.SCANNER_LAYOUT)


def test_separators_that_are_not_there_at_all() -> None:
    assert read(CARD.replace("|", "")) == Refused(ProblemCode.SCAN_SEPARATORS, ScanHint.SCANNER_LAYOUT)


@given(st.text() | st.text(alphabet="0123456789|/-$ LòâàHNe1ba", max_size=80), st.dates())
def test_any_text_can_be_scanned(text: str, today: date) -> None:
    assert isinstance(read_scan(text, today), Scan)


@pytest.mark.parametrize(
    ("text", "problem", "hint"),
    [
        ("", ProblemCode.SCAN_EMPTY, ScanHint.SCAN_AGAIN),
        ("\ufeff\r\n\x00", ProblemCode.SCAN_EMPTY, ScanHint.SCAN_AGAIN),
        ("x" * 2049, ProblemCode.SCAN_TOO_LONG, ScanHint.OTHER_CODE),
        ("Lò Thị Ín", ProblemCode.SCAN_UNKNOWN, ScanHint.OTHER_CODE),
        ("8934563138165", ProblemCode.SCAN_UNKNOWN, ScanHint.OTHER_CODE),
        ("eyJhbGciOiJIUzI1NiJ9", ProblemCode.SCAN_UNKNOWN, ScanHint.OTHER_CODE),
        ("a|b", ProblemCode.SCAN_UNKNOWN, ScanHint.OTHER_CODE),
        ("0141850000", ProblemCode.SCAN_NUMBER_DAMAGED, ScanHint.SCAN_AGAIN),
        ("HN214140000", ProblemCode.SCAN_NUMBER_DAMAGED, ScanHint.SCAN_AGAIN),
        (CARD[1:], ProblemCode.SCAN_NUMBER_DAMAGED, ScanHint.SCAN_AGAIN),
        (CARD[2:], ProblemCode.SCAN_NUMBER_DAMAGED, ScanHint.SCAN_AGAIN),
        ("0" + CARD, ProblemCode.SCAN_NUMBER_DAMAGED, ScanHint.SCAN_AGAIN),
        ("01é85000000" + CARD[12:], ProblemCode.SCAN_NUMBER_DAMAGED, ScanHint.IME_OFF),
        ("à&'&(à" + CARD[12:], ProblemCode.SCAN_NUMBER_DAMAGED, ScanHint.SCANNER_LAYOUT),
        ("HN6141400000000|48|1972|2|", ProblemCode.INSURANCE_BENEFIT_DIGIT, ScanHint.SCAN_AGAIN),
    ],
)
def test_what_is_refused_says_why_and_what_to_do(text: str, problem: ProblemCode, hint: ScanHint) -> None:
    assert read(text) == Refused(problem, hint)


def test_a_long_padded_scan_is_not_too_long() -> None:
    assert read(CARD + "\x00" * 4096) == read(CARD)


@pytest.mark.parametrize("text", ["014185000000", "014 185 000 000", "014185000000|"])
def test_a_number_alone_is_a_card_cut_after_it(text: str) -> None:
    scan = read(text)
    assert isinstance(scan, CardScan)
    assert (scan.number.text, scan.name, scan.birth, scan.is_cut) == ("014185000000", "", None, True)
    assert (scan.sex, scan.sex_from_number) == (Sex.FEMALE, True)


def test_a_wrongly_decoded_card_is_read_and_its_name_suspect() -> None:
    scan, whole = read(CARD.encode().decode("latin-1")), read(CARD)
    assert isinstance(whole, CardScan)
    assert scan == replace(whole, name_suspect=True)


def test_an_insurance_card_may_carry_the_identity_number() -> None:
    rest = f"{hexed('Hạng Thị Lầu')}|15/08/1972|2|-|14 - 001|01/01/2026|-|20/12/2025|$"
    scan = read("014172000000|" + rest)
    assert isinstance(scan, InsuranceScan)
    assert (scan.code.kind, scan.name) == (InsuranceCodeKind.PERSONAL, "Hạng Thị Lầu")
    cut_in_front = read("HN2141400000000"[3:] + "|" + rest)
    assert cut_in_front == Refused(ProblemCode.SCAN_NUMBER_DAMAGED, ScanHint.SCAN_AGAIN)


@pytest.mark.parametrize(
    "text", ["DT1:ABC1234567", "dt1:abc1234567\r\n", "DT1: ABC12-34567", "DT1:ABCI234567"]
)
def test_a_slip_is_known_by_its_code(text: str) -> None:
    assert read(text) == CaseCode("ABC1234567")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("DT1:", ScanHint.SCAN_AGAIN),
        ("DT1:ABC123456", ScanHint.SCAN_AGAIN),
        ("DT1:ABC12345678", ScanHint.SCAN_AGAIN),
        ("DT1:ÂBC1234567Đ", ScanHint.IME_OFF),
    ],
)
def test_a_damaged_slip_is_refused(text: str, hint: ScanHint) -> None:
    assert read(text) == Refused(ProblemCode.SCAN_SLIP_DAMAGED, hint)


def test_an_insurance_code_that_begins_like_a_slip_is_none() -> None:
    scan = read(f"DT1141400000000|{hexed('Lò Văn Ón')}|1948|1|")
    assert isinstance(scan, InsuranceScan)
    assert scan.code.object_code == "DT"


def test_a_pairing_sheet_is_passed_on_unread() -> None:
    sheet = "DIEMTUA1|https://centre.example|server|ABCDEFGHJKMNPQRS|ABC1234567"
    assert read("\ufeff" + sheet + "\r\n") == PairingText(sheet)
    assert "ABC1234567" not in repr(read(sheet))
