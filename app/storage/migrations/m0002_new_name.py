"""Step 2: a change central has not answered for may get a new number under a new name of the device."""

from __future__ import annotations

from typing import Any

STATEMENTS = (
    "DROP TRIGGER changes_stay",
    """CREATE TRIGGER changes_stay BEFORE UPDATE OF
        id, kind, record, op, author, made_at, schema, replaces, other, covers, session ON changes
        BEGIN SELECT RAISE (ABORT, 'a change never changes'); END""",
    """CREATE TRIGGER changes_renamed BEFORE UPDATE OF n, device ON changes
        WHEN new.n <= old.n OR new.device = old.device OR old.state NOT IN ('waiting', 'held', 'quarantined')
        BEGIN SELECT RAISE (ABORT, 'a number stays with its device'); END""",
)


def new_name(db: Any) -> None:  # noqa: ANN401 - a sqlite_utils.Database
    """Loosen the guard on `n` and `device` by just that."""
    for statement in STATEMENTS:
        db.execute(statement)
