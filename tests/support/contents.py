"""Everything a store holds, as one text: to ask whether a word is in it anywhere."""

from __future__ import annotations

from app.storage.store import SqliteStore


def everything(store: SqliteStore) -> str:
    """Every cell of every table."""
    db = store._database.connection()
    tables = [name for (name,) in db.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    cells = (cell for name in tables for row in db.rows(f'SELECT * FROM "{name}"') for cell in row)
    return "\n".join(_text(cell) for cell in cells)


def _text(cell: object) -> str:
    return cell.decode("utf-8", errors="replace") if isinstance(cell, bytes) else str(cell)
