"""Carries an erasure central told of to everything this laptop holds about the person, sent or not.

Ids, authors, times and digests stay, so that the chain of changes and the audit still hold. Rows of a lost epoch
go too: central does not know them any more, so no feed will ever say that they are erased.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

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

_LEFT_OVER = """SELECT id, kind, fields FROM standing WHERE epoch < (SELECT epoch FROM feed)
AND life IN ('live', 'merged') AND (id = ? OR instr(fields, ?))"""
_VERDICTS = """SELECT id FROM standing WHERE kind = 'verdict' AND epoch < (SELECT epoch FROM feed) AND life = 'live'
AND NOT EXISTS (SELECT 1 FROM changes WHERE changes.id = standing.id AND changes.state <> 'erased')"""
_BLANK_ROW = """UPDATE standing SET life = 'erased', merged_into = '', fields = '{}', conflicts = '', writers = ''
WHERE id = ? AND kind = ?"""


def spread(db: Connection, erased: Iterable[str]) -> list[tuple[str, str]]:
    """Blank what tells of the erased records; returns (kind, record) of every record that told something."""
    fresh, gone = set(erased), set[str]()
    touched: list[tuple[str, str]] = []
    blanked: list[str] = []
    while fresh:
        one = fresh.pop()
        gone.add(one)
        fresh |= _telling_of(db, one) - gone
        for kind, record in _blanked_rows(db, one):
            touched.append((kind, record))
            fresh |= {record} - gone
        for change, *about in db.rows(_BLANK, (one,)):
            blanked.append(change)
            touched += records_named([tuple(about)])
        _drop_drafts(db, one)
    if blanked:
        audit.blanked(db, blanked)
    return touched + (_forget_verdicts(db) if gone else [])


def _telling_of(db: Connection, one: str) -> set[str]:
    """Records this device wrote of which a field points to `one`."""
    return {
        record
        for kind, record, fields in db.rows(_NAMING, (f'"{one}"',))
        if _points_to(kind, {name: to for name, (_, to) in from_json(fields).items()}, one)
    }


def _blanked_rows(db: Connection, one: str) -> Iterator[tuple[str, str]]:
    """Left-over rows that told of `one`, blanked: (kind, record)."""
    for record, kind, fields in db.rows(_LEFT_OVER, (one, f'"{one}"')):
        if record == one or _points_to(kind, from_json(fields), one):
            db.run(_BLANK_ROW, (record, kind))
            yield kind, record


def _forget_verdicts(db: Connection) -> list[tuple[str, str]]:
    """Blank verdicts of a lost epoch whose change is erased, or nobody's here, so that they may be about anybody: once
    central is restored they decide nothing. Returns (kind, record) of each.
    """
    ids = [name for (name,) in db.rows(_VERDICTS, ())]
    for name in ids:
        db.run(_BLANK_ROW, (name, "verdict"))
    return [("verdict", name) for name in ids]


def _points_to(kind: str, values: Mapping[str, object], one: str) -> bool:
    if kind == "return":
        return one in (values.get("record"), values.get("session"))
    rules = KINDS[kind].rules if kind in KINDS and kind != "household" else {}
    return any(to == one and name in rules and rules[name].refers in PERSONAL for name, to in values.items())


def _drop_drafts(db: Connection, citizen: str) -> None:
    for draft, body in db.rows("SELECT id, body FROM drafts WHERE instr(body, ?)", (citizen,)):
        if from_json(body).get("citizen") == citizen:
            db.run("DELETE FROM drafts WHERE id = ?", (draft,))
