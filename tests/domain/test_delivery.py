"""What an answer makes of an own change, in this epoch and out of it."""

import pytest

from app.domain.changes import Mark, Outcome, OutcomeKind, Stamp
from app.domain.delivery import Delivery, OwnChange, acknowledge, is_settled, reoffer, stamp_of
from app.domain.projection import StandingRow
from tests.support.small_centre import change, wrote

MINE = OwnChange(change=change("a1", {"phone": wrote("x", "y"), "name": wrote("", "Lò")}))


def answer(kind: OutcomeKind, **more: object) -> Outcome:
    return Outcome(kind=kind, seq=7, **more)


@pytest.mark.parametrize(
    ("kind", "delivery"),
    [
        (OutcomeKind.ACCEPTED, Delivery.RECEIVED),
        (OutcomeKind.MERGED, Delivery.RECEIVED),
        (OutcomeKind.CONFLICT, Delivery.REVIEW),
        (OutcomeKind.NEEDS_REVIEW, Delivery.REVIEW),
        (OutcomeKind.HELD, Delivery.HELD),
        (OutcomeKind.REJECTED, Delivery.QUARANTINED),
        (OutcomeKind.ERASED, Delivery.ERASED),
        (OutcomeKind.RETRY, Delivery.WAITING),
    ],
)
def test_every_answer_has_its_place(kind: OutcomeKind, delivery: Delivery) -> None:
    assert acknowledge(MINE, answer(kind), 1, 1).delivery is delivery


def test_a_duplicate_is_its_first_answer() -> None:
    again = answer(OutcomeKind.DUPLICATE, first=OutcomeKind.MERGED, took=("name",))

    mine = acknowledge(MINE, again, 1, 1)

    assert (mine.delivery, mine.took) == (Delivery.RECEIVED, ("name",))


def test_accepted_means_that_all_fields_stood() -> None:
    mine = acknowledge(MINE, answer(OutcomeKind.ACCEPTED, landing="other"), 2, 2)

    assert stamp_of(mine) == Stamp(at=Mark(2, 7), took=("phone", "name"), landing="other")


def test_merged_names_what_stood() -> None:
    assert acknowledge(MINE, answer(OutcomeKind.MERGED), 1, 1).took == ()


@pytest.mark.parametrize("kind", [OutcomeKind.REJECTED, OutcomeKind.HELD, OutcomeKind.ERASED])
@pytest.mark.parametrize(("epoch", "current"), [(1, 2), (3, 2)])
def test_other_answers_of_another_epoch_are_not_heard(kind: OutcomeKind, epoch: int, current: int) -> None:
    assert acknowledge(MINE, answer(kind), epoch, current) == MINE


def test_a_receipt_of_an_epoch_to_come_is_not_believed() -> None:
    assert acknowledge(MINE, answer(OutcomeKind.ACCEPTED), 3, 2) == MINE


def test_the_first_stamp_is_kept() -> None:
    first = acknowledge(MINE, answer(OutcomeKind.ACCEPTED), 1, 3)

    assert acknowledge(first, answer(OutcomeKind.MERGED), 2, 3) == first


@pytest.mark.parametrize("delivery", [Delivery.RECEIVED, Delivery.REPLACED, Delivery.ERASED])
def test_a_late_answer_does_not_reopen_what_is_closed(delivery: Delivery) -> None:
    closed = OwnChange(change=MINE.change, delivery=delivery, ack=Mark(1, 7))

    assert acknowledge(closed, answer(OutcomeKind.REJECTED), 1, 1) == closed


@pytest.mark.parametrize("delivery", [Delivery.RECEIVED, Delivery.REVIEW])
def test_a_new_epoch_offers_again_what_was_acknowledged(delivery: Delivery) -> None:
    held = OwnChange(change=MINE.change, delivery=delivery, ack=Mark(1, 7))

    assert reoffer(held).delivery is Delivery.WAITING
    assert reoffer(held).ack == Mark(1, 7)


def test_a_new_epoch_leaves_the_rest_as_it_is() -> None:
    refused = OwnChange(change=MINE.change, delivery=Delivery.QUARANTINED)

    assert reoffer(refused) == refused
    assert stamp_of(refused) is None


@pytest.mark.parametrize(
    ("mark", "settled"), [(Mark(1, 6), False), (Mark(1, 7), True), (Mark(2, 1), True), (None, False)]
)
def test_a_received_change_is_settled_by_a_row_as_far(mark: Mark | None, settled: bool) -> None:
    received = OwnChange(change=MINE.change, delivery=Delivery.RECEIVED, ack=Mark(1, 7))
    row = StandingRow(record="r", kind="citizen", commune="03646", mark=mark) if mark else None

    assert is_settled(received, row) is settled
