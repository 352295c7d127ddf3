"""A look into a laptop's store behind its own questions: what the checks count for themselves."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.domain.changes import Change, Mark
from app.domain.delivery import Delivery
from app.domain.merge import Life
from app.domain.projection import StandingRow
from app.storage.coding import CHANGE_COLUMNS, STANDING_COLUMNS, change_of, from_json, standing_of
from app.storage.store import SqliteStore
from app.usecases.ports import Store
from tests.support.fake_store import FakeStore
from tests.support.world.remembering import RememberingStore

Key = tuple[str, str]
"""Kind and id of a record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One own change as the store keeps it."""

    change: Change
    delivery: Delivery
    session: str
    code: str
    parked: bool
    ack: Mark | None

    @property
    def is_waiting(self) -> bool:
        """Not sent, as far as this laptop knows."""
        return self.delivery in (Delivery.WAITING, Delivery.HELD)

    @property
    def needs_person(self) -> bool:
        """Not taken, as far as this laptop knows."""
        return self.delivery in (Delivery.QUARANTINED, Delivery.REVIEW) or self.parked


def lines(store: Store) -> list[Line]:
    """Every own change, in order of its number."""
    if isinstance(store, RememberingStore):
        return store.once("lines", lambda: _in_order(_fake_lines(store)))
    return _in_order(_real_lines(_real(store)))


def standing(store: Store) -> Mapping[Key, StandingRow]:
    """Every pulled row."""
    if isinstance(store, FakeStore):
        return store.state.standing
    rows = _real(store)._database.connection().rows(f"SELECT {STANDING_COLUMNS} FROM standing")
    return {(row.kind, row.record): row for row in map(standing_of, rows)}


def forget_row(store: Store, chance: random.Random) -> Key | None:
    """A pulled row is gone, as if a fault of ours or of the disk had taken it; which one it was."""
    rows = sorted(key for key, row in standing(store).items() if row.life is Life.LIVE)
    if not rows:
        return None
    kind, name = chance.choice(rows)
    if isinstance(store, FakeStore):
        store.state = store.state.copy()
        del store.state.standing[kind, name]
    else:
        with _real(store).write() as writing:
            writing._db.run("DELETE FROM standing WHERE kind = ? AND id = ?", (kind, name))
            writing._show([(kind, name)])
    return kind, name


def returned(store: Store) -> list[Line]:
    """The newest own change of each record that was sent back, until an own change answers."""
    own = lines(store)
    answered = {one for line in own for one in line.change.replaces}
    told = [said for name, said in store.read().records("return").items() if name not in answered]
    about = {said["record"] or said["session"] for said in told}
    newest = {line.change.record: line for line in own if line.change.record in about}
    return list(newest.values())


def behind_refused(own: Iterable[Line]) -> set[str]:
    """The waiting changes nobody may offer now: they come after refused work on their record, or on one they tell of.

    Central may have one of them, in a batch whose answer was lost or from a copy of this disk: that is heard once the
    refused work was put right.
    """
    held: dict[str, int] = {}
    behind = set()
    for line in own:
        change = line.change
        about = {change.record, *(edit.to for edit in change.fields.values() if isinstance(edit.to, str))}
        is_behind = line.is_waiting and any(held.get(name, change.n) < change.n for name in about)
        behind |= {change.id} if is_behind else set()
        if is_behind or line.delivery is Delivery.QUARANTINED:
            held.setdefault(change.record, change.n)
    return behind


def everything(store: Store) -> str:
    """All that is kept about people, as one text to search."""
    if isinstance(store, FakeStore):
        state = store.state
        entries = [entry.change for entry in state.entries.values()]
        return repr((entries, list(state.standing.values()), list(state.drafts.values())))
    db = _real(store)._database.connection()
    tables = [name for (name,) in db.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    plain = [
        name for name in tables if not name.startswith(("sqlite_", "citizen_search", "settings", "audit"))
    ]
    return repr([db.rows(f'SELECT * FROM "{name}"') for name in plain])


def _in_order(found: Iterable[Line]) -> list[Line]:
    return sorted(found, key=lambda line: line.change.n)


def _fake_lines(store: FakeStore) -> Iterator[Line]:
    for entry in store.state.entries.values():
        own = entry.own
        yield Line(
            change=own.change,
            delivery=own.delivery,
            session=entry.session,
            code=entry.code,
            parked=bool(entry.parked),
            ack=own.ack,
        )


def _real_lines(store: SqliteStore) -> Iterator[Line]:
    columns = f"{CHANGE_COLUMNS}, state, session, code, parked, ack_epoch, ack_seq"
    for row in store._database.connection().rows(f"SELECT {columns} FROM changes"):
        state, session, code, parked, epoch, seq = row[-6:]
        yield Line(
            change=change_of(row),
            delivery=Delivery(state),
            session=session,
            code=code,
            parked=bool(parked and from_json(parked)),
            ack=None if seq is None else Mark(epoch, seq),
        )


def _real(store: Store) -> SqliteStore:
    assert isinstance(store, SqliteStore)
    return store
