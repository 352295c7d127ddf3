import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desktop.change_bus import ChangeBus
from app.desktop.tasks import Lane, Tasks, Work

Failures = list[Exception]


@pytest.fixture
def tasks(dressed: QApplication) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.close()


def no_failure(failure: Exception) -> None:
    raise AssertionError(failure)


def test_the_answer_comes_back_on_the_gui_thread(qtbot: QtBot, tasks: Tasks) -> None:
    answers: list[tuple[int, QThread]] = []
    worker: list[str] = []

    def work(_work: Work) -> int:
        worker.append(threading.current_thread().name)
        return 42

    tasks.run(work, lambda answer: answers.append((answer, QThread.currentThread())), no_failure)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [(42, QApplication.instance().thread())]  # type: ignore[union-attr]
    assert worker[0] != threading.main_thread().name


def test_an_exception_is_an_answer_too(qtbot: QtBot, tasks: Tasks) -> None:
    failures: Failures = []
    done: list[float] = []
    tasks.run(lambda _work: 1 / 0, done.append, failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], ZeroDivisionError)
    assert done == []


def test_progress_arrives_in_order_and_before_the_answer(qtbot: QtBot, tasks: Tasks) -> None:
    heard: list[object] = []

    def work(work: Work) -> str:
        for done in range(3):
            work.report(done, 3, f"bản {done}")
        return "end"

    tasks.run(work, heard.append, no_failure, on_progress=lambda *args: heard.append(args))
    qtbot.waitUntil(lambda: "end" in heard)
    assert heard == [(0, 3, "bản 0"), (1, 3, "bản 1"), (2, 3, "bản 2"), "end"]


def test_a_cancelled_task_stops_and_its_answer_is_dropped(qtbot: QtBot, tasks: Tasks) -> None:
    stopped = threading.Event()
    answers: list[str] = []

    def work(work: Work) -> str:
        while not work.cancelled:
            stopped.wait(0.001)
        stopped.set()
        return "late"

    tasks.run(work, answers.append, no_failure).cancel()
    assert stopped.wait(5)
    last: list[int] = []
    tasks.run(lambda _work: 1, last.append, no_failure)
    qtbot.waitUntil(lambda: bool(last))
    assert answers == []


def test_the_store_lane_does_one_thing_at_a_time_in_order(qtbot: QtBot, tasks: Tasks) -> None:
    order: list[int] = []
    inside: list[int] = []

    def step(number: int) -> int:
        inside.append(number)
        assert len(inside) == 1
        order.append(number)
        inside.pop()
        return number

    answers: list[int] = []
    for number in range(30):
        tasks.run(lambda _work, n=number: step(n), answers.append, no_failure, lane=Lane.STORE)
    qtbot.waitUntil(lambda: len(answers) == 30)
    assert order == answers == list(range(30))


def test_tasks_elsewhere_run_side_by_side(qtbot: QtBot, tasks: Tasks) -> None:
    both = threading.Barrier(2, timeout=5)
    answers: list[int] = []
    for _ in range(2):
        tasks.run(lambda _work: both.wait(), answers.append, no_failure)
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert sorted(answers) == [0, 1]


def test_an_answer_for_a_deleted_widget_is_dropped(qtbot: QtBot, tasks: Tasks) -> None:
    import shiboken6

    go, owner = threading.Event(), QObject()
    answers: list[bool] = []
    tasks.run(lambda _work: go.wait(5), answers.append, no_failure, owner=owner)
    shiboken6.delete(owner)
    go.set()
    last: list[int] = []
    tasks.run(lambda _work: 1, last.append, no_failure)
    qtbot.waitUntil(lambda: bool(last))
    assert answers == []


def test_closing_waits_for_what_runs_and_drops_what_waits(qtbot: QtBot, dressed: QApplication) -> None:
    tasks, started, ended = Tasks(), threading.Event(), threading.Event()
    answers: list[object] = []

    def long(work: Work) -> None:
        started.set()
        while not work.cancelled:
            ended.wait(0.001)
        ended.set()

    tasks.run(long, answers.append, no_failure, lane=Lane.STORE)
    tasks.run(lambda _work: "never", answers.append, no_failure, lane=Lane.STORE)
    assert started.wait(5)
    tasks.close()
    assert ended.is_set()
    dressed.processEvents()
    assert answers == []


def test_the_bus_carries_the_notice_as_it_is(qtbot: QtBot) -> None:
    bus, notice = ChangeBus(), frozenset({("citizen", "0190")})
    with qtbot.waitSignal(bus.changed) as caught:
        bus.announce(notice)
    assert caught.args == [notice]
