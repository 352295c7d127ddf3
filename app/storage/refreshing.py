"""Brings what is shown of a record up to date with what central told and what this device changed itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import StrEnum

from app.domain.changes import Change, Op
from app.domain.delivery import OVER, Delivery, OwnChange
from app.domain.merge.state import Life
from app.domain.projection import Shown, StandingRow, project
from app.storage import shown
from app.storage.coding import OWN_COLUMNS, STANDING_COLUMNS, own_of, standing_of, to_json
from app.storage.database import Cells, Connection

# INDEXED BY: a kind given as a parameter might mean a partial index, so SQLite would plan anew each time.
_OF_RECORD = f"""SELECT {OWN_COLUMNS} FROM changes INDEXED BY changes_of_record
WHERE record = ? AND kind = ?"""
# Merges that took the record away, and their undoing.
_MERGING = f"""SELECT {OWN_COLUMNS} FROM changes INDEXED BY changes_merging
WHERE other = ? AND other <> '' AND kind = ?"""
_ABSORBED = """SELECT id FROM standing INDEXED BY standing_merged
WHERE merged_into = ? AND merged_into <> '' AND kind = ?"""
_KNOWN = """SELECT EXISTS (SELECT 1 FROM standing WHERE id = ?1 AND kind = ?2)
    OR EXISTS (SELECT 1 FROM changes INDEXED BY changes_of_record
        WHERE record = ?1 AND kind = ?2 AND n <> ?3)"""
_UNTOUCHED = f"""SELECT {STANDING_COLUMNS} FROM (SELECT value FROM json_each(?)) AS asked CROSS JOIN standing
WHERE standing.id = asked.value AND life = 'live' AND merged_into = ''
    AND NOT EXISTS (SELECT 1 FROM changes INDEXED BY changes_of_record WHERE record = asked.value)
    AND NOT EXISTS (SELECT 1 FROM changes INDEXED BY changes_merging
        WHERE other = asked.value AND other <> '')
    AND NOT EXISTS (SELECT 1 FROM standing AS lost INDEXED BY standing_merged
        WHERE lost.merged_into = asked.value AND lost.merged_into <> '')"""


def show_told(db: Connection, records: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    """Show those of (kind, record) that are just what central told; returns them, the others need `refresh`.

    Nothing of this device and no merge bears on them. Of a pulled page that is nearly all, in a few statements.
    """
    asked, by_kind = set(records), defaultdict[str, list[Cells]](list)
    for row in db.rows(_UNTOUCHED, (to_json(list({record for _, record in records})),)):
        standing = standing_of(row)
        table = shown.TABLES.get(standing.kind)
        if table is not None and (standing.kind, standing.record) in asked:
            seen = project(table.kind, standing.record, standing, ())
            by_kind[standing.kind].append(table.cells(standing.record, seen))
    for kind, cells in by_kind.items():
        db.run_many(shown.TABLES[kind].upsert, cells)
    return {(kind, str(cell[0])) for kind, cells in by_kind.items() for cell in cells}


class Reason(StrEnum):
    """Why a record is shown no more; the audit says it of each."""

    NONE = ""
    ERASED = "erased"
    RETIRED = "retired"
    REPLACED = "replaced"
    MOVED = "moved"


def refresh(db: Connection, kind: str, record: str) -> Mapping[str, Reason]:
    """Show of a record, and of whom it was merged into, what standing and own changes together say.

    Returns the ids of the records looked at, each with why it is shown no more, if it was shown until now.
    A kind this program does not know is kept but not shown.
    """
    table = shown.TABLES.get(kind)
    if table is None:
        return {record: Reason.NONE}
    names, reasons = [record], dict[str, Reason]()
    for name in names:
        standing = standing_row(db, kind, name)
        reasons[name] = _show(db, table, name, standing)
        if standing and standing.merged_into and standing.merged_into not in names:
            names.append(standing.merged_into)
    return reasons


def _show(db: Connection, table: shown.KindTable, record: str, standing: StandingRow | None) -> Reason:
    own = own_changes(db, table.kind.name, record)
    seen = None
    if standing is not None or any(_makes(one, record) for one in own):
        seen = project(table.kind, record, standing, own)
    if seen is not None and seen.life is not Life.ERASED:
        shown.keep(db, table, record, seen)
        return Reason.NONE
    was_shown = shown.forget(db, table, record)
    return _reason(db, table.kind.name, record, own) if was_shown else Reason.NONE


def _reason(db: Connection, kind: str, record: str, own: Sequence[OwnChange]) -> Reason:
    """Why a record that was shown has to go."""
    row = db.row("SELECT life FROM standing WHERE id = ? AND kind = ?", (record, kind))
    if row and row[0] == "gone":
        return Reason.RETIRED
    is_erased = any(one.delivery is Delivery.ERASED or one.change.op is Op.ERASE for one in own)
    return Reason.ERASED if row or is_erased else Reason.REPLACED


def show_created(db: Connection, change: Change) -> bool:
    """Show a record this change has just made, without asking for what cannot be there; False when it may be.

    Saving a session is mostly this, and it is what the person at the desk waits for. On nothing, a projection
    is the written values over the start values.
    """
    table = shown.TABLES.get(change.kind)
    if change.op is not Op.CREATE or table is None or change.replaces:
        return False
    if db.value(_KNOWN, (change.record, change.kind, change.n)):
        return False
    written = {name: edit.to for name, edit in change.fields.items()}
    shown.keep(db, table, change.record, Shown(values={**table.starts, **written}))
    return True


def standing_row(db: Connection, kind: str, record: str) -> StandingRow | None:
    """What central last told of a record."""
    row = db.row(f"SELECT {STANDING_COLUMNS} FROM standing WHERE id = ? AND kind = ?", (record, kind))
    return standing_of(row) if row else None


def own_changes(db: Connection, kind: str, record: str) -> list[OwnChange]:
    """This device's changes that bear on a record, or on one merged into it, oldest first."""
    rows = db.rows(_MERGING, (record, kind))
    names = [record]
    for name in names:
        rows += db.rows(_OF_RECORD, (name, kind))
        names += [loser for (loser,) in db.rows(_ABSORBED, (name, kind)) if loser not in names]
    return sorted((own_of(row) for row in rows), key=lambda own: own.change.n)


def _makes(own: OwnChange, record: str) -> bool:
    """Whether a change lets a record be shown that central never told of: it names it, and it still counts."""
    return own.change.record == record and own.delivery not in OVER
