"""What happened with a person, with names; taking today's visit back and putting a task right."""

from __future__ import annotations

import pytest

from app.contract.guide_format import read_pack
from app.domain.history import What
from app.domain.ladder import TaskCode, TaskStatus
from app.domain.problems import Problem, ProblemCode
from app.domain.views import Finished
from app.presentation.past import PastPresenter, PastState
from tests.support.guides import shipped_files
from tests.support.laptop import Laptop, person

PACK = read_pack(shipped_files())


@pytest.fixture
def visit(laptop: Laptop) -> Finished:
    """Somebody stuck yesterday, finished today."""
    laptop.pack = PACK
    reason = PACK.reasons[0].code
    first = laptop.help(laptop.meet_new(person(1)), cards=1, reason=reason, day_in=3)
    laptop.clock.move(days=1)
    return laptop.help(laptop.meet_again(first.citizen))


@pytest.fixture
def past(laptop: Laptop, visit: Finished) -> PastPresenter:
    return PastPresenter(
        laptop.store, laptop.clock, laptop.ids, operator=laptop.operator, pack=PACK, citizen=visit.citizen
    )


def seen(past: PastPresenter) -> list[PastState]:
    states: list[PastState] = []
    past.attach(states.append)
    return states


def test_each_line_says_who_at_which_machine_and_when(past: PastPresenter, laptop: Laptop) -> None:
    [state] = seen(past)
    assert [line.what for line in state.lines] == [What.HELPED, What.HELPED, What.AGREED, What.MET]
    newest = state.lines[0]
    assert (newest.writer.name, newest.writer.machine) == ("Cầm Thị Mẫu", "Máy tập")
    assert newest.writer.at == laptop.clock.now()


def test_a_visit_tells_its_tasks_by_the_pack_and_not_what_merely_followed(past: PastPresenter) -> None:
    first = seen(past)[0].lines[1]
    [(title, state, reason)] = first.outcomes
    assert title == PACK.tasks[0].short_title
    assert (state.status, reason) == (TaskStatus.BLOCKED, PACK.reasons[0].title)


def test_only_todays_visit_can_be_taken_back(past: PastPresenter, visit: Finished) -> None:
    states = seen(past)
    assert [line.session for line in states[0].lines[:2]] == [visit.session, ""]
    assert past.take_back(visit.session, "") == Problem(ProblemCode.WHY_MISSING, "reason")
    assert len(states) == 1
    assert past.take_back(visit.session, "Mở nhầm người") is None
    assert (states[1].lines[0].what, states[1].lines[0].reason) == (What.TAKEN_BACK, "Mở nhầm người")
    assert [line.session for line in states[1].lines] == [""] * 5


def test_a_task_is_put_right_both_ways_with_a_reason(past: PastPresenter, laptop: Laptop) -> None:
    states = seen(past)
    laptop.clock.move(minutes=1)
    assert past.mend(TaskCode.ALONE, "Bà chưa tự mở được") is None
    laptop.clock.move(minutes=1)
    assert past.mend(TaskCode.ALONE, "Con gái bà xem giúp rồi") is None
    stood = [state.rungs[-1].state.status for state in states]
    assert stood == [TaskStatus.DONE, TaskStatus.NOT_STARTED, TaskStatus.DONE]
    line = states[-1].lines[0]
    assert (line.what, line.reason) == (What.CORRECTED, "Con gái bà xem giúp rồi")
    [written] = line.written
    assert (written.kind, written.title) == ("ladder", PACK.tasks[-1].short_title)
    assert (written.before, written.after) == (
        None,
        {"status": "done", "by": laptop.operator, "how": "told"},
    )
