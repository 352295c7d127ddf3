"""Which records hang on which others, read off the register of kinds. What follows is decided in intake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import sqlalchemy as sa

from app.central.store import bulk
from app.central.store.tables import change_log, record
from app.domain.changes import Change, Value
from app.domain.records import KINDS

PERSONAL = ("citizen", "session")
"""What belongs to a citizen goes when the citizen is erased, and what belongs to such a session."""

OUTLIVES = "household"
"""A household is shared by many people: it outlives the erasure of the one who speaks for it."""


def _fields(targets: Iterable[str]) -> dict[str, tuple[str, ...]]:
    return {
        kind.name: tuple(name for name, rule in kind.rules.items() if rule.refers in targets)
        for kind in KINDS.values()
        if kind.name != OUTLIVES
    }


_NEEDS = {
    k.name: tuple(name for name, rule in k.rules.items() if name == rule.refers) for k in KINDS.values()
}
_TELLS_OF = _fields(PERSONAL)


def needed(change: Change) -> Iterator[tuple[str, str]]:
    """(kind, id) of the records a new one cannot stand without: a field named like the kind it refers to."""
    if change.kind == "ladder":
        yield "citizen", change.record
    yield from _named(change, _NEEDS.get(change.kind, ()))


def told_of(change: Change) -> Iterator[tuple[str, str]]:
    """(kind, id) of the people and sessions a change tells something about, besides its own record."""
    if change.kind == "ladder":
        yield "citizen", change.record
    yield from _named(change, _TELLS_OF.get(change.kind, ()))


def tells_of(connection: sa.Connection, ids: set[str], changes: set[str]) -> sa.ColumnElement[bool]:
    """The condition that finds every record telling something about one of these records, or of these changes: what
    hangs on citizens and sessions, and what people at central wrote to the author of something.
    """
    by_field = [
        sa.and_(record.c.kind == kind, bulk.one_of(connection, record.c.fields[name].as_string(), ids))
        for kind, names in _TELLS_OF.items()
        for name in names
    ]
    ladders = sa.and_(record.c.kind == "ladder", bulk.one_of(connection, record.c.id, ids))
    return sa.or_(ladders, *by_field, *_remarks(connection, ids, changes))


def _remarks(connection: sa.Connection, ids: set[str], changes: set[str]) -> Iterator[sa.ColumnElement[bool]]:
    """A `return` names the record it is about; a `verdict` has the id of a change, and the log knows of what."""
    for name in ("record", "session"):
        named = bulk.one_of(connection, record.c.fields[name].as_string(), ids)
        yield sa.and_(record.c.kind == "return", named)
    log = change_log.c
    theirs = sa.select(log.id).where(
        log.commune == record.c.commune, bulk.one_of(connection, log.record, ids)
    )
    judged = sa.or_(record.c.id.in_(theirs), bulk.one_of(connection, record.c.id, changes))
    yield sa.and_(record.c.kind == "verdict", judged)


def _named(change: Change, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    rules = KINDS[change.kind].rules if change.kind in KINDS else {}
    for name in names:
        target: Value = change.fields[name].to if name in change.fields else ""
        if isinstance(target, str) and target:
            yield rules[name].refers, target
