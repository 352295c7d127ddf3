"""Step 5: a change may be left behind in another commune, which the guard on its state did not allow."""

from __future__ import annotations

from typing import Any

_OLD = "'replaced', 'erased')"
_NEW = "'replaced', 'erased', 'left')"


def leaving(db: Any) -> None:  # noqa: ANN401 - a sqlite_utils.Database
    """Make the table of changes anew with one state more; SQLite cannot change a guard in place.

    Its indexes and triggers are put back as they are in this file, whatever steps have added them.
    """
    [(table,)] = db.execute(
        "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'changes'"
    ).fetchall()
    others = db.execute(
        """SELECT type, name, sql FROM sqlite_master
        WHERE tbl_name = 'changes' AND type IN ('index', 'trigger') AND sql IS NOT NULL"""
    ).fetchall()
    if table.count(_OLD) != 1:
        raise ValueError("this is not the table of step 1")
    for kind, name, _ in others:
        db.execute(f'DROP {kind} "{name}"')
    db.execute("ALTER TABLE changes RENAME TO changes_before")
    db.execute(table.replace(_OLD, _NEW))
    db.execute("INSERT INTO changes SELECT * FROM changes_before")
    db.execute("DROP TABLE changes_before")
    for _, _, sql in others:
        db.execute(sql)
