"""What people have to decide about two places or two records, as the tables hold it. How it is decided is above."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from app.domain.changes import Change, Value
from app.domain.delivery import OwnChange
from app.domain.differences import Asked
from app.domain.projection import project
from app.domain.records import KINDS
from app.domain.same_person import Merged, Somebody
from app.storage.aliases import Aliases, aliases
from app.storage.coding import CHANGE_COLUMNS, OWN_COLUMNS, change_of, own_of, writers_of
from app.storage.database import Connection
from app.storage.refreshing import own_changes, standing_row

_ASKED = "SELECT kind, id FROM standing INDEXED BY standing_asked WHERE conflicts <> '' ORDER BY kind, id"
_DECIDED = f"""SELECT {OWN_COLUMNS} FROM changes INDEXED BY changes_decided
WHERE made_at >= ? AND (op IN ('resolve', 'merge') OR outcome = 'merged')
    AND state NOT IN ('replaced', 'erased', 'quarantined') AND parked = '' ORDER BY n DESC"""
_BEHIND = f"""SELECT {CHANGE_COLUMNS} FROM changes INDEXED BY changes_of_record
WHERE (record, kind) = (SELECT record, kind FROM changes WHERE id = ?1)
    AND n >= (SELECT n FROM changes WHERE id = ?1) AND state IN ('waiting', 'held', 'quarantined') ORDER BY n"""
_EVERYBODY = "SELECT id, name, birth, village, id_number FROM citizen WHERE life = 'live'"
_MERGED = """SELECT loser.id, loser.merged_into, loser.name, standing.writers
FROM citizen loser INDEXED BY citizen_merged
LEFT JOIN standing ON standing.id = loser.id AND standing.kind = 'citizen'
WHERE loser.merged_into <> '' ORDER BY loser.id"""
_OWN_MERGE = """SELECT author, device, made_at FROM changes INDEXED BY changes_merging
WHERE other = ? AND other <> '' AND kind = 'citizen' ORDER BY n DESC LIMIT 1"""


def asked(db: Connection) -> Sequence[Asked]:
    """Records in which values wait for a person, without those this laptop's own unsent decisions settle."""
    known = aliases(db)
    rows = db.rows(_ASKED)
    return [one for kind, record in rows for one in _asked(db, known, kind, record)]


def decided(db: Connection, since_ms: int) -> Sequence[OwnChange]:
    """Own decisions, and own changes of which not all came to stand, newest first; none that is still in doubt."""
    return [own_of(row) for row in db.rows(_DECIDED, (since_ms,))]


def behind(db: Connection, change: str) -> Sequence[Change]:
    """A change central has not taken, and those of its record that wait behind it, oldest first."""
    return [change_of(row) for row in db.rows(_BEHIND, (change,))]


def everybody(db: Connection) -> Sequence[Somebody]:
    """Every person who stands on their own."""
    return [Somebody(*row) for row in db.rows(_EVERYBODY)]


def merged(db: Connection) -> Sequence[Merged]:
    """Every citizen merged into another; by an own change that is on its way, or as central told."""
    found = []
    for loser, survivor, name, writers in db.rows(_MERGED):
        told = writers_of(writers or "").get("merged_into")
        by = (told.author, told.device, told.made_at) if told else db.row(_OWN_MERGE, (loser,))
        author, device, made_at = by or ("", "", 0)
        found.append(
            Merged(loser=loser, survivor=survivor, name=name, author=author, device=device, made_at=made_at)
        )
    return found


def _asked(db: Connection, known: Aliases, kind: str, record: str) -> Iterator[Asked]:
    """One record, if it is of a kind known here and something still waits in it."""
    standing = standing_row(db, kind, record)
    if standing is None or kind not in KINDS:
        return
    seen = project(KINDS[kind], record, standing, own_changes(db, kind, record))
    if seen.conflicts or seen.waiting:
        citizen = _whose(kind, record, seen.values)
        yield Asked(
            kind=kind,
            record=record,
            citizen=known.survivor(citizen) if citizen else "",
            shown=seen,
            writers=standing.writers,
        )


def _whose(kind: str, record: str, values: Mapping[str, Value]) -> str:
    """The citizen a record is about, or empty."""
    return record if kind in ("citizen", "ladder") else str(values.get("citizen") or "")
