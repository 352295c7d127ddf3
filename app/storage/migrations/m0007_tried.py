"""Step 7: when somebody who is expected was called and not reached."""

from __future__ import annotations

from typing import Any

STATEMENT = "ALTER TABLE appointment ADD COLUMN tried TEXT"


def tried(db: Any) -> None:  # noqa: ANN401 - a sqlite_utils.Database
    """One column more."""
    db.execute(STATEMENT)
