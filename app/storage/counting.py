"""What still waits and what a person must look at, counted from the tables each time it is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from app.domain.changes import Change
from app.domain.views import Attention, Counters
from app.storage import shown
from app.storage.aliases import aliases
from app.storage.coding import CHANGE_COLUMNS, change_of, from_json
from app.storage.database import Connection

# A session counts once: attention before waiting before received. Only finished ones count, those with a
# session record of this device, however often that was said; work of a session given up is sent like any
# other and counted nowhere.
_RETURNS = """returned (id, about, session, comment, by) AS (
    SELECT id, coalesce(nullif(record, ''), session), session, comment, by FROM "return"
    WHERE life = 'live' AND NOT EXISTS (SELECT 1 FROM changes INDEXED BY changes_replacing
        WHERE replaces <> '' AND instr(replaces, "return".id))
)"""
_WORST = f"""
WITH {_RETURNS}, attention (session) AS (
    SELECT session FROM changes INDEXED BY changes_open
    WHERE state <> 'received' AND state IN ('quarantined', 'review')
    UNION SELECT session FROM changes INDEXED BY changes_parked WHERE parked <> ''
    UNION SELECT session FROM returned
    UNION SELECT session FROM changes WHERE n IN (
        SELECT max(changes.n) FROM returned JOIN changes ON changes.record = returned.about GROUP BY returned.id)
), waiting (session) AS (
    SELECT session FROM changes INDEXED BY changes_open
    WHERE state <> 'received' AND state IN ('waiting', 'held')
    EXCEPT SELECT session FROM attention
), own (session) AS (
    SELECT DISTINCT record FROM changes INDEXED BY changes_sessions WHERE kind = 'session'
)
SELECT (SELECT count(*) FROM own),
    (SELECT count(*) FROM attention WHERE session IN own),
    (SELECT count(*) FROM waiting WHERE session IN own),
    (SELECT count(*) FROM attention WHERE session IN own AND session NOT IN (
        SELECT session FROM changes INDEXED BY changes_open
        WHERE state <> 'received' AND state IN ('quarantined', 'waiting', 'held')))"""
_OLDEST = """SELECT made_at FROM changes INDEXED BY changes_open
WHERE state <> 'received' AND state IN ('waiting', 'held') AND session <> '' ORDER BY n LIMIT 1"""

_CELLS = ", ".join(f"changes.{name}" for name in CHANGE_COLUMNS.split(", "))
_NOT_TAKEN = f"""SELECT {_CELLS}, state, code, field, session, '',
    coalesce(verdict.comment, ''), coalesce(verdict.by, ''), ''
FROM changes INDEXED BY changes_open LEFT JOIN verdict ON verdict.id = changes.id AND state = 'quarantined'
WHERE state <> 'received' AND state IN ('quarantined', 'review')"""
_IN_CONFLICT = f"""SELECT {CHANGE_COLUMNS}, 'conflict', 'conflict', '', session, parked, '', '', ''
FROM changes INDEXED BY changes_parked WHERE parked <> ''"""
_RETURNED = f"""WITH {_RETURNS}, newest (id, n) AS (
    SELECT returned.id, max(changes.n) FROM returned JOIN changes ON changes.record = returned.about
    GROUP BY returned.id
)
SELECT {_CELLS}, 'returned', 'returned', '', changes.session, '', comment, by, returned.id
FROM newest JOIN returned USING (id) JOIN changes USING (n)"""


def counters(db: Connection) -> Counters:
    """Received, waiting and needing attention; they add up to the sessions finished here."""
    own, attention, waiting, at_central = db.rows(_WORST)[0]
    oldest = db.row(_OLDEST) if waiting else None
    return Counters(
        received=own - attention - waiting,
        waiting=waiting,
        attention=attention,
        oldest_waiting=datetime.fromtimestamp(oldest[0] / 1000, UTC) if oldest else None,
        at_central=at_central,
    )


def attention(db: Connection) -> Sequence[Attention]:
    """Changes central refused, is looking at, parked in a conflict or sent back, oldest first."""
    found = sorted(_attention(db), key=lambda one: (one.change.n, one.returned))
    return list({(one.change.id, one.state, one.returned): one for one in found}.values())


def _attention(db: Connection) -> Iterator[Attention]:
    for query in (_NOT_TAKEN, _IN_CONFLICT, _RETURNED):
        for *cells, state, code, field, session, parked, comment, by, returned in db.rows(query):
            change = change_of(tuple(cells))
            citizen = _citizen(db, change)
            yield Attention(
                change=change,
                state=state,
                code=code,
                field=from_json(parked)[0] if parked else field,
                session=session,
                citizen_name=_name(db, citizen),
                citizen=citizen,
                comment=comment,
                by=by,
                returned=returned,
            )


def _citizen(db: Connection, change: Change) -> str:
    """Whom a change is about, followed through merges; empty when it is about nobody."""
    citizen = change.record
    if change.kind not in ("citizen", "ladder"):
        values = shown.values_of(db, change.kind, change.record) or {}
        citizen = str(values.get("citizen", ""))
    return aliases(db).survivor(citizen) if citizen else ""


def _name(db: Connection, citizen: str) -> str:
    person = shown.values_of(db, "citizen", citizen)
    return str(person["name"]) if person else ""
