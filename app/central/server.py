"""Runs central: one process that listens until told to stop, then answers what it has begun and ends."""

from __future__ import annotations

import json
import logging
import os
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from app.central.app import build, office_at
from app.central.logs import write_to_stderr
from app.central.settings import Settings, check_listening

STOP_SECONDS = 10
"""How long requests under way may take once central was told to stop."""

BACKLOG = 512

log = logging.getLogger(__name__)


def serve(settings: Settings, ready: Callable[[str], None] = lambda address: None) -> None:
    """Listen until SIGTERM or SIGINT; port 0 takes a free one. `ready` is given the address once it is open.

    Raises WrongSetting or UnusableDatabase before it listens, OSError when the port is taken.
    """
    check_listening(settings)
    write_to_stderr()
    with (
        office_at(settings.database, settings.file_key) as office,
        _listen(settings.host, settings.port) as listening,
    ):
        address = settings.url(listening.getsockname()[1])
        config = uvicorn.Config(
            build(office),
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
            timeout_graceful_shutdown=STOP_SECONDS,
            ssl_certfile=settings.certificate or None,
            ssl_keyfile=settings.key or None,
        )
        _Server(config, lambda: ready(address)).run(sockets=[listening])


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
    """A uvicorn server that says when it is listening."""

    def __init__(self, config: uvicorn.Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Open, then announce."""
        await super().startup(sockets)
        if self.started:
            log.info("listening")
            self._announce()
