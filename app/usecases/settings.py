"""What this laptop keeps about itself, one text per key, inside the encrypted store. Nothing here travels."""

from __future__ import annotations

from enum import StrEnum


class Setting(StrEnum):
    """Keys of `Store` settings; values are text, empty when not set."""

    DEVICE = "device"
    INSTANCE = "instance"
    COMMUNE = "commune"
    COMMUNE_NAME = "commune.name"
    PLACE = "place"
    MACHINE = "machine"
    LANGUAGE = "language"
    MARKET_WEEKDAY = "market.weekday"
    TEXT_SCALE = "text.scale"
    """Size of the letters on screen, in percent."""
    PAPER = "slip.paper"
    """What slips are printed on."""

    SIGNING_KEY = "key.signing"
    SIGNING_PUBLIC = "key.signing.public"
    SEALING_KEY = "key.sealing"
    SEALING_PUBLIC = "key.sealing.public"
    SEALING_OLD = "key.sealing.old"
    """Private keys of names this laptop had before, one a line: answers sealed to them may still come by stick."""
    KEYS_OF = "key.of"
    """The name the keys were made for while that is still the next one, else empty."""

    ADDRESS = "central.address"
    SERVER_ID = "central.server_id"
    SERVER_KEY = "central.key"
    SERVER_SEALING = "central.key.sealing"
    """What bundles and rescue copies are sealed to."""
    TOKEN = "central.token"
    SUPPORT_POINT = "central.support_point"
    POINT_NAME = "central.support_point.name"
    DURABLE_SEQ = "central.durable_seq"

    RESCUED_FOR = "rescue.server_id"
    """The central the rescue copies are sealed for."""

    LAST_SUCCESS = "sync.last_success"
    """When a run last got to its end, ISO with time zone."""
    CLOCK_OFFSET = "sync.clock_offset"
    """Seconds this laptop's clock is ahead of central's, as last seen."""
    AGREES = "sync.agrees"
    """`yes` or `no`: whether both sides held the same at the end of the last run, the feed read anew if not."""
    NEWER_APP = "sync.newer_app"
    """The version central asks for, while ours is older."""
    SCHEMA_READ = "sync.schema_read"
    """The newest record shapes central was known to read."""
    LEFT_OVER = "sync.left_over"
    """How many records here central has lost in a restore, as counted at the end of the last whole pull."""
    LEFTOVERS_OFFERED = "sync.leftovers"
    """The epoch in which rows left over from an earlier one were offered to central; once is enough."""
    NEEDS_PAIRING = "sync.needs_pairing"
    """`yes` when central no longer knows the token, or this store under its name."""
    NEXT_DEVICE = "sync.next_device"
    """The new name of this laptop, from when central found another store under the old one until it is paired."""
    MOVE = "pairing.move"
    """The name and keys made for another commune whose sheet was read, until it adopts this laptop (JSON)."""
    REGRESSED = "sync.regressed"
    """`yes` when central went backwards inside an epoch; nothing is sent or dropped until that is mended."""


YES, NO = "yes", "no"
