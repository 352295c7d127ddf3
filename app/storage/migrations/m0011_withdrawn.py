"""Step 11: versions of the guide that nobody may use again."""

from __future__ import annotations

from typing import Any

STATEMENT = "ALTER TABLE guide_pack ADD COLUMN withdrawn TEXT"


def withdrawn(db: Any) -> None:  # noqa: ANN401 - a sqlite_utils.Database
    """One column more."""
    db.execute(STATEMENT)
