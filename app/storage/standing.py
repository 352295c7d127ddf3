"""What central last told of each record, and how far its feed was read. Written only by a pull."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.contract.coding import bucket_digests, digest
from app.contract.messages import WireContender, WireRecord
from app.domain.changes import Mark, Value, clean
from app.domain.merge.state import Life
from app.domain.points import Judgement
from app.domain.records import KINDS, Maker
from app.storage import erasing
from app.storage.coding import STANDING_COLUMNS, from_json, to_json
from app.storage.database import Cell, Connection
from app.storage.outbox import records_named

_KEEP = f"""INSERT INTO standing ({STANDING_COLUMNS}) VALUES ({", ".join("?" * 10)})
ON CONFLICT (id, kind) DO UPDATE SET commune = excluded.commune, epoch = excluded.epoch, seq = excluded.seq,
    life = excluded.life, merged_into = excluded.merged_into, fields = excluded.fields,
    conflicts = excluded.conflicts, writers = excluded.writers
WHERE (excluded.epoch, excluded.seq) > (standing.epoch, standing.seq)"""
_LIVE = "SELECT id, seq FROM standing WHERE life = 'live' AND epoch = (SELECT epoch FROM feed)"
_OF_CENTRAL = ", ".join(f"'{kind.name}'" for kind in KINDS.values() if kind.maker is Maker.CENTRAL)
_LEFT_OVER = f"""epoch < (SELECT epoch FROM feed) AND life IN ('live', 'merged')
AND kind NOT IN ({_OF_CENTRAL})"""
_LEFTOVERS = f"""SELECT id, kind, commune, seq, fields, life, merged_into FROM standing
WHERE {_LEFT_OVER} AND (id, kind) > (?, ?) ORDER BY id, kind LIMIT ?"""
_MERGED = """SELECT id, kind, merged_into FROM (SELECT value FROM json_each(?)) AS asked CROSS JOIN standing
WHERE standing.id = asked.value AND merged_into <> ''"""
_PARKED = "SELECT n, id, kind, record, landing, ack_epoch, ack_seq FROM changes WHERE parked <> ''"
_VERDICT = """UPDATE changes SET state = ?, code = ?, parked = ? WHERE id = ?
AND (state = 'review' OR state = 'quarantined' AND code = 'returned')
RETURNING kind, record, other"""
_CONFLICTS_OF = """SELECT conflicts FROM standing JOIN changes
ON standing.id = changes.record AND standing.kind = changes.kind
WHERE changes.id = ? AND conflicts <> ''"""


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
    parted = list(_parted(db, records))
    db.run_many(_KEEP, [_cells(record, epoch) for record in records])
    touched = [(record.kind, record.id) for record in records]
    touched += parted
    touched += erasing.spread(db, [r.id for r in records if r.life == Life.ERASED])
    _settle_parked(db, records, epoch)
    for record in records:
        if record.kind == "verdict" and record.life == Life.LIVE:
            touched += _judged(
                db, str(record.fields.get("change", "")), str(record.fields.get("verdict", ""))
            )
    return list(dict.fromkeys(touched))


def summary(db: Connection) -> tuple[int, str]:
    """Count and digest of the records that live in our epoch; rows of a lost epoch are nobody's proof."""
    live = db.rows(_LIVE)
    return len(live), digest(live)


def buckets(db: Connection) -> tuple[str, ...]:
    """The digest of each bucket of the same records."""
    return bucket_digests(db.rows(_LIVE))


def leftover_count(db: Connection) -> int:
    """How many rows only a lost epoch told of."""
    return int(db.value(f"SELECT count(*) FROM standing WHERE {_LEFT_OVER}"))


def leftovers(db: Connection, most: int, after: tuple[str, str]) -> list[WireRecord]:
    """Rows only a lost epoch told of, by id and kind, behind `after`; what central makes itself is not among them."""
    rows = db.rows(_LEFTOVERS, (*after, most))
    return [
        WireRecord(
            id=record,
            kind=kind,
            commune=commune,
            seq=seq,
            fields=from_json(fields),
            life=life,
            merged_into=into,
        )
        for record, kind, commune, seq, fields, life, into in rows
    ]


def _cells(record: WireRecord, epoch: int) -> tuple[Cell, ...]:
    """The cells of one record; values only of one that lives, so that nothing of an erased one is kept."""
    keeps = record.life in (Life.LIVE, Life.MERGED)
    fields = {name: clean(value) for name, value in record.fields.items()} if keeps else {}
    waiting = {name: list(map(_said, said)) for name, said in record.conflicts.items() if keeps}
    writers = {name: _said(said) for name, said in record.writers.items() if keeps}
    place = (record.id, record.kind, record.commune, epoch, record.seq, record.life, record.merged_into)
    return (*place, to_json(fields), to_json(waiting) if waiting else "", to_json(writers) if writers else "")


def _said(one: WireContender) -> tuple[str, Value, str, str, int, bool]:
    return one.change, clean(one.value), one.author, one.device, one.at, one.suspect


def _parted(db: Connection, records: Sequence[WireRecord]) -> Iterator[tuple[str, str]]:
    """(kind, record) of whom these were merged into so far, where that was undone or changed: shown anew, too."""
    merged = db.rows(_MERGED, (to_json([record.id for record in records]),)) if records else ()
    before = {(kind, name): into for name, kind, into in merged}
    for record in records if before else ():
        into = before.get((record.kind, record.id), record.merged_into)
        if into != record.merged_into:
            yield record.kind, into


def _settle_parked(db: Connection, records: Sequence[WireRecord], epoch: int) -> None:
    """A change is out of conflict when the row that came after its answer names it as a contender no more."""
    pulled = {(record.kind, record.id): record for record in records}
    for n, change, kind, named, landing, ack_epoch, ack_seq in db.rows(_PARKED):
        record = pulled.get((kind, landing or named))
        if record is None or (epoch, record.seq) < (ack_epoch, ack_seq):
            continue
        if not any(c.change == change for contenders in record.conflicts.values() for c in contenders):
            db.run("UPDATE changes SET parked = '' WHERE n = ?", (n,))


def judge(db: Connection, change: str) -> list[tuple[str, str]]:
    """Apply the verdict about a change if it came before the answer did; returns (kind, record) it touches."""
    row = db.row("SELECT verdict FROM verdict WHERE id = ?", (change,))
    return _judged(db, change, row[0]) if row else []


def _judged(db: Connection, change: str, verdict: str) -> list[tuple[str, str]]:
    """Work under review was judged: it stands, or it goes to quarantine, where its author can mend it.

    Until they did, central may still let it stand. A verdict of a newer central is no acceptance.
    """
    if verdict != Judgement.ACCEPTED:
        return records_named(db.rows(_VERDICT, ("quarantined", Judgement.RETURNED.value, "", change)))
    parked = to_json(tuple(_waiting_in(db, change)))
    return records_named(db.rows(_VERDICT, ("received", "", parked if parked != "[]" else "", change)))


def _waiting_in(db: Connection, change: str) -> Iterator[str]:
    """The fields in which an accepted change now waits for a person."""
    for (conflicts,) in db.rows(_CONFLICTS_OF, (change,)):
        found: dict[str, list[list[Value]]] = from_json(conflicts)
        yield from (name for name, said in found.items() if any(one[0] == change for one in said))
