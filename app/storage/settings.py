"""What this laptop keeps for itself: names, choices, keys. The values mean nothing here."""

from __future__ import annotations

from app.storage.database import Connection


def setting(db: Connection, key: str) -> str:
    """A setting, or empty."""
    row = db.row("SELECT value FROM settings WHERE key = ?", (key,))
    return row[0] if row else ""


def set_setting(db: Connection, key: str, value: str) -> None:
    """Keep a setting; empty removes it."""
    if not value:
        db.run("DELETE FROM settings WHERE key = ?", (key,))
        return
    db.run(
        "INSERT INTO settings (key, value) VALUES (?, ?)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )
