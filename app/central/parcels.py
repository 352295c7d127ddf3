"""What central gives back by stick: answers to bundles and reference data, sealed to one laptop."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
import sqlalchemy as sa

from app.central import feed, sealing
from app.central.ground import Ground
from app.central.identity import Who
from app.central.refusals import Refusal
from app.central.roster import Sender
from app.central.store import bulk
from app.central.store.tables import device, parcel
from app.contract.bundle import Feed, Label, Parcel, ParcelPart, Purpose, content_of, to_file
from app.contract.limits import LARGEST_BATCH
from app.contract.messages import WireOutcome, WireRecord
from app.domain.changes import Mark

Answers = Mapping[str, WireOutcome]


def make_receipt(
    connection: sa.Connection, ground: Ground, who: Who, label: Label, name: str, answers: Answers
) -> None:
    """Keep the parcel that answers for the bundle of that name; an earlier one is replaced by what is said now."""
    to, durable = _addressee(connection, label.device)
    said = Parcel(
        label=_labelled(label, name, len(answers), ground.now_ms()),
        recipient=to.sealing_key,
        epoch=who.epoch,
        durable_seq=durable,
        bundles=(name,),
        answers=dict(answers),
    )
    mine = sa.and_(parcel.c.commune == to.commune, parcel.c.id == name)
    row = {
        "commune": to.commune,
        "id": name,
        "device": label.device,
        "epoch": who.epoch,
        "answers": msgspec.to_builtins(said.answers),
        "body": _sealed(who, said),
        "made_at": ground.now_ms(),
    }
    connection.execute(parcel.delete().where(mine))
    bulk.add(connection, parcel, row)


def part_of(ground: Ground, who: Who, id_: str, offset: int) -> ParcelPart:
    """A piece of a receipt, for whoever carries it. Raises Refusal: not_found, bad_request."""
    with ground.read() as connection:
        body = connection.execute(sa.select(parcel.c.body).where(parcel.c.id == id_)).scalar()
    if not body:
        raise Refusal("not_found", 404)
    if not 0 <= offset <= len(body):
        raise Refusal("bad_request", 400)
    piece = body[offset : offset + LARGEST_BATCH]
    return ParcelPart(server_id=who.server_id, id=id_, offset=offset, size=len(body), part=piece)


def make_parcel(ground: Ground, who: Who, name: str, *, with_feed: bool, guide: Mapping[str, str]) -> bytes:
    """The whole file of a parcel for a laptop reached by stick only: every answer of this epoch and, if wanted,
    the commune's feed from its start and the files of a guide pack. Raises Refusal: not_found, device_revoked.
    """
    with ground.read() as connection:
        to, durable = _addressee(connection, name)
        receipts = connection.execute(
            sa.select(parcel.c.id, parcel.c.answers)
            .where(parcel.c.commune == to.commune, parcel.c.device == name, parcel.c.epoch == who.epoch)
            .order_by(parcel.c.made_at, parcel.c.id)
        ).all()
    answers = {id_: wire for row in receipts for id_, wire in row.answers.items()}
    label = Label(
        purpose=Purpose.PARCEL.value,
        id=ground.new_id(),
        server_id=who.server_id,
        commune=to.commune,
        device=name,
        machine=to.name,
        made_at=ground.now_ms(),
        count=len(answers),
    )
    said = Parcel(
        label=label,
        recipient=to.sealing_key,
        epoch=who.epoch,
        durable_seq=durable,
        bundles=tuple(row.id for row in receipts),
        answers=msgspec.convert(answers, dict[str, WireOutcome]),
        feed=_whole_feed(ground, who, to) if with_feed else None,
        guide=dict(guide),
    )
    return _sealed(who, said)


def _addressee(connection: sa.Connection, name: str) -> tuple[sa.Row[Any], int]:
    """A device and the durable number of its commune's feed. Raises Refusal("not_found")."""
    to = connection.execute(sa.select(device).where(device.c.id == name)).first()
    if to is None:
        raise Refusal("not_found", 404)
    _, durable = feed.counters(connection, to.commune)
    return to, durable


def _labelled(of: Label, name: str, count: int, now_ms: int) -> Label:
    return msgspec.structs.replace(of, purpose=Purpose.PARCEL.value, id=name, count=count, made_at=now_ms)


def _sealed(who: Who, said: Parcel) -> bytes:
    """The whole file; empty for a device of the first release, whose key cannot be sealed to."""
    if not sealing.is_recipient(said.recipient):
        return b""
    return to_file(said.label, sealing.seal(content_of(said), who.key, said.recipient))


def _whole_feed(ground: Ground, who: Who, to: sa.Row[Any]) -> Feed:
    """Everything a pull from 0 would give. Raises Refusal("device_revoked")."""
    asker = Sender(
        id=to.id, commune=to.commune, support_point=to.support_point, is_active=to.state == "active"
    )
    records: list[WireRecord] = []
    cursor, more = 0, True
    while more:
        page = feed.page(ground, who, asker, Mark(who.epoch, cursor))
        records += page.records
        cursor, more = page.cursor, page.more
    return Feed(since=0, cursor=cursor, records=records)
