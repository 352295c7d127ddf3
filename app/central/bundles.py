"""Bundles on their way in, part by part, and what is done with a whole one. What becomes of changes is intake's."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa

from app.central import parcels, resending, sealing
from app.central.ground import Ground
from app.central.identity import Who
from app.central.office import Office
from app.central.refusals import Refusal
from app.central.roster import Sender
from app.central.senders import sender_at
from app.central.set_aside import Told
from app.central.store import bulk
from app.central.store.tables import bundle, bundle_part, device
from app.contract.bundle import (
    BadBundle,
    Bundle,
    BundleStatus,
    Label,
    Purpose,
    file_id,
    read_content,
    read_file,
    read_head,
)
from app.contract.limits import LARGEST_HEAD, MOST_OPEN_BUNDLES

STATUS: Mapping[str, int] = MappingProxyType(
    {
        "not_a_bundle": 400,
        "bundle_cut": 400,
        "bundle_altered": 400,
        "bundle_unreadable": 400,
        "bundle_not_ours": 409,
        "bundle_other_central": 409,
        "bundle_forged": 403,
        "bundle_too_large": 413,
    }
)
"""The HTTP status of each fault a sealed file may have."""


STALE_MS = 30 * 24 * 3600 * 1000
"""As long the parts of a bundle that never came whole are kept."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was taken in: whose, and what became of each of its changes."""

    label: Label
    told: list[Told]


def status_of(ground: Ground, who: Who, id_: str) -> BundleStatus:
    """How far central is with a bundle; one it has never heard of has 0 bytes."""
    with ground.read() as connection:
        row = connection.execute(sa.select(bundle).where(bundle.c.id == id_)).first()
    received, taken = (row.received, row.taken_at is not None) if row else (0, False)
    return BundleStatus(server_id=who.server_id, id=id_, received=received, taken=taken)


def receive(office: Office, carrier: Sender, id_: str, offset: int, part: bytes) -> BundleStatus:
    """Keep a part that begins where the last one ended, and take the bundle in once it is whole.

    Any other part changes nothing: the answer says where to go on. What turns out to be another file than `id_`
    names, damaged or forged is forgotten, so that a sound copy can come. Raises Refusal.
    """
    with office.ground.write() as connection:
        row = _row(connection, id_)
        if row is None and offset == 0:
            _begin(connection, office, carrier, id_, part)
        elif row is not None and row.taken_at is None and offset == row.received and part:
            _go_on(connection, row, part)
        row = _row(connection, id_)
        is_whole = row is not None and row.taken_at is None and row.received >= row.size
        whole = _joined(connection, row) if row is not None and is_whole else b""
    if is_whole:
        _take_or_forget(office, id_, whole)
    return status_of(office.ground, office.who, id_)


def _take_or_forget(office: Office, id_: str, whole: bytes) -> None:
    if file_id(whole) != id_:
        return _drop(office.ground, id_)
    try:
        take(office, whole)
    except Refusal:
        _drop(office.ground, id_)
        raise


def take(office: Office, whole: bytes) -> Taken:
    """Take in a whole file as pushes of the device that wrote it, and answer a bundle with a parcel.

    Safe to repeat: every change is known by its id. Raises Refusal: the faults of sealed files, unknown_device.
    """
    try:
        said, origin = _opened(office.ground, office.who, whole)
    except BadBundle as bad:
        raise Refusal(bad.code, STATUS[bad.code]) from bad
    told = resending.send(office, origin, [bytes(raw) for raw in said.changes])
    resending.retry(office, origin.commune)
    if said.label.purpose == Purpose.BUNDLE:
        _end(office.ground, office.who, said.label, whole, told)
    return Taken(said.label, told)


def _opened(ground: Ground, who: Who, whole: bytes) -> tuple[Bundle, Sender]:
    """The changes and who made them; the label is believed only where the signed part says the same."""
    head, sealed = read_file(whole)
    label = head.label
    if label.server_id != who.server_id:
        raise BadBundle("bundle_other_central")
    with ground.read() as connection:
        origin = sender_at(connection, label.commune, label.device)
        mine = sa.and_(device.c.commune == label.commune, device.c.id == label.device)
        key = connection.execute(sa.select(device.c.signing_key).where(mine)).scalar()
    if origin is None or key is None:
        raise Refusal("unknown_device", 404)
    raw = base64.urlsafe_b64decode(key + "=" * (-len(key) % 4))
    said = read_content(sealing.opened(sealed, who.sealing, raw), Bundle)
    if said.label != label or said.recipient != who.recipient or len(said.changes) != label.count:
        raise BadBundle("bundle_altered")
    if label.purpose not in (Purpose.BUNDLE, Purpose.RESCUE):
        raise BadBundle("bundle_unreadable")
    return said, origin


