"""Where central's database lies: in memory, to be put back in an instant, or in a real file. Engines live on."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Protocol

import msgspec
import sqlalchemy as sa

from app.central.store.engine import open_database
from app.central.store.migrations import upgrade


class Shelf(Protocol):
    """A database that can be copied away and put back as it was."""

    @property
    def engine(self) -> sa.Engine: ...

    def empty(self) -> None:
        """As a new central finds it."""
        ...

    def copy(self) -> bytes:
        """Everything in it now."""
        ...

    def put_back(self, copy: bytes) -> None:
        """Everything in it as it was."""
        ...

    def close(self) -> None:
        """Leave nothing open."""
        ...


class MemoryShelf:
    """SQLite in memory: what it costs to compile statements is paid once for all schedules."""

    def __init__(self) -> None:
        self.engine = sa.create_engine(
            "sqlite://",
            poolclass=sa.StaticPool,
            connect_args={"check_same_thread": False},
            json_serializer=lambda value: msgspec.json.encode(value).decode(),
            json_deserializer=msgspec.json.decode,
        )
        upgrade(self.engine)
        self._nothing = self.copy()

    def empty(self) -> None:
        self.put_back(self._nothing)

    def copy(self) -> bytes:
        return self._file().serialize()

    def put_back(self, copy: bytes) -> None:
        """By the backup interface: statements that are still cached learn of it."""
        image = sqlite3.connect(":memory:")
        image.deserialize(copy)
        image.backup(self._file())
        image.close()

    def close(self) -> None:
        self.engine.dispose()

    def _file(self) -> sqlite3.Connection:
        with self.engine.connect() as connection:
            file = connection.connection.driver_connection
        assert isinstance(file, sqlite3.Connection)
        return file


class FileShelf:
    """The file a real central keeps, opened and brought up to date by its own code."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "central.db"
        self.engine = open_database(str(self._path))
        upgrade(self.engine)
        self._nothing = self.copy()

    def empty(self) -> None:
        self.put_back(self._nothing)

    def copy(self) -> bytes:
        with self.engine.connect() as connection:
            connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.engine.dispose()
        return self._path.read_bytes()

    def put_back(self, copy: bytes) -> None:
        self.engine.dispose()
        for rest in ("-wal", "-shm"):
            self._path.with_name(self._path.name + rest).unlink(missing_ok=True)
        self._path.write_bytes(copy)

    def close(self) -> None:
        self.engine.dispose()
