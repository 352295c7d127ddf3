"""Step 12: when on its day a visit was made, and the ways to a village's people and a house's visits."""

from __future__ import annotations

from typing import Any

STATEMENTS = (
    'ALTER TABLE visit ADD COLUMN "at" INTEGER NOT NULL DEFAULT 0',
    "CREATE INDEX citizen_village ON citizen (village)",
    "CREATE INDEX household_village ON household (village)",
    "CREATE INDEX visit_household ON visit (household) WHERE household <> ''",
    "CREATE INDEX visit_citizen ON visit (citizen) WHERE citizen <> ''",
)


def village(db: Any) -> None:  # noqa: ANN401 - a sqlite_utils.Database
    """One column and four indexes more."""
    for statement in STATEMENTS:
        db.execute(statement)
