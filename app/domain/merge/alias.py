"""Which record stands for which: following, making and undoing an alias. Values are not touched here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from app.domain.changes import Change, Edit, Mark
from app.domain.fields import MergeClass
from app.domain.merge.classes import Arrival
from app.domain.merge.settle import settle
from app.domain.merge.state import Origin, Record
from app.domain.records import FieldRule

Find: TypeAlias = Callable[[str], "Record | None"]
"""Looks up a record of the change's kind by id."""

UNDO_DAYS = 30
"""How long a merge can be undone, by the clocks of those who wrote the two: a courtesy, not an order."""

_DAY_MS = 86_400_000
_ALIAS = FieldRule("merged_into", MergeClass.LATEST, "", "")


def follow(find: Find, record: str) -> tuple[Record, ...]:
    """The records from the one named to the one that stands for it, in order; empty when unknown.

    It ends, because only a record that stands on its own is ever merged, and never into itself.
    """
    path: list[Record] = []
    found = find(record)
    while found:
        path.append(found)
        found = find(found.merged_into) if found.merged_into else None
    return tuple(path)


def family(find: Find, record: str) -> tuple[str, ...]:
    """The record and all that were merged into it, however far down."""
    found = find(record)
    below = found.absorbed if found else ()
    return (record, *(member for child in below for member in family(find, child)))


def join(loser: Record, survivor: str, change: Change, at: Mark, first: Mark | None) -> Record:
    """The loser, merged into the survivor unless the same device has undone that already."""
    arrival = _alias_arrival(change, loser.id, Edit(("",), survivor), at, first)
    return replace(loser, alias=settle(loser.alias, arrival), merged_at=change.made_at)


def part(loser: Record, change: Change, at: Mark) -> Record:
    """The loser, standing on its own again, unless the same device has merged it once more since."""
    edit = Edit((loser.merged_into,), "")
    return replace(loser, alias=settle(loser.alias, _alias_arrival(change, loser.id, edit, at)))


def is_too_late(undo: Change, loser: Record) -> bool:
    """Whether a merge is too old to be undone."""
    return undo.made_at - loser.merged_at > UNDO_DAYS * _DAY_MS


def _alias_arrival(change: Change, loser: str, edit: Edit, at: Mark, first: Mark | None = None) -> Arrival:
    """Being merged, or no longer, as a value arriving at the loser."""
    return Arrival(rule=_ALIAS, edit=edit, origin=Origin.of(change, loser), at=at, first=first)
