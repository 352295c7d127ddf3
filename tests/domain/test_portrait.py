"""A person as a screen may show them: never more than the last four digits, whatever is stored."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.address_form import AddressForm
from app.domain.people import Sex
from app.domain.portrait import Portrait, portrait_of, portrait_of_row
from app.domain.views import PersonRow

TODAY = date(2026, 11, 23)
IN = {
    "name": "Lò Thị Ín",
    "birth": "1953-05-09",
    "sex": "f",
    "id_number": "014153123456",
    "village": "Bản Mòng",
}
ODD = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=12)
    | st.lists(st.text(max_size=3), max_size=2)
)


def test_everything_that_tells_a_person_apart() -> None:
    who = portrait_of({**IN, "language": "thai", "name_suspect": True}, TODAY)
    assert (who.name, who.age, who.birth, who.sex) == ("Lò Thị Ín", 73, "1953-05-09", Sex.FEMALE)
    assert (who.village, who.language, who.last_digits, who.name_suspect) == (
        "Bản Mòng",
        "thai",
        "3456",
        True,
    )
    assert (who.form, who.is_known) == (AddressForm.BA, True)


def test_nobody_known() -> None:
    who = portrait_of({}, TODAY)
    assert who == Portrait()
    assert (who.is_known, who.age, who.last_digits, who.form) == (False, None, "", AddressForm.BAC)


def test_no_part_of_a_portrait_holds_the_whole_number() -> None:
    assert "014153123456" not in repr(portrait_of(IN, TODAY))
    assert "id_number" not in {field.name for field in fields(Portrait)}


@given(st.dictionaries(st.sampled_from([*IN, "language", "address_form", "name_suspect"]), ODD))
def test_whatever_is_stored_can_be_shown(values: dict[str, object]) -> None:
    who = portrait_of(values, TODAY)  # type: ignore[arg-type]
    assert who.form in AddressForm
    assert who.sex in Sex
    assert who.age is None or who.age >= 0
    assert len(who.last_digits) <= 4
    assert who.language


@pytest.mark.parametrize(
    ("stored", "form"),
    [("", AddressForm.BA), ("co", AddressForm.CO), ("a form of next year", AddressForm.BA)],
)
def test_a_chosen_form_counts_and_an_unknown_one_does_not(stored: str, form: AddressForm) -> None:
    assert portrait_of({**IN, "address_form": stored}, TODAY).form is form


def test_a_line_of_a_search_shows_the_same_person() -> None:
    row = PersonRow(
        citizen="c",
        name=IN["name"],
        birth=IN["birth"],
        sex=IN["sex"],
        village=IN["village"],
        address_form="co",
        id_number=IN["id_number"],
        phone="0900000000",
        sessions=2,
        tasks_over=3,
    )
    assert portrait_of_row(row, TODAY) == portrait_of({**IN, "address_form": "co"}, TODAY)
