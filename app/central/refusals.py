"""The one way a request is turned down: a stable code and a status. The words live in the device."""

from __future__ import annotations

import random
from collections.abc import Callable

BUSY_SECONDS = 20
"""How long a device is asked to wait, at least, when central has no room for it; at most twice as long."""

HALTED_SECONDS = 900
"""How long to wait while central stands still: people have to mend it."""


class Refusal(Exception):
    """A request central will not do: a stable `code`, an HTTP `status`, seconds to wait (`after`) or 0."""

    def __init__(self, code: str, status: int, after: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.after = after


def busy(chance: Callable[[], float] = random.random) -> Refusal:
    """There is no room now. Everybody is told another time, so that they do not all come back together.

    `chance` gives numbers in [0, 1).
    """
    return Refusal("busy", 503, BUSY_SECONDS + int(chance() * BUSY_SECONDS))


def halted() -> Refusal:
    """The database is not the one central knew; see `sentry`."""
    return Refusal("central_halted", 503, HALTED_SECONDS)
