"""What a real store shows, and what its audit says went and why."""

from __future__ import annotations

from app.storage import audit, shown
from app.storage.coding import from_json
from app.storage.store import SqliteStore

Removal = tuple[str, str, str]
"""Kind, id, reason."""


def shown_now(store: SqliteStore) -> set[tuple[str, str]]:
    """(kind, id) of every record somebody could see."""
    db = store._database.connection()
    return {(kind, name) for kind in shown.TABLES for (name,) in db.rows(f'SELECT id FROM "{kind}"')}


def removals(store: SqliteStore) -> list[Removal]:
    """Everything the audit says went, in order."""
    rows = store._database.connection().rows(
        "SELECT detail FROM audit WHERE act = ? ORDER BY n", (audit.REMOVED,)
    )
    return [(kind, name, why) for (detail,) in rows for kind, name, why in from_json(detail)]
