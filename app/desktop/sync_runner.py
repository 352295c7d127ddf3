"""When to send and receive: after a save, every few minutes, when somebody asks. A run itself is `usecases.sync`.

Policy: one run at a time; a save starts one within two seconds; a run that did not go through is tried again after
`next_run_in` (full jitter, honouring what central asked for); `send_now` starts at once. Nothing is ever lost by
stopping a run: an answer that did not come is asked for again.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from random import SystemRandom

from PySide6.QtCore import QObject, QTimer, Signal

from app.desktop.machine import Machine
from app.desktop.tasks import Lane, Tasks, Work
from app.usecases.ports import Central, Store
from app.usecases.sync import Policy, SyncEnd, SyncProgress, SyncReport, next_run_in

AFTER_SAVE_MS = 2_000
FIRST_MS = 1_000


class SyncRunner(QObject):
    """Lives on the GUI thread; a run lives in a worker."""

    advanced = Signal(object)
    ended = Signal(object)

    def __init__(self, machine: Machine, tasks: Tasks, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._machine, self._tasks, self._store = machine, tasks, store
        self._stop = threading.Event()
        self._work: Work | None = None
        self._central: Central | None = None
        self._again, self._closed, self._asked_to_wait = False, False, False
        self._waiting: Callable[[], None] | None = None
        self._failures = 0
        self._policy = Policy(rest=self._stop.wait, chance=SystemRandom().random)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.send_now)

    @property
    def is_running(self) -> bool:
        """Whether a run is under way."""
        return self._work is not None

    def start(self) -> None:
        """Begin the round."""
        self._timer.start(FIRST_MS)

    def saved(self) -> None:
        """Something was saved: send soon, unless central asked to be left alone for a while."""
        if self.is_running:
            self._again = True
        elif not self._asked_to_wait:
            self._timer.start(AFTER_SAVE_MS)

    def send_now(self) -> None:
        """Run now; while a run is under way, run once more after it."""
        if self.is_running:
            self._again = True
            return
        central = None if self._closed else self._machine.central(self._store)
        if central is None:
            return
        self._central = central
        self._stop.clear()
        self._again = False

        def run(work: Work) -> SyncReport:
            def told(progress: SyncProgress) -> None:
                held.append(progress)
                work.report(len(held), 0)

            return self._machine.sync(self._store, central, self._stop.wait, told)

        held: list[SyncProgress] = []
        self._work = self._tasks.run(
            run,
            self._done,
            self._failed,
            on_progress=lambda count, _total, _detail: self.advanced.emit(held[count - 1]),
            lane=Lane.ELSEWHERE,
            owner=self,
        )

    def stop(self) -> None:
        """End the run at its next safe point; what it waits for on the line is not waited for any longer."""
        self._stop.set()
        if self._central is not None:
            self._central.break_off()

    def when_idle(self, call: Callable[[], None]) -> None:
        """Call as soon as no run is under way; a run that is, is stopped for it. Pairing must meet no run."""
        if self.is_running:
            self._waiting = call
            self.stop()
        else:
            call()

    def close(self) -> None:
        """End the run and begin no other."""
        self._timer.stop()
        self._closed = True
        self.stop()

    def _done(self, report: SyncReport) -> None:
        self._work = self._central = None
        went_well = report.end in (SyncEnd.DONE, SyncEnd.STOPPED)
        self._failures = 0 if went_well else self._failures + 1
        self._asked_to_wait = report.after > 0
        self.ended.emit(report)
        if self._waiting is not None:
            call, self._waiting = self._waiting, None
            call()
        if self._again and not self._asked_to_wait:
            self._timer.start(AFTER_SAVE_MS)
        else:
            self._timer.start(int(next_run_in(self._policy, report, self._failures) * 1000))

    def _failed(self, failure: Exception) -> None:
        """A run reports its expected trouble; anything else is a bug: it is told, noted, and tried again later."""
        now = self._machine.clock.now()
        self._done(SyncReport(end=SyncEnd.STORE, code="bug", started=now, ended=now))
        raise failure
