"""Work too long for the GUI thread: it runs in worker threads and answers on the GUI thread.

A task takes and returns plain values and never touches a QObject. Policy: nothing is tried again here;
an exception goes to `on_failed`; an answer is dropped when its owner is gone, when it was cancelled, and
after `close`.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from threading import Event
from typing import TYPE_CHECKING, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

T = TypeVar("T")


class Lane(StrEnum):
    """STORE runs one task at a time, in order; ELSEWHERE (network, files) runs a few side by side."""

    STORE = "store"
    ELSEWHERE = "elsewhere"


WORKERS = {Lane.STORE: 1, Lane.ELSEWHERE: 3}


class Work:
    """What a running task holds: a way to report progress and to learn that it should stop."""

    def __init__(self, report: Callable[[int, int, str], None]) -> None:
        self._report, self._cancelled = report, Event()

    def report(self, done: int, total: int, detail: str = "") -> None:
        """Tell how far it is; a total of 0 means unknown."""
        self._report(done, total, detail)

    @property
    def cancelled(self) -> bool:
        """Whether the task should stop at its next safe point."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the task to stop; its answer is dropped."""
        self._cancelled.set()


class Tasks(QObject):
    """The worker threads of one application; the composition root makes one and closes it last."""

    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes: dict[Lane, ThreadPoolExecutor] = {}
        self._running: set[Work] = set()
        self._closed = False
        self._arrived.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        fn: Callable[[Work], T],
        on_done: Callable[[T], object],
        on_failed: Callable[[Exception], object],
        *,
        on_progress: Callable[[int, int, str], object] | None = None,
        lane: Lane = Lane.ELSEWHERE,
        owner: QObject | None = None,
    ) -> Work:
        """Start `fn`; exactly one of `on_done` and `on_failed` is called on the GUI thread, unless dropped.

        `owner` is the widget that waits: once Qt deleted it, its answers are dropped.
        """

        def alive() -> bool:
            return not self._closed and not work.cancelled and (owner is None or shiboken6.isValid(owner))

        def send(call: Callable[[], object], *, last: bool = True) -> None:
            def arrive() -> None:
                if last:
                    self._running.discard(work)
                if alive():
                    call()

            self._arrived.emit(arrive)

        def report(done: int, total: int, detail: str) -> None:
            if on_progress is not None:
                send(lambda: on_progress(done, total, detail), last=False)

        work = Work(report)
        self._running.add(work)
        self._lane(lane).submit(_carry_out, fn, work, on_done, on_failed, send)
        return work

    def close(self) -> None:
        """Ask everything to stop, let what runs reach its end, start nothing that waits."""
        self._closed = True
        for work in tuple(self._running):
            work.cancel()
        for pool in self._lanes.values():
            pool.shutdown(wait=True, cancel_futures=True)
        self._running.clear()

    def _lane(self, lane: Lane) -> ThreadPoolExecutor:
        """The workers of a lane, hired when the first task comes: the first window has none."""
        if lane not in self._lanes:
            from concurrent.futures import ThreadPoolExecutor

            self._lanes[lane] = ThreadPoolExecutor(WORKERS[lane], f"task-{lane}")
        return self._lanes[lane]

    def _answer(self, call: Callable[[], None]) -> None:
        call()


def _carry_out(
    fn: Callable[[Work], T],
    work: Work,
    on_done: Callable[[T], object],
    on_failed: Callable[[Exception], object],
    send: Callable[[Callable[[], object]], None],
) -> None:
    """Runs in a worker thread; every exception becomes an answer."""
    try:
        result = fn(work)
    except Exception as failure:  # a task may fail in any way, and its owner has to hear of each
        reason = failure
        send(lambda: on_failed(reason))
    else:
        send(lambda: on_done(result))
