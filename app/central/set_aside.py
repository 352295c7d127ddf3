"""Changes that came by stick or rescue and could not be decided: kept here, because nobody may send them again."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import sqlalchemy as sa

from app.central.offers import Offer
from app.central.roster import Sender
from app.central.store import bulk
from app.central.store.tables import change_log, feed_counter, record, set_aside
from app.central.turn import Turn
from app.contract.limits import LARGEST_RECORD
from app.contract.messages import WireOutcome
from app.domain.changes import Change, OutcomeKind
from app.domain.merge import Life

HELD, REJECTED, DROPPED = "held", "rejected", "dropped"
"""How it is kept: what is dropped is kept only so that it is not taken up again when it comes once more."""

LARGEST_KEPT = LARGEST_RECORD
"""Bytes of a change kept as it came; of a larger one, which nobody could accept, only that it was there."""

_STATES = {OutcomeKind.HELD: HELD, OutcomeKind.RETRY: HELD, OutcomeKind.REJECTED: REJECTED}
"""What is set aside, by its answer: the first two are tried again by themselves."""

_IDS = re.compile(rb'"([A-Za-z0-9_-]{22})"')
_WAITS_FOR = set_aside.c.outcome["missing"].as_string()
_HERE = sa.exists().where(record.c.commune == set_aside.c.commune, record.c.id == _WAITS_FOR)
_HELD = (
    sa.select(set_aside.c.device, set_aside.c.body)
    .where(set_aside.c.commune == sa.bindparam("commune"), set_aside.c.state == HELD)
    .where(sa.or_(_WAITS_FOR.is_(None), _HERE))
    .order_by(set_aside.c.device, set_aside.c.n)
)


@dataclass(frozen=True, slots=True)
class Told:
    """One change as it came, read as far as it can be, and what became of it."""

    raw: bytes
    offer: Offer
    outcome: WireOutcome

    @property
    def id(self) -> str:
        """Its own id, or a name made of its bytes when it has none that can be read."""
        return self.offer.id or hashlib.sha256(self.raw).hexdigest()

    @property
    def state(self) -> str:
        """How it is set aside; empty when it was decided."""
        return _STATES.get(OutcomeKind(self.outcome.kind), "")


def keep(connection: sa.Connection, sender: Sender, told: Iterable[Told], now_ms: int) -> None:
    """Put down what could not be decided, take away what now is; one at a time in a commune, as its turns are.

    What names somebody erased is not put down: a whole batch can be refused before anybody asks whom it is about.
    """
    counter = sa.select(feed_counter.c.seq).where(feed_counter.c.commune == sender.commune)
    connection.execute(counter.with_for_update())
    last = {one.id: one for one in told}
    over = _dropped(connection, sender.commune, last) | _corrected(connection, sender.commune, last.values())
    _forget(connection, sender.commune, last)
    left = [one for one in last.values() if one.state and one.id not in over]
    erased = _erased(connection, sender.commune, left)
    rows = [_row(sender, one, now_ms) for one in left if erased.isdisjoint(_named(one))]
    if rows:
        connection.execute(set_aside.insert(), rows)


def drop(connection: sa.Connection, commune: str, name: str, why: Mapping[str, str]) -> None:
    """Let a change go for good; `why` is kept beside its answer."""
    mine = sa.and_(set_aside.c.commune == commune, set_aside.c.id == name)
    said = connection.execute(sa.select(set_aside.c.outcome).where(mine)).scalar_one()
    connection.execute(set_aside.update().where(mine).values(state=DROPPED, outcome={**said, **why}))


def close_decided(turn: Turn, changes: Iterable[Change]) -> None:
    """Forget these changes, which central remembers from now on, and what they correct: of the same laptop or record.

    Accepted once more later, an old value would come back, or the answer in the ledger would become another.
    """
    by_name = {name: one for one in changes for name in (one.id, *one.replaces)}
    column = set_aside.c
    named = sa.and_(column.commune == turn.commune, bulk.one_of(turn.connection, column.id, by_name))
    rows = turn.connection.execute(sa.select(column.id, column.device, column.record).where(named)).all()
    over = [
        row.id for row in rows if by_name[row.id].device == row.device or by_name[row.id].record == row.record
    ]
    if over:
        _forget(turn.connection, turn.commune, over)


def waiting() -> sa.Select[Any]:
    """What a person may decide about: what was dropped is only kept so that nobody asks again."""
    return sa.select(set_aside).where(set_aside.c.state != DROPPED)


def held(connection: sa.Connection, commune: str) -> Sequence[tuple[str, bytes]]:
    """Device and body of what may now be decided, in the order it was written: the record it waits for is here."""
    return [(row.device, row.body) for row in connection.execute(_HELD, {"commune": commune})]


def blank(turn: Turn, ids: set[str]) -> None:
    """Forget every change set aside that names one of these erased records in any way."""
    column = set_aside.c
    mine = sa.select(column.id, column.record, column.body).where(column.commune == turn.commune)
    rows, names = turn.connection.execute(mine), [one.encode() for one in ids]
    gone = [row.id for row in rows if row.record in ids or any(name in row.body for name in names)]
    if gone:
        theirs = bulk.one_of(turn.connection, column.id, gone)
        turn.connection.execute(set_aside.delete().where(column.commune == turn.commune, theirs))


def _dropped(connection: sa.Connection, commune: str, ids: Iterable[str]) -> set[str]:
    mine = sa.and_(set_aside.c.commune == commune, set_aside.c.state == DROPPED)
    found = sa.select(set_aside.c.id).where(mine, bulk.one_of(connection, set_aside.c.id, ids))
    return set(connection.execute(found).scalars())


def _corrected(connection: sa.Connection, commune: str, told: Iterable[Told]) -> set[str]:
    """Those that a change central remembers has corrected before they came."""
    log, records = change_log.c, {one.offer.record for one in told if one.state}
    about = sa.and_(log.commune == commune, bulk.one_of(connection, log.record, records))
    bodies = connection.execute(sa.select(log.body).where(about, log.body.is_not(None))).scalars()
    return {name for body in bodies for name in body.get("replaces", ())}


def _erased(connection: sa.Connection, commune: str, told: Iterable[Told]) -> set[str]:
    """The erased ones among the records these changes name."""
    mine = sa.and_(record.c.commune == commune, record.c.life == Life.ERASED.value)
    about = bulk.one_of(connection, record.c.id, {name for one in told for name in _named(one)})
    return set(connection.execute(sa.select(record.c.id).where(mine, about)).scalars())


def _named(one: Told) -> set[str]:
    """Every id in a change, wherever it stands, and whether or not the rest can be read."""
    return {one.offer.record, *(name.decode() for name in _IDS.findall(one.raw))}


def _row(sender: Sender, one: Told, now_ms: int) -> dict[str, Any]:
    return {
        "commune": sender.commune,
        "id": one.id,
        "device": sender.id,
        "n": one.offer.n,
        "kind": one.offer.kind,
        "record": one.offer.record,
        "state": one.state,
        "body": one.raw if len(one.raw) <= LARGEST_KEPT else b"",
        "outcome": msgspec.to_builtins(one.outcome),
        "received_at": now_ms,
    }


def _forget(connection: sa.Connection, commune: str, ids: Iterable[str]) -> None:
    """Take away what may be decided anew; what was dropped stays dropped."""
    here = sa.and_(set_aside.c.commune == commune, set_aside.c.state != DROPPED)
    mine = sa.and_(here, bulk.one_of(connection, set_aside.c.id, ids))
    connection.execute(set_aside.delete().where(mine))
