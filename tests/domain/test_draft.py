"""The running session: which task comes next, and that no task ends in silence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.draft import (
    Contact,
    Draft,
    Stage,
    Standing,
    TaskEnd,
    consented,
    ended,
    is_day_settled,
    left_day,
    left_day_before,
    left_until,
    listed,
    next_task,
    opened,
    refused,
    reviewed,
    state_of,
    step_done,
    unanswered,
    wants_day,
    with_left_over,
)
from app.domain.ladder import TaskCode, TaskState, TaskStatus

INSTALL, IDENTITY, INSURANCE, HEALTH_BOOK, ALONE = TaskCode
FRESH = Draft(id="d", operator="o", started=0, touched=0, guide="g@1", code="c")
DONE = TaskEnd(status=TaskStatus.DONE)
BLOCKED = TaskEnd(status=TaskStatus.BLOCKED, reason="no_l2", day="2026-12-01")

STATUSES = st.sampled_from(TaskStatus)
REAL = STATUSES.filter(lambda status: status is not TaskStatus.NOT_STARTED)
DRAFTS = st.builds(
    Draft,
    id=st.just("d"),
    operator=st.just("o"),
    started=st.just(0),
    touched=st.just(0),
    guide=st.just("g"),
    code=st.just("c"),
    before=st.dictionaries(
        st.sampled_from(TaskCode), st.builds(TaskState, status=STATUSES, reason=st.just("r"))
    ),
    ends=st.dictionaries(st.sampled_from(TaskCode), st.builds(TaskEnd, status=REAL, reason=st.just("q"))),
)


def test_a_fresh_session_begins_with_the_first_task() -> None:
    assert next_task(FRESH) is INSTALL


def test_what_is_over_is_not_offered_again() -> None:
    seen = Draft(**{**as_fields(FRESH), "before": {INSTALL: TaskState(status=TaskStatus.DONE)}})
    assert next_task(seen) is IDENTITY
    assert next_task(ended(seen, IDENTITY, DONE)) is INSURANCE


def test_a_task_stuck_before_today_is_offered_again() -> None:
    seen = Draft(**{**as_fields(FRESH), "before": {INSTALL: TaskState(status=TaskStatus.WAITING)}})
    assert next_task(seen) is INSTALL


def test_nothing_is_offered_behind_a_task_that_ended_stuck_today() -> None:
    assert next_task(ended(FRESH, INSTALL, BLOCKED)) is None


def test_what_hangs_on_a_stuck_task_follows_it() -> None:
    over = with_left_over(ended(ended(FRESH, INSTALL, DONE), IDENTITY, BLOCKED))
    follows = TaskEnd(status=TaskStatus.BLOCKED, reason="no_l2", how="follows")
    assert [over.ends[task] for task in TaskCode] == [DONE, BLOCKED, follows, follows, follows]


def test_what_nobody_came_to_is_left_for_later() -> None:
    over = with_left_over(ended(FRESH, INSTALL, DONE))
    left = TaskEnd(status=TaskStatus.BLOCKED, how="left")
    assert [over.ends[task] for task in TaskCode] == [DONE, left, left, left, left]


def test_what_stood_somewhere_and_was_not_touched_stays() -> None:
    waiting = TaskState(status=TaskStatus.WAITING, reason="bhyt_pending")
    seen = Draft(**{**as_fields(FRESH), "before": {INSURANCE: waiting}})
    over = with_left_over(ended(ended(seen, INSTALL, DONE), IDENTITY, DONE))
    assert INSURANCE not in over.ends
    assert state_of(over, INSURANCE) == waiting
    assert over.ends[HEALTH_BOOK] == TaskEnd(status=TaskStatus.BLOCKED, reason="bhyt_pending", how="follows")


def test_what_was_gone_on_with_and_not_ended_is_left_for_later() -> None:
    stuck = TaskState(status=TaskStatus.BLOCKED, reason="card_not_here", recheck=DAY, step="insurance.one")
    over = {INSTALL: TaskState(status=TaskStatus.DONE), IDENTITY: TaskState(status=TaskStatus.DONE)}
    on = opened(replace(FRESH, before={**over, INSURANCE: stuck}), INSURANCE, "insurance.one")
    assert state_of(reviewed(on), INSURANCE) == stuck, (
        "opened because the one before it was done, and no more"
    )
    moved = reviewed(step_done(on, "insurance.four"))
    assert moved.ends[INSURANCE] == TaskEnd(status=TaskStatus.BLOCKED, how="left")
    assert (state_of(moved, INSURANCE).step, wants_day(moved, DAY)) == ("insurance.four", True)
    assert unanswered(moved, DAY) == (INSURANCE, HEALTH_BOOK, ALONE)
    assert moved.ends[HEALTH_BOOK].how == "left", "nobody said why"


def test_what_was_left_over_before_is_so_anew_until_its_day() -> None:
    left = TaskState(status=TaskStatus.BLOCKED, how="left", step="insurance.one")
    seen = replace(FRESH, before={**dict.fromkeys(TaskCode, left), INSTALL: replace(left, recheck=LATER)})
    over = reviewed(ended(seen, INSTALL, DONE))
    assert ([end.how for end in over.ends.values()][1:], wants_day(over, DAY)) == (["left"] * 4, True)
    assert (left_day_before(over, DAY), left_day_before(over, LATER)) == (LATER, ""), "they came on that day"
    assert state_of(over, INSURANCE).step == "insurance.one"
    behind = reviewed(ended(ended(seen, INSTALL, DONE), IDENTITY, BLOCKED))
    assert (behind.ends[INSURANCE].how, left_day(behind)) == ("follows", ""), "now somebody said why"


def test_what_is_over_stays_so_when_its_cards_are_looked_at_again() -> None:
    seen = replace(FRESH, before=dict.fromkeys(TaskCode, TaskState(status=TaskStatus.DONE)))
    assert reviewed(step_done(opened(seen, ALONE, "alone.one"), "alone.two")).ends == {}


def test_leaving_the_review_takes_back_what_merely_followed() -> None:
    at_review = reviewed(ended(FRESH, INSTALL, BLOCKED))
    assert at_review.stage is Stage.REVIEW
    assert set(listed(at_review).ends) == {INSTALL}
    assert next_task(ended(at_review, INSTALL, DONE)) is IDENTITY


def test_how_a_task_ended_stands_while_it_is_looked_at_again() -> None:
    noted = TaskEnd(status=TaskStatus.BLOCKED, reason="other", day="2026-12-01", note="chờ con gái")
    again = opened(reviewed(ended(FRESH, INSTALL, noted)), INSTALL, "install.store")
    assert (again.ends, again.step, again.stage) == ({INSTALL: noted}, "install.store", Stage.STEP)
    assert next_task(again) is None
    for leaving in (reviewed, listed, with_left_over):
        assert leaving(again).ends[INSTALL] == noted
    assert ended(again, INSTALL, DONE).ends == {INSTALL: DONE}


def test_refusal_wipes_the_person_and_keeps_the_work() -> None:
    contact = Contact("0987000214", "self", agreed=True)
    person = {"person": {"name": "Lò Thị Mẫu"}, "citizen": "c", "is_new": True, "contact": contact}
    anonymous = refused(Draft(**{**as_fields(FRESH), **person}))
    assert (anonymous.person, anonymous.citizen, anonymous.before, anonymous.contact) == ({}, "", {}, None)
    assert (anonymous.standing, anonymous.stage) == (Standing.ANONYMOUS, Stage.TASKS)
    assert consented(FRESH).standing is Standing.CONSENTED


def test_a_card_done_twice_counts_once() -> None:
    draft = opened(FRESH, INSTALL, "a")
    assert step_done(step_done(draft, "a"), "b").steps_done == ("a",)


@given(DRAFTS)
def test_no_task_ends_in_silence(draft: Draft) -> None:
    over = with_left_over(draft)
    assert all(state_of(over, task).status is not TaskStatus.NOT_STARTED for task in TaskCode)


@given(DRAFTS)
def test_nothing_anybody_decided_is_changed(draft: Draft) -> None:
    over = with_left_over(draft)
    assert {task: over.ends[task] for task in draft.ends} == draft.ends
    assert with_left_over(over) == over
    assert listed(over).ends == draft.ends


@given(DRAFTS)
def test_the_next_task_is_open_and_nothing_stuck_today_stands_before_it(draft: Draft) -> None:
    task = next_task(draft)
    before = list(TaskCode) if task is None else list(TaskCode)[: list(TaskCode).index(task)]
    stuck = [code for code in before if code in draft.ends and not draft.ends[code].status.is_over]
    if task is None:
        assert stuck or all(state_of(draft, code).status.is_over for code in TaskCode)
    else:
        assert not stuck
        assert not state_of(draft, task).status.is_over


def as_fields(draft: Draft) -> dict[str, object]:
    return {name: getattr(draft, name) for name in draft.__slots__}


DAY, LATER = "2026-11-30", "2026-12-07"
FOLLOWING = TaskState(status=TaskStatus.BLOCKED, reason="no_l2", how="follows")
BEHIND_IDENTITY = {
    INSTALL: TaskState(status=TaskStatus.DONE),
    IDENTITY: TaskState(status=TaskStatus.BLOCKED, reason="no_l2", recheck=LATER),
    **dict.fromkeys((INSURANCE, HEALTH_BOOK, ALONE), FOLLOWING),
}


def test_what_nobody_said_anything_about_is_still_open() -> None:
    assert unanswered(reviewed(FRESH), DAY) == tuple(TaskCode)
    assert unanswered(reviewed(ended(FRESH, INSTALL, DONE)), DAY) == tuple(TaskCode)[1:]
    assert unanswered(reviewed(ended(FRESH, INSTALL, BLOCKED)), DAY) == (), (
        "a reason answers for what follows"
    )
    assert unanswered(reviewed(ended(FRESH, IDENTITY, BLOCKED)), DAY) == (INSTALL,)


def test_a_reason_of_an_earlier_day_holds_until_its_own_day() -> None:
    waits = TaskState(status=TaskStatus.WAITING, reason="l2_pending", recheck=LATER)
    done = TaskState(status=TaskStatus.DONE)
    seen = reviewed(Draft(**{**as_fields(FRESH), "before": {INSTALL: done, IDENTITY: waits}}))
    assert unanswered(seen, DAY) == ()
    assert unanswered(seen, LATER) == (IDENTITY,), "they came on the day itself"
    assert unanswered(ended(seen, IDENTITY, BLOCKED), LATER) == ()


def test_what_followed_a_task_that_is_done_now_is_open_again() -> None:
    seen = replace(FRESH, before=BEHIND_IDENTITY)
    assert unanswered(reviewed(seen), DAY) == (), "the police have to be seen first"
    over = reviewed(ended(seen, IDENTITY, DONE))
    assert unanswered(over, DAY) == (INSURANCE, HEALTH_BOOK, ALONE)
    assert [over.ends[task].how for task in unanswered(over, DAY)] == ["left"] * 3
    assert wants_day(over, DAY)
    assert state_of(listed(over), INSURANCE).status is TaskStatus.NOT_STARTED


def test_what_followed_one_reason_follows_the_reason_of_today() -> None:
    other = TaskEnd(status=TaskStatus.BLOCKED, reason="sim_not_own", day=LATER)
    over = reviewed(ended(replace(FRESH, before=BEHIND_IDENTITY), IDENTITY, other))
    assert {(over.ends[task].how, over.ends[task].reason) for task in (INSURANCE, HEALTH_BOOK, ALONE)} == {
        ("follows", "sim_not_own")
    }


def test_what_was_left_over_wants_one_day_for_all_of_it() -> None:
    over = reviewed(ended(FRESH, INSTALL, DONE))
    assert wants_day(over, DAY)
    dated = left_until(over, LATER)
    assert (left_day(dated), [end.day for end in dated.ends.values()].count(LATER)) == (LATER, 1)
    assert dated.ends[IDENTITY].place == "point"
    assert wants_day(dated, DAY), "it may still be changed"
    assert left_until(dated, "").ends == over.ends


@pytest.mark.parametrize("day", [LATER, ""])
def test_the_day_outlives_finishing_and_going_on_after_all(day: str) -> None:
    dated = left_until(reviewed(FRESH), day)
    assert left_day(with_left_over(dated)) == day
    on = opened(listed(dated), INSTALL, "install.one")
    assert left_day(on) == "", "nothing is left over while somebody works on it"
    again = reviewed(ended(on, INSTALL, DONE))
    assert (left_day(again), is_day_settled(again, DAY)) == (day, True)
    assert [end.day for end in again.ends.values()].count(LATER) == (1 if day else 0)


def test_a_day_agreed_for_a_reason_meanwhile_is_the_only_one() -> None:
    dated = left_until(reviewed(FRESH), LATER)
    over = reviewed(ended(listed(dated), ALONE, replace(BLOCKED, day="2026-12-03")))
    assert [end.day for end in over.ends.values() if end.day] == ["2026-12-03"]
    assert left_day(reviewed(ended(over, ALONE, DONE))) == LATER, "there again without the reason"


def test_a_day_that_passed_during_a_pause_settles_nothing() -> None:
    assert not is_day_settled(reviewed(FRESH), DAY)
    assert not is_day_settled(left_until(reviewed(FRESH), DAY), LATER)
    assert is_day_settled(left_until(reviewed(FRESH), DAY), DAY)


def test_nobody_is_asked_for_a_second_day() -> None:
    blocked = TaskEnd(status=TaskStatus.BLOCKED, reason="x", day=LATER)
    assert not wants_day(reviewed(ended(FRESH, IDENTITY, blocked)), DAY)
    before = {INSTALL: TaskState(status=TaskStatus.WAITING, reason="x", recheck=LATER)}
    assert not wants_day(reviewed(Draft(**{**as_fields(FRESH), "before": before})), DAY)
    passed = {INSTALL: TaskState(status=TaskStatus.DONE, recheck="2026-01-01")}
    assert wants_day(reviewed(Draft(**{**as_fields(FRESH), "before": passed})), DAY)


def test_with_nothing_left_over_no_day_is_asked() -> None:
    over = FRESH
    for task in TaskCode:
        over = ended(over, task, DONE)
    assert not wants_day(reviewed(over), DAY)
    assert left_until(reviewed(over), LATER).ends == over.ends
