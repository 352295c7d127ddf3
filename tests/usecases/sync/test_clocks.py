"""A clock seconds or years wrong, and one that jumps while it is being sent: named, and nothing else changes."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.changes import Change
from app.usecases.sync import SyncEnd, SyncProgress
from app.usecases.writing import pen_of
from tests.support.fake_central import FakeCentral
from tests.support.laptop import Laptop, hasty, unsent

YEAR = 365 * 86_400
OFF = [1, -1, 599, -599, 601, -601, 86_400, -86_400, YEAR, -YEAR, 10 * YEAR, -10 * YEAR]
TOLERATED = 600
AFTER_2038 = datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC)
"""The second in which a clock of 32 bits has gone round."""


def _phone(laptop: Laptop, citizen: str, phone: str) -> Change:
    with laptop.store.write() as writing:
        shown = writing.record("citizen", citizen)
        assert shown is not None
        pen = pen_of(writing, laptop.clock, laptop.ids, laptop.operator)
        return writing.add(pen.edit("citizen", citizen, shown, {"phone": phone}))


@pytest.mark.parametrize("seconds", OFF)
def test_a_clock_that_is_wrong_is_told_and_changes_nothing(laptop: Laptop, seconds: int) -> None:
    central = FakeCentral()
    laptop.adopt().clock.move(seconds=seconds)
    started = laptop.clock.now()
    citizen = laptop.help_new(1).citizen
    last = _phone(laptop, citizen, "0900000002")
    waiting = unsent(laptop)
    central.at += int((laptop.clock.now() - started).total_seconds() * 1000)

    report = laptop.sync(central)

    assert (report.end, report.agrees, unsent(laptop)) == (SyncEnd.DONE, True, [])
    assert report.clock_suspect is (abs(seconds) > TOLERATED)
    assert central.applied == waiting, "in the order they were made"
    assert central.applied[-1] == last.id
    assert central.shown("citizen", citizen)["phone"] == "0900000002"


@pytest.mark.parametrize("seconds", [10 * YEAR, -10 * YEAR])
def test_what_was_written_last_stands_whatever_the_clock_did_in_between(laptop: Laptop, seconds: int) -> None:
    central = FakeCentral()
    citizen = laptop.adopt().help_new(1).citizen
    _phone(laptop, citizen, "0900000001")
    laptop.clock.move(seconds=seconds)
    _phone(laptop, citizen, "0900000002")
    laptop.sync(central)
    laptop.clock.move(seconds=-2 * seconds)
    _phone(laptop, citizen, "0900000003")

    report = laptop.sync(central)

    assert (report.end, report.agrees) == (SyncEnd.DONE, True)
    assert central.shown("citizen", citizen)["phone"] == "0900000003"
    shown = laptop.store.read().record("citizen", citizen)
    assert shown is not None
    assert shown["phone"] == "0900000003"


def test_a_clock_that_jumps_during_a_run_stops_nothing(laptop: Laptop) -> None:
    laptop.adopt()
    for number in range(6):
        laptop.help_new(number)
    waiting = unsent(laptop)
    jumps = itertools.cycle((10 * YEAR, -20 * YEAR, 10 * YEAR))

    def jump(_progress: SyncProgress) -> None:
        laptop.clock.move(seconds=next(jumps))

    central = FakeCentral()
    report = laptop.sync(central, hasty(most_changes=4), jump)

    assert (report.end, report.agrees) == (SyncEnd.DONE, True)
    assert central.applied == waiting
    assert laptop.store.read().counters().received == 6


def test_the_end_of_32_bits_is_a_second_like_any_other(laptop: Laptop) -> None:
    central = FakeCentral(at=int(AFTER_2038.timestamp() * 1000))
    laptop.adopt().clock.moment = AFTER_2038 - timedelta(minutes=1)
    citizen = laptop.help_new(1).citizen
    assert laptop.clock.now() > AFTER_2038
    report = laptop.sync(central)
    assert (report.end, report.agrees) == (SyncEnd.DONE, True)
    assert ("citizen", citizen) in central.records
