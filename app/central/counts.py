"""How much central holds, commune by commune, counted from the tables now. Never a name of a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.central.ground import Ground
from app.central.store.tables import change_log, commune, device, record, support_point
from app.domain.changes import OutcomeKind
from app.domain.merge import Life


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneCounts:
    """One commune: `records` are live ones by kind; `last_seen` is Unix milliseconds, 0 = not yet."""

    code: str
    name: str
    support_points: int
    devices: int
    last_seen: int
    unsent: int
    attention: int
    needs_review: int
    records: Mapping[str, int]


def by_commune(ground: Ground) -> Sequence[CommuneCounts]:
    """The counts of every commune, in the order of their codes."""
    with ground.read() as connection:
        communes = connection.execute(sa.select(commune).order_by(commune.c.code)).all()
        points = _per_commune(connection, support_point.c.commune)
        devices = _devices(connection)
        waiting = change_log.c.outcome["kind"].as_string() == OutcomeKind.NEEDS_REVIEW.value
        review = _per_commune(connection, change_log.c.commune, waiting)
        kinds = _kinds(connection)
    return [
        CommuneCounts(
            code=one.code,
            name=one.name,
            support_points=points.get(one.code, 0),
            needs_review=review.get(one.code, 0),
            records=kinds.get(one.code, {}),
            **devices.get(one.code, {"devices": 0, "last_seen": 0, "unsent": 0, "attention": 0}),
        )
        for one in communes
    ]


def _per_commune(
    connection: sa.Connection, column: sa.Column[Any], *wanted: sa.ColumnElement[bool]
) -> dict[str, int]:
    counted = sa.select(column, sa.func.count()).where(*wanted).group_by(column)
    return {code: count for code, count in connection.execute(counted)}


def _devices(connection: sa.Connection) -> dict[str, dict[str, int]]:
    columns = (
        sa.func.count().label("devices"),
        sa.func.max(device.c.last_seen).label("last_seen"),
        sa.func.sum(device.c.unsent).label("unsent"),
        sa.func.sum(device.c.attention).label("attention"),
    )
    rows = connection.execute(sa.select(device.c.commune, *columns).group_by(device.c.commune))
    return {
        code: {column.name: int(number) for column, number in zip(columns, numbers, strict=True)}
        for code, *numbers in rows
    }


def _kinds(connection: sa.Connection) -> dict[str, dict[str, int]]:
    live = sa.select(record.c.commune, record.c.kind, sa.func.count()).where(record.c.life == Life.LIVE.value)
    found: dict[str, dict[str, int]] = {}
    for code, kind, count in connection.execute(live.group_by(record.c.commune, record.c.kind)):
        found.setdefault(code, {})[kind] = count
    return found
