"""Carries an erasure to all that central holds about a person. Who may erase is decided before."""

from __future__ import annotations

from collections.abc import Iterable

from app.central import leftovers, set_aside
from app.central.references import tells_of
from app.central.turn import Turn
from app.domain.merge import Life, Record, erased


def spread(turn: Turn, records: Iterable[Record]) -> None:
    """Erase what tells of the erased records among `records`, and what was ever said about any of them.

    Ids, hashes and outcomes stay; values in fields, conflicts, histories and logged changes go.
    """
    gone = {one.id for one in records if one.life is Life.ERASED}
    fresh = gone
    while fresh:
        telling = turn.referring(tells_of(turn.connection, fresh))
        told = [one for one in telling if one.life is not Life.ERASED]
        for one in told:
            turn.keep([erased(one, turn.next_mark)])
        fresh = {one.id for one in told} - gone
        gone |= fresh
    if gone:
        turn.blank(gone)
        leftovers.blank(turn, gone)
        set_aside.blank(turn, gone)
