"""The waiting room's presenter: numbers come and go in the tables, the board shows numbers and nothing else."""

from __future__ import annotations

from dataclasses import fields

import pytest

from app.domain.ladder import TaskCode
from app.domain.queue import Mark
from app.presentation.queue import BoardState, QueuePresenter, QueueState
from tests.support.laptop import Laptop


@pytest.fixture
def invited() -> list[str]:
    return []


@pytest.fixture
def seen() -> list[QueueState]:
    return []


@pytest.fixture
def room(laptop: Laptop, invited: list[str], seen: list[QueueState]) -> QueuePresenter:
    presenter = QueuePresenter(laptop.store, laptop.clock, lambda: invited.append("in"))
    presenter.attach(seen.append)
    return presenter


def test_the_day_begins_empty(room: QueuePresenter, seen: list[QueueState]) -> None:
    assert (seen[-1].waiting, seen[-1].called, seen[-1].absent) == ((), (), ())
    room.call_next()
    assert seen[-1].called == ()


def test_a_number_goes_through_the_room(
    room: QueuePresenter, laptop: Laptop, seen: list[QueueState], invited: list[str]
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
    assert (seen[-1].called, invited) == ((), ["in"])
    room.invite(1)
    assert invited == ["in"]


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
