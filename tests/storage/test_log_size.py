"""The write-ahead log stays small whoever reads meanwhile, and goes back to nothing in quiet moments."""

from __future__ import annotations

from pathlib import Path

from app.storage.store import SqliteStore
from tests.support.fiction import Fiction
from tests.support.visits import save_visit

SESSIONS = 3_000
LARGEST = 32 * 1024 * 1024
"""Bytes; a peer's log grew until the disk was full."""


def log_of(store: SqliteStore) -> Path:
    return store._database.path.with_name(store._database.path.name + "-wal")


def test_three_thousand_saves_without_a_quiet_moment(store: SqliteStore) -> None:
    fiction, sizes = Fiction.seeded(3), []
    for count in range(SESSIONS):
        save_visit(store, fiction)
        if count % 50 == 0:
            assert store.read().counters().saved == count + 1
            sizes.append(log_of(store).stat().st_size)
    half = len(sizes) // 2
    assert max(sizes) < LARGEST
    assert max(sizes[half:]) <= 1.1 * max(sizes[:half]), "it is written over, it does not grow with the file"
