"""Builds the lists: work that came back, values that were not chosen, records that were made one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.domain.differences import NotChosen
from app.domain.portrait import Portrait, portrait_of
from app.domain.to_look import Entry, Sort
from app.domain.views import Attention
from app.presentation.looking.states import Kept, Parted, Work
from app.usecases.mending import REFUSED, RETURNED, Way, ways
from app.usecases.naming import Names
from app.usecases.ports import Clock, Reading, Store
from app.usecases.same_person import merges

_BACK = (REFUSED, RETURNED)
"""What is under review waits for central, what is in conflict is asked elsewhere."""


def back_entries(reading: Reading, today: date) -> list[Entry]:
    """The list's lines for work that came back: one a session, what belongs to none by itself."""
    return [
        Entry(
            key=key,
            sort=Sort.BACK,
            who=_portrait(reading, pieces[0].citizen, today),
            name=pieces[0].citizen_name,
            amount=len(pieces),
            code=pieces[0].code,
            state=pieces[0].state,
        )
        for key, pieces in _grouped(reading).items()
    ]


def work(reading: Reading, entry: Entry, today: date) -> Work | None:
    """One session's work that came back; None when it is settled by now."""
    pieces = _grouped(reading).get(entry.key)
    if not pieces:
        return None
    first = next((piece for piece in pieces if Way.CORRECT in ways(piece)), None)
    person = reading.record("citizen", first.change.record) if first else None
    found = frozenset(way for piece in pieces for way in ways(piece))
    return Work(
        key=entry.key,
        who=entry.who,
        name=entry.name,
        pieces=tuple(pieces),
        first=first if person else None,
        person=dict(person or {}),
        ways=found if person else found - {Way.CORRECT},
    )


def given_up_lines(lost: Iterable[NotChosen], names: Names) -> tuple[Kept, ...]:
    """The lines of what was not chosen."""
    return tuple(
        Kept(
            lost=one,
            name=_whose(names.reading, one),
            value=names.shown(one.kind, one.field, one.value),
            kept=names.shown(one.kind, one.field, one.kept),
            at=names.moment(one.made_at),
        )
        for one in lost
    )


def merged_lines(store: Store, clock: Clock, names: Names) -> tuple[Parted, ...]:
    """The lines of merges that can still be taken back."""
    return tuple(
        Parted(
            loser=one.loser,
            name=one.name,
            survivor=str((names.reading.record("citizen", one.survivor) or {}).get("name") or ""),
            writer=names.writer(one.author, one.device, one.made_at),
        )
        for one in merges(store, clock)
    )


def _grouped(reading: Reading) -> dict[str, list[Attention]]:
    groups: dict[str, list[Attention]] = {}
    for piece in reading.attention():
        if piece.state in _BACK:
            groups.setdefault(piece.session or piece.change.id, []).append(piece)
    return groups


def _whose(reading: Reading, lost: NotChosen) -> str:
    """The name of whom a record is about, or of what it is."""
    values = reading.record(lost.kind, lost.record) or {}
    about = reading.record("citizen", str(values["citizen"])) if values.get("citizen") else None
    return str((about or values).get("name") or "")


def _portrait(reading: Reading, citizen: str, today: date) -> Portrait | None:
    values = reading.record("citizen", citizen) if citizen else None
    return portrait_of(values, today) if values else None
