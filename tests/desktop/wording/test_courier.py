"""Sticks in words: every code of a stick or a file has its own sentences, in both languages."""

from __future__ import annotations

import pytest

from app.central.bundles import STATUS
from app.desktop.wording import courier
from app.usecases.courier import CarriedState, HandedOver, TakenIn
from tests.support.courier_states import carried, handed
from tests.support.states import NOW
from tests.support.words import said_in_both

OF_A_STICK = ("stick_gone", "stick_full", "stick_read_only", "stick_differs", "courier_full", "not_paired")
OF_CENTRAL = ("unknown_device", "too_many_bundles", "needs_pairing")


@pytest.mark.parametrize("code", [*OF_A_STICK, *OF_CENTRAL, *STATUS])
def test_every_code_says_what_happened_that_all_is_safe_and_what_to_do(code: str) -> None:
    said = courier.trouble(code)
    unknown = courier.trouble("of next year")
    assert said.what != unknown.what
    assert all((said.what, said.safe, said.todo))
    assert said.code == code
    said_in_both(lambda: courier.trouble(code).whole())


@pytest.mark.parametrize(
    "done",
    [
        HandedOver(),
        HandedOver(bundles=1, changes=9, sessions=2),
        HandedOver(bundles=1, changes=3),
        HandedOver(bundles=1, changes=9, again=2),
        HandedOver(lying=4),
        HandedOver(receipts=3),
        TakenIn(),
        TakenIn(parcels=1, answers=4),
        TakenIn(carried=2, faults={"x": "bundle_cut"}),
    ],
    ids=str,
)
def test_what_was_done_is_said(done: HandedOver | TakenIn) -> None:
    said_in_both(lambda: courier.done(done))


def test_numbers_are_in_the_words() -> None:
    assert "12" in courier.handed(handed(12), NOW)
    assert "2" in courier.done(HandedOver(bundles=1, sessions=2))
    assert "7" in courier.carried(carried(0), NOW)
    assert "Máy đi bản 1" in courier.carried(carried(0), NOW)
    assert "5" in courier.more(5)
    assert "3" in courier.unrescued(3)


def test_where_a_file_of_others_is_differs_in_words() -> None:
    said = {courier.carried(carried(0, state), NOW) for state in CarriedState}
    assert len(said) == len(CarriedState)
    for state in CarriedState:
        said_in_both(lambda state=state: courier.carried(carried(0, state), NOW).replace("Máy đi bản 1", ""))


def test_small_entries_are_not_called_no_session() -> None:
    for said in (courier.done(HandedOver(bundles=1, changes=3)), courier.handed(handed(0), NOW)):
        assert "0" not in said.replace("6:41", "")
