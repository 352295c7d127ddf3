"""Carries an erasure central told of to everything this laptop holds about the person, sent or not.

Ids, authors, times and digests stay, so that the chain of changes and the audit still hold.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.records import KINDS
from app.storage import audit
from app.storage.coding import from_json
from app.storage.database import Connection
from app.storage.outbox import records_named

PERSONAL = ("citizen", "session")
"""What points to one of these tells of a person and goes too; a household outlives its head."""

_NAMING = "SELECT kind, record, fields FROM changes WHERE state <> 'erased' AND instr(fields, ?)"
_BLANK = """UPDATE changes SET state = 'erased', parked = '', fields = '{}', reason = ''
WHERE (record = ?1 OR (other = ?1 AND other <> '')) AND state <> 'erased' RETURNING id, kind, record, other"""


def spread(db: Connection, erased: Iterable[str]) -> list[tuple[str, str]]:
    """Blank what tells of the erased records; returns (kind, record) of every record that told something."""
    fresh, gone = set(erased), set[str]()
    touched: list[tuple[str, str]] = []
    blanked: list[str] = []
    while fresh:
        one = fresh.pop()
        gone.add(one)
        fresh |= _telling_of(db, one) - gone
        for change, *about in db.rows(_BLANK, (one,)):
            blanked.append(change)
            touched += records_named([tuple(about)])
        _drop_drafts(db, one)
    if blanked:
        audit.blanked(db, blanked)
    return touched


def _telling_of(db: Connection, one: str) -> set[str]:
    """Records this device wrote of which a field points to `one`."""
    return {
        record
        for kind, record, fields in db.rows(_NAMING, (f'"{one}"',))
        if kind != "household" and _points_to(kind, fields, one)
    }


def _points_to(kind: str, fields: str, one: str) -> bool:
    rules = KINDS[kind].rules if kind in KINDS else {}
    edits: dict[str, list[object]] = from_json(fields)
    return any(
        to == one and name in rules and rules[name].refers in PERSONAL for name, (_, to) in edits.items()
    )


def _drop_drafts(db: Connection, citizen: str) -> None:
    for draft, body in db.rows("SELECT id, body FROM drafts WHERE instr(body, ?)", (citizen,)):
        if from_json(body).get("citizen") == citizen:
            db.run("DELETE FROM drafts WHERE id = ?", (draft,))
