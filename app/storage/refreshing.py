"""Brings what is shown of a record up to date with what central told and what this device changed itself."""

from __future__ import annotations

from app.domain.changes import Change, Op
from app.domain.delivery import Delivery, OwnChange
from app.domain.merge.state import Life
from app.domain.projection import Shown, StandingRow, project
from app.storage import shown
from app.storage.coding import OWN_COLUMNS, STANDING_COLUMNS, own_of, standing_of
from app.storage.database import Connection

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


def refresh(db: Connection, kind: str, record: str) -> list[str]:
    """Show of a record, and of whom it was merged into, what standing and own changes together say.

    Returns the ids of the records shown anew. A kind this program does not know is kept but not shown.
    """
    table = shown.TABLES.get(kind)
    if table is None:
        return [record]
    names = [record]
    for name in names:
        standing = standing_row(db, kind, name)
        _show(db, table, name, standing)
        if standing and standing.merged_into and standing.merged_into not in names:
            names.append(standing.merged_into)
    return names


def _show(db: Connection, table: shown.KindTable, record: str, standing: StandingRow | None) -> None:
    own = own_changes(db, table.kind.name, record)
    if standing is None and not any(_makes(one, record) for one in own):
        shown.forget(db, table, record)
        return
    seen = project(table.kind, record, standing, own)
    if seen.life is Life.ERASED:
        shown.forget(db, table, record)
    else:
        shown.keep(db, table, record, seen)


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
    return own.change.record == record and own.delivery not in (Delivery.REPLACED, Delivery.ERASED)
