"""The five tasks: how far each is, and that a rung survives the way to the wire and back, from any peer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ladder import TaskCode, TaskState, TaskStatus, ladder_of, rank_of, standing

DAYS = st.just("") | st.dates(date(2020, 1, 1), date(2099, 12, 31)).map(date.isoformat)
STATES = st.builds(
    TaskState,
    status=st.sampled_from(TaskStatus),
    reason=st.text(max_size=12),
    by=st.text(max_size=12),
    recheck=DAYS,
    how=st.sampled_from(("", "guided", "already", "told", "follows", "left")),
    note=st.text(max_size=40),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def test_the_tasks_stand_on_each_other_in_this_order() -> None:
    assert [task.value for task in TaskCode] == ["install", "identity", "insurance", "health_book", "alone"]


def test_the_ranks_are_those_of_the_design() -> None:
    """Not started < refused = blocked < waiting < done = not applicable."""
    by_rank: dict[int, set[str]] = {}
    for status in TaskStatus:
        by_rank.setdefault(status.rank, set()).add(status.name)
    assert [by_rank[rank] for rank in sorted(by_rank)] == [
        {"NOT_STARTED"},
        {"REFUSED", "BLOCKED"},
        {"WAITING"},
        {"DONE", "NOT_APPLICABLE"},
    ]


def test_over_are_those_of_the_highest_rank() -> None:
    highest = max(status.rank for status in TaskStatus)
    assert {status for status in TaskStatus if status.is_over} == {
        status for status in TaskStatus if status.rank == highest
    }


@given(STATES)
def test_a_rung_comes_back_as_it_went(state: TaskState) -> None:
    assert TaskState.from_value(state.to_value()) == state
    assert rank_of(state.to_value()) == state.status.rank


@given(STATES)
def test_nothing_empty_travels(state: TaskState) -> None:
    value = state.to_value()
    assert value is None or (isinstance(value, dict) and all(value.values()))
    assert (value is None) == (state == TaskState())


@pytest.mark.parametrize("status", TaskStatus)
def test_what_follows_holds_as_long_as_what_it_follows(status: TaskStatus) -> None:
    install, identity, insurance, health_book, alone = TaskCode
    follows = TaskState(status=TaskStatus.BLOCKED, reason="no_l2", how="follows", step="insurance.add")
    cause = TaskState(status=status, reason="no_l2")
    ladder = {identity: cause, insurance: follows, health_book: follows, alone: replace(cause, reason="x")}
    stand = standing(ladder)
    free = TaskState(step="insurance.add") if status.is_over else follows
    assert [stand[task] for task in TaskCode] == [TaskState(), cause, free, free, ladder[alone]]
    values = {task.value: state.to_value() for task, state in ladder.items()}
    assert (install in ladder, ladder_of(values)[insurance]) == (False, free)


@given(st.dictionaries(st.sampled_from(TaskCode), STATES))
def test_standing_settles_at_once_and_touches_nothing_anybody_said(ladder: dict[TaskCode, TaskState]) -> None:
    stand = standing(ladder)
    assert standing(stand) == stand
    assert all(stand[task] == state for task, state in ladder.items() if state.how != "follows")


@given(JSON | st.dictionaries(st.sampled_from(("status", "reason", "by", "recheck", "how", "note")), JSON))
def test_whatever_a_peer_sends_can_be_shown(value: object) -> None:
    state = TaskState.from_value(value)  # type: ignore[arg-type]
    for part in (state.reason, state.by, state.recheck, state.how, state.note):
        assert isinstance(part, str)
    assert not state.recheck or date.fromisoformat(state.recheck)
    assert rank_of(value) in range(4)  # type: ignore[arg-type]


@pytest.mark.parametrize("status", ["postponed", "DONE", "done ", 3, ["done"], None])
def test_a_status_of_a_newer_peer_counts_as_not_started(status: object) -> None:
    state = TaskState.from_value({"status": status, "reason": "no_l2"})  # type: ignore[dict-item]
    assert (state.status, state.reason) == (TaskStatus.NOT_STARTED, "no_l2")
