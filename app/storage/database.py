"""The open file: one connection per thread, its settings, and the only function that begins a write."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from app.domain.faults import StoreFault, StoreTrouble
from app.storage import driver
from app.storage.trouble import fault_of, told_apart

Cell: TypeAlias = "str | int | bytes | None"
Cells: TypeAlias = Sequence[Cell]
Row: TypeAlias = tuple[Any, ...]
"""What SQLite hands back; each reader knows the columns it asked for."""

_SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # NORMAL lost 166 of 91,926 acknowledged rows in power cuts
    "PRAGMA foreign_keys = ON",
    "PRAGMA cell_size_check = ON",
    "PRAGMA journal_size_limit = 16777216",
    # A net only: `SqliteStore.tidy` moves the log in quiet moments, so that no save has to do it.
    "PRAGMA wal_autocheckpoint = 4096",
    "PRAGMA cache_size = -16000",  # KiB
    "SELECT count(*) FROM sqlite_master",  # the first read: a damaged file shows itself here
)


class Connection:
    """One thread's way into the file; what the driver raises comes out as a StoreFault."""

    __slots__ = ("__weakref__", "folder", "raw")

    def __init__(self, raw: driver.Raw, folder: Path) -> None:
        self.raw, self.folder = raw, folder

    def rows(self, sql: str, cells: Cells = (), *, writing: bool = False) -> list[Row]:
        """All rows of a query; `writing` tells of one that writes to the file, too."""
        try:
            found: list[Row] = self.raw.execute(sql, cells).fetchall()
        except driver.DriverError as error:
            raise fault_of(error, self.folder, writing=writing) or error from error
        return found

    def row(self, sql: str, cells: Cells = ()) -> Row | None:
        """The first row of a query, or None."""
        try:
            found: Row | None = self.raw.execute(sql, cells).fetchone()
        except driver.DriverError as error:
            raise fault_of(error, self.folder) or error from error
        return found

    def value(self, sql: str, cells: Cells = ()) -> Any:  # noqa: ANN401 - a cell; the caller knows its type
        """The first cell of the first row; the query always has one."""
        found = self.row(sql, cells)
        assert found is not None
        return found[0]

    def run(self, sql: str, cells: Cells = ()) -> int:
        """Run a statement; how many rows it changed."""
        try:
            return int(self.raw.execute(sql, cells).rowcount)
        except driver.DriverError as error:
            raise fault_of(error, self.folder, writing=True) or error from error

    def run_many(self, sql: str, rows: Iterable[Cells]) -> None:
        """Run one statement for each row."""
        try:
            self.raw.executemany(sql, rows)
        except driver.DriverError as error:
            raise fault_of(error, self.folder, writing=True) or error from error


class Database:
    """One encrypted file, open in this process. Threads share it, never a connection."""

    def __init__(self, path: Path, key: bytes, busy_seconds: float = driver.BUSY_SECONDS) -> None:
        """Nothing is opened yet. Raises StoreFault(OLD_SQLITE) on a SQLite that may lose rows."""
        if not driver.is_recent_enough():
            raise StoreFault(StoreTrouble.OLD_SQLITE)
        self.path, self.key = path, key
        self._busy_seconds = busy_seconds
        self._own = threading.local()
        self._writing = threading.Lock()
        self._open: weakref.WeakSet[Connection] = weakref.WeakSet()

    def connection(self) -> Connection:
        """The calling thread's connection, opened on first use. Raises StoreFault."""
        mine: Connection | None = getattr(self._own, "connection", None)
        if mine is None:
            mine = self._own.connection = self._connect()
            self._open.add(mine)
        return mine

    @contextmanager
    def write_transaction(self) -> Iterator[Connection]:
        """The only way a write begins: leaving commits, an exception rolls back. Raises StoreFault.

        Waiting: other threads of this process queue at a lock, other programs at SQLite's; both give up as
        LOCKED after the busy time. Nothing is retried here: it has not begun or has not happened.
        """
        connection = self.connection()
        if connection.raw.in_transaction:
            raise RuntimeError("a write was begun inside a write")
        if not self._writing.acquire(timeout=self._busy_seconds):
            raise StoreFault(StoreTrouble.LOCKED)
        try:
            connection.run("BEGIN IMMEDIATE")
            yield connection
            connection.run("COMMIT")
        finally:
            _roll_back(connection)
            self._writing.release()

    def close(self) -> None:
        """Close every thread's connection; call it when no thread uses the store any more."""
        for connection in list(self._open):
            connection.raw.close()
        self._own = threading.local()

    def _connect(self) -> Connection:
        with told_apart(self.path.parent):
            raw = driver.connect(self.path, self.key, self._busy_seconds)
            try:
                for setting in _SETTINGS:
                    raw.execute(setting).fetchall()
            except BaseException:
                raw.close()
                raise
        return Connection(raw, self.path.parent)


def _roll_back(connection: Connection) -> None:
    """Undo what was not committed; after some errors SQLite has done so itself."""
    if connection.raw.in_transaction:
        connection.raw.execute("ROLLBACK")
