"""Step 3: who wrote what stands beside a conflict, names of machines, people told apart, who judged."""

from __future__ import annotations

from typing import Any

STATEMENTS = (
    "ALTER TABLE standing ADD COLUMN writers TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX standing_asked ON standing (kind, id) WHERE conflicts <> ''",
    "CREATE INDEX changes_replacing ON changes (replaces) WHERE replaces <> ''",
    """CREATE INDEX changes_decided ON changes (made_at)
        WHERE op IN ('resolve', 'merge') OR outcome = 'merged'""",
    """CREATE TABLE "machine" (id TEXT PRIMARY KEY NOT NULL, "name" TEXT NOT NULL, "support_point" TEXT NOT NULL,
        "life" TEXT NOT NULL, "merged_into" TEXT NOT NULL, "waiting" TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE "apart" (id TEXT PRIMARY KEY NOT NULL, "one" TEXT NOT NULL, "other" TEXT NOT NULL,
        "life" TEXT NOT NULL, "merged_into" TEXT NOT NULL, "waiting" TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    """ALTER TABLE "verdict" ADD COLUMN "by" TEXT NOT NULL DEFAULT ''""",
)


def differences(db: Any) -> None:  # noqa: ANN401 - a sqlite_utils.Database
    """Make room for what people need to decide between two places."""
    for statement in STATEMENTS:
        db.execute(statement)
