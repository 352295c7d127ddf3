"""A line under TLS, harmed byte by byte: what passes cannot be read here, only turned, held back or broken off."""

from __future__ import annotations

import random
import select
import socket
import struct
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

from tests.support.listening import Listener

PIECE = 65_536
FURTHEST = 4_500
"""Bytes of one connection within which the harm strikes: the greeting of TLS, some requests and their answers."""

_TICK = 0.02


class Harm(StrEnum):
    """What happens at one byte of a connection, on the way up or down."""

    NONE = ""
    TURNED = "a bit turned"
    RESET = "reset"
    CLOSED = "closed"
    SILENT = "silent"


@dataclass(slots=True)
class Passing:
    """One connection: both ends, and where which of the two directions is struck."""

    ends: tuple[socket.socket, socket.socket]
    harm: Harm
    direction: int
    place: int
    passed: list[int] = field(default_factory=lambda: [0, 0])

    def strikes(self, direction: int, size: int) -> bool:
        """Whether the place lies in the next so many bytes."""
        at = self.passed[direction]
        self.passed[direction] += size
        return bool(self.harm) and direction == self.direction and at <= self.place < at + size


@dataclass(slots=True)
class SealedLine(Listener):
    """Stands in front of a central that speaks TLS. `struck` counts the harmed connections."""

    target: str
    rng: random.Random
    harm: Harm = Harm.NONE
    struck: int = 0

    @property
    def address(self) -> str:
        """Where the laptop knocks."""
        return f"https://127.0.0.1:{self.port}"

    def heals(self) -> None:
        """Connections made from now on are left alone."""
        self.harm = Harm.NONE

    def _meet(self, connection: socket.socket) -> None:
        place = urlsplit(self.target)
        ends = (connection, socket.create_connection((place.hostname, place.port)))
        direction, at = self.rng.randrange(2), self.rng.randrange(FURTHEST)
        self._start(self._carry, Passing(ends, self.harm, direction, at))

    def _carry(self, passing: Passing) -> None:
        with passing.ends[0], passing.ends[1]:
            try:
                while not self._stop.is_set() and self._pass(passing):
                    pass
            except OSError:
                return  # one end is gone; the other is told by its socket being closed

    def _pass(self, passing: Passing) -> bool:
        """Carry what has come; False when the connection is over."""
        for end in select.select(passing.ends, [], [], _TICK)[0]:
            direction = passing.ends.index(end)
            data, sink = end.recv(PIECE), passing.ends[1 - direction]
            if not data:
                return False
            if not passing.strikes(direction, len(data)):
                sink.sendall(data)
                continue
            self.struck += 1
            at = passing.place - passing.passed[direction] + len(data)
            return self._do(passing, data, at, sink)
        return True

    def _do(self, passing: Passing, data: bytes, at: int, sink: socket.socket) -> bool:
        """The harm; whether the connection goes on."""
        if passing.harm is Harm.TURNED:
            turned = bytearray(data)
            turned[at] ^= 1 << self.rng.randrange(8)
            sink.sendall(turned)
            return True
        sink.sendall(data[:at])
        if passing.harm is Harm.RESET:
            for end in passing.ends:
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        elif passing.harm is Harm.SILENT:
            self._keep_silent(passing.ends[0])
        return False

    def _keep_silent(self, laptop: socket.socket) -> None:
        """Until the laptop gives up."""
        ends = select.poll()
        ends.register(laptop, select.POLLRDHUP)
        while not self._stop.is_set() and not ends.poll(_TICK * 1000):
            pass
