"""What a run says of itself, while it runs and at its end. Stable codes; the words live in the desktop."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.contract.faults import Refused, Unreachable


class SyncPhase(StrEnum):
    """What a run is doing now."""

    HELLO = "hello"
    PUSH = "push"
    PULL = "pull"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class SyncProgress:
    """How far a run is: `sent` of `total` sessions waiting at its start, `received` records."""

    phase: SyncPhase
    sent: int = 0
    total: int = 0
    received: int = 0


class SyncEnd(StrEnum):
    """How a run ended. Whatever it was, work that central has not answered for is still waiting."""

    DONE = "done"
    DIFFERS = "differs"
    STOPPED = "stopped"
    NOT_PAIRED = "not_paired"
    NEEDS_PAIRING = "needs_pairing"
    NO_NETWORK = "no_network"
    TIMEOUT = "timeout"
    CUT = "cut"
    NOT_OUR_SERVER = "not_our_server"
    PORTAL = "portal"
    PROXY = "proxy"
    GATEWAY = "gateway"
    INTERCEPTED = "intercepted"
    TLS = "tls"
    CLOCK = "clock"
    BUSY = "busy"
    REFUSED = "refused"
    REGRESSED = "regressed"
    STORE = "store"

    @property
    def is_link(self) -> bool:
        """Whether the way to central was the trouble, not anything either side said."""
        return self in _LINK


_LINK = (
    SyncEnd.NO_NETWORK,
    SyncEnd.TIMEOUT,
    SyncEnd.CUT,
    SyncEnd.NOT_OUR_SERVER,
    SyncEnd.PORTAL,
    SyncEnd.PROXY,
    SyncEnd.GATEWAY,
    SyncEnd.INTERCEPTED,
    SyncEnd.TLS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncReport:
    """A run that is over.

    `code` is the reason as central, the network or the store named it; `sent` changes central has answered
    for, `attention` those a person must look at, `received` records; `clock_offset` seconds this laptop is
    ahead of central; `agrees` whether both sides hold the same (None = not compared); `may_pull` is False for
    a revoked device; `after` seconds central asked to be left alone; `leftovers` records here that central has
    lost in a restore.
    """

    end: SyncEnd
    code: str = ""
    started: datetime
    ended: datetime
    sent: int = 0
    attention: int = 0
    received: int = 0
    clock_offset: int = 0
    clock_suspect: bool = False
    agrees: bool | None = None
    may_pull: bool = True
    epoch_changed: bool = False
    after: int = 0
    leftovers: int = 0

    @property
    def went_through(self) -> bool:
        """Whether it got to its end."""
        return self.end in (SyncEnd.DONE, SyncEnd.DIFFERS)


class Stopped(Exception):
    """The person asked to stop."""


class NotPaired(Exception):
    """No central has adopted this laptop yet."""


class Regressed(Exception):
    """Central's history ends before what it told us inside one epoch, or its epoch went back."""


class Differs(Exception):
    """Everything was sent and received, and the two sides still do not hold the same."""


class EpochMoved(Exception):
    """Central was restored while we talked: everything begins again with hello."""


STORE_WENT_BACK = "store_went_back"

NUMBER_REUSED = "number_reused"
OTHER_STORE = (STORE_WENT_BACK, "wrong_instance", NUMBER_REUSED)
"""Codes that tell of two stores under one device's name: a copy was restored, or a disk was cloned."""


def end_of(trouble: Unreachable | Refused) -> SyncEnd:
    """How a run ends on trouble with central."""
    if isinstance(trouble, Unreachable):
        return SyncEnd(trouble.code)
    if trouble.code == "unknown_token" or trouble.code in OTHER_STORE:
        return SyncEnd.NEEDS_PAIRING
    if trouble.code == "cursor_ahead":
        return SyncEnd.REGRESSED
    return SyncEnd.BUSY if trouble.status in (429, 503) else SyncEnd.REFUSED
