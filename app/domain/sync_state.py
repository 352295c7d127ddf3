"""Where this laptop's work is, as one of nine states. Light on purpose: the first window needs it."""

from __future__ import annotations

from enum import StrEnum


class SyncState(StrEnum):
    """The nine states of ux.md §3.16; only the last may be red."""

    ALL_SENT = "all_sent"
    WAITING = "waiting"
    SENDING = "sending"
    NO_NETWORK = "no_network"
    PARTLY = "partly"
    REFUSED = "refused"
    CLOCK_WRONG = "clock_wrong"
    LONG_UNSENT = "long_unsent"
    IN_DANGER = "in_danger"
