"""The campaign of damaged files: what is altered, blanked, moved or cut off is never read as what was written."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.domain.faults import StoreFault, StoreTrouble
from app.storage import opening
from app.storage.folder import HEADER, STORE, TWIN
from app.storage.store import SqliteStore
from tests.support.faulty_proxy.proving import span
from tests.support.fiction import Fiction
from tests.support.proof import Result, Task
from tests.support.stores import PASSPHRASE, Keyring, temp_store
from tests.support.visits import save_visit

LOG = f"{STORE}-wal"
FILES = (STORE, STORE, STORE, LOG, HEADER, TWIN)
"""What is damaged, the store's own file half of the time."""

VISITS, IN_LOG = 20, 6
"""Sessions in the file, and those that are only in its log yet."""

NO_KEYRING = Keyring(available=False)
NAMED = frozenset({StoreTrouble.DAMAGED, StoreTrouble.HEADER_DAMAGED, StoreTrouble.WRONG_PASSPHRASE})
"""A damaged key slot cannot be told from a wrong passphrase: both are only a key that does not fit."""


@dataclass(slots=True)
class Damage:
    """A store as it was, and what comes of copies of it; `met` counts how each file's damage showed."""

    root: Path
    met: Counter[str] = field(default_factory=Counter)
    _whole: Path = Path()
    _written: list[tuple[Any, ...]] = field(default_factory=list)
    _in_file: int = 0

    def __post_init__(self) -> None:
        """A store with a log beside it, as a power cut leaves it."""
        store, fiction = temp_store(self.root / "live"), Fiction.seeded(5)
        for _ in range(VISITS):
            save_visit(store, fiction)
        store._database.connection().rows("PRAGMA wal_checkpoint(TRUNCATE)")
        self._in_file = len(_changes(store))
        for _ in range(IN_LOG):
            save_visit(store, fiction)
        self._written = _changes(store)
        self._whole = self.root / "whole"
        shutil.copytree(self.root / "live", self._whole)
        store.close()

    def harm(self, rng: random.Random) -> list[str]:
        """Damage one file of a copy and look at it."""
        folder, name = self.root / "harmed", rng.choice(FILES)
        shutil.copytree(self._whole, folder)
        act = _harm(folder / name, rng)
        said, found = self.look(folder, name)
        shutil.rmtree(folder)
        self.met[f"{name}: {said}"] += 1
        return [f"{name} {act}: {line}" for line in found]

    def look(self, folder: Path, name: str) -> tuple[str, list[str]]:
        """How the damage of a file shows, and what is wrong with that."""
        try:
            store = opening.open_store(folder, PASSPHRASE, NO_KEYRING)
        except StoreFault as fault:
            wrong = [] if fault.trouble in NAMED else [f"called {fault.trouble}"]
            return fault.trouble.value, wrong
        try:
            if not store.check():
                return "seen by its check", []
            return "nothing is wrong", list(self._lies(store, name))
        finally:
            store.close()

    def _lies(self, store: SqliteStore, name: str) -> Iterator[str]:
        """A file that passes says what was written; a log may end early, but only at its end."""
        there, least = _changes(store), self._in_file if name == LOG else len(self._written)
        if there != self._written[: len(there)] or len(there) < least:
            yield f"passes, and has {len(there)} of {len(self._written)} changes, or others"


def _changes(store: SqliteStore) -> list[tuple[Any, ...]]:
    return store._database.connection().rows("SELECT * FROM changes ORDER BY n")


def bit_flips(task: Task) -> Result:
    """Each case is one damaged copy."""
    damage, found, seeds = Damage(task.folder), list[str](), list[int]()
    for number in task.cases():
        found += [f"{number} {line}" for line in damage.harm(random.Random(number))]
        seeds.append(number)
    figures = dict(sorted(damage.met.items()))
    return Result(runs=len(seeds), violations=tuple(found), seeds=span(seeds), figures=figures)


def _harm(path: Path, rng: random.Random) -> str:
    """Do it; what was done, in a word."""
    content = bytearray(path.read_bytes())
    place = rng.randrange(len(content))
    match rng.randrange(4):
        case 0:
            act = f"bit at {place}"
            content[place] ^= 1 << rng.randrange(8)
        case 1:
            act = f"zeros at {place}"
            content[place : place + 512] = bytes(len(content[place : place + 512]))
        case 2:
            act = f"cut at {place}"
            del content[place:]
        case _:
            other = rng.randrange(len(content))
            act = f"bytes of {other} at {place}"
            content[place : place + 64] = content[other : other + 64]
    path.write_bytes(content)
    return act
