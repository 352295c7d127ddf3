"""Writes whole made-up sessions into a store, and says whether each is there whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.changes import Change
from app.storage.store import SqliteStore
from tests.support.fiction import Fiction


def save_visit(store: SqliteStore, fiction: Fiction) -> tuple[str, list[Change]]:
    """One new person with one finished session, in one transaction; its id and changes as stored."""
    _, first, session, rest = next(fiction.visits(1))
    with store.write() as work:
        return session, [work.add(change, session) for change in (*first, *rest)]


def sessions_of(store: SqliteStore) -> list[str]:
    """Every session stored, in order; fails when one is there in part, shown or in the outbox."""
    db = store._database.connection()
    sessions = db.rows(
        "SELECT session, count(*), group_concat(kind) FROM changes GROUP BY session ORDER BY n"
    )
    for session, count, kinds in sessions:
        assert count == 5, (session, kinds)
        assert store.read().finished(session) is not None
    assert db.value("SELECT count(*) FROM session") == len(sessions)
    return [session for session, _, _ in sessions]


def holds_all(store: SqliteStore, acknowledged: Sequence[str]) -> bool:
    """Whether every session somebody was told is saved is saved."""
    return set(acknowledged) <= set(sessions_of(store))
