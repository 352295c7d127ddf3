"""Running sessions, kept whole after every answer so that a killed laptop opens where it was."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from app.domain.draft import Draft
from app.storage.coding import to_json
from app.storage.database import Connection


def drafts(db: Connection) -> Sequence[Draft]:
    """Running sessions, the one touched last first."""
    bodies = db.rows("SELECT body FROM drafts ORDER BY touched DESC, id DESC")
    return [msgspec.json.decode(body, type=Draft) for (body,) in bodies]


def save(db: Connection, draft: Draft) -> None:
    """Keep the running session as it is now."""
    body = to_json(draft)
    if not db.run("UPDATE drafts SET touched = ?, body = ? WHERE id = ?", (draft.touched, body, draft.id)):
        db.run("INSERT INTO drafts (id, touched, body) VALUES (?, ?, ?)", (draft.id, draft.touched, body))


def drop(db: Connection, draft: str) -> None:
    """Wipe a running session."""
    db.run("DELETE FROM drafts WHERE id = ?", (draft,))
