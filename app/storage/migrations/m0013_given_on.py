"""Step 13: the day a representative last answered on."""

from __future__ import annotations

from typing import Any

STATEMENT = "ALTER TABLE representative ADD COLUMN given_on TEXT NOT NULL DEFAULT ''"


def given_on(db: Any) -> None:  # noqa: ANN401 - a sqlite_utils.Database
    """One column more."""
    db.execute(STATEMENT)
