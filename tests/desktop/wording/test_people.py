"""How people are called: by age and sex in Vietnamese, by name alone elsewhere."""

from __future__ import annotations

from datetime import date

import pytest

from app.desktop.wording import people
from app.domain.address_form import AddressForm
from app.domain.points import Role
from app.domain.portrait import Portrait, portrait_of
from app.i18n import use_language
from tests.support.words import in_both, said_in_both

TODAY = date(2026, 11, 23)


def who(birth: str, sex: str, **more: str) -> Portrait:
    values = {"name": "Lò Thị Mẫu", "birth": birth, "sex": sex, **more}
    return portrait_of(dict(values), TODAY)


@pytest.mark.parametrize(
    ("birth", "sex", "title"),
    [
        ("1953", "f", "Bà Lò Thị Mẫu"),
        ("1953", "m", "Ông Lò Thị Mẫu"),
        ("1980", "f", "Cô Lò Thị Mẫu"),
        ("1980", "m", "Chú Lò Thị Mẫu"),
        ("2000", "f", "Chị Lò Thị Mẫu"),
        ("2000", "m", "Anh Lò Thị Mẫu"),
        ("2014", "f", "Em Lò Thị Mẫu"),
        ("1953", "", "Bác Lò Thị Mẫu"),
        ("2000", "", "Bạn Lò Thị Mẫu"),
        ("", "f", "Bác Lò Thị Mẫu"),
    ],
)
def test_people_are_called_by_their_age(birth: str, sex: str, title: str) -> None:
    assert people.title(who(birth, sex)) == title


def test_a_form_somebody_chose_counts() -> None:
    assert people.title(who("1953", "f", address_form="co")) == "Cô Lò Thị Mẫu"


@pytest.mark.parametrize("form", list(AddressForm))
def test_inside_a_sentence_the_person_has_a_word(form: AddressForm) -> None:
    assert people.you(form) == form.word
    assert people.opening(form) == form.opening
    assert in_both(lambda: people.you(form))[1] == "this person"
    assert in_both(lambda: people.opening(form))[1] == "This person"


def test_a_guest_without_a_record_has_no_name() -> None:
    vietnamese, _ = said_in_both(lambda: people.title(Portrait()))
    assert "Lò" not in vietnamese


def test_one_line_tells_people_apart_and_never_the_whole_number() -> None:
    shown = people.line(who("1953", "f", village="Bản Giàn", id_number="014153000000"))
    assert shown == "sinh 1953 · Bản Giàn · thẻ …0000"
    assert people.line(Portrait()) == ""
    assert people.line(who("", "f", village="Bản Giàn")) == "Bản Giàn"


@pytest.mark.parametrize(
    ("birth", "shown"),
    [
        ("1948", "sinh 1948"),
        ("1948-11-22", "78 tuổi"),
        ("1948-11-23", "77 tuổi"),
        ("1948-05", "78 tuổi"),
        ("", ""),
    ],
)
def test_years_are_counted_only_from_what_is_known_of_a_birth(birth: str, shown: str) -> None:
    assert people.age(portrait_of({"birth": birth}, date(2026, 11, 22))) == shown


@pytest.mark.parametrize(
    ("stored", "shown"), [("1953", "1953"), ("1953-05", "05/1953"), ("1953-05-09", "09/05/1953"), ("xx", "")]
)
def test_a_birth_is_shown_as_on_cards(stored: str, shown: str) -> None:
    assert people.born(who(stored, "f")) == shown


def test_every_language_of_help_has_a_name_and_all_but_vietnamese_are_told() -> None:
    assert [code for code in people.languages() if not people.speaks(code)] == ["vi"]
    assert people.speaks("no such language") == ""
    for code in people.languages():
        vietnamese, english = in_both(lambda code=code: people.languages()[code])
        assert vietnamese
        assert english


def test_staff_are_called_by_form_and_name_in_vietnamese_and_by_name_elsewhere() -> None:
    assert people.operator_title("Cầm Thị Mẫu", "chi") == "Chị Cầm Thị Mẫu"
    use_language("en")
    assert people.operator_title("Cầm Thị Mẫu", "chi") == "Cầm Thị Mẫu"
    assert people.operator_title("Cầm Thị Mẫu", "no such form") == "Cầm Thị Mẫu"


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_word(role: Role) -> None:
    said_in_both(lambda: people.duty(role.value))
    assert people.duty("a role of a newer program") == ""
