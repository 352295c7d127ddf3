"""Central's tables. Keys are led by the commune, so that the tables can be spread by commune."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

Json = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
"""JSON in either database; None is SQL NULL."""

metadata = sa.MetaData()

server_meta = sa.Table(
    "server_meta",
    metadata,
    sa.Column("one", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("server_id", sa.Text, nullable=False),
    sa.Column("epoch", sa.BigInteger, nullable=False),
    sa.Column("signing_key", sa.LargeBinary, nullable=False),
    sa.Column("sealing_key", sa.Text, nullable=False, server_default=""),
)
"""Who this central is: one row, `one` = 1. The Ed25519 key is raw, the sealing key age's own text; the file or the
database guards both.
"""

commune = sa.Table(
    "commune",
    metadata,
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
)

support_point = sa.Table(
    "support_point",
    metadata,
    sa.Column("commune", sa.Text, sa.ForeignKey("commune.code"), primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
)

device = sa.Table(
    "device",
    metadata,
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
    sa.Column("quarantined", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("oldest", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("disk", sa.BigInteger, nullable=False, server_default="-1"),
    sa.Column("drift", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("cursor", sa.BigInteger, nullable=False, server_default="0"),
)
"""`token_hash` is the SHA-256 (hex) of the token; `state` active | revoked; times are Unix milliseconds.

From the last hello: `oldest` is the age in seconds of the oldest unsent change, `disk` free megabytes (-1: not
said), `drift` how many seconds its clock was ahead of ours, `cursor` how far it had read.
"""

pairing_code = sa.Table(
    "pairing_code",
    metadata,
    sa.Column("commune", sa.Text, sa.ForeignKey("commune.code"), primary_key=True),
    sa.Column("hash", sa.Text, primary_key=True),
    sa.Column("support_point", sa.Text, nullable=False),
    sa.Column("expires_at", sa.BigInteger, nullable=False),
    sa.Column("used_at", sa.BigInteger),
    sa.Column("used_by", sa.Text),
)
"""`hash` is the SHA-256 (hex) of the code; `used_by` is the device that spent it."""

feed_counter = sa.Table(
    "feed_counter",
    metadata,
    sa.Column("commune", sa.Text, sa.ForeignKey("commune.code"), primary_key=True),
    sa.Column("seq", sa.BigInteger, nullable=False),
    sa.Column("durable_seq", sa.BigInteger, nullable=False),
)
"""The last number given out in a commune's feed, and the last one inside a backup restored as a test."""

change_log = sa.Table(
    "change_log",
    metadata,
    sa.Column("commune", sa.Text, sa.ForeignKey("commune.code"), primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("hash", sa.Text, nullable=False),
    sa.Column("device", sa.Text, nullable=False),
    sa.Column("n", sa.BigInteger, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("record", sa.Text, nullable=False),
    sa.Column("body", Json),
    sa.Column("outcome", Json, nullable=False),
    sa.Column("epoch", sa.BigInteger, nullable=False),
    sa.Column("seq", sa.BigInteger, nullable=False),
    sa.Column("received_at", sa.BigInteger, nullable=False),
    sa.Index("change_log_by_record", "commune", "record"),
    sa.Index("change_log_by_number", "commune", "device", "n"),
)
"""The idempotency ledger: every change whose outcome is remembered, for ever. An erased one has no body."""

record = sa.Table(
    "record",
    metadata,
    sa.Column("commune", sa.Text, sa.ForeignKey("commune.code"), primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("fields", Json, nullable=False),
    sa.Column("conflicts", Json, nullable=False),
    sa.Column("writers", Json, nullable=False, server_default="{}"),
    sa.Column("history", Json, nullable=False),
    sa.Column("life", sa.Text, nullable=False),
    sa.Column("merged_into", sa.Text, nullable=False, server_default=""),
    sa.Column("retired", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("epoch", sa.BigInteger, nullable=False),
    sa.Column("seq", sa.BigInteger, nullable=False),
    sa.UniqueConstraint("commune", "seq", name="record_feed"),
    sa.Index("record_by_commune_id", "commune", "id"),
    sa.Index("record_by_id", "id"),
)
"""A record as it stands: public `fields`, `conflicts`, `writers`; private `history`. A ladder has its citizen's id.

A `retired` one has left the laptops: the feed tells them that it is gone, and central keeps it as it was.
"""

leftover = sa.Table(
    "leftover",
    metadata,
    sa.Column("commune", sa.Text, sa.ForeignKey("commune.code"), primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("device", sa.Text, nullable=False),
    sa.Column("body", Json),
    sa.Column("received_at", sa.BigInteger, nullable=False),
)
"""Records a restore has lost and a laptop still had, as that laptop knew them. An erased one has no body."""

bundle = sa.Table(
    "bundle",
    metadata,
    sa.Column("commune", sa.Text, sa.ForeignKey("commune.code"), primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("device", sa.Text, nullable=False),
    sa.Column("carrier", sa.Text, nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("received", sa.BigInteger, nullable=False),
    sa.Column("begun_at", sa.BigInteger, nullable=False),
    sa.Column("taken_at", sa.BigInteger),
    sa.Index("bundle_by_id", "id"),
)
"""A sealed file on its way in: `device` wrote it, `carrier` brings it, `received` of `size` bytes are here."""

bundle_part = sa.Table(
    "bundle_part",
    metadata,
    sa.Column("commune", sa.Text, sa.ForeignKey("commune.code"), primary_key=True),
    sa.Column("bundle", sa.Text, primary_key=True),
    sa.Column("place", sa.BigInteger, primary_key=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
)
"""The bytes of a bundle from `place` on; gone once it was taken."""

parcel = sa.Table(
    "parcel",
    metadata,
    sa.Column("commune", sa.Text, sa.ForeignKey("commune.code"), primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("device", sa.Text, nullable=False),
    sa.Column("epoch", sa.BigInteger, nullable=False),
    sa.Column("answers", Json, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("made_at", sa.BigInteger, nullable=False),
    sa.Index("parcel_by_id", "id"),
)
"""The receipt of a bundle, under the bundle's id: `answers` by change id, and `body`, the sealed file."""

set_aside = sa.Table(
    "set_aside",
    metadata,
    sa.Column("commune", sa.Text, sa.ForeignKey("commune.code"), primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("device", sa.Text, nullable=False),
    sa.Column("n", sa.BigInteger, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("record", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("outcome", Json, nullable=False),
    sa.Column("received_at", sa.BigInteger, nullable=False),
    sa.Index("set_aside_by_state", "commune", "state", "device"),
)
"""Changes of bundles that could not be decided: nobody may be left who could send them again.

`state` is held (tried again) or rejected (for a person); `body` is the change as raw JSON; `id` is its id, or
the SHA-256 of its bytes when it has none that can be read.
"""

guide = sa.Table(
    "guide",
    metadata,
    sa.Column("pack", sa.Text, primary_key=True),
    sa.Column("version", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("digest", sa.Text, nullable=False, unique=True),
    sa.Column("signature", sa.LargeBinary, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("published_at", sa.BigInteger, nullable=False),
    sa.Column("withdrawn_at", sa.BigInteger),
    sa.Column("comment", sa.Text, nullable=False, server_default=""),
)
"""Every version of the guide that was published, for the whole province: `signature` and `body` make the file laptops
fetch, `digest` is its SHA-256 (hex); `comment` says why it was withdrawn. Times are Unix milliseconds.
"""
