"""What lies in this machine's folder, as the entrance asks it before anything else."""

from __future__ import annotations

from enum import StrEnum


class StoreIs(StrEnum):
    """Nothing but NONE ever leads to making a store."""

    NONE = "none"
    LOCKED = "locked"
    DAMAGED = "damaged"
    HEADER_DAMAGED = "header_damaged"
