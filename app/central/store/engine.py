"""Opens central's database: an embedded SQLite file or PostgreSQL. Which one is the settings' business."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy import event
from sqlcipher3 import dbapi2

OLDEST_SQLITE = (3, 51, 3)
"""Older ones can damage a file in WAL mode (the WAL-reset race, fixed in 3.51.3)."""

POSTGRES = ("postgresql://", "postgres://", "postgresql+psycopg://")
"""How the address of a PostgreSQL database begins."""

_PREPARING = 0x6469656D747561
"""The number of the advisory lock, ours among those of other programs on that server."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseLimits:
    """What one process asks of its database, in connections and seconds.

    `pool` connections are kept and `pool_extra` more opened under load; who needs one waits `pool_seconds`.
    `lock_seconds` is how long to wait for another's lock (in SQLite: for its one writer), `statement_seconds`
    how long one statement may take, `transaction_seconds` how long a transaction may stand idle. The last two
    are PostgreSQL's to keep: SQLite has nobody who could stand idle but this process.
    """

    pool: int = 12
    pool_extra: int = 8
    pool_seconds: int = 10
    lock_seconds: int = 5
    statement_seconds: int = 20
    transaction_seconds: int = 10


class UnusableDatabase(Exception):
    """Central does not start on it; stable `code`: old_sqlite, wrong_key, url_unknown, newer_schema."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def open_database(
    url: str, file_key: str = "", limits: DatabaseLimits | None = None, schema: str = ""
) -> sa.Engine:
    """An engine for `postgresql://…`, or for a SQLite file given by its path.

    The file is readable by its owner only (0600) and plain, unless `file_key` (64 hex digits) encrypts it. In
    PostgreSQL the tables lie in `schema`, if one is named. Raises UnusableDatabase.
    """
    limits = limits or DatabaseLimits()
    if url.startswith(POSTGRES):
        return _open_postgres(url, limits, schema)
    if "://" in url:
        raise UnusableDatabase("url_unknown")
    return _open_sqlite(Path(url), file_key, limits)


def reading(engine: sa.Engine) -> sa.Engine:
    """The same database for transactions that only read: one snapshot each, and they wait for no writer."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="REPEATABLE READ")
    return engine.execution_options(only_reads=True)


def prepare_alone(connection: sa.Connection) -> None:
    """Until this transaction ends, no other central prepares the same database; SQLite has one writer."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_PREPARING)))


def take_your_time(connection: sa.Connection) -> None:
    """Lift the limits on time until this transaction ends: it moves a whole database."""
    if connection.dialect.name == "postgresql":
        for name in ("statement_timeout", "idle_in_transaction_session_timeout"):
            connection.exec_driver_sql(f"SET LOCAL {name} = 0")


def _open_postgres(url: str, limits: DatabaseLimits, schema: str) -> sa.Engine:
    options = f"-c lock_timeout={limits.lock_seconds}s -c statement_timeout={limits.statement_seconds}s"
    options += f" -c idle_in_transaction_session_timeout={limits.transaction_seconds}s"
    options += f" -c search_path={schema}" if schema else ""
    return sa.create_engine(
        sa.make_url(url).set(drivername="postgresql+psycopg"),
        hide_parameters=True,
        json_serializer=_to_json,
        json_deserializer=msgspec.json.decode,
        connect_args={"options": options, "connect_timeout": 10, "application_name": "diemtua-central"},
        pool_size=limits.pool,
        max_overflow=limits.pool_extra,
        pool_timeout=limits.pool_seconds,
        pool_pre_ping=True,
    )


def _open_sqlite(file: Path, file_key: str, limits: DatabaseLimits) -> sa.Engine:
    if dbapi2.sqlite_version_info < OLDEST_SQLITE:
        raise UnusableDatabase("old_sqlite")
    file.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(file)),
        module=dbapi2,
        poolclass=sa.QueuePool,
        pool_size=limits.pool,
        max_overflow=limits.pool_extra,
        pool_timeout=limits.pool_seconds,
        connect_args={"check_same_thread": False, "isolation_level": None, "timeout": limits.lock_seconds},
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
