"""What people at central gave back to a laptop: whether one can still hear of it, and what was answered."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.central.ground import Ground
from app.central.pairing import ACTIVE
from app.central.store import bulk
from app.central.store.tables import change_log, device, record
from app.domain.merge import Life
from app.domain.points import Judgement

_KINDS = ("verdict", "return")


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenBack:
    """One change (`is_change`) or record that went back; `id` is the change's, or that of the `return`.

    `answers` are what laptops said to it, each with the words of whoever looked, which may be empty; `at` is Unix
    milliseconds.
    """

    id: str
    commune: str
    kind: str
    record: str
    is_change: bool
    devices: tuple[str, ...]
    at: int
    answers: tuple[str, ...] = ()


def is_heard(connection: sa.Connection, commune: str, devices: Collection[str]) -> bool:
    """Whether a laptop that had one of these names reads this commune's feed.

    None does whose access was closed, or that was paired in another commune since: it is known by its database.
    """
    here = sa.and_(device.c.commune == commune, bulk.one_of(connection, device.c.id, devices))
    stores = sa.select(device.c.instance).where(here)
    rows = connection.execute(sa.select(device).where(device.c.instance.in_(stores))).all()
    last = {row.instance: row.commune for row in sorted(rows, key=lambda row: row.paired_at)}
    return any(row.state == ACTIVE and row.commune == commune == last[row.instance] for row in rows)


def writers(connection: sa.Connection, commune: str, name: str) -> set[str]:
    """The devices that wrote to a record."""
    mine = sa.and_(change_log.c.commune == commune, change_log.c.record == name)
    return set(connection.execute(sa.select(change_log.c.device).where(mine)).scalars())


def is_answered(connection: sa.Connection, row: sa.Row[Any]) -> bool:
    """Whether a change of the log that was given back was corrected, or said once more."""
    mine = sa.and_(change_log.c.commune == row.commune, change_log.c.record == row.record)
    bodies = connection.execute(sa.select(change_log.c.body).where(mine)).scalars()
    return any(row.id in body.get("replaces", ()) for body in bodies if body)


def listed(ground: Ground, commune: str = "") -> Sequence[GivenBack]:
    """Everything that went back and still lives, of one commune or of all; what nobody answered comes first."""
    with ground.read() as connection:
        is_mine = record.c.commune == commune if commune else sa.true()
        back = sa.and_(record.c.kind.in_(_KINDS), record.c.life == Life.LIVE.value, is_mine)
        rows = connection.execute(sa.select(record).where(back)).all()
        found = [one for row in rows for one in _given_back(connection, row)]
    return sorted(found, key=lambda one: (bool(one.answers), one.at, one.id))


def _given_back(connection: sa.Connection, row: sa.Row[Any]) -> Iterator[GivenBack]:
    said, is_change = row.fields, row.kind == "verdict"
    if is_change and said.get("verdict") != Judgement.RETURNED:
        return
    log = change_log.c
    about = said.get("record") or said.get("session") or ""
    named = log.id == row.id if is_change else log.record == about
    first = sa.select(change_log).where(log.commune == row.commune, named).order_by(log.received_at)
    wrote = connection.execute(first).first()
    if wrote is None:
        return
    told = sa.select(sa.func.max(log.received_at)).where(log.commune == row.commune, log.record == row.id)
    yield GivenBack(
        id=row.id,
        commune=row.commune,
        kind=wrote.kind,
        record=wrote.record,
        is_change=is_change,
        devices=(wrote.device,) if is_change else tuple(sorted(writers(connection, row.commune, about))),
        at=connection.execute(told).scalar() or 0,
        answers=tuple(_answers(connection, row, wrote.record)),
    )


def _answers(connection: sa.Connection, row: sa.Row[Any], about: str) -> Iterator[str]:
    """What was said to it: by changes of the same record, or by what takes a session out."""
    log = change_log.c
    of_session = log.body["fields"]["session"]["to"].as_string() == about
    told = sa.or_(log.record == about, sa.and_(log.kind == "void", of_session))
    bodies = sa.select(log.body).where(log.commune == row.commune, told).order_by(log.received_at)
    found: list[Mapping[str, Any] | None] = list(connection.execute(bodies).scalars())
    yield from (str(one.get("reason", "")) for one in found if one and row.id in one.get("replaces", ()))
