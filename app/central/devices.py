"""The devices of the communes: who knocks, how far they are, who may no longer read. Pairing is elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from app.central.feed import counters
from app.central.ground import Ground
from app.central.identity import Who
from app.central.offers import LARGEST_NUMBER
from app.central.outside import REVOKED
from app.central.pairing import ACTIVE, is_short_text
from app.central.refusals import Refusal
from app.central.roster import Sender
from app.central.sheets import secret_hash
from app.central.store import bulk
from app.central.store.tables import device
from app.contract.limits import LARGEST_BATCH, PROTOCOL
from app.contract.messages import Close, Hello, Welcome
from app.domain.changes import SCHEMA

OLDEST_PROTOCOL = 1
OLDER_SCHEMAS = 2
"""How many versions of the record shapes before ours are still read."""

SUSPECT_SECONDS = 600
"""A clock further off than this is named beside what was written by it; it decides nothing."""

_THIS = sa.and_(device.c.commune == sa.bindparam("its_commune"), device.c.id == sa.bindparam("its_id"))
_STORE = sa.select(device.c.instance, device.c.last_n).where(_THIS)
_BY_TOKEN = sa.select(
    device.c.id, device.c.commune, device.c.support_point, device.c.state, device.c.drift
).where(device.c.token_hash == sa.bindparam("token_hash"))


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceLine:
    """One device as the people at central see it; times are Unix milliseconds, 0 = never.

    `oldest` and `drift` are seconds, `disk` free megabytes (-1: not said), `cursor` a number of its feed.
    """

    id: str
    name: str
    commune: str
    support_point: str
    state: str
    app: str
    last_seen: int
    last_n: int
    unsent: int
    attention: int
    quarantined: int
    oldest: int
    disk: int
    drift: int
    cursor: int


def identify(ground: Ground, token: str) -> Sender:
    """The device that holds this token. Raises Refusal("unknown_token")."""
    with ground.read() as connection:
        row = connection.execute(_BY_TOKEN, {"token_hash": secret_hash(token)}).first()
    if row is None:
        raise Refusal("unknown_token", 401)
    is_active = row.state == ACTIVE
    return Sender(
        id=row.id,
        commune=row.commune,
        support_point=row.support_point,
        is_active=is_active,
        clock_suspect=is_suspect(row.drift),
    )


def is_suspect(drift: int) -> bool:
    """Whether a clock so many seconds off is not to be trusted."""
    return abs(drift) > SUSPECT_SECONDS


def greet(ground: Ground, who: Who, sender: Sender, hello: Hello, min_app: str = "") -> Welcome:
    """Note how far a device says it is and tell it where central stands, and which program it should have.

    Raises Refusal: wrong_device (the token is another's), wrong_instance and store_went_back (the device was
    copied, or goes on from an old copy), protocol_too_old, protocol_too_new, bad_request.
    """
    _check(sender, hello)
    now = ground.now_ms()
    with ground.write() as connection:
        _check_store(connection, sender, hello)
        connection.execute(device.update().where(_THIS), {**_heard(hello, now), **_this(sender)})
        seq, durable = counters(connection, sender.commune)
    return Welcome(
        server_id=who.server_id,
        epoch=who.epoch,
        seq=seq,
        durable_seq=durable,
        at=now,
        commune=sender.commune,
        support_point=sender.support_point,
        protocols=(OLDEST_PROTOCOL, PROTOCOL),
        schemas=(max(1, SCHEMA - OLDER_SCHEMAS), SCHEMA),
        min_app=min_app,
        may_pull=sender.is_active,
        largest_batch=LARGEST_BATCH,
    )


def _heard(hello: Hello, now_ms: int) -> dict[str, int | str]:
    """What is kept of a hello. A clock that was not said is not wrong; no clock, however wrong, is refused."""
    drift = (hello.at - now_ms) // 1000 if hello.at else 0
    return {
        "last_seen": now_ms,
        "app": hello.app,
        "unsent": hello.unsent,
        "attention": hello.attention,
        "quarantined": hello.quarantined,
        "oldest": hello.oldest,
        "disk": hello.disk,
        "drift": max(-LARGEST_NUMBER, min(drift, LARGEST_NUMBER)),
        "cursor": hello.cursor,
    }


def note_close(ground: Ground, sender: Sender, close: Close) -> None:
    """Note how a device fares at the end of its run, as far as it says so: what it told at hello may be sent by now.

    Raises Refusal("bad_request") on a number out of range.
    """
    said = {name: getattr(close, name) for name in ("unsent", "attention", "quarantined", "oldest", "cursor")}
    if not all(-1 <= number <= LARGEST_NUMBER for number in said.values()):
        raise Refusal("bad_request", 400)
    fresh = {name: number for name, number in said.items() if number >= 0}
    columns = [device.c[name] for name in fresh]
    with ground.read() as connection:
        known = connection.execute(sa.select(*columns).where(_THIS), _this(sender)).mappings().one()
    if dict(known) != fresh:
        with ground.write() as connection:
            connection.execute(device.update().where(_THIS), {**fresh, **_this(sender)})


def _check(sender: Sender, hello: Hello) -> None:
    if hello.device != sender.id:
        raise Refusal("wrong_device", 409)
    if hello.protocol < OLDEST_PROTOCOL:
        raise Refusal("protocol_too_old", 409)
    if hello.protocol > PROTOCOL:
        raise Refusal("protocol_too_new", 409)
    counted = (hello.unsent, hello.attention, hello.quarantined, hello.oldest, hello.last_n, hello.cursor)
    numbers = (*counted, hello.disk + 1)
    if not is_short_text(hello.app) or not all(0 <= n <= LARGEST_NUMBER for n in numbers):
        raise Refusal("bad_request", 400)


def _check_store(connection: sa.Connection, sender: Sender, hello: Hello) -> None:
    """Two stores under one name would give the same numbers to different changes: only one may go on."""
    known = connection.execute(_STORE, _this(sender)).one()
    if hello.instance != known.instance:
        raise Refusal("wrong_instance", 409)
    if hello.last_n < known.last_n:
        raise Refusal("store_went_back", 409)


def revoke(ground: Ground, name: str) -> None:
    """A device may no longer read; what it still holds it may send, to be looked at. Refusal: not_found.

    The sentry carries it outside when it next looks, so that no restore and no old copy lets the device read again.
    """
    with ground.write() as connection:
        if not mark_revoked(connection, [name]):
            raise Refusal("not_found", 404)


def mark_revoked(connection: sa.Connection, names: Collection[str]) -> int:
    """Of these devices none may read any more; returns how many of them there are."""
    listed = bulk.one_of(connection, device.c.id, names)
    return connection.execute(device.update().where(listed).values(state=REVOKED)).rowcount


def listed(ground: Ground) -> Sequence[DeviceLine]:
    """Every device, the one heard of last first."""
    columns = [device.c[name] for name in DeviceLine.__slots__]
    with ground.read() as connection:
        rows = connection.execute(sa.select(*columns).order_by(device.c.last_seen.desc(), device.c.id))
        return [DeviceLine(**row) for row in rows.mappings()]


def _this(sender: Sender) -> dict[str, str]:
    return {"its_commune": sender.commune, "its_id": sender.id}
