"""Changes that came by stick or rescue and could not be decided: kept here, because nobody may send them again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import sqlalchemy as sa

from app.central.offers import Offer
from app.central.roster import Sender
from app.central.store import bulk
from app.central.store.tables import feed_counter, record, set_aside
from app.central.turn import Turn
from app.contract.messages import WireOutcome
from app.domain.changes import OutcomeKind

HELD, REJECTED = "held", "rejected"
_STATES = {OutcomeKind.HELD: HELD, OutcomeKind.RETRY: HELD, OutcomeKind.REJECTED: REJECTED}
"""What is set aside, by its answer: the first two are tried again by themselves."""


@dataclass(frozen=True, slots=True)
class Told:
    """One change as it came, read as far as it can be, and what became of it."""

    raw: bytes
    offer: Offer
    outcome: WireOutcome

    @property
    def id(self) -> str:
        """Its own id, or a name made of its bytes when it has none that can be read."""
        return self.offer.change.id if self.offer.change else hashlib.sha256(self.raw).hexdigest()

    @property
    def state(self) -> str:
        """How it is set aside; empty when it was decided."""
        return _STATES.get(OutcomeKind(self.outcome.kind), "")


def keep(connection: sa.Connection, sender: Sender, told: Iterable[Told], now_ms: int) -> None:
    """Put down what could not be decided, take away what now is; one at a time in a commune, as its turns are."""
    counter = sa.select(feed_counter.c.seq).where(feed_counter.c.commune == sender.commune)
    connection.execute(counter.with_for_update())
    last = {one.id: one for one in told}
    _forget(connection, sender.commune, last)
    rows = [_row(sender, one, now_ms) for one in last.values() if one.state]
    if rows:
        connection.execute(set_aside.insert(), rows)


def held(connection: sa.Connection, commune: str) -> Sequence[tuple[str, bytes]]:
    """Device and body of what may now be decided, in the order it was written: the record it waits for is here."""
    mine = sa.and_(set_aside.c.commune == commune, set_aside.c.state == HELD)
    waits_for = set_aside.c.outcome["missing"].as_string()
    here = sa.exists().where(record.c.commune == commune, record.c.id == waits_for)
    query = sa.select(set_aside.c.device, set_aside.c.body).where(mine, sa.or_(waits_for.is_(None), here))
    rows = connection.execute(query.order_by(set_aside.c.device, set_aside.c.n))
    return [(row.device, row.body) for row in rows]


def blank(turn: Turn, ids: set[str]) -> None:
    """Forget every change set aside that names one of these erased records in any way."""
    mine = sa.select(set_aside.c.id, set_aside.c.body).where(set_aside.c.commune == turn.commune)
    names = [one.encode() for one in ids]
    gone = [row.id for row in turn.connection.execute(mine) if any(name in row.body for name in names)]
    if gone:
        _forget(turn.connection, turn.commune, gone)


def _row(sender: Sender, one: Told, now_ms: int) -> dict[str, Any]:
    return {
        "commune": sender.commune,
        "id": one.id,
        "device": sender.id,
        "n": one.offer.n,
        "kind": one.offer.kind,
        "record": one.offer.record,
        "state": one.state,
        "body": one.raw,
        "outcome": msgspec.to_builtins(one.outcome),
        "received_at": now_ms,
    }


def _forget(connection: sa.Connection, commune: str, ids: Iterable[str]) -> None:
    mine = sa.and_(set_aside.c.commune == commune, bulk.one_of(connection, set_aside.c.id, ids))
    connection.execute(set_aside.delete().where(mine))
