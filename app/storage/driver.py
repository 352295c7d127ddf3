"""Which SQLite we run on, known only here: sqlcipher3, and the alias that lets sqlite-utils run on it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, TypeAlias

import sqlcipher3
from sqlcipher3 import dbapi2

OLDEST_SQLITE = (3, 51, 3)
"""Older ones may lose rows when a write-ahead log is reset (sqlite.org, changes of 3.51.3)."""

BUSY_SECONDS = 5.0
"""How long a statement waits for somebody else's lock before it gives up."""

PAGE_BYTES = 2048
"""Half of the usual. A save touches some twenty pages; each is encrypted, signed and flushed whole."""

STATEMENTS_KEPT = 400
"""Prepared statements one connection keeps; more than the program has."""

Raw: TypeAlias = Any
"""A sqlcipher3 connection; the library ships no types."""

DriverError: type[Exception] = dbapi2.Error
IntegrityError: type[Exception] = dbapi2.IntegrityError


def is_recent_enough() -> bool:
    """Whether the SQLite inside the driver is free of the fault named at `OLDEST_SQLITE`."""
    return tuple(map(int, dbapi2.sqlite_version.split("."))) >= OLDEST_SQLITE


def connect(path: Path, key: bytes, busy_seconds: float = BUSY_SECONDS) -> Raw:
    """A connection that opens and closes its transactions only where it is told to.

    The key is checked by the first statement that reads, not here. The connection belongs to the thread that
    uses it; the driver's own check is off only so that a closing program may close them all.
    """
    path.touch(
        mode=0o600
    )  # for its own account's eyes only; SQLite gives the log and its index the same mode
    raw = dbapi2.connect(
        str(path),
        timeout=busy_seconds,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=STATEMENTS_KEPT,
    )
    raw.execute("PRAGMA cipher_log_level = NONE")
    raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    raw.execute(f"PRAGMA cipher_page_size = {PAGE_BYTES}")
    return raw


_CODE_OF_WORDS = {
    "database is locked": 5,
    "attempt to write a readonly database": 8,
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "unable to open database file": 14,
}
"""What sqlite3_errstr says (rescode.html): a backup that fails has these words in the driver, and no code."""


def code_of(error: Exception) -> int:
    """SQLite's extended result code behind a driver error, or 0."""
    return int(getattr(error, "sqlite_errorcode", 0) or _CODE_OF_WORDS.get(str(error), 0))


def sqlite_utils() -> Any:  # noqa: ANN401 - a module
    """The sqlite-utils library, running on sqlcipher3; loaded only when tables have to change (70 ms)."""
    sys.modules.setdefault("pysqlite3", sqlcipher3)
    sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)
    import sqlite_utils

    return sqlite_utils
