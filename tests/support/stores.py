"""Real stores for tests: the same code as everybody's, with a key that costs nothing to derive."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.storage.keys import Cost
from app.storage.opening import create_store
from app.storage.store import SqliteStore
from app.storage.unit_of_work import Notice

PASSPHRASE = "bản Áng mùa xuân"
INSTANCE = "AAAAAAAAAAAAAAAAAAAAAA"
CHEAP = Cost(memory_kib=8, passes=1)


class Keyring:
    """A keyring of the shape storage wants, kept in memory; `available=False` is a machine without one."""

    def __init__(self, available: bool = True) -> None:
        self.available = available
        self.secret: bytes | None = None

    def get(self) -> bytes | None:
        return self.secret

    def set(self, secret: bytes) -> None:
        self.secret = secret


def temp_store(folder: Path, on_commit: Callable[[Notice], None] | None = None) -> SqliteStore:
    """A new real store in `folder`; the caller closes it."""
    no_keyring = Keyring(available=False)
    store, _ = create_store(folder, PASSPHRASE, no_keyring, INSTANCE, on_commit=on_commit, cost=CHEAP)
    return store
