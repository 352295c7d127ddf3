"""Pauses: jitter under a doubling roof, central's wish honoured, and who is asked rarely."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.usecases.sync import SyncEnd, SyncReport, next_run_in
from app.usecases.sync.policy import pause
from tests.support.hands import MORNING
from tests.support.laptop import hasty


def report(end: SyncEnd, after: int = 0) -> SyncReport:
    return SyncReport(end=end, started=MORNING, ended=MORNING, after=after)


@given(
    failures=st.integers(0, 10_000), chance=st.floats(0, 1, exclude_max=True), after=st.integers(0, 100_000)
)
def test_a_pause_lies_between_centrals_wish_and_the_roof(failures: int, chance: float, after: int) -> None:
    policy = hasty(chance=lambda: chance)
    waited = pause(policy, failures, after)
    assert after <= waited <= max(after, policy.longest_pause)


def test_the_roof_doubles_up_to_a_quarter_of_an_hour() -> None:
    policy = hasty(chance=lambda: 1.0)
    assert [pause(policy, failures) for failures in range(4)] == [5, 10, 20, 40]
    assert pause(policy, 99) == 900


@pytest.mark.parametrize("end", SyncEnd)
def test_there_is_always_a_next_run(end: SyncEnd) -> None:
    policy = hasty(chance=lambda: 0.5)
    assert 0 < next_run_in(policy, report(end), 1) <= 900


def test_something_on_the_way_may_ask_for_patience_but_not_for_a_day() -> None:
    policy = hasty(chance=lambda: 0.0)
    assert next_run_in(policy, report(SyncEnd.GATEWAY, after=60), 0) == 60
    assert next_run_in(policy, report(SyncEnd.GATEWAY, after=86_400), 0) == 900


def test_a_busy_central_is_left_alone_as_long_as_it_asked() -> None:
    assert next_run_in(hasty(), report(SyncEnd.BUSY, after=1200), 0) == 1200
