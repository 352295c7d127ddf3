"""When it cannot be done now: the reasons of the card, a day, a few words, and what follows from it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.domain.appointments import DateChoice
from app.domain.draft import Stage
from app.domain.guide_variants import narrowed
from app.domain.ladder import TaskCode, TaskStatus
from app.domain.problems import Problem, ProblemCode
from tests.support.visit import Visit, kept

INSTALL, IDENTITY, INSURANCE, HEALTH_BOOK, ALONE = TaskCode


@pytest.fixture
def stuck(visit: Visit) -> Visit:
    """On the reasons of the first card of the second task, the first one being done."""
    visit.session.open_task(INSTALL)
    for _ in narrowed(visit.laptop.pack, {}).task(INSTALL).steps:
        visit.session.done()
    visit.session.cannot()
    return visit


def test_the_reasons_are_those_of_the_card(stuck: Visit) -> None:
    step = stuck.laptop.pack.step("identity.approved")
    assert step is not None
    assert tuple(reason.code for reason in stuck.page.seven) == step.reasons
    assert not set(stuck.page.seven) & set(stuck.page.others)
    assert len(stuck.page.seven) + len(stuck.page.others) == len(stuck.laptop.pack.reasons)
    assert (stuck.page.chosen, stuck.page.choice, stuck.page.next_number) == (None, None, None)


def test_a_reason_from_the_long_list_counts_as_well(stuck: Visit) -> None:
    stuck.session.pick_reason("lost_phone")
    assert stuck.page.chosen is not None
    assert stuck.page.chosen in stuck.page.others
    stuck.session.keep_reason()
    assert stuck.session.draft.ends[IDENTITY].reason == "lost_phone"
    stuck.session.pick_reason("later")  # the reasons are no longer on screen
    assert stuck.state.reason is None


@pytest.mark.parametrize(("code", "number"), [("no_l2", None), ("l2_pending", None), ("under_age", 3)])
def test_the_button_says_where_it_leads(stuck: Visit, code: str, number: int | None) -> None:
    """Behind a task that is stuck nothing is offered, so the check page comes; one not needed lets go on."""
    stuck.session.pick_reason(code)
    assert stuck.page.next_number == number
    stuck.session.keep_reason()
    reached = None if stuck.session.draft.task is None else list(TaskCode).index(stuck.session.draft.task) + 1
    assert reached == number


def test_a_reason_that_is_none_chooses_nothing(stuck: Visit) -> None:
    stuck.session.pick_reason("no_such_reason")
    stuck.session.keep_reason()
    assert stuck.page.chosen is None
    assert stuck.place[0] is Stage.REASON


def test_a_day_that_has_passed_is_said_and_nothing_is_kept(stuck: Visit) -> None:
    stuck.session.pick_reason("no_l2")
    yesterday = stuck.laptop.clock.now().date() - timedelta(days=1)
    stuck.session.pick_date(DateChoice.PICK, yesterday)
    stuck.session.keep_reason()
    assert stuck.page.problems == (Problem(ProblemCode.DAY_IN_PAST, "day"),)
    assert IDENTITY not in stuck.session.draft.ends
    stuck.session.pick_date(DateChoice.TOMORROW)
    assert stuck.page.problems == ()


def test_a_note_that_looks_like_a_secret_is_not_kept(stuck: Visit) -> None:
    stuck.session.pick_reason("other")
    stuck.session.note_typed("mã xác thực 135790")
    stuck.session.keep_reason()
    assert stuck.page.problems == (Problem(ProblemCode.NOTE_HAS_SECRET, "note"),)
    assert stuck.page.note == "mã xác thực 135790"
    assert "135790" not in repr(kept(stuck.laptop))
    stuck.session.note_typed("máy của con trai")
    stuck.session.keep_reason()
    assert stuck.session.draft.ends[IDENTITY].note == "máy của con trai"


def test_a_note_to_a_reason_without_one_is_not_kept(stuck: Visit) -> None:
    stuck.session.pick_reason("other")
    stuck.session.note_typed("máy của con trai")
    stuck.session.pick_reason("later")
    stuck.session.keep_reason()
    assert stuck.session.draft.ends[IDENTITY].note == ""


def test_what_stands_on_a_stuck_task_follows_it(stuck: Visit) -> None:
    stuck.session.pick_reason("no_l2")
    stuck.session.keep_reason()
    assert stuck.state.review is not None
    rows = {row.code: row for row in stuck.state.review.rows}
    assert [rows[code].state.how for code in TaskCode] == [
        "guided",
        "guided",
        "follows",
        "follows",
        "follows",
    ]
    for code in (INSURANCE, HEALTH_BOOK, ALONE):
        assert (rows[code].state.status, rows[code].state.reason) == (TaskStatus.BLOCKED, "no_l2")
        assert rows[code].reason_title == rows[IDENTITY].reason_title
    stuck.session.begin()
    assert stuck.state.stage is Stage.REVIEW
