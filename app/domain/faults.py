"""What can go wrong with the store on this laptop: environment faults, told apart. None of them deletes anything."""

from __future__ import annotations

from enum import StrEnum


class StoreTrouble(StrEnum):
    """Stable codes; the words live in the desktop's catalogue."""

    WRONG_PASSPHRASE = "wrong_passphrase"
    KEYRING_LOST = "keyring_lost"
    DAMAGED = "damaged"
    HEADER_DAMAGED = "header_damaged"
    NEWER_SCHEMA = "newer_schema"
    DISK_FULL = "disk_full"
    LOCKED = "locked"
    IN_USE = "in_use"
    READ_ONLY = "read_only"
    OLD_SQLITE = "old_sqlite"


class StoreFault(Exception):
    """The store cannot do it now; what was saved before stays as it is."""

    def __init__(self, trouble: StoreTrouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble
