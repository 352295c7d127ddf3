"""Opens central's database: an embedded SQLite file or PostgreSQL. Which one is the settings' business."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy import event
from sqlcipher3 import dbapi2

OLDEST_SQLITE = (3, 51, 3)
"""Older ones can damage a file in WAL mode (the WAL-reset race, fixed in 3.51.3)."""

BUSY_MS = 5_000
_PREPARING = 0x6469656D747561
"""The number of the advisory lock, ours among those of other programs on that server."""

POSTGRES_LIMITS = "-c lock_timeout=5s -c statement_timeout=20s -c idle_in_transaction_session_timeout=10s"


class UnusableDatabase(Exception):
    """Central does not start on it; stable `code`: old_sqlite, wrong_key, url_unknown, newer_schema."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def open_database(url: str, file_key: str = "") -> sa.Engine:
    """An engine for `postgresql://…`, or for a SQLite file given by its path.

    The file is readable by its owner only (0600) and plain, unless `file_key` (64 hex digits) encrypts it.
    Raises UnusableDatabase.
    """
    if url.startswith(("postgresql://", "postgres://", "postgresql+psycopg://")):
        return _open_postgres(url)
    if "://" in url:
        raise UnusableDatabase("url_unknown")
    return _open_sqlite(Path(url), file_key)


def reading(engine: sa.Engine) -> sa.Engine:
    """The same database for transactions that only read: one snapshot each, and they wait for no writer."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="REPEATABLE READ")
    return engine.execution_options(only_reads=True)


def prepare_alone(connection: sa.Connection) -> None:
    """Until this transaction ends, no other central prepares the same database; SQLite has one writer."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_PREPARING)))


def _open_postgres(url: str) -> sa.Engine:
    return sa.create_engine(
        sa.make_url(url).set(drivername="postgresql+psycopg"),
        hide_parameters=True,
        json_serializer=_to_json,
        json_deserializer=msgspec.json.decode,
        connect_args={"options": POSTGRES_LIMITS, "connect_timeout": 10},
        pool_size=8,
        max_overflow=8,
        pool_timeout=10,
        pool_pre_ping=True,
    )


def _open_sqlite(file: Path, file_key: str) -> sa.Engine:
    if dbapi2.sqlite_version_info < OLDEST_SQLITE:
        raise UnusableDatabase("old_sqlite")
    file.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(file)),
        module=dbapi2,
        poolclass=sa.QueuePool,
        pool_size=8,
        max_overflow=8,
        pool_timeout=10,
        connect_args={"check_same_thread": False, "isolation_level": None, "timeout": BUSY_MS / 1000},
        hide_parameters=True,
        json_serializer=_to_json,
        json_deserializer=msgspec.json.decode,
    )
    event.listen(engine, "connect", lambda connection, _: _prepare(connection, file_key))
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, file_key: str) -> None:  # noqa: ANN401 - sqlcipher3 ships no types
    if file_key:
        connection.execute(f"PRAGMA key = \"x'{file_key}'\"")
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except dbapi2.DatabaseError as cause:
        raise UnusableDatabase("wrong_key") from cause
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA journal_size_limit = 16777216")


def _begin(connection: sa.Connection) -> None:
    """A writer takes the write lock at once: upgrading a read lock later could only fail."""
    only_reads = connection.get_execution_options().get("only_reads", False)
    connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")


def _to_json(value: object) -> str:
    return msgspec.json.encode(value).decode()
