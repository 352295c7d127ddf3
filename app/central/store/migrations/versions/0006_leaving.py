"""Lets records leave the laptops while central keeps them, and keeps what laptops still had of a lost epoch."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """One column and one table more."""
    op.add_column("record", sa.Column("retired", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "leftover",
        sa.Column("commune", sa.Text, sa.ForeignKey("commune.code"), primary_key=True),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("device", sa.Text, nullable=False),
        sa.Column("body", sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")),
        sa.Column("received_at", sa.BigInteger, nullable=False),
    )
