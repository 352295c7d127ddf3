"""People who are expected: called in vain, moved, come, cancelled; each one change, sent like any other."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.domain.problems import Problem, ProblemCode
from app.domain.views import DueRow
from app.usecases import appointments
from app.usecases.writing import pen_of
from tests.support.laptop import Laptop

OPERATOR = "operator-1"


@pytest.fixture
def due(laptop: Laptop) -> DueRow:
    """Somebody who comes back tomorrow."""
    citizen = laptop.help_new(1).citizen
    day = (laptop.clock.now().date() + timedelta(days=1)).isoformat()
    with laptop.store.write() as writing:
        pen = pen_of(writing, laptop.clock, laptop.ids, OPERATOR)
        facts = {"citizen": citizen, "day": day, "task": "insurance", "reason": "bhyt_pending"}
        writing.add(pen.create("appointment", pen.new_id(), facts))
    [row] = rows(laptop)
    return row


def rows(laptop: Laptop) -> list[DueRow]:
    far = laptop.clock.now().date() + timedelta(days=400)
    return [row for row in laptop.store.read().due(far) if row.reason == "bhyt_pending"]


def told(laptop: Laptop) -> tuple[object, ...]:
    return (laptop.store, laptop.clock, laptop.ids, OPERATOR)


def unsent(laptop: Laptop) -> int:
    return len(laptop.store.read().unsent(1_000_000, 1_000))


def test_each_call_in_vain_is_counted(laptop: Laptop, due: DueRow) -> None:
    for minutes in (0, 5):
        laptop.clock.move(minutes=minutes)
        appointments.not_reached(*told(laptop), due.appointment)  # type: ignore[arg-type]
    assert [row.tried for row in rows(laptop)] == [2]


def test_several_come_together_at_one_place(laptop: Laptop, due: DueRow) -> None:
    today = laptop.clock.now().date()
    day = today + timedelta(days=2)
    together = (*told(laptop), [due.appointment, "nobody's"])
    assert appointments.gather(*together, day, " 17:00,  cổng trường ") is None  # type: ignore[arg-type]
    assert [(row.day, row.meet) for row in rows(laptop)] == [(day.isoformat(), "17:00, cổng trường")]
    assert appointments.move(*told(laptop), due.appointment, day) is None  # type: ignore[arg-type]
    assert [row.meet for row in rows(laptop)] == [""], "another day is agreed with one person alone"


def test_nobody_is_gathered_in_the_past_nowhere_or_under_a_code(laptop: Laptop, due: DueRow) -> None:
    today, before = laptop.clock.now().date(), unsent(laptop)
    for day, meet, problem in (
        (today - timedelta(days=1), "cổng trường", Problem(ProblemCode.DAY_IN_PAST, "day")),
        (today, " ", Problem(ProblemCode.MEET_MISSING, "meet")),
        (today, "mã 123456", Problem(ProblemCode.NOTE_HAS_SECRET, "meet")),
    ):
        assert appointments.gather(*told(laptop), [due.appointment], day, meet) == problem  # type: ignore[arg-type]
    assert unsent(laptop) == before


def test_another_day_but_none_that_is_over(laptop: Laptop, due: DueRow) -> None:
    today = laptop.clock.now().date()
    day = today + timedelta(days=6)
    assert appointments.move(*told(laptop), due.appointment, day) is None  # type: ignore[arg-type]
    assert [row.day for row in rows(laptop)] == [day.isoformat()]
    problem = appointments.move(*told(laptop), due.appointment, today - timedelta(days=1))  # type: ignore[arg-type]
    assert problem == Problem(ProblemCode.DAY_IN_PAST, "day")
    assert [row.day for row in rows(laptop)] == [day.isoformat()]


@pytest.mark.parametrize("end", [appointments.came, appointments.cancel])
def test_what_is_over_is_expected_no_more(laptop: Laptop, due: DueRow, end: object) -> None:
    before = unsent(laptop)
    end(*told(laptop), due.appointment)  # type: ignore[operator]
    assert rows(laptop) == []
    assert unsent(laptop) == before + 1


def test_the_same_again_or_nobody_writes_nothing(laptop: Laptop, due: DueRow) -> None:
    appointments.came(*told(laptop), due.appointment)  # type: ignore[arg-type]
    before = unsent(laptop)
    appointments.came(*told(laptop), due.appointment)  # type: ignore[arg-type]
    appointments.cancel(*told(laptop), "nobody")  # type: ignore[arg-type]
    assert unsent(laptop) == before
