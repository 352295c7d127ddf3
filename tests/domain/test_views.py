"""Rows read back: the numbers in them add up by themselves."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.views import Counters, DayCounts

COUNT = st.integers(0, 10**9)


@given(COUNT, COUNT, COUNT)
def test_saved_is_received_and_waiting_and_attention(received: int, waiting: int, attention: int) -> None:
    assert Counters(received=received, waiting=waiting, attention=attention).saved == sum(
        (received, waiting, attention)
    )


@given(COUNT, COUNT, COUNT, COUNT)
def test_a_guest_without_a_record_is_no_session(complete: int, back: int, stuck: int, anonymous: int) -> None:
    counts = DayCounts(complete=complete, coming_back=back, stuck=stuck, anonymous=anonymous)
    assert counts.sessions == complete + back + stuck


def test_nothing_remembers_a_number_beside_the_tables() -> None:
    with pytest.raises(FrozenInstanceError):
        Counters().waiting = 1  # type: ignore[misc]
