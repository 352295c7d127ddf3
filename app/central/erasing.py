"""Carries an erasure to all that central holds about a person. Who may erase is decided before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from app.central import leftovers, set_aside
from app.central.references import tells_of, told_of
from app.central.turn import Turn
from app.domain.changes import Change
from app.domain.merge import Life, Record, erased


def spread(turn: Turn, records: Iterable[Record]) -> None:
    """Erase what tells of the erased records among `records`, and what was ever said about any of them.

    Ids, hashes and outcomes stay; values in fields, conflicts, histories and logged changes go, and so do words of
    people at central and work that waits for them.
    """
    gone = {one.id for one in records if one.life is Life.ERASED}
    waiting = turn.doubted() if gone else []
    fresh, doubted = gone, set[str]()
    while fresh:
        about = [one for one in waiting if any(name in fresh for _, name in told_of(one))]
        doubted |= {one.id for one in about}
        telling = turn.referring(tells_of(turn.connection, fresh, doubted))
        told = [one for one in telling if one.life is not Life.ERASED]
        for one in told:
            turn.keep([erased(one, turn.next_mark)])
        fresh = {one.id for one in told}.union(_never_made(turn, about)) - gone
        gone |= fresh
    if gone:
        turn.blank(gone, doubted)
        leftovers.blank(turn, gone)
        set_aside.blank(turn, gone)


def _never_made(turn: Turn, changes: Sequence[Change]) -> Iterator[str]:
    """The records that only changes under review would have made."""
    turn.load(one.record for one in changes)
    for one in changes:
        if turn.record(one.kind, one.record) is None:
            yield one.record
