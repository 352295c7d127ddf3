"""Between domain values and wire messages, and between messages and bytes. No sockets here."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec
import zstandard

from app.contract.limits import BUCKETS, LARGEST_BODY
from app.contract.messages import WireChange, WireEdit, WireOutcome, WireStamp
from app.domain.changes import Change, Edit, Mark, Op, Outcome, OutcomeKind, Stamp, clean

M = TypeVar("M")

ZSTD_LEVEL = 9

LARGEST_WINDOW = 8 * 1024 * 1024
"""Memory one body may ask the decompressor for; a frame header alone could claim 128 MiB."""


class BadBody(Exception):
    """The bytes are not what was asked for; `code` is stable (`body_too_large`, `body_unreadable`)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def to_wire(change: Change, stamp: Stamp | None = None) -> WireChange:
    """A stored change as it travels."""
    return WireChange(
        id=change.id,
        n=change.n,
        kind=change.kind,
        record=change.record,
        op=change.op.value,
        author=change.author,
        at=change.made_at,
        fields={name: WireEdit(to=edit.to, seen=edit.seen) for name, edit in change.fields.items()},
        schema=change.schema,
        reason=change.reason,
        replaces=change.replaces,
        other=change.other,
        covers=change.covers,
        stamp=_stamp_to_wire(stamp) if stamp else None,
    )


def from_wire(wire: WireChange, device: str) -> Change:
    """The domain change behind a wire change sent by `device`. Raises ValueError on an unknown op."""
    return Change(
        id=wire.id,
        n=wire.n,
        kind=wire.kind,
        record=wire.record,
        op=Op(wire.op),
        author=wire.author,
        device=device,
        made_at=wire.at,
        fields={name: Edit(tuple(map(clean, e.seen)), clean(e.to)) for name, e in wire.fields.items()},
        schema=wire.schema,
        reason=wire.reason,
        replaces=wire.replaces,
        other=wire.other,
        covers=wire.covers,
    )


def stamp_of(wire: WireChange) -> Stamp | None:
    """The stamp a re-offered change carries."""
    if wire.stamp is None:
        return None
    s = wire.stamp
    return Stamp(at=Mark(s.epoch, s.seq), took=s.took, landing=s.landing)


def _stamp_to_wire(stamp: Stamp) -> WireStamp:
    return WireStamp(epoch=stamp.at.epoch, seq=stamp.at.seq, took=stamp.took, landing=stamp.landing)


def outcome_to_wire(n: int, outcome: Outcome) -> WireOutcome:
    """An outcome as it travels, for the change numbered `n`."""
    return WireOutcome(
        n=n,
        kind=outcome.kind.value,
        seq=outcome.seq,
        took=outcome.took,
        conflicts=outcome.conflicts,
        landing=outcome.landing,
        code=outcome.code,
        field=outcome.field,
        missing=outcome.missing,
        first=outcome.first.value if outcome.first else "",
    )


def outcome_from_wire(wire: WireOutcome) -> Outcome:
    """The outcome behind a wire outcome. Raises ValueError on a kind this program does not know."""
    return Outcome(
        kind=OutcomeKind(wire.kind),
        seq=wire.seq,
        took=wire.took,
        conflicts=wire.conflicts,
        landing=wire.landing,
        code=wire.code,
        field=wire.field,
        missing=wire.missing,
        first=OutcomeKind(wire.first) if wire.first else None,
    )


def pack(message: msgspec.Struct | Mapping[str, str]) -> bytes:
    """A message as compressed JSON (zstd), with a checksum: a name with one bit turned would open as well."""
    packer = zstandard.ZstdCompressor(level=ZSTD_LEVEL, write_checksum=True)
    return packer.compress(msgspec.json.encode(message))


def unpack(body: bytes, encoding: str, limit: int = LARGEST_BODY) -> bytes:
    """The plain bytes of a body sent with Content-Encoding `encoding` (zstd, gzip or none).

    Raises BadBody when it does not open or would grow past `limit` bytes: a bomb is never inflated whole.
    """
    try:
        match encoding:
            case "zstd":
                opener = zstandard.ZstdDecompressor(max_window_size=LARGEST_WINDOW)
                with opener.stream_reader(body) as reader:
                    plain = reader.read(limit + 1)
            case "gzip":
                plain = zlib.decompressobj(wbits=31).decompress(body, limit + 1)
            case _:
                plain = body
    except (zstandard.ZstdError, zlib.error, gzip.BadGzipFile) as cause:
        raise BadBody("body_unreadable") from cause
    if len(plain) > limit:
        raise BadBody("body_too_large")
    return plain


def decode(plain: bytes, shape: type[M]) -> M:
    """The message in `plain`. Raises BadBody when it is not one."""
    try:
        return msgspec.json.decode(plain, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as cause:
        raise BadBody("body_unreadable") from cause


def digest(records: Iterable[tuple[str, int]]) -> str:
    """XOR of SHA-256 over `id:seq` of live records, as hex: independent of order, cheap to compare."""
    return f"{_xor(records):064x}"


def bucket_of(record: str) -> int:
    """The bucket of an id: the first byte of its SHA-256, so that buckets fill evenly whatever ids look like."""
    return hashlib.sha256(record.encode()).digest()[0]


def bucket_digests(records: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    """The first 8 bytes, as hex, of the digest of each of the `BUCKETS` buckets."""
    buckets: list[list[tuple[str, int]]] = [[] for _ in range(BUCKETS)]
    for record, seq in records:
        buckets[bucket_of(record)].append((record, seq))
    return tuple(f"{_xor(one):064x}"[:16] for one in buckets)


def _xor(records: Iterable[tuple[str, int]]) -> int:
    total = 0
    for record, seq in records:
        total ^= int.from_bytes(hashlib.sha256(f"{record}:{seq}".encode()).digest(), "big")
    return total
