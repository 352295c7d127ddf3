"""Time-outs grow with what is carried, so that a poor link is waited for."""

from __future__ import annotations

from app.contract.limits import BYTES_PER_SECOND, LARGEST_BATCH, READ_SECONDS
from app.network.timing import Timing


def test_a_large_batch_is_given_its_air_time() -> None:
    assert Timing().silence(LARGEST_BATCH) == READ_SECONDS + LARGEST_BATCH / BYTES_PER_SECOND


def test_nothing_sent_still_waits_a_while() -> None:
    assert Timing().silence(0) == READ_SECONDS


def test_the_deadline_moves_with_every_byte() -> None:
    timing = Timing(read=1.0, pace=10.0)
    assert [timing.deadline(100.0, moved) for moved in (0, 10, 50)] == [101.0, 102.0, 106.0]
