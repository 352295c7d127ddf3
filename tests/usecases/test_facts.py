"""What cards and keyboards say about a person, and what of it is news."""

from __future__ import annotations

import json
from datetime import date

import pytest

from app.domain.identity.card_qr import CardScan
from app.domain.identity.insurance_qr import InsuranceScan
from app.domain.identity.scan import read_scan
from app.domain.problems import Problem, ProblemCode
from app.usecases.facts import TypedPerson, newer, told, typed_person, values_of

TODAY = date(2026, 11, 23)
CARD = "014185000000|050000000|Lò Thị Ín|01011985|Nữ|Bản Mòng, Hua La, Thành phố Sơn La, Sơn La|15062021"
TYPED = TypedPerson(name=" lò  thị ín ", birth="1/1/1985", sex="f", village="Bản Mòng")


def scan(text: str) -> CardScan | InsuranceScan:
    read = read_scan(text, TODAY)
    assert isinstance(read, CardScan | InsuranceScan)
    return read


def test_a_card_gives_what_may_be_kept() -> None:
    assert values_of(scan(CARD)) == {
        "name": "Lò Thị Ín",
        "birth": "1985-01-01",
        "sex": "f",
        "id_number": "014185000000",
        "village": "Bản Mòng",
    }


def test_a_damaged_card_gives_what_is_certain() -> None:
    values = values_of(
        scan("014185000000|050000000|L Th n|01011985|N|Bn Mng, Hua La, Thnh ph Sn La, Sn La|15062021")
    )
    assert (values["id_number"], values["birth"], values["name_suspect"]) == (
        "014185000000",
        "1985-01-01",
        True,
    )
    assert "village" not in values


def test_of_an_insurance_card_only_the_last_four_stay() -> None:
    name, place = "Hạng Thị Lầu".encode().hex(), "Bản Lao".encode().hex()
    card = f"HN2141400000000|{name}|15/08/1972|2|{place}|14 - 001|01/01/2019|-|20/12/2018|0|-|4|-|0|$"
    values = values_of(scan(card))
    assert (values["name"], values["insurance_last4"]) == ("Hạng Thị Lầu", "0000")
    assert "1400000000" not in json.dumps(values)


def test_typed_fields_become_values() -> None:
    full = TypedPerson(
        name=" lò  thị ín ",
        birth="1985",
        sex="f",
        village="Bản Mòng",
        id_number="014 185 000 000",
        phone="+84 987 000 000",
    )
    assert typed_person(full, TODAY) == {
        "name": "lò thị ín",
        "birth": "1985",
        "sex": "f",
        "village": "Bản Mòng",
        "id_number": "014185000000",
        "phone": "0987000000",
    }


def test_everything_wrong_is_said_at_once_in_the_order_of_the_fields() -> None:
    answer = typed_person(
        TypedPerson(name=" ", birth="", sex="", village="", id_number="12", phone="1"), TODAY
    )
    assert answer == (
        Problem(ProblemCode.NAME_MISSING, "name"),
        Problem(ProblemCode.BIRTH_MISSING, "birth"),
        Problem(ProblemCode.SEX_MISSING, "sex"),
        Problem(ProblemCode.VILLAGE_MISSING, "village"),
        Problem(ProblemCode.ID_NUMBER_LENGTH, "id_number"),
        Problem(ProblemCode.PHONE_UNREADABLE, "phone"),
    )


def test_a_code_is_neither_a_name_nor_a_village() -> None:
    answer = typed_person(TypedPerson(name="482913", birth="1985", sex="m", village="mk: nguoithuong"), TODAY)
    assert answer == tuple(Problem(ProblemCode.NOTE_HAS_SECRET, field) for field in ("name", "village"))


def test_an_impossible_birth_is_named() -> None:
    answer = typed_person(TypedPerson(name="A", birth="31/02/1985", sex="m", village="B"), TODAY)
    assert answer == (Problem(ProblemCode.BIRTH_IMPOSSIBLE, "birth"),)


HELD = {
    "name": "Lò Thị Ín",
    "birth": "1985-01-01",
    "sex": "f",
    "village": "Bản Mòng",
    "id_number": "014185000000",
}
NEWS = [
    ({"name": "LÒ THỊ ÍN"}, {}),
    ({"name": "Lò Thị Ính"}, {"name": "Lò Thị Ính"}),
    ({"name": "L Th n", "name_suspect": True}, {}),
    ({"birth": "1985"}, {}),
    ({"birth": "1986-01-01"}, {"birth": "1986-01-01"}),
    ({"village": "Bản Khác"}, {}),
    ({"insurance_last4": "0000"}, {"insurance_last4": "0000"}),
    ({"sex": ""}, {}),
    (HELD, {}),
]


@pytest.mark.parametrize(("said", "expected"), NEWS)
def test_only_what_says_more_is_news(said: dict[str, str], expected: dict[str, str]) -> None:
    assert newer(HELD, said) == expected


def test_a_good_name_mends_a_doubtful_one() -> None:
    held = {**HELD, "name": "L Th n", "name_suspect": True}
    assert newer(held, {"name": "Lò Thị Ín"}) == {"name": "Lò Thị Ín", "name_suspect": False}


def test_a_day_of_birth_says_more_than_a_year_and_a_village_fills_a_gap() -> None:
    assert newer({"birth": "1985", "village": ""}, {"birth": "1985-01-01", "village": "Bản Mòng"}) == {
        "birth": "1985-01-01",
        "village": "Bản Mòng",
    }


def test_defaults_are_not_told() -> None:
    assert told("citizen", {"language": "vi", "phone": "", "name": "A"}) == {"name": "A"}
