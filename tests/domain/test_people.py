"""What is kept of people, and what never is."""

from __future__ import annotations

from dataclasses import fields

import pytest

from app.domain.fields import MergeClass, merge_class
from app.domain.ladder import TaskCode
from app.domain.people import Citizen, Household, Ladder, Representative, Sex, Village

KEPT = {
    *("name", "birth", "sex", "id_number", "village", "household", "language", "address_form"),
    *("phone", "phone_owner", "phone_agreed", "insurance_last4", "name_suspect", "notes"),
}


def test_of_a_citizen_exactly_this_is_kept() -> None:
    """DESIGN §1: a field more is a decision, not an addition."""
    assert {field.name for field in fields(Citizen)} == KEPT


@pytest.mark.parametrize(
    "never",
    ["password", "passcode", "otp", "secret", "photo", "ethnic", "address", "parent", "diagnosis", "finger"],
)
def test_what_is_never_held_has_no_field(never: str) -> None:
    names = {field.name for shape in (Citizen, Household, Representative, Village) for field in fields(shape)}
    assert not [name for name in names - {"address_form"} if never in name]


def test_notes_are_merged_item_by_item_and_all_else_is_asked() -> None:
    for shape in (Citizen, Household, Village, Representative):
        for field in fields(shape):
            expected = MergeClass.UNION if field.name == "notes" else MergeClass.ASK
            assert merge_class(field) is expected


def test_a_ladder_has_one_rung_for_each_task_and_the_furthest_stands() -> None:
    assert [field.name for field in fields(Ladder)] == [task.value for task in TaskCode]
    assert {merge_class(field) for field in fields(Ladder)} == {MergeClass.FURTHEST}


def test_sex_is_what_the_card_says_or_nothing() -> None:
    assert [sex.value for sex in Sex] == ["f", "m", ""]
    assert Citizen().sex == Sex.UNKNOWN
