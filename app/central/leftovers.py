"""What laptops still hold of a history a restore has lost, kept for a person to look at. Who looks is elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from app.central.ground import Ground
from app.central.identity import Who
from app.central.offers import LARGEST_NUMBER, is_field
from app.central.references import told_of
from app.central.refusals import Refusal
from app.central.roster import Sender
from app.central.store import bulk
from app.central.store.tables import leftover
from app.central.turn import Turn
from app.contract.limits import LARGEST_RECORD, PAGE_RECORDS
from app.contract.messages import Leftovers, LeftoversTaken, WireRecord
from app.domain.changes import Change, Edit, Op
from app.domain.ids import is_id
from app.domain.records import KINDS, Maker

DROPPED = "dropped"
"""The life of what somebody let go."""


def take(ground: Ground, who: Who, sender: Sender, said: Leftovers) -> LeftoversTaken:
    """Keep the rows central has lost; of two laptops' versions the one its old feed gave later.

    Not kept: what is here again, what was erased or tells of somebody erased, what devices never make.
    Raises Refusal: device_revoked, wrong_epoch, batch_too_large.
    """
    if not sender.is_active:
        raise Refusal("device_revoked", 403)
    if said.epoch != who.epoch:
        raise Refusal("wrong_epoch", 409)
    if len(said.records) > PAGE_RECORDS:
        raise Refusal("batch_too_large", 413)
    with ground.write() as connection:
        turn = Turn(connection, sender.commune, who.epoch, ground.now_ms())
        fit = [one for one in said.records if _is_sound(one, sender.commune)]
        turn.load(name for one in fit for name in (one.id, *(told for _, told in _told_of(one))))
        fresh = _newer(turn, [one for one in fit if _is_lost(turn, one)])
        bulk.put(connection, leftover, [_row(turn, sender, one) for one in fresh])
    return LeftoversTaken(server_id=who.server_id, epoch=who.epoch, taken=len(fresh))


def blank(turn: Turn, erased: Iterable[str]) -> None:
    """Forget what left-over rows say about these records, and about what tells of them, and so on."""
    mine = sa.select(leftover).where(leftover.c.commune == turn.commune, leftover.c.body.is_not(None))
    held = [(row.kind, row.id, _record(row.body)) for row in turn.connection.execute(mine)]
    gone, fresh = set[str](), set(erased)
    while fresh:
        gone |= fresh
        told = {name for _, name, one in held if any(about in gone for _, about in _told_of(one))}
        fresh = told - gone
    named = [(kind, name) for kind, name, _ in held if name in gone]
    for kind, name in named:
        this = (leftover.c.commune == turn.commune, leftover.c.kind == kind, leftover.c.id == name)
        turn.connection.execute(leftover.update().where(*this).values(body=None))


def drop(connection: sa.Connection, row: sa.Row[Any], why: dict[str, str]) -> None:
    """Let a row go for good: beside it stands why, an erasure still finds it, and no later version is taken up."""
    before = _record(row.body)
    fields = {**before.fields, **why}
    said = msgspec.structs.replace(before, seq=LARGEST_NUMBER, fields=fields, life=DROPPED)
    this = (leftover.c.commune == row.commune, leftover.c.kind == row.kind, leftover.c.id == row.id)
    connection.execute(leftover.update().where(*this).values(body=msgspec.to_builtins(said)))


def waiting() -> sa.Select[Any]:
    """The rows a person has to decide about."""
    life = sa.func.coalesce(leftover.c.body["life"].as_string(), "")
    return sa.select(leftover).where(leftover.c.body.is_not(None), life != DROPPED)


def _is_sound(one: WireRecord, commune: str) -> bool:
    """Whether it is a record a laptop of this commune can have pulled, fit to be kept."""
    kind = KINDS.get(one.kind)
    is_theirs = kind is None or kind.maker is Maker.DEVICE
    is_text = len(one.kind) <= 40 and "\x00" not in one.kind
    fields_fit = all(is_field(name, value) for name, value in one.fields.items())
    is_small = len(msgspec.json.encode(one.fields)) <= LARGEST_RECORD
    return is_theirs and is_text and is_id(one.id) and one.commune == commune and fields_fit and is_small


def _is_lost(turn: Turn, one: WireRecord) -> bool:
    is_here = turn.record(one.kind, one.id) is not None
    about_erased = any(turn.is_erased(kind, name) for kind, name in ((one.kind, one.id), *_told_of(one)))
    return not is_here and not about_erased


def _newer(turn: Turn, records: Sequence[WireRecord]) -> list[WireRecord]:
    """Those of which no later version is kept already; a blanked one stays blank."""
    ids = bulk.one_of(turn.connection, leftover.c.id, (one.id for one in records))
    known = turn.connection.execute(sa.select(leftover).where(leftover.c.commune == turn.commune, ids))
    kept = {(row.kind, row.id): _record(row.body).seq if row.body else None for row in known}
    best: dict[tuple[str, str], WireRecord] = {}
    for one in records:
        key = (one.kind, one.id)
        before = kept.get(key, -1)
        if before is not None and one.seq > max(before, best[key].seq if key in best else -1):
            best[key] = one
    return list(best.values())


def _told_of(one: WireRecord) -> Iterator[tuple[str, str]]:
    fields = {name: Edit((), value) for name, value in one.fields.items()}
    about = Change(
        id="", kind=one.kind, record=one.id, op=Op.CREATE, author="", device="", made_at=0, fields=fields
    )
    return told_of(about)


def _row(turn: Turn, sender: Sender, one: WireRecord) -> dict[str, object]:
    body = msgspec.structs.replace(one, conflicts={}, writers={})
    return {
        "commune": turn.commune,
        "kind": one.kind,
        "id": one.id,
        "device": sender.id,
        "body": msgspec.to_builtins(body),
        "received_at": turn.now_ms,
    }


def _record(body: object) -> WireRecord:
    return msgspec.convert(body, WireRecord)
