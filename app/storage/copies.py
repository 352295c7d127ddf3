"""Encrypted copies of the whole file, each opened and compared before it counts; the same key opens them."""

from __future__ import annotations

import os
from pathlib import Path

from app.domain.faults import StoreFault, StoreTrouble
from app.storage import driver
from app.storage.database import Connection, Database
from app.storage.durable import flush_folder
from app.storage.trouble import told_apart

COPIES = "copies"


def keep_copy(database: Database, name: str) -> Path:
    """Write `copies/<name>.db` beside the store, open it, compare it, and only then give it that name.

    Raises StoreFault: DISK_FULL, or DAMAGED when the copy is not what the store is. The store is only read.
    """
    folder = database.path.parent / COPIES
    unfinished, kept = folder / f"{name}.db.new", folder / f"{name}.db"
    with told_apart(database.path.parent, writing=True):
        folder.mkdir(mode=0o700, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        _write(database, unfinished)
    _compare(database, unfinished)
    with told_apart(database.path.parent, writing=True):
        _flush(unfinished)
        os.replace(unfinished, kept)
        flush_folder(folder)
    return kept


def _write(database: Database, path: Path) -> None:
    """SQLite's own way to copy a file that may be in use, page by page, encrypted anew with the same key."""
    raw = driver.connect(path, database.key)
    try:
        database.connection().raw.backup(raw)
    finally:
        raw.close()


def _compare(database: Database, path: Path) -> None:
    copy = Database(path, database.key)
    try:
        there, here = copy.connection(), database.connection()
        is_sound = (
            not there.rows("PRAGMA cipher_integrity_check") and there.value("PRAGMA quick_check") == "ok"
        )
        if not is_sound or _counts(there) != _counts(here):
            raise StoreFault(StoreTrouble.DAMAGED)
    finally:
        copy.close()


def _counts(db: Connection) -> dict[str, int]:
    """How many rows each table has; `analysis` tables of the search are counted like any other."""
    tables = db.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
    return {name: db.value(f'SELECT count(*) FROM "{name}"') for (name,) in tables}


def _flush(path: Path) -> None:
    with open(path, "rb+") as file:
        os.fsync(file.fileno())
