"""How much central holds, commune by commune, counted from the tables now. Never a name of a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.central import leftovers, set_aside
from app.central.devices import SUSPECT_SECONDS
from app.central.ground import Ground
from app.central.pairing import ACTIVE
from app.central.store.tables import (
    change_log,
    commune,
    device,
    feed_counter,
    leftover,
    record,
    support_point,
)
from app.central.store.tables import set_aside as aside
from app.domain.changes import OutcomeKind
from app.domain.merge import Life

SILENT_DAYS = 7
"""A laptop not heard of for longer is one to ask after."""

_DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneCounts:
    """One commune: `records` are live ones by kind; `last_seen` is Unix milliseconds, 0 = not yet.

    `silent` laptops were not heard of for SILENT_DAYS; `oldest` is the longest wait of an unsent change in
    seconds, `disk` the fewest free megabytes (-1: nobody said), `held` what came by stick and waits for more.
    """

    code: str
    name: str
    support_points: int
    seq: int
    durable_seq: int
    devices: int
    silent: int
    last_seen: int
    unsent: int
    attention: int
    quarantined: int
    oldest: int
    disk: int
    clocks_suspect: int
    needs_review: int
    held: int
    records: Mapping[str, int]


_NO_DEVICES = {
    "devices": 0,
    "silent": 0,
    "last_seen": 0,
    "unsent": 0,
    "attention": 0,
    "quarantined": 0,
    "oldest": 0,
    "disk": -1,
    "clocks_suspect": 0,
}


def by_commune(ground: Ground) -> Sequence[CommuneCounts]:
    """The counts of every commune, in the order of their codes."""
    with ground.read() as connection:
        fed = sa.select(commune, feed_counter.c.seq, feed_counter.c.durable_seq).join(feed_counter)
        communes = connection.execute(fed.order_by(commune.c.code)).all()
        points = _per_commune(connection, support_point.c.commune)
        devices = _devices(connection, ground.now_ms())
        review = _per_commune(connection, _waiting().c.commune)
        held = _per_commune(connection, aside.c.commune, aside.c.state == OutcomeKind.HELD.value)
        kinds = _kinds(connection)
    return [
        CommuneCounts(
            code=one.code,
            name=one.name,
            support_points=points.get(one.code, 0),
            seq=one.seq,
            durable_seq=one.durable_seq,
            needs_review=review.get(one.code, 0),
            held=held.get(one.code, 0),
            records=kinds.get(one.code, {}),
            **devices.get(one.code, _NO_DEVICES),
        )
        for one in communes
    ]


def _waiting() -> sa.Subquery:
    """What waits for a person, as `review list` shows it: one row for each code to decide on."""
    verdicts = sa.select(record.c.id).where(
        record.c.kind == "verdict", record.c.commune == change_log.c.commune
    )
    is_doubted = change_log.c.outcome["kind"].as_string() == OutcomeKind.NEEDS_REVIEW.value
    doubted = sa.select(change_log.c.commune, change_log.c.id).where(
        is_doubted, change_log.c.body.is_not(None), change_log.c.id.not_in(verdicts)
    )
    put_aside = set_aside.waiting().with_only_columns(aside.c.commune, aside.c.id)
    left = leftovers.waiting().with_only_columns(leftover.c.commune, leftover.c.id)
    return sa.union(doubted, put_aside, left).subquery()


def _per_commune(
    connection: sa.Connection, column: sa.ColumnElement[Any], *wanted: sa.ColumnElement[bool]
) -> dict[str, int]:
    counted = sa.select(column, sa.func.count()).where(*wanted).group_by(column)
    return {code: count for code, count in connection.execute(counted)}


def _devices(connection: sa.Connection, now_ms: int) -> dict[str, dict[str, int]]:
    is_active, long_ago = device.c.state == ACTIVE, now_ms - SILENT_DAYS * _DAY_MS
    is_silent = sa.and_(is_active, device.c.last_seen < long_ago, device.c.paired_at < long_ago)
    is_suspect = sa.and_(is_active, sa.func.abs(device.c.drift) > SUSPECT_SECONDS)
    columns = (
        sa.func.count().label("devices"),
        _how_many(is_silent).label("silent"),
        sa.func.max(device.c.last_seen).label("last_seen"),
        sa.func.sum(device.c.unsent).label("unsent"),
        sa.func.sum(device.c.attention).label("attention"),
        sa.func.sum(device.c.quarantined).label("quarantined"),
        sa.func.max(device.c.oldest).label("oldest"),
        sa.func.coalesce(sa.func.min(sa.case((device.c.disk >= 0, device.c.disk))), -1).label("disk"),
        _how_many(is_suspect).label("clocks_suspect"),
    )
    rows = connection.execute(sa.select(device.c.commune, *columns).group_by(device.c.commune))
    return {
        code: {column.name: int(number) for column, number in zip(columns, numbers, strict=True)}
        for code, *numbers in rows
    }


def _how_many(condition: sa.ColumnElement[bool]) -> sa.Function[int]:
    return sa.func.sum(sa.case((condition, 1), else_=0))


def _kinds(connection: sa.Connection) -> dict[str, dict[str, int]]:
    live = sa.select(record.c.commune, record.c.kind, sa.func.count()).where(record.c.life == Life.LIVE.value)
    found: dict[str, dict[str, int]] = {}
    for code, kind, count in connection.execute(live.group_by(record.c.commune, record.c.kind)):
        found.setdefault(code, {})[kind] = count
    return found
