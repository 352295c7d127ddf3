"""Finds a device's logged change by its number; wrong codes are counted by address now, not by sheet."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """One index more, one column less."""
    op.create_index("change_log_by_number", "change_log", ["commune", "device", "n"])
    op.drop_column("pairing_code", "attempts")
