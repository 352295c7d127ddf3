"""What a commune's devices read back. One feed per commune, one cursor per device.

Everything a device needs stands in its commune's feed: what the province decides for all is written into each
commune's feed, so there is no second stream to merge and no second cursor to lose.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

import msgspec
import sqlalchemy as sa

from app.central.ground import Ground
from app.central.identity import Who
from app.central.refusals import Refusal
from app.central.roster import Sender
from app.central.store.rows import PUBLIC
from app.central.store.tables import feed_counter, record
from app.contract.coding import bucket_digests, bucket_of, digest
from app.contract.limits import BUCKETS, LARGEST_BODY, PAGE_RECORDS
from app.contract.messages import Close, Closed, Page, WireRecord
from app.domain.changes import Mark
from app.domain.merge import Life

GONE = "gone"
"""The life of a record that has left the feed."""

_COUNTERS = sa.select(feed_counter.c.seq, feed_counter.c.durable_seq).where(
    feed_counter.c.commune == sa.bindparam("commune")
)
_HERE, _LATER = record.c.commune == sa.bindparam("commune"), record.c.seq > sa.bindparam("cursor")
_PUBLIC = (
    sa.select(*(record.c[name] for name in PUBLIC), record.c.retired)
    .where(_HERE)
    .order_by(record.c.seq)
    .limit(sa.bindparam("most", type_=sa.Integer()))
)
_ABOVE = _PUBLIC.where(_LATER)
_IDS_ABOVE = sa.select(record.c.id, record.c.seq).where(_HERE, _LATER).order_by(record.c.seq)
_LIVE = sa.select(record.c.id, record.c.seq).where(_HERE, ~record.c.retired, record.c.life == Life.LIVE.value)
_HIGHEST = sa.select(sa.func.max(record.c.seq)).where(_HERE)


def counters(connection: sa.Connection, commune: str) -> tuple[int, int]:
    """The last number of a commune's feed and its durable number (inside a backup restored as a test)."""
    row = connection.execute(_COUNTERS, {"commune": commune}).one()
    return int(row.seq), int(row.durable_seq)


def page(
    ground: Ground,
    who: Who,
    sender: Sender,
    cursor: Mark,
    buckets: frozenset[int] = frozenset(),
    most: int = PAGE_RECORDS,
) -> Page:
    """The records above `cursor`, as they stand now, at most `most` of them; of some buckets only, if any.

    Raises Refusal: bad_request, device_revoked, wrong_epoch (say hello again), cursor_ahead (central went
    backwards).
    """
    if cursor.seq < 0:
        raise Refusal("bad_request", 400)
    _allow(who, sender, cursor.epoch)
    with ground.read() as connection:
        newest, _ = counters(connection, sender.commune)
        if cursor.seq > newest:
            raise Refusal("cursor_ahead", 409)
        asked: dict[str, int | str] = {"commune": sender.commune, "cursor": cursor.seq, "most": most + 1}
        if buckets:
            chosen = _in_buckets(connection, asked, buckets)
            rows = connection.execute(_PUBLIC.where(record.c.seq.in_(chosen)), asked).all()
        else:
            rows = connection.execute(_ABOVE, asked).all()
    found = Page(
        server_id=who.server_id,
        epoch=who.epoch,
        cursor=rows[:most][-1].seq if rows else cursor.seq,
        records=[_to_wire(row) for row in rows[:most]],
        more=len(rows) > most,
    )
    if most > 1 and len(msgspec.json.encode(found)) > LARGEST_BODY:
        return page(ground, who, sender, cursor, buckets, most // 2)
    return found


def close(ground: Ground, who: Who, sender: Sender, said: Close) -> Closed:
    """Whether device and central hold the same live records.

    Raises Refusal: bad_request, device_revoked, wrong_epoch, pull_first (the feed went on since: nothing to
    compare).
    """
    if len(said.buckets) not in (0, BUCKETS):
        raise Refusal("bad_request", 400)
    _allow(who, sender, said.epoch)
    with ground.read() as connection:
        newest, _ = counters(connection, sender.commune)
        if said.cursor < _last_seq(connection, sender.commune) or said.cursor > newest:
            raise Refusal("pull_first", 409)
        found = connection.execute(_LIVE, {"commune": sender.commune})
        rows = [(row.id, row.seq) for row in found]
    count, held = len(rows), digest(rows)
    return Closed(
        server_id=who.server_id,
        epoch=who.epoch,
        agree=(count, held) == (said.count, said.digest),
        count=count,
        digest=held,
        differ=_differing(rows, said.buckets) if said.buckets else (),
    )


def _allow(who: Who, sender: Sender, epoch: int) -> None:
    if not sender.is_active:
        raise Refusal("device_revoked", 403)
    if epoch != who.epoch:
        raise Refusal("wrong_epoch", 409)


def _last_seq(connection: sa.Connection, commune: str) -> int:
    """The highest number a record still has: a number passed on to a later one is nobody's any more."""
    return int(connection.execute(_HIGHEST, {"commune": commune}).scalar() or 0)


def _in_buckets(
    connection: sa.Connection, asked: Mapping[str, int | str], buckets: frozenset[int]
) -> list[int]:
    """The first numbers of records in these buckets; no database knows the hash that sorts them."""
    ids = connection.execute(_IDS_ABOVE, asked)
    return list(islice((row.seq for row in ids if bucket_of(row.id) in buckets), int(asked["most"])))


def _differing(rows: Sequence[tuple[str, int]], theirs: Sequence[str]) -> tuple[int, ...]:
    pairs = zip(bucket_digests(rows), theirs, strict=True)
    return tuple(place for place, (mine, said) in enumerate(pairs) if mine != said)


def _to_wire(row: sa.Row[*tuple[Any, ...]]) -> WireRecord:
    """The record for laptops; of one that has left they learn that it is gone, and no more."""
    if row.retired:
        return WireRecord(id=row.id, kind=row.kind, commune=row.commune, seq=row.seq, life=GONE)
    return msgspec.convert(row, WireRecord, from_attributes=True)
