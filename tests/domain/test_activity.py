"""What happened is written once and never edited."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields

import pytest

from app.domain.activity import CardChanged, DayClose, Session, Visit, Void
from app.domain.fields import MergeClass, merge_class, refers_to

SHAPES = [Session, Visit, DayClose, Void, CardChanged]


@pytest.mark.parametrize("shape", SHAPES)
def test_every_field_is_written_once(shape: type) -> None:
    assert {merge_class(field) for field in fields(shape)} == {MergeClass.ONCE}


@pytest.mark.parametrize("shape", SHAPES)
def test_what_happened_cannot_be_changed(shape: type) -> None:
    with pytest.raises(FrozenInstanceError):
        shape().operator = "somebody else"


def test_a_session_says_whose_it_is_and_a_void_which_session_it_takes_out() -> None:
    refers = {(shape, field.name): refers_to(field) for shape in SHAPES for field in fields(shape)}
    assert refers[Session, "citizen"] == "citizen"
    assert refers[Void, "session"] == "session"
    assert (refers[Visit, "household"], refers[Visit, "citizen"]) == ("household", "citizen")


def test_a_session_holds_no_name_and_no_number() -> None:
    names = {field.name for field in fields(Session)}
    assert not names & {"name", "id_number", "phone", "birth", "village"}


def test_a_changed_card_names_the_card_and_nobody() -> None:
    names = {field.name for field in fields(CardChanged)}
    assert {"card", "pack", "expected", "vneid"} <= names
    assert not any(refers_to(field) for field in fields(CardChanged))
