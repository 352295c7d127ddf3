"""Own work as rescue copies and sticks see it: by session, and which bundle it was given to. No files here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from app.domain.changes import Mark
from app.domain.delivery import stamp_of
from app.domain.views import Handed, Unit, Unsent
from app.storage.coding import OWN_COLUMNS, own_of, to_json
from app.storage.database import Connection
from app.storage.outbox import NOT_DURABLE

_UNIT = "CASE session WHEN '' THEN id ELSE session END"
_OPEN = """FROM changes INDEXED BY changes_open
WHERE state <> 'received' AND state IN ('waiting', 'held', 'quarantined')"""
_ANSWERED = f"FROM changes INDEXED BY changes_answered WHERE ack_seq NOTNULL AND {NOT_DURABLE}"
_UNITS = f"""SELECT unit, min(n), max(n), count(*)
FROM (SELECT {_UNIT} AS unit, n {_OPEN} UNION ALL SELECT {_UNIT}, n {_ANSWERED})
GROUP BY unit ORDER BY max(n)"""
# By number: a session's changes lie close together, and no index by session has to be kept for this.
_OF_UNIT = f"""SELECT {OWN_COLUMNS} FROM changes WHERE n BETWEEN ? AND ? AND {_UNIT} = ?
AND (state IN ('waiting', 'held', 'quarantined') OR {NOT_DURABLE}) ORDER BY n"""
_LEFT = """SELECT DISTINCT CASE session WHEN '' THEN id ELSE session END FROM changes
WHERE state = 'left' AND made_at >= ?"""
_HANDED = """SELECT bundle, max(at), count(*), sum(kind = 'session'), sum(state IN ('waiting', 'held'))
FROM handed JOIN changes ON changes.id = handed.change GROUP BY bundle ORDER BY max(at) DESC, bundle"""
_INTO = "SELECT change FROM handed WHERE bundle IN (SELECT value FROM json_each(?))"
_NOTE = """INSERT INTO handed (change, bundle, at) VALUES (?, ?, ?)
ON CONFLICT (change) DO UPDATE SET bundle = excluded.bundle, at = excluded.at"""


def units(db: Connection, durable: Mark, since_ms: int) -> list[Unit]:
    """Every session, and every change outside any, that central may still lose or does not have."""
    rows = db.rows(_UNITS, (durable.epoch, durable.seq, since_ms))
    return [Unit(name, last, count, first) for name, first, last, count in rows]


def unit_changes(db: Connection, unit: Unit, durable: Mark, since_ms: int) -> list[Unsent]:
    """The changes of a unit that central may still lose or does not have, oldest first."""
    place = (unit.first_n, unit.last_n, unit.name)
    rows = db.rows(_OF_UNIT, (*place, durable.epoch, durable.seq, since_ms))
    return [Unsent(change=own.change, stamp=stamp_of(own)) for own in map(own_of, rows)]


def left_units(db: Connection, since_ms: int) -> list[str]:
    """Every session, and every change outside any, that stayed with a commune this laptop has left."""
    return [name for (name,) in db.rows(_LEFT, (since_ms,))]


def handed(db: Connection) -> list[Handed]:
    """The bundles given to sticks, the newest first."""
    return [
        Handed(
            bundle=bundle,
            at=datetime.fromtimestamp(at, UTC),
            changes=changes,
            sessions=sessions,
            waiting=waiting,
        )
        for bundle, at, changes, sessions, waiting in db.rows(_HANDED)
    ]


def handed_into(db: Connection, bundles: Sequence[str]) -> set[str]:
    """The ids of the changes that went into one of these bundles last."""
    return {change for (change,) in db.rows(_INTO, (to_json(list(bundles)),))}


def note_handed(db: Connection, bundle: str, changes: Sequence[str], at: datetime) -> None:
    """A change counts for the bundle it went into last."""
    db.run_many(_NOTE, [(change, bundle, int(at.timestamp())) for change in changes])
