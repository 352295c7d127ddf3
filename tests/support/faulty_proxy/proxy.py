"""A proxy on loopback between a laptop and central, whole until told to break what passes. No faults of its own."""

from __future__ import annotations

import random
import select
import socket
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias
from urllib.parse import urlsplit

from tests.support.faulty_proxy.answers import Answer, Asked, HungUp, read_answer, read_request
from tests.support.listening import Listener

LONGEST = 20.0
"""Seconds no socket here ever waits longer than."""

_TICK = 0.02
_PEEKED = 64


@dataclass(slots=True)
class Call:
    """One request on its way and its answer on the way back, in the hands of a fault."""

    laptop: socket.socket
    target: str
    other: str
    rng: random.Random
    past: dict[str, list[tuple[Asked, Answer]]]
    stop: threading.Event
    path: str
    number: int
    is_open: bool = True
    asked: Asked | None = None

    def request(self) -> Asked:
        """The whole request."""
        if self.asked is None:
            self.asked = read_request(self.laptop)
        return self.asked

    def ask(self, *, elsewhere: bool = False, raw: bytes = b"") -> Answer:
        """Hand the request on and wait for the answer; `elsewhere` is another central, `raw` another request."""
        asked = self.request()
        with _connected(self.other if elsewhere else self.target) as central:
            central.sendall(raw or asked.raw)
            answer = read_answer(central)
        if not raw and not elsewhere:
            self.past.setdefault(self.path, []).append((asked, answer))
        return answer

    def ask_in_part(self, size: int, *, reset: bool = True) -> None:
        """Hand on so many bytes of the request, then break off."""
        with _connected(self.target) as central:
            central.sendall(self.request().raw[:size])
            if reset:
                _reset(central)

    def say(self, data: bytes | Answer) -> None:
        """To the laptop, at once."""
        self.laptop.sendall(data.raw if isinstance(data, Answer) else data)

    def drip(self, data: bytes, size: int, seconds: float) -> None:
        """To the laptop, so many bytes at a time with a pause after each."""
        for place in range(0, len(data), size):
            self.say(data[place : place + size])
            self.wait(seconds)

    def wait(self, seconds: float) -> None:
        """Delay what passes; over at once when the proxy goes."""
        self.stop.wait(seconds)

    def stall(self) -> None:
        """Say nothing more until the laptop gives up."""
        ends = select.poll()
        ends.register(self.laptop, select.POLLRDHUP)
        while not self.stop.is_set() and not ends.poll(_TICK * 1000):
            pass
        self.is_open = False

    def hang_up(self) -> None:
        """Close this connection as one does."""
        self.is_open = False

    def reset(self) -> None:
        """Break this connection."""
        _reset(self.laptop)
        self.is_open = False


Fault: TypeAlias = Callable[[Call], None]


def pass_on(call: Call) -> None:
    """No fault."""
    call.say(call.ask())


@dataclass(frozen=True, slots=True)
class Aim:
    """What a fault strikes: a path, or any when empty; and how often, 0 … 1."""

    path: str = ""
    often: float = 1.0


@dataclass(slots=True)
class FaultyProxy(Listener):
    """`struck` counts the requests a fault had in hand."""

    target: str
    other: str
    rng: random.Random
    fault: Fault = pass_on
    aim: Aim = Aim()
    struck: int = 0
    _number: int = 0
    _past: dict[str, list[tuple[Asked, Answer]]] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Where the laptop knocks."""
        return f"http://127.0.0.1:{self.port}"

    def breaks(self, fault: Fault, aim: Aim) -> None:
        """From now on."""
        self.fault, self.aim = fault, aim

    def heals(self) -> None:
        """What passes from now on is left alone."""
        self.fault = pass_on

    def _meet(self, connection: socket.socket) -> None:
        self._start(self._carry, connection)

    def _carry(self, laptop: socket.socket) -> None:
        laptop.settimeout(LONGEST)
        laptop.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            with laptop:
                is_open = True
                while is_open and self._hears(laptop):
                    is_open = self._pass(laptop)
        except (HungUp, OSError):
            return  # one of the two ends is gone; the other one is told by its socket being closed

    def _hears(self, laptop: socket.socket) -> bool:
        """Wait for the next request; False when the laptop or the proxy goes."""
        while not self._stop.is_set():
            if select.select([laptop], [], [], _TICK)[0]:
                return bool(laptop.recv(1, socket.MSG_PEEK))
        return False

    def _pass(self, laptop: socket.socket) -> bool:
        self._number += 1
        path = _path_ahead(laptop)
        call = Call(laptop, self.target, self.other, self.rng, self._past, self._stop, path, self._number)
        strikes = self.aim.path in ("", path) and self.rng.random() < self.aim.often
        fault = self.fault if strikes else pass_on
        self.struck += fault is not pass_on
        fault(call)
        return call.is_open


def _connected(address: str) -> socket.socket:
    place = urlsplit(address)
    return socket.create_connection((place.hostname, place.port), LONGEST)


def _reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def _path_ahead(laptop: socket.socket) -> str:
    """What is asked for, without taking the request off the line."""
    words = laptop.recv(_PEEKED, socket.MSG_PEEK).decode("latin-1").split(" ")
    return words[1].partition("?")[0] if len(words) > 1 else ""
