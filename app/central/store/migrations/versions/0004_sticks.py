"""What travels on sticks: central's key for envelopes, bundles with their parts, parcels, what was set aside."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0004"
down_revision = "0003"

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    """One column more, four tables more."""
    op.add_column("server_meta", sa.Column("sealing_key", sa.Text, nullable=False, server_default=""))
    _bundles()
    op.create_table(
        "parcel",
        sa.Column("commune", sa.Text, sa.ForeignKey("commune.code"), primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("device", sa.Text, nullable=False),
        sa.Column("epoch", sa.BigInteger, nullable=False),
        sa.Column("answers", JSON, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
    )
    op.create_index("parcel_by_id", "parcel", ["id"])
    op.create_table(
        "set_aside",
        sa.Column("commune", sa.Text, sa.ForeignKey("commune.code"), primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("device", sa.Text, nullable=False),
        sa.Column("n", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("outcome", JSON, nullable=False),
        sa.Column("received_at", sa.BigInteger, nullable=False),
    )
    op.create_index("set_aside_by_state", "set_aside", ["commune", "state", "device"])


def _bundles() -> None:
    op.create_table(
        "bundle",
        sa.Column("commune", sa.Text, sa.ForeignKey("commune.code"), primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("device", sa.Text, nullable=False),
        sa.Column("carrier", sa.Text, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("received", sa.BigInteger, nullable=False),
        sa.Column("begun_at", sa.BigInteger, nullable=False),
        sa.Column("taken_at", sa.BigInteger),
    )
    op.create_index("bundle_by_id", "bundle", ["id"])
    op.create_table(
        "bundle_part",
        sa.Column("commune", sa.Text, sa.ForeignKey("commune.code"), primary_key=True),
        sa.Column("bundle", sa.Text, primary_key=True),
        sa.Column("place", sa.BigInteger, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
