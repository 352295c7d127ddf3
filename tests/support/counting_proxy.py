"""A TCP proxy on loopback that counts what passes: bytes each way, HTTP requests, connections."""

from __future__ import annotations

import re
import select
import socket
import threading
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_REQUEST = re.compile(rb"(?:GET|POST|PUT|HEAD) (/[^\s?]*)[^\r\n]* HTTP/1\.1\r\n")


@dataclass(slots=True)
class Count:
    """What passed for one path: requests, and bytes up and down with their HTTP headers."""

    requests: int = 0
    up: int = 0
    down: int = 0


@dataclass(slots=True)
class CountingProxy:
    """Used as a context manager in front of `target`, for clients that ask one thing after another."""

    target: str
    counts: dict[str, Count] = field(default_factory=dict)
    connections: int = 0
    _listener: socket.socket = field(default_factory=socket.socket)
    _threads: list[threading.Thread] = field(default_factory=list)
    _closing: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> CountingProxy:
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen()
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        with socket.create_connection(self._listener.getsockname()):
            pass  # wakes the thread that waits for a connection
        for thread in self._threads:
            thread.join()
        self._listener.close()

    @property
    def total(self) -> Count:
        """All that passed."""
        counts = self.counts.values()
        return Count(*(sum(getattr(one, name) for one in counts) for name in ("requests", "up", "down")))

    @property
    def address(self) -> str:
        """Where to connect instead of the target."""
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def _start(self, work: object, *given: object) -> None:
        thread = threading.Thread(target=work, args=given)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        place = urlsplit(self.target)
        while True:
            client, _ = self._listener.accept()
            if self._closing.is_set():
                client.close()
                return
            self.connections += 1
            self._start(self._carry, client, socket.create_connection((place.hostname, place.port)))

    def _carry(self, client: socket.socket, server: socket.socket) -> None:
        """Pass bytes both ways until either side ends; every byte counts for the request begun last."""
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        current = Count()
        with client, server:
            while not self._closing.is_set():
                ready, _, _ = select.select([client, server], [], [], 0.1)
                for side in ready:
                    data = side.recv(262_144)
                    if not data:
                        return
                    if side is client:
                        current = self._begun(data, current)
                        current.up += len(data)
                        server.sendall(data)
                    else:
                        current.down += len(data)
                        client.sendall(data)

    def _begun(self, data: bytes, current: Count) -> Count:
        found = _REQUEST.match(data)
        if found is None:
            return current
        count = self.counts.setdefault(found[1].decode(), Count())
        count.requests += 1
        return count
