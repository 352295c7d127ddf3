"""The running session: each answer saved before it is shown, the same card after a kill, never silence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.domain.draft import Stage
from app.domain.faults import StoreFault, StoreTrouble
from app.domain.ladder import TaskCode, TaskStatus
from app.presentation.guided.presenter import GuidedPresenter
from tests.support.fake_store import FakeStore
from tests.support.hands import CountedIds
from tests.support.laptop import Laptop, person
from tests.support.visit import Visit, kept

INSTALL, IDENTITY, INSURANCE, HEALTH_BOOK, ALONE = TaskCode


def test_the_list_of_tasks_comes_first(visit: Visit) -> None:
    state = visit.state
    assert (state.stage, state.next_task, state.card) == (Stage.TASKS, INSTALL, None)
    assert [task.code for task in state.tasks] == list(TaskCode)
    assert not any(task.is_today or task.is_current or task.steps for task in state.tasks)
    assert (state.who.name, state.anonymous) == (person(1)["name"], False)


def test_exactly_the_part_of_the_stage_is_shown(visit: Visit) -> None:
    session = visit.session
    session.begin()
    session.cannot()
    session.back()
    session.to_review()
    session.back()
    for state in visit.shown:
        parts = (state.card is not None, state.reason is not None, state.review is not None)
        stages = (Stage.STEP, Stage.REASON, Stage.REVIEW)
        assert parts == tuple(state.stage is stage for stage in stages)


def test_begin_opens_the_first_card_and_the_list_shows_the_cards(visit: Visit) -> None:
    visit.session.begin()
    assert visit.place == (Stage.STEP, INSTALL, "install.store")
    current = visit.state.tasks[0]
    assert (current.is_current, len(current.steps), current.steps[0].is_current) == (True, 4, True)
    visit.session.done()
    assert [step.is_done for step in visit.state.tasks[0].steps] == [True, False, False, False]


def test_what_is_shown_is_what_is_kept_after_every_answer(visit: Visit) -> None:
    session = visit.session
    acts = [
        session.begin,
        session.done,
        session.back,
        session.done,
        session.cannot,
        session.back,
        lambda: session.open_step("identity.code"),
        session.cannot,
        lambda: session.pick_reason("no_sim"),
        session.keep_reason,
        session.back,
        lambda: session.open_task(ALONE),
        session.to_review,
    ]
    for act in acts:
        visit.laptop.clock.move(seconds=7)
        act()
        assert kept(visit.laptop) == session.draft
        after_the_kill = Visit(visit.laptop, kept(visit.laptop))
        assert after_the_kill.place == visit.place
        assert after_the_kill.state.card == visit.state.card
        assert after_the_kill.state.tasks == visit.state.tasks
        assert after_the_kill.state.review == visit.state.review


def test_already_done_is_kept_as_such_and_goes_on(visit: Visit) -> None:
    visit.session.begin()
    assert visit.state.card is not None
    assert visit.state.card.already_done
    visit.session.already()
    end = visit.session.draft.ends[INSTALL]
    assert (end.status, end.how) == (TaskStatus.DONE, "already")
    assert visit.place == (Stage.STEP, IDENTITY, "identity.approved")
    visit.session.done()
    assert visit.state.card.already_done == ""


def test_without_an_open_task_nothing_is_ended(visit: Visit) -> None:
    before = visit.session.draft
    visit.session.already()
    visit.session.cannot()
    visit.session.keep_reason()
    assert visit.session.draft == before


def test_back_goes_one_place_at_a_time(visit: Visit) -> None:
    session = visit.session
    session.begin()
    session.done()
    session.cannot()
    assert visit.place == (Stage.REASON, INSTALL, "install.find")
    session.back()
    assert visit.place == (Stage.STEP, INSTALL, "install.find")
    session.back()
    assert visit.place == (Stage.STEP, INSTALL, "install.store")
    session.back()
    assert visit.place == (Stage.TASKS, None, "")
    session.to_review()
    session.back()
    assert visit.place == (Stage.TASKS, None, "")


def test_any_card_can_be_opened_and_an_unknown_one_is_not(visit: Visit) -> None:
    visit.session.open_step("health_book.fill")
    assert visit.place == (Stage.STEP, HEALTH_BOOK, "health_book.fill")
    visit.session.open_step("no.such")
    assert visit.place == (Stage.STEP, HEALTH_BOOK, "health_book.fill")


def test_times_are_those_of_the_session(visit: Visit) -> None:
    visit.laptop.clock.move(minutes=6)
    visit.session.begin()
    assert visit.state.now - visit.state.started == timedelta(minutes=6)
    assert visit.state.saved == visit.state.now


ANSWERS: list[Callable[[GuidedPresenter], None]] = [
    lambda session: session.done(),
    lambda session: session.already(),
    lambda session: session.cannot(),
    lambda session: session.back(),
    lambda session: session.open_task(ALONE),
    lambda session: session.to_review(),
    lambda session: session.pause(),
]


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_that_could_not_be_saved_was_not_given(
    answer: Callable[[GuidedPresenter], None],
) -> None:
    """A full disk stops the card, not the session: what was saved stays, and the same key works again."""
    store = FakeStore()
    laptop = Laptop.begin(store, CountedIds())
    visit = Visit(laptop, laptop.meet_new(person(1)))
    visit.session.begin()
    before, shown = visit.session.draft, len(visit.shown)
    store.trouble = StoreFault(StoreTrouble.DISK_FULL)
    with pytest.raises(StoreFault):
        answer(visit.session)
    assert (visit.session.draft, kept(laptop), len(visit.shown)) == (before, before, shown)
    answer(visit.session)
    assert kept(laptop) == visit.session.draft
