"""Says beside each conflict who wrote what stands, so that laptops can name both sides."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """One column more; records in conflict now get theirs when they are written next."""
    kind = sa.JSON().with_variant(JSONB(), "postgresql")
    op.add_column("record", sa.Column("writers", kind, nullable=False, server_default="{}"))
