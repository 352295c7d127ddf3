"""Step 8: the people of one household are found without reading everybody."""

from __future__ import annotations

from typing import Any

STATEMENT = "CREATE INDEX citizen_household ON citizen (household) WHERE household <> ''"


def household(db: Any) -> None:  # noqa: ANN401 - a sqlite_utils.Database
    """One index more."""
    db.execute(STATEMENT)
