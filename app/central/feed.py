"""What a commune's devices read back. One feed per commune, one cursor per device.

Everything a device needs stands in its commune's feed: what the province decides for all is written into each
commune's feed, so there is no second stream to merge and no second cursor to lose.
"""

from __future__ import annotations

from typing import Any

import msgspec
import sqlalchemy as sa

from app.central.ground import Ground
from app.central.identity import Who
from app.central.refusals import Refusal
from app.central.roster import Sender
from app.central.store.rows import PUBLIC
from app.central.store.tables import feed_counter, record
from app.contract.coding import digest
from app.contract.limits import LARGEST_BODY, PAGE_RECORDS
from app.contract.messages import Close, Closed, Page, WireRecord
from app.domain.changes import Mark
from app.domain.merge import Life


def counters(connection: sa.Connection, commune: str) -> tuple[int, int]:
    """The last number of a commune's feed and its durable number (inside a backup restored as a test)."""
    columns = (feed_counter.c.seq, feed_counter.c.durable_seq)
    row = connection.execute(sa.select(*columns).where(feed_counter.c.commune == commune)).one()
    return int(row.seq), int(row.durable_seq)


def page(ground: Ground, who: Who, sender: Sender, cursor: Mark, most: int = PAGE_RECORDS) -> Page:
    """The records above `cursor`, as they stand now, at most `most` of them.

    Raises Refusal: device_revoked, wrong_epoch (say hello again), cursor_ahead (central went backwards).
    """
    _allow(who, sender, cursor.epoch)
    with ground.read() as connection:
        newest, _ = counters(connection, sender.commune)
        if not 0 <= cursor.seq <= newest:
            raise Refusal("cursor_ahead", 409)
        above = sa.and_(record.c.commune == sender.commune, record.c.seq > cursor.seq)
        public = sa.select(*(record.c[name] for name in PUBLIC))
        rows = connection.execute(public.where(above).order_by(record.c.seq).limit(most + 1)).all()
    found = Page(
        server_id=who.server_id,
        epoch=who.epoch,
        cursor=rows[:most][-1].seq if rows else cursor.seq,
        records=[_to_wire(row) for row in rows[:most]],
        more=len(rows) > most,
    )
    if most > 1 and len(msgspec.json.encode(found)) > LARGEST_BODY:
        return page(ground, who, sender, cursor, most // 2)
    return found


def close(ground: Ground, who: Who, sender: Sender, said: Close) -> Closed:
    """Whether device and central hold the same live records.

    Raises Refusal: device_revoked, wrong_epoch, pull_first (the feed went on since: nothing to compare).
    """
    _allow(who, sender, said.epoch)
    with ground.read() as connection:
        newest, _ = counters(connection, sender.commune)
        if said.cursor < _last_seq(connection, sender.commune) or said.cursor > newest:
            raise Refusal("pull_first", 409)
        live = sa.and_(record.c.commune == sender.commune, record.c.life == Life.LIVE.value)
        rows = connection.execute(sa.select(record.c.id, record.c.seq).where(live)).all()
    count, held = len(rows), digest((row.id, row.seq) for row in rows)
    agree = (count, held) == (said.count, said.digest)
    return Closed(server_id=who.server_id, epoch=who.epoch, agree=agree, count=count, digest=held)


def _allow(who: Who, sender: Sender, epoch: int) -> None:
    if not sender.is_active:
        raise Refusal("device_revoked", 403)
    if epoch != who.epoch:
        raise Refusal("wrong_epoch", 409)


def _last_seq(connection: sa.Connection, commune: str) -> int:
    """The highest number a record still has: a number passed on to a later one is nobody's any more."""
    highest = sa.select(sa.func.max(record.c.seq)).where(record.c.commune == commune)
    return int(connection.execute(highest).scalar() or 0)


def _to_wire(row: sa.Row[Any]) -> WireRecord:
    return msgspec.convert(row, WireRecord, from_attributes=True)
