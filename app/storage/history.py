"""Everything the tables hold about one person's past, record by record. What it means is `domain.history`'s."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.changes import Change
from app.domain.history import Trace
from app.storage import shown
from app.storage.aliases import aliases, record
from app.storage.coding import CHANGE_COLUMNS, change_of, to_json
from app.storage.database import Connection
from app.storage.refreshing import own_changes, standing_row

# Of the citizen under every id they were known by; `?` is those ids as JSON.
_ABOUT = """WITH names (id) AS (SELECT value FROM json_each(?)), sessions (id) AS (
    SELECT session.id FROM names CROSS JOIN session INDEXED BY session_citizen ON session.citizen = names.id
)
SELECT 'citizen', id FROM names
UNION ALL SELECT 'ladder', id FROM names
UNION ALL SELECT 'session', id FROM sessions
UNION ALL SELECT 'void', void.id FROM sessions CROSS JOIN void INDEXED BY void_session ON void.session = sessions.id
UNION ALL SELECT 'consent', consent.id FROM names
    CROSS JOIN consent INDEXED BY consent_citizen ON consent.citizen = names.id
UNION ALL SELECT 'appointment', id FROM appointment WHERE citizen IN (SELECT id FROM names)
UNION ALL SELECT 'representative', id FROM representative WHERE citizen IN (SELECT id FROM names)"""
_WROTE = f"""SELECT {CHANGE_COLUMNS} FROM changes INDEXED BY changes_of_record
WHERE record = ? AND kind = ? AND session = ? AND state NOT IN ('replaced', 'erased', 'left')"""


def traces(db: Connection, citizen: str) -> Sequence[Trace]:
    """Every record about a person that is shown, with own changes and who else wrote what stands."""
    found = []
    for kind, name in _about(db, citizen):
        values = shown.values_of(db, kind, name)
        if values is not None:
            standing = standing_row(db, kind, name)
            found.append(
                Trace(
                    kind=kind,
                    record=name,
                    values=values,
                    own=tuple(own_changes(db, kind, name)),
                    writers=standing.writers if standing else {},
                )
            )
    return found


def wrote_in(db: Connection, session: str) -> Sequence[Change]:
    """What this laptop wrote in one session and central did not give up, in the order it was written."""
    values = record(db, "session", session)
    if values is None:
        return []
    about = _about(db, str(values["citizen"]))
    rows = (row for kind, name in about for row in db.rows(_WROTE, (name, kind, session)))
    return sorted(map(change_of, rows), key=lambda change: change.n)


def _about(db: Connection, citizen: str) -> Iterator[tuple[str, str]]:
    known = aliases(db)
    yield from db.rows(_ABOUT, (to_json(known.known_as(known.survivor(citizen))),))
