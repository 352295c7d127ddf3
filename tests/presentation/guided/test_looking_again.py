"""Looking at a task again takes nothing back: what was answered stands until something else is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.domain.appointments import DateChoice
from app.domain.draft import TaskEnd
from app.domain.ladder import TaskCode, TaskStatus
from app.usecases import guidance
from tests.support.visit import Visit, kept

INSTALL, ALONE = TaskCode.INSTALL, TaskCode.ALONE


def pause_and_go_on(visit: Visit) -> None:
    """Pause, and the same session resumed: what a killed laptop opens with, too."""
    visit.session.pause()
    draft = guidance.resume(visit.laptop.store, visit.laptop.clock, visit.draft.id, "second operator")
    assert draft is not None
    Visit(visit.laptop, draft).session.to_review()


LEAVING = {
    "esc": lambda visit: visit.session.back(),
    "f8": lambda visit: visit.session.to_review(),
    "esc_f8": lambda visit: (visit.session.back(), visit.session.to_review()),
    "f7_f8": lambda visit: (visit.session.cannot(), visit.session.to_review()),
    "another_task": lambda visit: visit.session.open_task(TaskCode.IDENTITY),
    "pause": pause_and_go_on,
    "power_cut": lambda _visit: None,
}


def answered(visit: Visit) -> TaskEnd:
    """A reason with a few words and a day picked by hand, and the check page."""
    visit.session.begin()
    visit.session.cannot()
    visit.session.pick_reason("other")
    visit.session.note_typed("chờ con gái về")
    visit.session.pick_date(DateChoice.PICK, visit.laptop.clock.now().date() + timedelta(days=12))
    visit.session.keep_reason()
    return visit.session.draft.ends[INSTALL]


@pytest.mark.parametrize("leave", LEAVING.values(), ids=LEAVING)
def test_every_way_of_leaving_keeps_the_answer(visit: Visit, leave: Callable[[Visit], object]) -> None:
    end = answered(visit)
    assert (end.status, end.reason, end.note) == (TaskStatus.BLOCKED, "other", "chờ con gái về")
    visit.session.open_task(INSTALL)
    leave(visit)
    assert kept(visit.laptop).ends[INSTALL] == end


def test_the_answer_is_there_to_be_changed(visit: Visit) -> None:
    end = answered(visit)
    visit.session.open_task(INSTALL)
    visit.session.cannot()
    assert visit.page.chosen is not None
    assert (visit.page.chosen.code, visit.page.note, str(visit.page.day)) == ("other", end.note, end.day)
    visit.session.pick_reason("old_os")
    visit.session.keep_reason()
    assert visit.session.draft.ends[INSTALL].reason == "old_os"


def test_what_is_done_after_all_replaces_the_answer(visit: Visit) -> None:
    answered(visit)
    visit.session.open_task(INSTALL)
    visit.session.already()
    assert visit.session.draft.ends == {INSTALL: TaskEnd(status=TaskStatus.DONE, how="already")}
    assert visit.session.draft.task is TaskCode.IDENTITY


def test_the_closing_check_takes_nothing_back(visit: Visit) -> None:
    visit.session.begin()
    while visit.state.review is None:
        visit.session.done()
    [check] = visit.state.review.checks
    visit.session.check(check.task, check.variant, check.choice)
    visit.session.to_review()
    done = TaskEnd(status=TaskStatus.DONE)
    assert visit.session.draft.ends == dict.fromkeys(TaskCode, done)
    visit.session.finish(None, print_slip=False)
    [(finished, _paper)] = visit.finished
    assert finished.ladder["alone"]["status"] == "done"  # type: ignore[index, call-overload]
