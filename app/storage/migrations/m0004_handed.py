"""Step 4: which change was given to a stick in which bundle and when (Unix seconds); what was answered, by age."""

from __future__ import annotations

from typing import Any

STATEMENTS = (
    """CREATE TABLE handed (change TEXT PRIMARY KEY NOT NULL, bundle TEXT NOT NULL, at INTEGER NOT NULL)
    STRICT, WITHOUT ROWID""",
    "CREATE INDEX changes_answered ON changes (made_at) WHERE ack_seq NOTNULL",
)


def handed(db: Any) -> None:  # noqa: ANN401 - a sqlite_utils.Database
    """One table more, and an index for the last thirty days."""
    for statement in STATEMENTS:
        db.execute(statement)
