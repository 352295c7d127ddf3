"""What lies in a store's folder and what that means before a key is asked for. A start needs no more."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

STORE = "store.db"
HEADER = "store.header.json"
TWIN = "store.header.copy.json"
"""The header's two copies: whichever is whole counts."""

UNFINISHED = "store.db.new"
"""A file being made: it counts only once the header stands beside it."""

LOCK = "store.lock"


class StoreState(StrEnum):
    """What a folder holds. Nothing but NONE may ever lead to making a store."""

    NONE = "none"
    LOCKED = "locked"
    HEADER_DAMAGED = "header_damaged"
    DAMAGED = "damaged"


def store_state(folder: Path) -> StoreState:
    """NONE: first run. LOCKED: it wants its passphrase. The others: one half is there without the other."""
    has_file = (folder / STORE).exists()
    if (folder / HEADER).exists() or (folder / TWIN).exists():
        return StoreState.LOCKED if has_file or (folder / UNFINISHED).exists() else StoreState.DAMAGED
    return StoreState.HEADER_DAMAGED if has_file else StoreState.NONE
