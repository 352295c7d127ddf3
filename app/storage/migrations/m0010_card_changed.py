"""Step 10: guide cards that no longer tell what a phone shows."""

from __future__ import annotations

from typing import Any

_TEXT = ("card", "pack", "expected", "vneid", "note", "operator", "life", "merged_into", "waiting")
_COLUMNS = ", ".join([*(f'"{name}" TEXT NOT NULL' for name in _TEXT), '"seen" INTEGER NOT NULL'])
STATEMENT = f'CREATE TABLE "card_changed" (id TEXT PRIMARY KEY NOT NULL, {_COLUMNS}) STRICT, WITHOUT ROWID'


def card_changed(db: Any) -> None:  # noqa: ANN401 - a sqlite_utils.Database
    """One table more."""
    db.execute(STATEMENT)
