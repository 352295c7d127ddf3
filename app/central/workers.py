"""Several processes that share one port and one PostgreSQL. What each of them does is in `server`.

What they share is the database and the port; guesses of pairing codes are counted in each worker's memory, so that a
guesser has as many tries as there are workers (of 32^10 codes). Meters are added up through files.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import TypeAlias

from app.central.logs import write_to_stderr
from app.central.meters import FOLDER
from app.central.settings import Settings, WrongSetting

Work: TypeAlias = Callable[[Settings, socket.socket, Callable[[str], None]], None]

PAUSE_SECONDS = 1.0
"""Before a worker that ended by itself is followed by another one."""

SPARE_SECONDS = 5.0
"""Beyond the time requests have to end; then a worker is killed."""

log = logging.getLogger(__name__)


def run_workers(
    work: Work, settings: Settings, listening: socket.socket, opened: Callable[[str], None]
) -> None:
    """Keep as many workers as the settings say until SIGTERM or SIGINT; then let each end what it has begun.

    `opened` is told once all of them listen. Raises WrongSetting("worker_ended") when one cannot even begin.
    """
    with _shared_meters(), _orders() as orders:
        crew = _Crew(work, settings, listening)
        try:
            opened(crew.begin(orders))
            crew.keep(orders)
        finally:
            listening.close()
            crew.end()


class _Crew:
    """The workers of this central. For one thread."""

    def __init__(self, work: Work, settings: Settings, listening: socket.socket) -> None:
        self._spawn = multiprocessing.get_context("spawn")
        self._work = work
        self._settings = settings
        self._listening = listening
        self._workers: list[SpawnProcess] = []

    def begin(self, orders: Connection) -> str:
        """Start them all; why they take nothing, once all of them listen."""
        why = ""
        for one in [self._start() for _ in range(self._settings.workers)]:
            ready = wait([one, orders])
            if one not in ready:
                return why
            why = self._heard(one) or why
        return why

    def _heard(self, one: Connection) -> str:
        try:
            return str(one.recv())
        except EOFError as cause:
            raise WrongSetting("worker_ended") from cause

    def keep(self, orders: Connection) -> None:
        """Replace whoever ends by itself, until there is an order to stop."""
        while not orders.poll():
            wait([orders, *(worker.sentinel for worker in self._workers)])
            ended = [worker for worker in self._workers if not worker.is_alive()]
            for worker in ended:
                log.error("worker_ended", extra={"code": str(worker.exitcode)})
                self._workers.remove(worker)
                if not orders.poll(PAUSE_SECONDS):
                    self._start()

    def end(self) -> None:
        """Tell each to stop, wait, and kill who does not."""
        for worker in self._workers:
            worker.terminate()
        for worker in self._workers:
            worker.join(self._settings.limits.stop_seconds + SPARE_SECONDS)
            if worker.is_alive():
                worker.kill()
                worker.join()

    def _start(self) -> Connection:
        hearing, saying = self._spawn.Pipe(duplex=False)
        worker = self._spawn.Process(
            target=_begin, args=(self._work, self._settings, self._listening, saying), daemon=True
        )
        worker.start()
        saying.close()
        self._workers.append(worker)
        return hearing


def _begin(work: Work, settings: Settings, listening: socket.socket, saying: Connection) -> None:
    """What a worker does first. It is a new process: it knows nothing but what it was given."""
    write_to_stderr()
    try:
        work(settings, listening, saying.send)
    except Exception as fault:
        log.exception("worker_failed", extra={"code": str(getattr(fault, "code", ""))})
        raise SystemExit(1) from fault


@contextmanager
def _orders() -> Iterator[Connection]:
    """Something to wait for that is readable once somebody wants us to stop."""
    hearing, saying = multiprocessing.Pipe(duplex=False)
    before = {
        number: signal.signal(number, lambda *_: saying.send("stop"))
        for number in (signal.SIGTERM, signal.SIGINT)
    }
    try:
        yield hearing
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _shared_meters() -> Iterator[None]:
    """A folder in which the workers' meters meet; the library finds it by its name in the environment."""
    with tempfile.TemporaryDirectory(prefix="diemtua-meters-") as folder:
        os.environ[FOLDER] = folder
        try:
            yield
        finally:
            del os.environ[FOLDER]
