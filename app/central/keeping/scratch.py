"""A database of the same kind for one trial, gone with all its rows at the end."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlcipher3 import dbapi2

from app.central.keeping.faults import KeepingFault
from app.central.store.engine import POSTGRES, open_database

SCHEMA = "diemtua_drill"
_DRILLING = 0x6469656D747562
"""The number of the advisory lock: one trial at a time on one PostgreSQL database."""

_FOLDER, _DATABASE, _LOCK = "drill", "drill.db", "lock"
"""Beside an embedded database; the lock is a file that stays, and is free again when its holder is gone or killed."""


@contextmanager
def scratch(database: str) -> Iterator[sa.Engine]:
    """An empty database beside the real one: a schema of its own in PostgreSQL, else a file under a key that
    nobody keeps. What a killed trial left goes first. Raises KeepingFault("drill_under_way").
    """
    if database.startswith(POSTGRES):
        yield from _schema(database)
    else:
        yield from _file(Path(database))


def _file(beside: Path) -> Iterator[sa.Engine]:
    folder = beside.parent / _FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    with _alone(folder / _LOCK):
        _clear(folder)
        engine = open_database(str(folder / _DATABASE), secrets.token_hex(32))
        try:
            yield engine
        finally:
            engine.dispose()
            _clear(folder)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Hold the lock; the system gives it back whatever becomes of this process."""
    holding = dbapi2.connect(str(lock), timeout=0, isolation_level=None)
    try:
        holding.execute("BEGIN EXCLUSIVE")
    except dbapi2.OperationalError as cause:
        holding.close()
        raise KeepingFault("drill_under_way") from cause
    try:
        yield
    finally:
        holding.close()


def _clear(folder: Path) -> None:
    for file in folder.glob(f"{_DATABASE}*"):
        file.unlink()


def _schema(url: str) -> Iterator[sa.Engine]:
    plain, inside = open_database(url), open_database(url, schema=SCHEMA)
    try:
        with plain.execution_options(isolation_level="AUTOCOMMIT").connect() as keeper:
            _prepare(keeper)
            try:
                yield inside
            finally:
                inside.dispose()
                keeper.exec_driver_sql(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
    finally:
        inside.dispose()
        plain.dispose()


def _prepare(keeper: sa.Connection) -> None:
    """Take the place for this trial, and away what a killed one left behind."""
    if not keeper.execute(sa.select(sa.func.pg_try_advisory_lock(_DRILLING))).scalar():
        raise KeepingFault("drill_under_way")
    keeper.exec_driver_sql(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
    keeper.exec_driver_sql(f"CREATE SCHEMA {SCHEMA}")