def _begin(connection: sa.Connection, office: Office, carrier: Sender, id_: str, part: bytes) -> None:
    """The first part holds the whole head, which says whose the bundle is. Raises Refusal."""
    try:
        head, begin = read_head(part[:LARGEST_HEAD])
    except BadBundle as bad:
        raise Refusal(bad.code, STATUS[bad.code]) from bad
    label = head.label
    if label.purpose != Purpose.BUNDLE or len(part) > begin + head.size:
        raise Refusal("bundle_altered", 400)
    if label.server_id != office.who.server_id:
        raise Refusal("bundle_other_central", 409)
    if sender_at(connection, label.commune, label.device) is None:
        raise Refusal("unknown_device", 404)
    _forget_stale(connection, office.ground.now_ms())
    open_ones = sa.and_(bundle.c.carrier == carrier.id, bundle.c.taken_at.is_(None))
    begun = connection.execute(sa.select(sa.func.count()).select_from(bundle).where(open_ones)).scalar_one()
    if begun >= MOST_OPEN_BUNDLES:
        raise Refusal("too_many_bundles", 429)
    row = {
        "commune": label.commune,
        "id": id_,
        "device": label.device,
        "carrier": carrier.id,
        "size": begin + head.size,
        "received": len(part),
        "begun_at": office.ground.now_ms(),
        "taken_at": None,
    }
    if bulk.add(connection, bundle, row):
        _keep_part(connection, label.commune, id_, 0, part)


def _go_on(connection: sa.Connection, row: sa.Row[Any], part: bytes) -> None:
    """A part too long for what was begun shows that somebody began another file under this name; it is kept, and
    the whole then has not the name, whatever was begun.
    """
    _keep_part(connection, row.commune, row.id, row.received, part)
    grown = {"received": row.received + len(part)}
    connection.execute(bundle.update().where(_is(row.commune, row.id)).values(grown))


def _keep_part(connection: sa.Connection, commune: str, id_: str, place: int, part: bytes) -> None:
    row = {"commune": commune, "bundle": id_, "place": place, "body": part}
    connection.execute(bundle_part.insert(), row)


def _joined(connection: sa.Connection, row: sa.Row[Any]) -> bytes:
    parts = sa.select(bundle_part.c.body).where(_of(row.commune, row.id)).order_by(bundle_part.c.place)
    return b"".join(connection.execute(parts).scalars())


def _end(ground: Ground, who: Who, label: Label, whole: bytes, told: list[Told]) -> None:
    """Make the receipt and note the bundle as taken, together; its parts are not needed any more."""
    answers = {one.offer.id: one.outcome for one in told if one.offer.id}
    name, size = file_id(whole), len(whole)
    done = {"received": size, "taken_at": ground.now_ms()}
    with ground.write() as connection:
        parcels.make_receipt(connection, ground, who, label, name, answers)
        row = {"commune": label.commune, "id": name, "device": label.device, "carrier": "", "size": size}
        bulk.add(connection, bundle, {**row, "begun_at": ground.now_ms(), **done})
        connection.execute(bundle.update().where(_is(label.commune, name)).values(done))
        connection.execute(bundle_part.delete().where(_of(label.commune, name)))


def _drop(ground: Ground, id_: str) -> None:
    """Forget what was received of a file that is not what its head says."""
    with ground.write() as connection:
        connection.execute(bundle_part.delete().where(bundle_part.c.bundle == id_))
        connection.execute(bundle.delete().where(bundle.c.id == id_, bundle.c.taken_at.is_(None)))


def _forget_stale(connection: sa.Connection, now_ms: int) -> None:
    """Forget what was begun long ago and never ended: its stick came no more, and may still begin anew."""
    stale = sa.and_(bundle.c.taken_at.is_(None), bundle.c.begun_at < now_ms - STALE_MS)
    keys = sa.tuple_(bundle_part.c.commune, bundle_part.c.bundle)
    connection.execute(
        bundle_part.delete().where(keys.in_(sa.select(bundle.c.commune, bundle.c.id).where(stale)))
    )
    connection.execute(bundle.delete().where(stale))


def _row(connection: sa.Connection, id_: str) -> sa.Row[Any] | None:
    return connection.execute(sa.select(bundle).where(bundle.c.id == id_).with_for_update()).first()


def _is(commune: str, id_: str) -> sa.ColumnElement[bool]:
    return sa.and_(bundle.c.commune == commune, bundle.c.id == id_)


def _of(commune: str, id_: str) -> sa.ColumnElement[bool]:
    return sa.and_(bundle_part.c.commune == commune, bundle_part.c.bundle == id_)
