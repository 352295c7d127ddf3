"""How often a pairing code may be guessed. Kept in memory: a central started anew has forgotten all tries.

Only wrong codes count, and no sheet is ever locked by them: a stranger can make others wait, never stop them.
Behind a proxy that hides who asks, everybody shares one address.
"""

from __future__ import annotations

import ipaddress
import threading
from collections import OrderedDict, deque
from collections.abc import Callable

from app.central.refusals import Refusal

HOUR_MS = 3_600_000

FREE_TRIES, MOST_TRIES = 3, 10
"""Wrong codes from one address within an hour: before it has to pause, and altogether."""

FIRST_PAUSE_MS = 5_000
"""After the free tries; doubled by each further wrong code."""

FREE_TRIES_OF_ALL = 300
LONGEST_PAUSE_OF_ALL_MS = 30_000
"""For everybody together the pause stays short: it must end guessing, not pairing."""

MOST_ADDRESSES = 10_000
"""Addresses remembered; the one heard of longest ago is forgotten first."""


class Guesses:
    """The wrong codes of the last hour, by address. Any thread may ask; `now_ms` is Unix milliseconds."""

    def __init__(self, now_ms: Callable[[], int]) -> None:
        self._now_ms = now_ms
        self._lock = threading.Lock()
        self._all: deque[int] = deque()
        self._by_address: OrderedDict[str, deque[int]] = OrderedDict()

    def begin(self, host: str) -> None:
        """A code is about to be tried from `host`; counted as wrong until `was_right`.

        Counting first leaves no gap for many requests at once. Raises Refusal("too_many_tries", 429).
        """
        now = self._now_ms()
        with self._lock:
            mine = self._tries(neighbourhood(host))
            _forget(mine, now)
            _forget(self._all, now)
            wait = max(_own_pause(mine, now), _pause_of_all(self._all, now))
            if wait > 0:
                raise Refusal("too_many_tries", 429, after=-(-wait // 1000))
            mine.append(now)
            self._all.append(now)

    def was_right(self, host: str) -> None:
        """The code tried last from `host` was a code: it is no guess."""
        with self._lock:
            for tries in (self._tries(neighbourhood(host)), self._all):
                if tries:
                    tries.pop()

    def _tries(self, address: str) -> deque[int]:
        tries = self._by_address.setdefault(address, deque())
        self._by_address.move_to_end(address)
        if len(self._by_address) > MOST_ADDRESSES:
            self._by_address.popitem(last=False)
        return tries


def neighbourhood(host: str) -> str:
    """What counts as one address: an IPv4 address, the /64 of an IPv6 one, anything else as it is."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else str(address)


def _forget(tries: deque[int], now: int) -> None:
    while tries and tries[0] <= now - HOUR_MS:
        tries.popleft()


def _own_pause(tries: deque[int], now: int) -> int:
    if len(tries) < FREE_TRIES:
        return 0
    if len(tries) >= MOST_TRIES:
        return tries[0] + HOUR_MS - now
    return tries[-1] + (FIRST_PAUSE_MS << (len(tries) - FREE_TRIES)) - now


def _pause_of_all(tries: deque[int], now: int) -> int:
    beyond = len(tries) - FREE_TRIES_OF_ALL
    return tries[-1] + min(LONGEST_PAUSE_OF_ALL_MS, 1000 << min(beyond, 20)) - now if beyond >= 0 else 0
