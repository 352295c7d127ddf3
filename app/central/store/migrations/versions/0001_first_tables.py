"""The first tables. Written out in full: a step never follows later changes of `tables.py`."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    """Make every table of the first release."""
    _who_and_where()
    _devices()
    _records()


def _who_and_where() -> None:
    op.create_table(
        "server_meta",
        sa.Column("one", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("server_id", sa.Text, nullable=False),
        sa.Column("epoch", sa.BigInteger, nullable=False),
        sa.Column("signing_key", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "commune", sa.Column("code", sa.Text, primary_key=True), sa.Column("name", sa.Text, nullable=False)
    )
    op.create_table(
        "support_point",
        sa.Column("commune", sa.Text, sa.ForeignKey("commune.code"), primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
    )
    op.create_table(
        "feed_counter",
        sa.Column("commune", sa.Text, sa.ForeignKey("commune.code"), primary_key=True),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("durable_seq", sa.BigInteger, nullable=False),
    )


def _devices() -> None:
    op.create_table(
        "device",
        sa.Column("commune", sa.Text, sa.ForeignKey("commune.code"), primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("support_point", sa.Text, nullable=False),
        sa.Column("token_hash", sa.Text, nullable=False, unique=True),
        sa.Column("instance", sa.Text, nullable=False),
        sa.Column("signing_key", sa.Text, nullable=False),
        sa.Column("sealing_key", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("app", sa.Text, nullable=False, server_default=""),
        sa.Column("state", sa.Text, nullable=False, server_default="active"),
        sa.Column("paired_at", sa.BigInteger, nullable=False),
        sa.Column("last_seen", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("last_n", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("unsent", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("attention", sa.BigInteger, nullable=False, server_default="0"),
    )
    op.create_table(
        "pairing_code",
        sa.Column("commune", sa.Text, sa.ForeignKey("commune.code"), primary_key=True),
        sa.Column("hash", sa.Text, primary_key=True),
        sa.Column("support_point", sa.Text, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.Column("used_at", sa.BigInteger),
        sa.Column("used_by", sa.Text),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    )


def _records() -> None:
    op.create_table(
        "change_log",
        sa.Column("commune", sa.Text, sa.ForeignKey("commune.code"), primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("device", sa.Text, nullable=False),
        sa.Column("n", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("body", JSON),
        sa.Column("outcome", JSON, nullable=False),
        sa.Column("epoch", sa.BigInteger, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("received_at", sa.BigInteger, nullable=False),
    )
    op.create_index("change_log_by_record", "change_log", ["commune", "record"])
    op.create_table(
        "record",
        sa.Column("commune", sa.Text, sa.ForeignKey("commune.code"), primary_key=True),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("fields", JSON, nullable=False),
        sa.Column("conflicts", JSON, nullable=False),
        sa.Column("history", JSON, nullable=False),
        sa.Column("life", sa.Text, nullable=False),
        sa.Column("merged_into", sa.Text, nullable=False, server_default=""),
        sa.Column("epoch", sa.BigInteger, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("commune", "seq", name="record_feed"),
    )
    op.create_index("record_by_commune_id", "record", ["commune", "id"])
    op.create_index("record_by_id", "record", ["id"])
