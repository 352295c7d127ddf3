"""The visits of ux.md §2, key by key: nobody at the counter presses more than was promised."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.domain.appointments import DateChoice
from app.domain.draft import Stage
from app.domain.guide_variants import narrowed
from app.domain.ladder import TaskCode, TaskStatus
from tests.support.laptop import Laptop
from tests.support.visit_keys import Keys

INSTALL, IDENTITY, INSURANCE, HEALTH_BOOK, ALONE = TaskCode


def cards(laptop: Laptop, *tasks: TaskCode) -> int:
    usual = narrowed(laptop.pack, {})
    return sum(len(usual.task(code).steps) for code in tasks)


def statuses(keys: Keys) -> dict[str, str]:
    """How the tasks stand on the last paper."""
    ladder = keys.papers[-1].ladder
    return {code.value: str((ladder.get(code.value) or {})["status"]) for code in TaskCode}  # type: ignore[index,call-overload]


def visited(laptop: Laptop, *done: TaskCode) -> Keys:
    """Somebody who was here once and has these tasks done; the rest was left for later."""
    first = Keys(laptop).scan().enter(3)
    for code in done:
        first.task(code).enter(cards(laptop, code))
    first.f8().enter()
    return Keys(laptop)


def test_case_b_somebody_new_does_all_five_tasks(laptop: Laptop, keys: Keys) -> None:
    keys.scan().enter().enter().enter()
    assert keys.state.stage is Stage.STEP
    keys.enter(cards(laptop, *TaskCode))
    assert keys.state.stage is Stage.REVIEW
    keys.f8().enter()
    assert keys.actions <= 25
    assert set(statuses(keys).values()) == {"done"}
    assert (laptop.store.read().drafts(), laptop.store.read().counters().saved) == ([], 1)
    assert laptop.store.read().day_counts(laptop.clock.now().date()).complete == 1


def test_the_check_page_comes_by_itself_after_the_last_card(laptop: Laptop, keys: Keys) -> None:
    keys.scan().enter(3 + cards(laptop, *TaskCode) + 1)
    assert (keys.actions, len(keys.papers)) == (24, 1)


def test_case_a_somebody_known_has_one_task_left(laptop: Laptop) -> None:
    keys = visited(laptop, INSTALL, IDENTITY, HEALTH_BOOK, ALONE)
    keys.scan().enter().enter()
    assert keys.session.draft.task is INSURANCE
    keys.enter(5).f8().enter()
    assert keys.actions <= 10
    assert set(statuses(keys).values()) == {"done"}


def test_case_c_somebody_known_is_stuck_at_the_third_card(laptop: Laptop) -> None:
    keys = visited(laptop, INSTALL)
    keys.scan().enter().enter().enter(2)
    assert keys.state.card is not None
    assert (keys.state.card.number, keys.session.draft.task) == (3, IDENTITY)
    keys.f7().digit(1).alt(3).enter().f8().enter()
    assert keys.actions <= 11
    ended = statuses(keys)
    assert (ended["install"], ended["identity"]) == ("done", "blocked")
    day = laptop.clock.now().date() + timedelta(days=7)
    [due] = laptop.store.read().due(day)
    assert (due.day, due.task, due.reason) == (day.isoformat(), "identity", "sim_not_own")


@pytest.mark.parametrize("choice", list(DateChoice))
def test_every_date_chip_has_a_key(laptop: Laptop, keys: Keys, choice: DateChoice) -> None:
    keys.scan().enter(3).f7().digit(1).alt(tuple(DateChoice).index(choice) + 1)
    assert keys.state.reason is not None
    assert keys.state.reason.choice is choice
    assert keys.state.reason.day == keys.state.reason.dates[choice]


@pytest.mark.parametrize("number", range(1, 8))
def test_every_reason_of_a_card_has_a_key(laptop: Laptop, keys: Keys, number: int) -> None:
    keys.scan().enter(3).f7().digit(number).enter()
    card = narrowed(laptop.pack, {}).task(INSTALL).steps[0]
    reason = laptop.pack.reason(card.reasons[number - 1])
    assert reason is not None
    end = keys.session.draft.ends[INSTALL]
    assert (end.reason, end.status) == (reason.code, reason.outcome)


def test_no_visit_of_nobody_known_needs_the_mouse(laptop: Laptop, keys: Keys) -> None:
    """Blocked at once, all by keys: what follows is blocked for the same reason and the paper still comes."""
    keys.scan().enter(3).f7().digit(1).enter().enter()
    assert len(keys.papers) == 1
    assert TaskStatus.NOT_STARTED.value not in statuses(keys).values()
