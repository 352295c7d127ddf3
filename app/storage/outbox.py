"""This device's own changes: storing them, which are sent next, and what each answer makes of them.

Policy per answer. accepted, merged, conflict, needs_review, erased: acknowledged, not sent again this epoch.
rejected: quarantined at once. held: offered again next run; quarantined after ten answers or fourteen days.
retry, or no answer at all: nothing changes and it is offered again next run. Nothing is ever deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from app.domain.changes import Change, Mark, Op, Outcome, OutcomeKind, Value
from app.domain.delivery import Delivery, OwnChange, acknowledge, stamp_of
from app.domain.records import KINDS
from app.domain.views import Unsent
from app.storage.coding import (
    CHANGE_COLUMNS,
    OWN_COLUMNS,
    delivery_cells,
    from_json,
    own_of,
    to_json,
)
from app.storage.database import Cells, Connection, Row

MOST_HELD_ANSWERS = 10
LONGEST_HELD = timedelta(days=14)
HELD_TOO_LONG = "held_too_long"
"""The code of a change quarantined because central never came to know its record."""

_ENVELOPE_BYTES = 160
"""About what a change costs on the wire besides its fields, as plain JSON."""

_POINTING: Mapping[str, tuple[str, ...]] = {
    kind.name: names
    for kind in KINDS.values()
    if (names := tuple(name for name, rule in kind.rules.items() if rule.refers))
}
"""The fields of each kind that point to another record; kinds with none are not here."""

_COUNTS_SINCE = """CASE ack_seq WHEN 0 THEN
coalesce((SELECT seq FROM standing WHERE kind = 'verdict' AND standing.id = changes.id), 0) ELSE ack_seq END"""
NOT_DURABLE = f"""((state = 'review' OR state = 'received' AND (ack_epoch, {_COUNTS_SINCE}) > (?, ?))
AND made_at >= ?)"""
"""Acknowledged, but in no backup of central that was restored as a test; nothing older than a given time.

