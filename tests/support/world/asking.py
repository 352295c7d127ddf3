"""No value of a field that asks is replaced unless whoever replaced it had seen it. Words are used once only."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.changes import Change, Value
from app.domain.fields import MergeClass
from app.domain.records import KINDS
from tests.support.world.reference import rows
from tests.support.world.schedule import World

_Told = tuple[str, str]
"""A field and the word somebody wrote there."""

_TAKEN = ("accepted", "merged")


def silences(world: World) -> Iterator[str]:
    """Every value that went without anybody knowing."""
    taken = [change for change in world.made.values() if _is_taken(world, change)]
    kept = _seen(world, taken) | set(_alive(world))
    gone = {name for _, name in world.centre.gone}
    for change in taken:
        if not gone & {change.record, change.other}:
            for name, value in _asked(change):
                if (name, str(value)) not in kept:
                    yield f"SILENT {change.id} wrote {name} {value!r} of {change.record}, and it is gone"


def _seen(world: World, taken: list[Change]) -> set[_Told]:
    """What whoever wrote `taken` had seen, and what was seen to write that: it may have been dropped in between."""
    behind: dict[_Told, set[_Told]] = {}
    for change in world.made.values():
        for name, edit in change.fields.items():
            behind.setdefault((name, str(edit.to)), set()).update((name, str(value)) for value in edit.seen)
    fresh = {(name, str(value)) for one in taken for name, edit in one.fields.items() for value in edit.seen}
    seen: set[_Told] = set()
    while fresh:
        seen |= fresh
        fresh = {told for one in fresh for told in behind.get(one, ())} - seen
    return seen


def _is_taken(world: World, change: Change) -> bool:
    first = world.centre.ledger.first.get(change.id)
    return first is not None and first.kind in _TAKEN


def _alive(world: World) -> Iterator[_Told]:
    """Every value that stands or waits somewhere."""
    for row in rows(world):
        for name, value in row.fields.items():
            yield name, str(value)
        for name, waiting in row.conflicts.items():
            for one in waiting:
                yield name, str(one.value)


def _asked(change: Change) -> Iterator[tuple[str, Value]]:
    """The fields of a change that ask, with the word written."""
    rules = KINDS[change.kind].rules if change.kind in KINDS else {}
    for name, edit in change.fields.items():
        if name in rules and rules[name].merge is MergeClass.ASK:
            yield name, edit.to
