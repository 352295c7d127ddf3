"""The room of people who are expected: each in one time, villages counted, a signal marked, answers kept at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.contract.guide_format import read_pack
from app.presentation.appointments import AppointmentsPresenter, AppointmentsState, When
from app.usecases.writing import pen_of
from tests.support.guides import shipped_files
from tests.support.laptop import Laptop

PACK = read_pack(shipped_files())
SIGNAL = next(reason.code for reason in PACK.reasons if reason.needs_signal)
QUIET = next(reason.code for reason in PACK.reasons if not reason.needs_signal)
DAYS = {-2: When.OVERDUE, 0: When.TODAY, 7: When.WEEK, 8: When.LATER}


@pytest.fixture
def opened() -> list[str]:
    return []


@pytest.fixture
def room(laptop: Laptop, opened: list[str]) -> AppointmentsPresenter:
    return AppointmentsPresenter(
        laptop.store, laptop.clock, laptop.ids, pack=PACK, operator="operator-1", open_person=opened.append
    )


def expect(laptop: Laptop, day: str, village: str = "bản Mẫu", reason: str = QUIET) -> None:
    with laptop.store.write() as writing:
        pen = pen_of(writing, laptop.clock, laptop.ids, "operator-1")
        citizen = pen.new_id()
        writing.add(
            pen.create("citizen", citizen, {"name": "Lò Thị Mẫu", "village": village, "birth": "1950"})
        )
        facts = {"citizen": citizen, "day": day, "task": "insurance", "reason": reason}
        writing.add(pen.create("appointment", pen.new_id(), facts))


def day_of(laptop: Laptop, days: int) -> str:
    return (laptop.clock.now().date() + timedelta(days=days)).isoformat()


def states(room: AppointmentsPresenter) -> list[AppointmentsState]:
    seen: list[AppointmentsState] = []
    room.attach(seen.append)
    return seen


def test_everybody_is_in_one_time(room: AppointmentsPresenter, laptop: Laptop) -> None:
    for days in DAYS:
        expect(laptop, day_of(laptop, days))
    seen = states(room)
    assert seen[-1].counts == dict.fromkeys(When, 1)
    for when in When:
        room.show_when(when)
        assert len(seen[-1].rows) == 1


def test_villages_are_counted_and_chosen(room: AppointmentsPresenter, laptop: Laptop) -> None:
    for village in ("bản A", "bản B", "bản A"):
        expect(laptop, day_of(laptop, 0), village)
    seen = states(room)
    assert seen[-1].villages == (("bản A", 2), ("bản B", 1))
    room.show_village("bản B")
    assert [row.who.village for row in seen[-1].rows] == ["bản B"]
    room.show_when(When.TODAY)
    assert seen[-1].village == ""


def test_who_needs_a_signal_can_be_gathered(room: AppointmentsPresenter, laptop: Laptop) -> None:
    expect(laptop, day_of(laptop, 0), reason=SIGNAL)
    expect(laptop, day_of(laptop, 0), reason=QUIET)
    seen = states(room)
    assert sorted(row.needs_signal for row in seen[-1].rows) == [False, True]
    room.show_signal(True)
    assert [row.needs_signal for row in seen[-1].rows] == [True]


def test_a_day_nobody_can_read_is_left_out(room: AppointmentsPresenter, laptop: Laptop) -> None:
    expect(laptop, "0 mai")
    assert sum(states(room)[-1].counts.values()) == 0


def test_answers_are_kept_at_once(room: AppointmentsPresenter, laptop: Laptop, opened: list[str]) -> None:
    expect(laptop, day_of(laptop, 0))
    seen = states(room)
    [row] = seen[-1].rows
    room.not_reached(row.appointment)
    assert seen[-1].rows[0].tried == 1
    assert room.move(row.appointment, laptop.clock.now().date() - timedelta(days=1)) is not None
    room.open_person(row.citizen)
    assert opened == [row.citizen]
    room.came(row.appointment)
    assert seen[-1].rows == ()
