"""The laptop moves to another commune: what the old one told goes, own finished work stays as closed history."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.changes import Mark
from app.storage import audit, shown, standing
from app.storage.coding import to_json
from app.storage.database import Connection

_OPERATOR = "operator"
_CLOSE = """UPDATE changes SET state = CASE state WHEN 'replaced' THEN state ELSE 'left' END, parked = '',
fields = '{}', reason = '' WHERE state IN ('received', 'review', 'replaced') RETURNING id"""
_OWNED = "SELECT EXISTS (SELECT 1 FROM changes WHERE state IN ('waiting', 'held', 'quarantined'))"
_KEPT = """INSERT INTO standing (id, kind, commune, epoch, seq, life, merged_into, fields, conflicts)
VALUES (?, 'operator', '', 0, 0, 'live', '', ?, '')"""


def leave(db: Connection, epoch: int, staying: Sequence[str]) -> list[tuple[str, str]]:
    """Close and blank all own work, and drop every row and everything shown but the operators who stay.

    Nothing the old commune erases later could be told here any more: no value of it stays.

    Returns (kind, record) of what has gone. The cursor stands at the start of `epoch`. An operator who stays is
    known by name and form of address only, until the new commune tells of them. Raises ValueError while own
    work is not answered for.
    """
    if db.value(_OWNED):
        raise ValueError("own work still belongs to the commune that is left")
    people = {one: shown.values_of(db, _OPERATOR, one) for one in staying}
    kept = {one: dict(values) | {"support_point": ""} for one, values in people.items() if values}
    gone = {(kind, record) for kind, record in db.rows("SELECT kind, id FROM standing")}
    for kind in shown.TABLES:
        gone |= {(kind, record) for (record,) in db.rows(f'SELECT id FROM "{kind}"')}
        db.run(f'DELETE FROM "{kind}"')
    db.run("DELETE FROM standing")
    audit.blanked(db, [change for (change,) in db.rows(_CLOSE)])
    for one, values in kept.items():
        db.run(_KEPT, (one, to_json(values)))
    standing.set_cursor(db, Mark(epoch, 0))
    return sorted(gone - {(_OPERATOR, one) for one in kept})
