"""Step 6: the numbers given to people who wait today."""

from __future__ import annotations

from typing import Any

STATEMENT = """CREATE TABLE ticket (day TEXT NOT NULL, number INTEGER NOT NULL, body TEXT NOT NULL,
PRIMARY KEY (day, number)) STRICT, WITHOUT ROWID"""


def tickets(db: Any) -> None:  # noqa: ANN401 - a sqlite_utils.Database
    """One table more."""
    db.execute(STATEMENT)
