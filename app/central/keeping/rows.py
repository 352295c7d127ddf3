"""Rows as lines of JSON, and what can be counted about them: the same on either database, whatever the table."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import msgspec
import sqlalchemy as sa

from app.central.store import bulk
from app.central.store.tables import Json

AT_ONCE = 500
"""Rows read or written at once."""

Columns: TypeAlias = Sequence[str]


class Count(msgspec.Struct, frozen=True):
    """How many rows, and the XOR of the SHA-256 (hex) of their lines: in whatever order they are read."""

    rows: int = 0
    digest: str = ""


Census: TypeAlias = Mapping[str, Count]
"""One table counted by commune; `""` counts what belongs to no commune."""


class Counting:
    """Counts the lines of one table as they pass."""

    def __init__(self, names: Columns) -> None:
        self._place = names.index("commune") if "commune" in names else -1
        self._rows: dict[str, int] = {}
        self._digests: dict[str, int] = {}

    def add(self, values: Sequence[Any], line: bytes) -> None:
        """One more row."""
        commune = values[self._place] if self._place >= 0 else ""
        self._rows[commune] = self._rows.get(commune, 0) + 1
        hashed = int.from_bytes(hashlib.sha256(line).digest(), "big")
        self._digests[commune] = self._digests.get(commune, 0) ^ hashed

    def census(self) -> Census:
        """All counted so far."""
        return {code: Count(rows, f"{self._digests[code]:064x}") for code, rows in sorted(self._rows.items())}


def lines(connection: sa.Connection, table: sa.Table, names: Columns, counting: Counting) -> Iterator[bytes]:
    """Every row of a table as one line: a JSON list of its values in the order of `names`."""
    wanted = sa.select(*(table.c[name] for name in names))
    for row in connection.execute(wanted, execution_options={"yield_per": AT_ONCE}):
        line = _line(row)
        counting.add(row, line)
        yield line + b"\n"


def count(connection: sa.Connection, table: sa.Table, names: Columns) -> Census:
    """What `lines` would count."""
    counting = Counting(names)
    for _line in lines(connection, table, names, counting):
        pass
    return counting.census()


def put_lines(connection: sa.Connection, table: sa.Table, names: Columns, written: Iterator[bytes]) -> None:
    """Insert rows written by `lines`. Raises ValueError for a line that is none."""
    raw = {name for name in names if isinstance(table.c[name].type, sa.LargeBinary)}
    held: list[dict[str, Any]] = []
    for line in written:
        held.append(_row(names, raw, line))
        if len(held) == AT_ONCE:
            _put(connection, table, held)
            held = []
    _put(connection, table, held)


def _put(connection: sa.Connection, table: sa.Table, rows: list[dict[str, Any]]) -> None:
    """By set where the values can travel as JSON; a row that comes twice shows when they are counted."""
    if any(isinstance(column.type, sa.LargeBinary) for column in table.c):
        for row in rows:
            connection.execute(table.insert(), row)
    else:
        bulk.put(connection, table, rows)


def found_table(connection: sa.Connection, name: str) -> sa.Table:
    """A table as it is in the database, which may be older than the program."""

    def as_ours(_inspector: object, _table: object, column: dict[str, Any]) -> None:
        if isinstance(column["type"], sa.JSON):
            column["type"] = Json

    listening = [("column_reflect", as_ours)]
    return sa.Table(name, sa.MetaData(), autoload_with=connection, resolve_fks=False, listeners=listening)


def _line(row: Sequence[Any]) -> bytes:
    return msgspec.json.encode([_told(value) for value in row], order="sorted")


def _told(value: object) -> object:
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def _row(names: Columns, raw: set[str], line: bytes) -> dict[str, Any]:
    values = msgspec.json.decode(line, type=list[Any])
    row = dict(zip(names, values, strict=True))
    return row | {name: base64.b64decode(row[name], validate=True) for name in raw if row[name] is not None}
