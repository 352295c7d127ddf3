"""When runs begin: one at a time, soon after a save, later after trouble, never after the end."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.desktop.bootstrap import build_machine
from app.desktop.sync_runner import AFTER_SAVE_MS, FIRST_MS, SyncRunner
from app.desktop.tasks import Tasks
from app.usecases.sync import SyncEnd, SyncPhase, SyncProgress, SyncReport
from tests.support.hands import MORNING

Told = Callable[[SyncProgress], None]


class Line:
    """Stands where a run would: waits until it is let go, then reports what it was told to."""

    def __init__(self) -> None:
        self.runs, self.paired = 0, True
        self.go, self.stopped, self.broken_off = (threading.Event() for _ in range(3))
        self.report = report(SyncEnd.DONE)
        self.failure: Exception | None = None

    def central(self, _store: object) -> object | None:
        return self if self.paired else None

    def break_off(self) -> None:
        self.broken_off.set()

    def sync(self, _store: object, _central: object, rest: Callable[[float], bool], told: Told) -> SyncReport:
        self.runs += 1
        told(SyncProgress(SyncPhase.PUSH, sent=self.runs, total=9))
        while not self.go.wait(0.005):
            if rest(0):
                self.stopped.set()
                return report(SyncEnd.STOPPED)
        if self.failure is not None:
            raise self.failure
        return self.report


def report(end: SyncEnd, after: int = 0) -> SyncReport:
    return SyncReport(end=end, started=MORNING, ended=MORNING, after=after)


@pytest.fixture
def line() -> Line:
    return Line()


@pytest.fixture
def runner(qtbot: QtBot, line: Line, tmp_path: Any) -> Iterator[SyncRunner]:  # noqa: ANN401
    from dataclasses import replace

    machine = replace(build_machine(tmp_path, lambda _notice: None), central=line.central, sync=line.sync)
    tasks = Tasks()
    made = SyncRunner(machine, tasks, None)  # type: ignore[arg-type]
    yield made
    made.close()
    line.go.set()
    tasks.close()


def end_of_run(qtbot: QtBot, runner: SyncRunner, line: Line) -> SyncReport:
    with qtbot.waitSignal(runner.ended) as caught:
        line.go.set()
    [told] = caught.args
    assert isinstance(told, SyncReport)
    return told


def test_the_round_begins_soon_after_the_start(runner: SyncRunner) -> None:
    runner.start()
    assert runner._timer.interval() == FIRST_MS
    assert runner._timer.isActive()


def test_a_run_tells_how_far_it_is_and_how_it_ended(qtbot: QtBot, runner: SyncRunner, line: Line) -> None:
    with qtbot.waitSignal(runner.advanced) as caught:
        runner.send_now()
    assert caught.args == [SyncProgress(SyncPhase.PUSH, sent=1, total=9)]
    assert runner.is_running
    assert end_of_run(qtbot, runner, line).end is SyncEnd.DONE
    assert not runner.is_running


def test_one_run_at_a_time_and_one_more_when_asked_meanwhile(
    qtbot: QtBot, runner: SyncRunner, line: Line
) -> None:
    runner.send_now()
    qtbot.waitUntil(lambda: line.runs == 1)
    runner.send_now()
    runner.saved()
    assert line.runs == 1
    end_of_run(qtbot, runner, line)
    assert (runner._timer.isActive(), runner._timer.interval()) == (True, AFTER_SAVE_MS)
    runner._timer.timeout.emit()
    qtbot.waitUntil(lambda: line.runs == 2)


def test_a_save_begins_one_soon(runner: SyncRunner) -> None:
    runner.saved()
    assert (runner._timer.isActive(), runner._timer.interval()) == (True, AFTER_SAVE_MS)


def test_while_nobody_is_paired_nothing_runs(runner: SyncRunner, line: Line) -> None:
    line.paired = False
    runner.send_now()
    assert not runner.is_running
    assert line.runs == 0


def test_stop_ends_a_run_at_its_next_safe_point(qtbot: QtBot, runner: SyncRunner, line: Line) -> None:
    runner.send_now()
    qtbot.waitUntil(lambda: line.runs == 1)
    with qtbot.waitSignal(runner.ended) as caught:
        runner.stop()
    assert line.stopped.is_set()
    assert caught.args[0].end is SyncEnd.STOPPED


@pytest.mark.parametrize("end", [SyncEnd.NO_NETWORK, SyncEnd.TIMEOUT, SyncEnd.REFUSED], ids=str)
def test_trouble_is_tried_again_later_each_time_and_forgotten_after_success(
    qtbot: QtBot, runner: SyncRunner, line: Line, end: SyncEnd
) -> None:
    line.report = report(end)
    line.go.set()
    for failures in (1, 2):
        with qtbot.waitSignal(runner.ended):
            runner.send_now()
        assert runner._failures == failures
        assert runner._timer.isActive()
    line.report = report(SyncEnd.DONE)
    with qtbot.waitSignal(runner.ended):
        runner.send_now()
    assert runner._failures == 0


def test_a_centre_that_asks_for_a_pause_is_left_alone(qtbot: QtBot, runner: SyncRunner, line: Line) -> None:
    line.report = report(SyncEnd.BUSY, after=120)
    runner.send_now()
    runner.saved()
    end_of_run(qtbot, runner, line)
    assert runner._timer.interval() >= 120_000
    runner.saved()
    assert runner._timer.interval() >= 120_000


def test_a_bug_is_seen_and_the_round_goes_on(qtbot: QtBot, runner: SyncRunner, line: Line) -> None:
    line.failure = RuntimeError("a bug")
    with qtbot.captureExceptions() as failures, qtbot.waitSignal(runner.ended):
        line.go.set()
        runner.send_now()
        qtbot.waitUntil(lambda: not runner.is_running)
    assert [str(failure) for _kind, failure, _trace in failures] == ["a bug"]
    assert runner._timer.isActive()


def test_after_the_end_nothing_begins(qtbot: QtBot, runner: SyncRunner, line: Line) -> None:
    runner.start()
    runner.close()
    assert not runner._timer.isActive()
    runner.send_now()
    assert line.runs == 0


def test_closing_does_not_wait_for_a_line_that_says_nothing(runner: SyncRunner, line: Line) -> None:
    runner.send_now()
    assert not line.broken_off.is_set()
    runner.close()
    assert line.broken_off.is_set()


def test_a_stop_between_runs_breaks_nothing_off(qtbot: QtBot, runner: SyncRunner, line: Line) -> None:
    runner.send_now()
    end_of_run(qtbot, runner, line)
    runner.stop()
    assert not line.broken_off.is_set()
