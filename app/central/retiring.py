"""Lets old finished work leave the laptops. Central keeps every record whole: figures count it like before.

What leaves: sessions, visits and appointments (no longer due) that are older than so many days and whose person has
nothing open, and what voids such a session. Whatever is written to one of them later brings it back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from app.central.communes import commune_name
from app.central.ground import Ground
from app.central.identity import Who
from app.central.refusals import Refusal
from app.central.store.tables import record
from app.central.turn import Turn
from app.domain.changes import Value
from app.domain.ladder import TaskStatus
from app.domain.merge import Life

FEWEST_DAYS = 30
"""Younger work stays: people come back within a month."""

PORTION = 500
"""Records that leave in one transaction, so that no laptop waits long for its turn to send."""

_OPEN = (TaskStatus.BLOCKED, TaskStatus.WAITING)
_DUE = "due"

Fields = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class _Held:
    """One record in the feed, as far as this asks."""

    kind: str
    id: str
    fields: Fields
    merged_into: str
    is_disputed: bool


def retire(ground: Ground, who: Who, commune: str, days: int) -> int:
    """Let the commune's finished work of more than `days` days ago leave; how many records left.

    Raises Refusal: unknown_commune, too_recent (fewer than FEWEST_DAYS days).
    """
    if days < FEWEST_DAYS:
        raise Refusal("too_recent", 400)
    count = 0
    while left := _retire_some(ground, who, commune, days):
        count += left
    return count


def _retire_some(ground: Ground, who: Who, commune: str, days: int) -> int:
    with ground.write() as connection:
        if commune_name(connection, commune) is None:
            raise Refusal("unknown_commune", 404)
        turn = Turn(connection, commune, who.epoch, ground.now_ms())
        first, chosen = turn.next_mark, _chosen(_held(turn), _day(turn.now_ms, days))[:PORTION]
        turn.load(one.id for one in chosen)
        for one in chosen:
            known = turn.record(one.kind, one.id)
            assert known is not None, "it was read a moment ago, and nobody else writes now"
            turn.keep([replace(known, mark=turn.next_mark)])
        turn.finish()
        fresh = sa.and_(record.c.commune == commune, record.c.seq >= first.seq)
        connection.execute(record.update().where(fresh).values(retired=True))
    return len(chosen)


def _day(now_ms: int, days: int) -> datetime:
    return datetime.fromtimestamp(now_ms / 1000, UTC) - timedelta(days=days)


def _held(turn: Turn) -> list[_Held]:
    columns = (record.c.kind, record.c.id, record.c.fields, record.c.merged_into, record.c.conflicts)
    kinds = ("citizen", "ladder", "session", "visit", "appointment", "void")
    here = sa.and_(record.c.commune == turn.commune, record.c.kind.in_(kinds), ~record.c.retired)
    lives = record.c.life.in_((Life.LIVE.value, Life.MERGED.value))
    rows = turn.connection.execute(sa.select(*columns).where(here, lives).order_by(record.c.seq))
    return [_Held(row.kind, row.id, row.fields, row.merged_into, bool(row.conflicts)) for row in rows]


def _chosen(held: list[_Held], before: datetime) -> list[_Held]:
    """What may leave: sessions first, then what voids them when they have left."""
    into = {one.id: one.merged_into for one in held if one.kind == "citizen"}
    busy = {_survivor(into, name) for name in _with_open_work(held)}
    sessions = {one.id for one in held if one.kind == "session"}
    return [
        one
        for one in held
        if _is_over(one, before, sessions)
        and not one.is_disputed
        and _survivor(into, _text(one.fields, "citizen")) not in busy
    ]


def _is_over(one: _Held, before: datetime, sessions: set[str]) -> bool:
    match one.kind:
        case "session":
            ended = one.fields.get("ended") or one.fields.get("started") or 0
            return isinstance(ended, int) and 0 < ended < before.timestamp()
        case "visit":
            return "" < _text(one.fields, "day") < before.date().isoformat()
        case "appointment":
            is_past = "" < _text(one.fields, "day") < before.date().isoformat()
            return is_past and one.fields.get("state", _DUE) != _DUE
        case "void":
            return _text(one.fields, "session") not in sessions
        case _:
            return False


def _with_open_work(held: list[_Held]) -> Iterator[str]:
    """Citizens who are expected, stuck or disputed."""
    for one in held:
        if one.kind == "appointment" and one.fields.get("state", _DUE) == _DUE:
            yield _text(one.fields, "citizen")
        if one.kind in ("citizen", "ladder") and (one.is_disputed or any(map(_is_open, one.fields.values()))):
            yield one.id


def _is_open(value: Any) -> bool:  # noqa: ANN401 - JSON
    return isinstance(value, dict) and value.get("status") in _OPEN


def _survivor(into: Mapping[str, str], citizen: str) -> str:
    seen: set[str] = set()
    while into.get(citizen) and citizen not in seen:
        seen.add(citizen)
        citizen = into[citizen]
    return citizen


def _text(fields: Fields, name: str) -> str:
    value = fields.get(name, "")
    return value if isinstance(value, str) else ""
