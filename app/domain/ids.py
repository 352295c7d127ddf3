"""Names of things: record, change and device ids, and short codes for paper. Order never comes from an id."""

from __future__ import annotations

import base64
import re

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_BYTES = 10
"""How many random bytes `new_id` wants (74 bits of them are used)."""

_ID = re.compile(r"[A-Za-z0-9_-]{22}")
_MISREAD = str.maketrans("OILU", "011V")


def new_id(now_ms: int, randomness: bytes) -> str:
    """A UUIDv7 (RFC 9562) written as 22 base64url characters; `now_ms` is Unix time in milliseconds.

    The clock part only keeps index pages together; a wrong clock is harmless.
    """
    rand = int.from_bytes(randomness[:RANDOM_BYTES], "big")
    value = (now_ms & ((1 << 48) - 1)) << 80
    value |= 0x7 << 76 | ((rand >> 62) & 0xFFF) << 64
    value |= 0b10 << 62 | (rand & ((1 << 62) - 1))
    return base64.urlsafe_b64encode(value.to_bytes(16, "big")).rstrip(b"=").decode("ascii")


def is_id(text: str) -> bool:
    """Whether `text` has the shape of an id made by `new_id`."""
    return _ID.fullmatch(text) is not None


def short_code(randomness: bytes, length: int = 10) -> str:
    """`length` Crockford base32 characters (5 bits each) from `randomness`, for slips and pairing."""
    bits = int.from_bytes(randomness, "big")
    return "".join(CROCKFORD[(bits >> (5 * place)) & 31] for place in range(length))


def read_code(typed: str) -> str:
    """A typed Crockford code with spaces and hyphens dropped and look-alike letters mended."""
    return re.sub(r"[\s-]", "", typed).upper().translate(_MISREAD)
