"""How long a request may take. Numbers only; what happens when time is up is in `exchange`."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from app.contract.limits import BYTES_PER_SECOND, CONNECT_SECONDS, READ_SECONDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Seconds to connect, seconds of silence borne while reading, and the slowest pace still believed in.

    A whole request may take `read` seconds plus one for each `pace` bytes that went out or came in: a big
    batch on a poor link is waited for, a peer that drips single bytes is not. Tests shrink the numbers.
    """

    connect: float = CONNECT_SECONDS
    read: float = READ_SECONDS
    pace: float = BYTES_PER_SECOND
    monotonic: Callable[[], float] = time.monotonic

    def silence(self, sent: int) -> float:
        """Seconds to wait for the next byte after `sent` bytes went out."""
        return self.read + sent / self.pace

    def deadline(self, started: float, moved: int) -> float:
        """The moment by which `moved` bytes must have gone both ways."""
        return started + self.read + moved / self.pace
