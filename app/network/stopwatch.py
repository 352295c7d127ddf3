"""Reads an answer against the clock, its head as well as its body, and breaks off at once when asked to.

How long an answer may take is `timing`'s.
"""

from __future__ import annotations

import http.client
import io
import socket
import weakref
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from urllib3 import connectionpool
from urllib3.connection import HTTPConnection, HTTPSConnection

from app.network.timing import Timing

Pools = Mapping[str, type[connectionpool.HTTPConnectionPool]]


class Stopwatch:
    """One request at a time. A time-out of the socket only sees silence: one byte now and then defeats it."""

    def __init__(self, timing: Timing) -> None:
        self._timing = timing
        self._sockets: weakref.WeakSet[socket.socket] = weakref.WeakSet()
        self.start(0)

    def start(self, sent: int) -> None:
        """A request of that many bytes goes out."""
        self._started, self._moved = self._timing.monotonic(), sent
        self.is_broken_off = False

    def opened(self, connection: socket.socket) -> None:
        """A connection stands. Raises OSError when it is not wanted any more."""
        self._sockets.add(connection)
        if self.is_broken_off:
            raise OSError("broken off")

    def break_off(self) -> None:
        """End every connection, from any thread: whoever waits for bytes hears at once that none will come."""
        self.is_broken_off = True
        for connection in list(self._sockets):
            with suppress(OSError):  # gone already
                socket.socket.shutdown(connection, socket.SHUT_RDWR)

    def came(self, size: int) -> None:
        """So many bytes came in. Raises TimeoutError when they took too long to be worth waiting for."""
        self._moved += size
        if self._timing.monotonic() > self._timing.deadline(self._started, self._moved):
            raise TimeoutError


class _Timed(io.RawIOBase):
    """What comes from a socket, piece by piece."""

    def __init__(self, raw: Any, watch: Stopwatch) -> None:  # noqa: ANN401 - a socket's own reader
        self._raw, self._watch = raw, watch

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - the library's own signature
        size = int(self._raw.readinto(buffer))
        self._watch.came(size)
        return size

    def close(self) -> None:
        self._raw.close()
        super().close()


def pools(watch: Stopwatch) -> Pools:
    """Pools whose connections read every answer by this watch."""

    class Answer(http.client.HTTPResponse):
        def __init__(self, sock: Any, *args: Any, **more: Any) -> None:  # noqa: ANN401 - the library's own
            super().__init__(sock, *args, **more)
            self.fp = io.BufferedReader(_Timed(self.fp.detach(), watch))

    class Plain(HTTPConnection):
        response_class = Answer

        def connect(self) -> None:
            super().connect()
            watch.opened(self.sock)

    class Sealed(HTTPSConnection):
        response_class = Answer

        def connect(self) -> None:
            super().connect()
            watch.opened(self.sock)

    class PlainPool(connectionpool.HTTPConnectionPool):
        ConnectionCls = Plain

    class SealedPool(connectionpool.HTTPSConnectionPool):
        ConnectionCls = Sealed

    return {"http": PlainPool, "https": SealedPool}
