"""The waiting room's presenter: numbers come and go in the tables, the board shows numbers and nothing else."""

from __future__ import annotations

from dataclasses import fields

import pytest

from app.domain.ladder import TaskCode
from app.domain.queue import Mark, Ticket
from app.presentation.queue import DOUBT_SECONDS, BoardState, Call, QueuePresenter, QueueState
from app.presentation.reception import Desk, ReceptionPresenter, ReceptionState
from tests.support.laptop import Laptop
from tests.support.visit_keys import CARD


@pytest.fixture
def invited() -> list[Ticket]:
    return []


@pytest.fixture
def seen() -> list[QueueState]:
    return []


@pytest.fixture
def room(laptop: Laptop, invited: list[Ticket], seen: list[QueueState]) -> QueuePresenter:
    presenter = QueuePresenter(laptop.store, laptop.clock, invited.append)
    presenter.attach(seen.append)
    return presenter


def test_the_day_begins_empty(room: QueuePresenter, seen: list[QueueState]) -> None:
    assert (seen[-1].waiting, seen[-1].called, seen[-1].absent) == ((), (), ())
    room.call_next()
    assert seen[-1].called == ()


def test_a_number_goes_through_the_room(
    room: QueuePresenter, laptop: Laptop, seen: list[QueueState], invited: list[Ticket]
) -> None:
    assert room.give(TaskCode.INSURANCE, "Bà Mẫu", [Mark.ELDER]) is None
    room.give()
    laptop.clock.move(minutes=12)
    room.refresh()
    first = seen[-1].waiting[0]
    assert (first.number, first.name, first.task, first.marks, first.minutes) == (
        1,
        "Bà Mẫu",
        TaskCode.INSURANCE,
        (Mark.ELDER,),
        12,
    )
    room.call_next()
    laptop.clock.move(minutes=5)
    room.absent(1)
    assert [place.minutes for place in seen[-1].absent] == [12]
    room.call(1)
    assert seen[-1].called[0].times_called == 2
    room.invite(1)
    assert [(one.number, one.name, one.task) for one in invited] == [(1, "Bà Mẫu", TaskCode.INSURANCE)]
    assert [place.number for place in seen[-1].called] == [1], (
        "the number is over only once they are being helped"
    )
    room.began(1, "Somebody Else")
    assert seen[-1].called == ()
    room.invite(1)
    assert len(invited) == 1


def test_a_code_in_place_of_a_name_is_refused(room: QueuePresenter, seen: list[QueueState]) -> None:
    assert room.give(name="123456") is not None
    assert seen[-1].problem is not None
    assert seen[-1].waiting == ()
    room.give()
    assert seen[-1].problem is None


def test_the_board_has_numbers_only(room: QueuePresenter) -> None:
    shown: list[BoardState] = []
    room.attach_board(shown.append)
    for _ in range(6):
        room.give(name="Bà Mẫu")
    room.call_next()
    room.call(3)
    assert shown[-1] == BoardState(3, (2, 4, 5, 6))
    room.drop(3)
    assert shown[-1] == BoardState(1, (2, 4, 5, 6))
    assert {field.name for field in fields(BoardState)} == {"calling", "following"}


def test_a_room_that_is_gone_is_shown_nothing(room: QueuePresenter, seen: list[QueueState]) -> None:
    room.detach()
    before = len(seen)
    room.give()
    assert len(seen) == before


def called(call: Call) -> tuple[int, bool, int]:
    return call.place.number if call.place else 0, call.is_new, call.following


def test_a_second_press_by_doubt_calls_nobody_new(
    room: QueuePresenter, laptop: Laptop, seen: list[QueueState]
) -> None:
    for _ in range(3):
        room.give()
    assert called(room.call_next()) == (1, True, 2)
    laptop.clock.move(seconds=DOUBT_SECONDS - 1)
    assert called(room.call_next()) == (1, False, 2)
    assert [place.number for place in seen[-1].called] == [1]
    assert called(room.call_next()) == (2, True, 3), "pressed once more, it was meant"
    laptop.clock.move(seconds=DOUBT_SECONDS)
    assert called(room.call_next()) == (3, True, 0), "after a while nobody doubts"


def test_with_nobody_left_it_says_who_is_still_called(room: QueuePresenter, laptop: Laptop) -> None:
    assert called(room.call_next()) == (0, False, 0)
    room.give()
    room.call_next()
    laptop.clock.move(minutes=5)
    assert called(room.call_next()) == (1, False, 0)
    room.absent(1)
    assert called(room.call_next()) == (0, False, 0)


def test_whose_name_is_on_a_number_needs_no_more_than_to_come(
    room: QueuePresenter, seen: list[QueueState]
) -> None:
    room.give(name="Bà Lò Thị Ín")
    room.give(name="Lo Thi In Huong")
    room.call_next()
    room.absent(1)
    assert [place.number for place in seen[-1].absent] == [1]
    room.began(0, "Lò Thị Ín")
    assert (seen[-1].absent, [place.number for place in seen[-1].waiting]) == ((), [2])


def test_two_numbers_in_one_name_are_left_to_staff(room: QueuePresenter, seen: list[QueueState]) -> None:
    room.give(name="Lò Thị Ín")
    room.give(name="Bà Lò Thị Ín")
    room.began(0, "Lò Thị Ín")
    room.began(0, "")
    assert [place.number for place in seen[-1].waiting] == [1, 2]


def test_a_number_is_announced_as_long_as_it_is_called(room: QueuePresenter) -> None:
    room.give()
    assert not room.is_called(1)
    room.call_next()
    assert room.is_called(1)
    room.absent(1)
    assert not room.is_called(1)


def test_whose_number_was_asked_in_stays_until_somebody_is_received(laptop: Laptop) -> None:
    begun: list[Ticket | None] = []
    shown: list[ReceptionState] = []
    room = ReceptionPresenter(
        laptop.store,
        laptop.clock,
        laptop.ids,
        operator=laptop.operator,
        guide=lambda: "g@1",
        start=lambda _draft, guest: begun.append(guest),
    )
    room.attach(shown.append)
    guest = Ticket(
        day=laptop.clock.now().date(), number=7, given=0, name="Bà Lò Thị Ín", task=TaskCode.INSURANCE
    )
    room.expect(guest)
    room.scanned("no card at all")
    assert (shown[-1].refused is not None, shown[-1].guest) == (True, guest)
    room.scanned(CARD)
    assert (shown[-1].desk, shown[-1].guest) == (Desk.CONFIRM, guest)
    room.confirmed()
    assert (begun, shown[-1].guest) == ([guest], None)
    room.expect(guest)
    room.expect(None)
    assert shown[-1].guest is None
