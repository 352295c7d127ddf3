"""Running sessions, kept whole after every answer so that a killed laptop opens where it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import MISSING, fields
from typing import get_type_hints

import msgspec

from app.domain.draft import Draft
from app.storage.coding import from_json, to_json
from app.storage.database import Connection

_TYPES = get_type_hints(Draft)
_NEEDED = {part.name for part in fields(Draft) if part.default is MISSING and part.default_factory is MISSING}
"""The parts without which a draft is nobody's."""


def drafts(db: Connection) -> Sequence[Draft]:
    """Running sessions, the one touched last first."""
    bodies = db.rows("SELECT body FROM drafts ORDER BY touched DESC, id DESC")
    return [draft for draft in (_draft(body) for (body,) in bodies) if draft]


def save(db: Connection, draft: Draft) -> None:
    """Keep the running session as it is now."""
    body = to_json(draft)
    if not db.run("UPDATE drafts SET touched = ?, body = ? WHERE id = ?", (draft.touched, body, draft.id)):
        db.run("INSERT INTO drafts (id, touched, body) VALUES (?, ?, ?)", (draft.id, draft.touched, body))


def drop(db: Connection, draft: str) -> None:
    """Wipe a running session."""
    db.run("DELETE FROM drafts WHERE id = ?", (draft,))


def _draft(body: str) -> Draft | None:
    """The draft as it was left; of one another version of this program wrote, the parts this one understands.

    None when not even whose it is can be read; its row stays for the program that wrote it.
    """
    try:
        return msgspec.json.decode(body, type=Draft)
    except msgspec.ValidationError:
        parts: dict[str, object] = from_json(body)
        known = {name: part for name, part in parts.items() if _is_understood(name, part)}
        return msgspec.convert(known, Draft) if set(known) >= _NEEDED else None


def _is_understood(name: str, part: object) -> bool:
    try:
        msgspec.convert(part, _TYPES[name])
    except (KeyError, msgspec.ValidationError):
        return False
    return True
