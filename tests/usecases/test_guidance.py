"""Card by card: every answer is kept at once, and a killed laptop stands on the same card."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.draft import Draft, Stage, TaskEnd
from app.domain.guide import WhoActs
from app.domain.ladder import TaskCode, TaskStatus
from app.domain.problems import Problem, ProblemCode
from app.domain.views import Finished
from app.usecases import closing, guidance
from tests.support.guides import small_pack, small_reason, small_step, with_reason
from tests.support.laptop import Laptop, good, person, unsent

INSTALL, IDENTITY, INSURANCE, HEALTH_BOOK, ALONE = TaskCode


@pytest.fixture
def draft(laptop: Laptop) -> Draft:
    """Somebody who agreed, and a pack whose first task has three cards."""
    pack = small_pack()
    cards = tuple(small_step(f"install.{name}") for name in ("one", "two", "three"))
    laptop.pack = replace(pack, tasks=(replace(pack.tasks[0], steps=cards), *pack.tasks[1:]))
    return laptop.meet_new(person(1))


def open_task(laptop: Laptop, draft: Draft, task: TaskCode = INSTALL) -> Draft:
    return guidance.open_task(laptop.store, laptop.clock, laptop.pack, draft, task)


def finish(laptop: Laptop, draft: Draft, times: int = 1) -> Draft:
    for _ in range(times):
        draft = guidance.finish_step(laptop.store, laptop.clock, laptop.pack, draft)
    return draft


def stuck(laptop: Laptop, draft: Draft, reason: str = "reason_a", **more: object) -> Draft | Problem:
    asked = {"reason": reason, "day": None, **more}
    return guidance.cannot_do(laptop.store, laptop.clock, laptop.pack, draft, **asked)  # type: ignore[arg-type]


def kept(laptop: Laptop) -> Draft:
    """What a laptop killed now would open with."""
    return laptop.store.read().drafts()[0]


def come_again(laptop: Laptop, draft: Draft) -> Draft:
    """The session ends here, and the person comes back another day."""
    closed = guidance.to_review(laptop.store, laptop.clock, draft)
    finished = closing.finish_session(laptop.store, laptop.clock, laptop.ids, closed)
    assert isinstance(finished, Finished)
    outcomes = finished.values["outcomes"]
    assert isinstance(outcomes, dict)
    assert all("step" not in state for state in outcomes.values() if isinstance(state, dict))
    laptop.clock.move(days=3)
    return laptop.meet_again(finished.citizen)


def test_who_comes_back_goes_on_where_the_reason_was_given(laptop: Laptop, draft: Draft) -> None:
    left = good(stuck(laptop, finish(laptop, open_task(laptop, draft))))
    again = open_task(laptop, come_again(laptop, left))
    assert again.step == "install.two"
    first = guidance.open_step(laptop.store, laptop.clock, laptop.pack, again, "install.one")
    assert finish(laptop, first).step == "install.two"


def test_who_comes_back_goes_on_where_time_was_up(laptop: Laptop, draft: Draft) -> None:
    left = guidance.to_tasks(laptop.store, laptop.clock, finish(laptop, open_task(laptop, draft), 2))
    again = come_again(laptop, left)
    assert open_task(laptop, again).step == "install.three"
    untouched = come_again(laptop, guidance.to_tasks(laptop.store, laptop.clock, again))
    assert open_task(laptop, untouched).step == "install.three", "a visit for something else forgets nothing"
    assert finish(laptop, open_task(laptop, untouched)).ends[INSTALL].status is TaskStatus.DONE


def test_a_card_another_pack_had_begins_at_the_first(laptop: Laptop, draft: Draft) -> None:
    again = come_again(laptop, good(stuck(laptop, finish(laptop, open_task(laptop, draft)))))
    laptop.pack = small_pack()
    assert open_task(laptop, again).step == "install.only"


def test_every_answer_is_kept_at_once(laptop: Laptop, draft: Draft) -> None:
    steps = [
        lambda d: open_task(laptop, d),
        lambda d: finish(laptop, d),
        lambda d: guidance.step_back(laptop.store, laptop.clock, laptop.pack, d),
        lambda d: guidance.ask_reason(laptop.store, laptop.clock, d),
        lambda d: good(stuck(laptop, d)),
        lambda d: guidance.to_tasks(laptop.store, laptop.clock, d),
        lambda d: guidance.open_step(laptop.store, laptop.clock, laptop.pack, d, "identity.only"),
        lambda d: guidance.end_task(laptop.store, laptop.clock, d, IDENTITY, TaskStatus.REFUSED),
        lambda d: guidance.pause(laptop.store, laptop.clock, d),
        lambda d: guidance.to_review(laptop.store, laptop.clock, d),
    ]
    for step in steps:
        laptop.clock.move(seconds=10)
        draft = step(draft)
        assert kept(laptop) == draft
        assert draft.touched == int(laptop.clock.now().timestamp())


def test_cards_follow_each_other_and_tasks_too(laptop: Laptop, draft: Draft) -> None:
    on = open_task(laptop, draft)
    assert (on.stage, on.step) == (Stage.STEP, "install.one")
    assert finish(laptop, on).step == "install.two"
    over = finish(laptop, on, 3)
    assert over.ends == {INSTALL: TaskEnd(status=TaskStatus.DONE)}
    assert (over.stage, over.task, over.step) == (Stage.STEP, IDENTITY, "identity.only")
    assert over.steps_done == ("install.one", "install.two", "install.three")


def test_after_the_last_card_of_all_comes_the_review(laptop: Laptop, draft: Draft) -> None:
    over = finish(laptop, open_task(laptop, draft), 7)
    assert over.stage is Stage.REVIEW
    assert {end.status for end in over.ends.values()} == {TaskStatus.DONE}
    assert len(over.ends) == 5


def test_a_task_opened_again_goes_on_where_it_was(laptop: Laptop, draft: Draft) -> None:
    on = finish(laptop, open_task(laptop, draft))
    elsewhere = open_task(laptop, on, ALONE)
    assert open_task(laptop, elsewhere).step == "install.two"


def test_back_goes_a_card_then_to_the_list(laptop: Laptop, draft: Draft) -> None:
    on = finish(laptop, open_task(laptop, draft))
    back = guidance.step_back(laptop.store, laptop.clock, laptop.pack, on)
    assert (back.stage, back.step) == (Stage.STEP, "install.one")
    assert guidance.step_back(laptop.store, laptop.clock, laptop.pack, back).stage is Stage.TASKS


def test_a_reason_ends_the_task_and_what_hangs_on_it(laptop: Laptop, draft: Draft) -> None:
    day = laptop.clock.now().date() + timedelta(days=3)
    over = good(stuck(laptop, open_task(laptop, draft), day=day, note=" quên thẻ "))
    end = over.ends[INSTALL]
    assert (end.status, end.reason, end.day, end.note) == (
        TaskStatus.BLOCKED,
        "reason_a",
        day.isoformat(),
        "quên thẻ",
    )
    assert (end.place, over.stage) == ("point", Stage.REVIEW)
    assert {over.ends[task].how for task in (IDENTITY, INSURANCE, HEALTH_BOOK, ALONE)} == {"follows"}


def test_whoever_must_act_is_where_to_go(laptop: Laptop, draft: Draft) -> None:
    laptop.pack = with_reason(replace(small_reason("no_l2"), who_acts=WhoActs.POLICE))
    over = good(stuck(laptop, open_task(laptop, draft), "no_l2"))
    assert over.ends[INSTALL].place == "police"


def test_impossible_answers_are_problems_and_change_nothing(laptop: Laptop, draft: Draft) -> None:
    on = open_task(laptop, draft)
    yesterday = laptop.clock.now().date() - timedelta(days=1)
    assert stuck(laptop, on, "no_such") == Problem(ProblemCode.REASON_UNKNOWN, "reason")
    assert stuck(laptop, on, day=yesterday) == Problem(ProblemCode.DAY_IN_PAST, "day")
    assert stuck(laptop, on, note="mã 123456") == Problem(ProblemCode.NOTE_HAS_SECRET, "note")
    assert kept(laptop) == on


def test_the_usual_day_of_a_reason(laptop: Laptop, draft: Draft) -> None:
    today = laptop.clock.now().date()
    reason = small_reason("reason_a")
    assert guidance.suggested_day(laptop.pack, reason, today) == today + timedelta(days=3)
    assert guidance.suggested_day(laptop.pack, replace(reason, code="x", recheck_days=None), today) is None


def test_a_card_of_another_pack_leads_back_to_the_first(laptop: Laptop, draft: Draft) -> None:
    on = replace(open_task(laptop, draft), step="install.gone")
    assert finish(laptop, on).step == "install.one"
    assert guidance.open_step(laptop.store, laptop.clock, laptop.pack, on, "no.such") == on


def test_somebody_else_goes_on_with_a_paused_session(laptop: Laptop, draft: Draft) -> None:
    on = guidance.pause(laptop.store, laptop.clock, finish(laptop, open_task(laptop, draft)))
    again = guidance.resume(laptop.store, laptop.clock, on.id, "second")
    assert again is not None
    assert (again.operator, again.step, again.stage) == ("second", "install.two", Stage.STEP)
    assert guidance.resume(laptop.store, laptop.clock, "no-such", "second") is None


def test_giving_up_forgets_the_session_only(laptop: Laptop, draft: Draft) -> None:
    before = unsent(laptop)
    guidance.give_up(laptop.store, draft)
    assert laptop.store.read().drafts() == []
    assert unsent(laptop) == before
    assert laptop.store.read().person(draft.citizen) is not None
