"""What each hello tells of a laptop's health: shown to people at central, decides nothing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

FIGURES = {"quarantined": "0", "oldest": "0", "disk": "-1", "drift": "0", "cursor": "0"}


def upgrade() -> None:
    """One column for each figure."""
    for name, start in FIGURES.items():
        op.add_column("device", sa.Column(name, sa.BigInteger, nullable=False, server_default=start))