What waits for review has no number that could tell; once it was accepted, the number of its verdict tells.
"""

_INSERT = f"INSERT INTO changes ({CHANGE_COLUMNS}, session) VALUES ({', '.join('?' * 15)})"
_WAITING = f"""SELECT {OWN_COLUMNS}, length(fields) FROM changes INDEXED BY changes_open
WHERE state <> 'received' AND state IN ('waiting', 'held') AND n > ? ORDER BY n LIMIT ?"""
_CARRIED = f"""SELECT {OWN_COLUMNS}, length(fields) FROM changes
WHERE (state IN ('waiting', 'held') OR {NOT_DURABLE}) AND n > ? ORDER BY n LIMIT ?"""
_UNANSWERED = "state IN ('waiting', 'held', 'quarantined')"
_REFUSED = """SELECT record, min(n) FROM changes INDEXED BY changes_open
WHERE state <> 'received' AND state = 'quarantined' GROUP BY record"""
_PASSED = """SELECT n, kind, record, fields FROM changes INDEXED BY changes_open
WHERE state <> 'received' AND state IN ('waiting', 'held') AND n <= ? ORDER BY n"""
_REPLACE = """UPDATE changes SET state = 'replaced', parked = ''
WHERE id = ? AND state NOT IN ('received', 'erased', 'left') RETURNING kind, record, other"""
_NOTE = """UPDATE changes SET state = ?, ack_epoch = ?, ack_seq = ?, took = ?, landing = ?, outcome = ?,
code = ?, field = ?, parked = ?, attempts = attempts + 1, held_count = ?, first_held_at = ? WHERE n = ?"""
_PULLED = """SELECT 1 FROM standing
WHERE id = ? AND kind = ? AND ((epoch, seq) >= (?, ?) OR merged_into <> '')"""
_REQUEUE = """UPDATE changes SET state = 'waiting', code = '', field = '', attempts = 0, held_count = 0,
first_held_at = 0 WHERE id = ? AND state = 'quarantined' RETURNING kind, record, other"""


def last_n(db: Connection) -> int:
    """The number of the newest change, 0 before the first."""
    return int(db.value("SELECT coalesce(max(n), 0) FROM changes"))


def store(db: Connection, change: Change, cells: Cells, session: str) -> list[tuple[str, str]]:
    """Store a numbered change; returns (kind, record) of what it touches: its own, merged away, replaced."""
    db.run(_INSERT, (*cells, session))
    touched = [(change.kind, change.record, change.other)]
    for replaced in change.replaces:
        touched += db.rows(_REPLACE, (replaced,))
    return records_named(touched)


def records_named(touched: Iterable[Row]) -> list[tuple[str, str]]:
    """(kind, record) of rows (kind, record, other): a merge shows on the record it takes away, too."""
    return [(kind, record) for kind, *records in touched for record in records if record]


def unsent(db: Connection, most_bytes: int, most: int, after: int) -> list[Unsent]:
    """The oldest changes to send with n > `after`, about `most_bytes` of plain JSON, at least one if any.

    A refused change holds back later ones of its record and what refers to it, and so on down the line.
    """
    return _some(_free(db, _refused(db, after), after, most), most_bytes, most)


def to_carry(
    db: Connection, most_bytes: int, most: int, after: int, durable: Mark, since_ms: int
) -> list[Unsent]:
    """The same and, among them, what was acknowledged above `durable` and made since: for a stick."""
    cells = (durable.epoch, durable.seq, since_ms)
    return _some(_free(db, _refused(db, after), after, most, _CARRIED, cells), most_bytes, most)


def _some(free: Iterable[tuple[OwnChange, int]], room: int, most: int) -> list[Unsent]:
    """The first of them, as many as fit into `room` bytes, at least one if any."""
    chosen: list[Unsent] = []
    for own, size in free:
        room -= size + _ENVELOPE_BYTES
        if chosen and room < 0:
            break
        chosen.append(Unsent(change=own.change, stamp=stamp_of(own)))
        if len(chosen) == most:
            break
    return chosen


def note(
    db: Connection, id_: str, outcome: Outcome, epoch: int, now: datetime
) -> tuple[list[tuple[str, str]], bool]:
    """Keep what central answered; returns (kind, record) of what it touches, nothing when it changes nothing,
    and whether that has to be shown anew.
    """
    row = db.row(f"SELECT {OWN_COLUMNS}, held_count, first_held_at FROM changes WHERE id = ?", (id_,))
    if row is None:
        return [], False
    before = own_of(row[:-2])
    if before.delivery is Delivery.QUARANTINED and outcome.effective is OutcomeKind.HELD:
        return [], False
    current = int(db.value("SELECT epoch FROM feed")) or epoch
    after = acknowledge(before, outcome, epoch, current)
    held, since, after = _with_patience(row, after, outcome, now)
    if after == before and outcome.effective is not OutcomeKind.HELD:
        return [], False
    _keep(db, after, outcome, held, since)
    touched = records_named([(before.change.kind, before.change.record, before.change.other)])
    return touched, not _is_shown_already(db, before, after)


def requeue(db: Connection, id_: str) -> list[tuple[str, str]]:
    """Offer a quarantined change again; returns its (kind, record), nothing when it was not quarantined."""
    return records_named(db.rows(_REQUEUE, (id_,)))


def offer_again(db: Connection) -> list[tuple[str, str]]:
    """After a restore of central: what was acknowledged waits again, its first answer kept as a stamp."""
    acknowledged = "state IN ('received', 'review') AND ack_seq IS NOT NULL"
    touched = db.rows(f"SELECT DISTINCT kind, record, other FROM changes WHERE {acknowledged}")
    db.run(f"UPDATE changes SET state = 'waiting', parked = '', attempts = 0 WHERE {acknowledged}")
    return records_named(touched)


def offer_anew(db: Connection) -> list[tuple[str, str]]:
    """To another central: what the one before had acknowledged waits again, as if it had never been sent."""
    touched = db.rows("SELECT DISTINCT kind, record, other FROM changes WHERE ack_seq NOTNULL")
    offer_again(db)
    db.run(
        "UPDATE changes SET ack_epoch = NULL, ack_seq = NULL, took = '', landing = '' WHERE ack_seq NOTNULL"
    )
    return records_named(touched)


def take_name(db: Connection, device: str) -> tuple[list[tuple[str, str]], list[tuple[int, int, str]]]:
    """Number what central has not answered for anew under `device`, above all numbers used, order kept.

    Returns (kind, record) of what it touches, and (n before, n now, device before) of each change.
    """
    rows = db.rows(f"SELECT n, device, kind, record, other FROM changes WHERE {_UNANSWERED} ORDER BY n")
    if not rows:
        return [], []
    shift = last_n(db) - int(rows[0][0]) + 1
    db.run(f"UPDATE changes SET n = n + ?, device = ? WHERE {_UNANSWERED}", (shift, device))
    moved = [(int(n), int(n) + shift, str(before)) for n, before, *_ in rows]
    return records_named([(kind, record, other) for *_, kind, record, other in rows]), moved


def _refused(db: Connection, after: int) -> dict[str, int]:
    """The records held back, and from which n on: refused ones, and what up to `after` leans on those."""
    held = {record: n for record, n in db.rows(_REFUSED)}
    for n, kind, record, fields in db.rows(_PASSED, (after,)) if held else ():
        edits: dict[str, list[Value]] = from_json(fields) if kind in _POINTING else {}
        if _is_held(held, n, record, (edits[name][1] for name in _POINTING.get(kind, ()) if name in edits)):
            held.setdefault(record, n)
    return held


def _free(
    db: Connection, held: dict[str, int], after: int, most: int, query: str = _WAITING, asked: Cells = ()
) -> Iterator[tuple[OwnChange, int]]:
    """Changes past `after` that nothing holds back, oldest first, with the size of their fields."""
    while rows := db.rows(query, (*asked, after, most)):
        for *cells, size in rows:
            own = own_of(tuple(cells))
            change, after = own.change, own.change.n
            points = (
                edit.to for name, edit in change.fields.items() if name in _POINTING.get(change.kind, ())
            )
            is_open = own.delivery in (Delivery.WAITING, Delivery.HELD)
            if is_open and _is_held(held, change.n, change.record, points):
                held.setdefault(change.record, change.n)
            else:
                yield own, size


def _is_held(held: Mapping[str, int], n: int, record: str, points: Iterable[Value]) -> bool:
    """Whether a change comes after a held one of its own record, or of one its fields point to."""
    return any(isinstance(name, str) and held.get(name, n) < n for name in (record, *points))


def _with_patience(row: Row, own: OwnChange, outcome: Outcome, now: datetime) -> tuple[int, int, OwnChange]:
    """How often and since when it was held, and the change, quarantined when that is too much."""
    held, since = row[-2:]
    if outcome.effective is not OutcomeKind.HELD or own.delivery is not Delivery.HELD:
        return held, since, own
    seconds = int(now.timestamp())
    held, since = held + 1, since or seconds
    if held >= MOST_HELD_ANSWERS or seconds - since >= LONGEST_HELD.total_seconds():
        return held, since, replace(own, delivery=Delivery.QUARANTINED)
    return held, since, own


def _is_shown_already(db: Connection, before: OwnChange, after: OwnChange) -> bool:
    """Whether an answer moves nothing anybody sees: own work was on top and stays there until its row is pulled."""
    change = after.change
    is_plain = change.op in (Op.CREATE, Op.EDIT) and not change.other and after.landing in ("", change.record)
    was_new = before.delivery is Delivery.WAITING and before.ack is None
    if not (is_plain and was_new and after.delivery is Delivery.RECEIVED and after.ack):
        return False
    place = (change.record, change.kind, after.ack.epoch, after.ack.seq)
    return db.row(_PULLED, place) is None


def _keep(db: Connection, own: OwnChange, outcome: Outcome, held: int, since: int) -> None:
    is_tired = own.delivery is Delivery.QUARANTINED and outcome.effective is OutcomeKind.HELD
    code = HELD_TOO_LONG if is_tired else outcome.code
    is_parked = own.delivery is Delivery.RECEIVED and outcome.conflicts
    parked = to_json(outcome.conflicts) if is_parked else ""
    about = (outcome.effective.value, code, outcome.field, parked, held, since, own.change.n)
    db.run(_NOTE, (*delivery_cells(own), *about))
    if own.delivery is Delivery.ERASED:
        db.run("UPDATE changes SET fields = '{}', reason = '' WHERE n = ?", (own.change.n,))
