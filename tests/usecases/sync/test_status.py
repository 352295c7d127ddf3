"""What the pill may claim: never "all sent" while anything waits, red only for the disk."""

from __future__ import annotations

import pytest

from app.domain.faults import StoreTrouble
from app.domain.sync_state import SyncState
from app.usecases.settings import Setting
from app.usecases.sync import SyncEnd, SyncPhase, SyncProgress, SyncReport, SyncStatus, sync_status
from tests.support.fake_central import FakeCentral
from tests.support.hands import MORNING
from tests.support.laptop import Laptop


def report(end: SyncEnd, code: str = "") -> SyncReport:
    return SyncReport(end=end, code=code, started=MORNING, ended=MORNING)


def status(laptop: Laptop, last: SyncReport | None = None, now: SyncProgress | None = None) -> SyncStatus:
    return sync_status(laptop.store, laptop.clock.now(), last, now)


def test_something_small_waiting_is_not_all_sent(laptop: Laptop) -> None:
    said = status(laptop)  # the operator of the first run
    assert (said.state, said.pending, said.counters.waiting) == (SyncState.WAITING, True, 0)
    laptop.adopt().sync(FakeCentral())
    assert (status(laptop).state, status(laptop).pending) == (SyncState.ALL_SENT, False)
    laptop.help_new(1)
    assert (status(laptop).state, status(laptop).counters.waiting) == (SyncState.WAITING, 1)


def test_a_run_under_way_says_how_far_it_is(laptop: Laptop) -> None:
    said = status(laptop, now=SyncProgress(SyncPhase.PUSH, 5, 12))
    assert (said.state, said.sent, said.total) == (SyncState.SENDING, 5, 12)


def test_without_a_network_work_waits_quietly(laptop: Laptop) -> None:
    laptop.help_new(1)
    said = status(laptop, report(SyncEnd.NO_NETWORK, "no_network"))
    assert (said.state, said.code, said.since) == (SyncState.NO_NETWORK, "no_network", MORNING)


@pytest.mark.parametrize(("days", "state"), [(7, SyncState.NO_NETWORK), (8, SyncState.LONG_UNSENT)])
def test_after_a_week_a_stick_is_advised(laptop: Laptop, days: int, state: SyncState) -> None:
    laptop.help_new(1)
    laptop.clock.move(days=days)
    said = status(laptop, report(SyncEnd.NO_NETWORK))
    assert (said.state, said.days_waiting) == (state, days)


def test_work_central_did_not_take_comes_first(laptop: Laptop) -> None:
    laptop.adopt().help_new(1)
    session = next(
        one.change for one in laptop.store.read().unsent(10**6, 99) if one.change.kind == "session"
    )
    laptop.sync(FakeCentral(rejects={session.id: "bad_value"}))
    laptop.clock.move(days=30)
    said = status(laptop, report(SyncEnd.NO_NETWORK))
    assert (said.state, said.counters.attention) == (SyncState.PARTLY, 1)


@pytest.mark.parametrize("trouble", StoreTrouble)
def test_only_a_full_disk_or_a_damaged_file_is_danger(laptop: Laptop, trouble: StoreTrouble) -> None:
    said = status(laptop, report(SyncEnd.STORE, trouble.value))
    is_danger = trouble in (StoreTrouble.DISK_FULL, StoreTrouble.DAMAGED)
    assert (said.state is SyncState.IN_DANGER) == is_danger


def test_the_last_success_outlives_the_program(laptop: Laptop) -> None:
    assert status(laptop).last_success is None
    laptop.adopt().sync(FakeCentral())
    assert status(laptop).last_success == laptop.clock.now()


@pytest.mark.parametrize("mark", [Setting.NEEDS_PAIRING, Setting.REGRESSED])
def test_marks_outlive_the_program_too(laptop: Laptop, mark: Setting) -> None:
    with laptop.store.write() as writing:
        writing.set_setting(mark, "yes")
    assert status(laptop).state is SyncState.REFUSED


def test_a_difference_stands_until_the_next_run_says_otherwise(laptop: Laptop) -> None:
    """Pairing again forgets the mark, not what the last run found."""
    laptop.adopt().sync(FakeCentral())
    assert status(laptop, report(SyncEnd.DONE)).state is SyncState.ALL_SENT
    assert status(laptop, report(SyncEnd.DIFFERS, "differs")).state is SyncState.DIFFERS
