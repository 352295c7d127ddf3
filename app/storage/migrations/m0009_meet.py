"""Step 9: where and at what hour several people who are expected meet."""

from __future__ import annotations

from typing import Any

STATEMENT = "ALTER TABLE appointment ADD COLUMN meet TEXT NOT NULL DEFAULT ''"


def meet(db: Any) -> None:  # noqa: ANN401 - a sqlite_utils.Database
    """One column more."""
    db.execute(STATEMENT)
