"""What central last told of each record, and how far its feed was read. Written only by a pull."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.contract.coding import digest
from app.contract.messages import WireRecord
from app.domain.changes import Mark, Value, clean
from app.domain.merge.state import Life
from app.storage import erasing
from app.storage.coding import STANDING_COLUMNS, to_json
from app.storage.database import Cell, Connection
from app.storage.outbox import records_named

_KEEP = f"""INSERT INTO standing ({STANDING_COLUMNS}) VALUES ({", ".join("?" * 9)})
ON CONFLICT (id, kind) DO UPDATE SET commune = excluded.commune, epoch = excluded.epoch, seq = excluded.seq,
    life = excluded.life, merged_into = excluded.merged_into, fields = excluded.fields,
    conflicts = excluded.conflicts
WHERE (excluded.epoch, excluded.seq) > (standing.epoch, standing.seq)"""
_PARKED = "SELECT n, id, kind, record, landing, ack_epoch, ack_seq FROM changes WHERE parked <> ''"
_VERDICT = """UPDATE changes SET state = ?, code = ? WHERE id = ? AND state = 'review'
RETURNING kind, record, other"""

_ACCEPTED = "accepted"
"""The one verdict that lets work under review stand."""


def cursor(db: Connection) -> Mark:
    """How far the feed was read."""
    epoch, seq = db.rows("SELECT epoch, seq FROM feed")[0]
    return Mark(epoch, seq)


def set_cursor(db: Connection, mark: Mark) -> None:
    """The feed was read up to here."""
    db.run("UPDATE feed SET epoch = ?, seq = ?", (mark.epoch, mark.seq))


def set_back(db: Connection) -> None:
    """What is kept was told by another central: it stays shown, and whatever the new one tells is newer."""
    db.run("UPDATE standing SET epoch = 0")


def keep(db: Connection, records: Sequence[WireRecord], epoch: int) -> list[tuple[str, str]]:
    """Keep pulled records unless a later state is known; returns (kind, record) of all to be shown anew."""
    parted = [(r.kind, old) for r in records for old in _was_merged_into(db, r)]
    db.run_many(_KEEP, [_cells(record, epoch) for record in records])
    touched = [(record.kind, record.id) for record in records]
    touched += parted
    touched += erasing.spread(db, [r.id for r in records if r.life == Life.ERASED])
    _settle_parked(db, records, epoch)
    for record in records:
        if record.kind == "verdict" and record.life == Life.LIVE:
            touched += _judged(db, record.fields)
    return list(dict.fromkeys(touched))


def summary(db: Connection) -> tuple[int, str]:
    """Count and digest of the records that live in our epoch; rows of a lost epoch are nobody's proof."""
    live = db.rows("SELECT id, seq FROM standing WHERE life = 'live' AND epoch = (SELECT epoch FROM feed)")
    return len(live), digest((record, seq) for record, seq in live)


def _cells(record: WireRecord, epoch: int) -> tuple[Cell, ...]:
    """The cells of one record; values only of one that lives, so that nothing of an erased one is kept."""
    keeps = record.life in (Life.LIVE, Life.MERGED)
    fields = {name: clean(value) for name, value in record.fields.items()} if keeps else {}
    waiting = {
        name: [(c.change, clean(c.value), c.author, c.device, c.at) for c in contenders]
        for name, contenders in record.conflicts.items()
        if keeps
    }
    conflicts = to_json(waiting) if waiting else ""
    place = (record.id, record.kind, record.commune, epoch, record.seq, record.life, record.merged_into)
    return (*place, to_json(fields), conflicts)


def _was_merged_into(db: Connection, record: WireRecord) -> Iterator[str]:
    """The record it was merged into so far, if that was undone or changed: it has to be shown anew, too."""
    row = db.row("SELECT merged_into FROM standing WHERE id = ? AND kind = ?", (record.id, record.kind))
    if row and row[0] and row[0] != record.merged_into:
        yield row[0]


def _settle_parked(db: Connection, records: Sequence[WireRecord], epoch: int) -> None:
    """A change is out of conflict when the row that came after its answer names it as a contender no more."""
    pulled = {(record.kind, record.id): record for record in records}
    for n, change, kind, named, landing, ack_epoch, ack_seq in db.rows(_PARKED):
        record = pulled.get((kind, landing or named))
        if record is None or (epoch, record.seq) < (ack_epoch, ack_seq):
            continue
        if not any(c.change == change for contenders in record.conflicts.values() for c in contenders):
            db.run("UPDATE changes SET parked = '' WHERE n = ?", (n,))


def _judged(db: Connection, fields: dict[str, Value]) -> list[tuple[str, str]]:
    """Work under review was judged: it stands, or it goes to quarantine, where its author can mend it."""
    verdict = str(fields.get("verdict", ""))
    state, code = ("received", "") if verdict == _ACCEPTED else ("quarantined", verdict)
    return records_named(db.rows(_VERDICT, (state, code, str(fields.get("change", "")))))
