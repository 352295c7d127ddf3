"""Where this laptop's work is, as one of eleven states. Light on purpose: the first window needs it."""

from __future__ import annotations

from enum import StrEnum


class SyncState(StrEnum):
    """The nine states of ux.md §3.16, one for two sides that differ and one for a laptop whose access was closed.

    Only the last may be red.
    """

    ALL_SENT = "all_sent"
    WAITING = "waiting"
    SENDING = "sending"
    NO_NETWORK = "no_network"
    DIFFERS = "differs"
    PARTLY = "partly"
    REFUSED = "refused"
    REVOKED = "revoked"
    CLOCK_WRONG = "clock_wrong"
    LONG_UNSENT = "long_unsent"
    IN_DANGER = "in_danger"
