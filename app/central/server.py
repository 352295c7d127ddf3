"""Runs central: listens until told to stop, then answers what it has begun and ends. Workers are in `workers`."""

from __future__ import annotations

import gc
import json
import logging
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import uvicorn

from app.central.app import build, office_at
from app.central.logs import write_to_stderr
from app.central.outside import Outside
from app.central.patience import PatientProtocol
from app.central.settings import Settings, check_listening
from app.central.workers import run_workers

BACKLOG = 512

LARGEST_HEAD = 16 * 1024
"""Bytes of a request's first line and headers."""

YOUNG, MIDDLE, OLD = 50_000, 20, 50
"""How seldom Python looks for circles of garbage (its own: 700, 10, 10); that took 38 % of a push, to find none."""

Opened: TypeAlias = Callable[[str], None]

log = logging.getLogger(__name__)


def serve(settings: Settings, ready: Callable[[str, str], None] = lambda address, why: None) -> None:
    """Listen until SIGTERM or SIGINT; port 0 takes a free one.

    Once it is open `ready` is given the address, and why central takes nothing, if so (see `sentry`). Raises
    WrongSetting or UnusableDatabase before it listens, OSError when the port is taken.
    """
    check_listening(settings)
    write_to_stderr()
    Outside(Path(settings.guard)).tidy()
    with _listen(settings.host, settings.port) as listening:
        address = settings.url(listening.getsockname()[1])
        if settings.workers > 1:
            run_workers(work, settings, listening, lambda why: ready(address, why))
        else:
            work(settings, listening, lambda why: ready(address, why))


def work(settings: Settings, listening: socket.socket, opened: Opened) -> None:
    """Answer on an open port until told to stop; the last act is to note how far central is."""
    limits = settings.limits
    with (
        office_at(settings.database, settings.file_key, settings.guard, settings.database_limits) as office,
        office.sentry.watching(limits.watch_seconds),
    ):
        config = uvicorn.Config(
            build(replace(office, min_app=settings.min_app), limits),
            http=PatientProtocol,
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
            timeout_graceful_shutdown=limits.stop_seconds,
            timeout_keep_alive=limits.idle_seconds,
            limit_concurrency=limits.connections,
            h11_max_incomplete_event_size=LARGEST_HEAD,
            ssl_certfile=settings.certificate or None,
            ssl_keyfile=settings.key or None,
        )
        _collect_seldom()
        _Server(config, lambda: opened(office.sentry.why)).run(sockets=[listening])


def _collect_seldom() -> None:
    """Records of a batch are many and hold no circles: they go when nobody names them any more."""
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)


def write_ready_file(path: Path, address: str) -> None:
    """Tell whoever waits for central where it is; the file appears whole or not at all."""
    unfinished = path.with_name(path.name + ".part")
    unfinished.write_text(json.dumps({"address": address, "pid": os.getpid()}), encoding="utf-8")
    unfinished.replace(path)


def _listen(host: str, port: int) -> socket.socket:
    """An open port. Named as TCP, or asyncio leaves Nagle's delay on: 40 ms on every answer."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(BACKLOG)
    except OSError:
        listening.close()
        raise
    return listening


class _Server(uvicorn.Server):
    """A uvicorn server that says when it is listening, and comes back when it was told to stop."""

    def __init__(self, config: uvicorn.Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Open, then announce."""
        await super().startup(sockets)
        if self.started:
            log.info("listening")
            self._announce()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take the signal as an order to stop, once: raised again it would end us before the last note."""
        with super().capture_signals():
            yield
            self._captured_signals.clear()
