"""A TCP proxy on loopback that counts what passes: bytes each way, HTTP requests, connections."""

from __future__ import annotations

import re
import select
import socket
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tests.support.listening import Listener

_REQUEST = re.compile(rb"(?:GET|POST|PUT|HEAD) (/[^\s?]*)[^\r\n]* HTTP/1\.1\r\n")


@dataclass(slots=True)
class Count:
    """What passed for one path: requests, and bytes up and down with their HTTP headers."""

    requests: int = 0
    up: int = 0
    down: int = 0


@dataclass(slots=True)
class CountingProxy(Listener):
    """Stands in front of `target`, for clients that ask one thing after another."""

    target: str
    counts: dict[str, Count] = field(default_factory=dict)
    connections: int = 0

    @property
    def total(self) -> Count:
        """All that passed."""
        counts = self.counts.values()
        return Count(*(sum(getattr(one, name) for one in counts) for name in ("requests", "up", "down")))

    @property
    def address(self) -> str:
        """Where to connect instead of the target."""
        return f"http://127.0.0.1:{self.port}"

    def _meet(self, connection: socket.socket) -> None:
        place = urlsplit(self.target)
        self.connections += 1
        self._start(self._carry, connection, socket.create_connection((place.hostname, place.port)))

    def _carry(self, client: socket.socket, server: socket.socket) -> None:
        """Pass bytes both ways until either side ends; every byte counts for the request begun last."""
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        current = Count()
        with client, server:
            while not self._stop.is_set():
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
