"""Two records that are one person: following, making and undoing a merge. No value is copied."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import TypeAlias

from app.domain.changes import Change, Edit, Mark, Value
from app.domain.fields import MergeClass
from app.domain.merge.classes import Arrival, moved_items, with_items
from app.domain.merge.moves import park, superseding, together
from app.domain.merge.settle import settle
from app.domain.merge.state import Contender, FieldState, Origin, Record, untouched
from app.domain.records import FieldRule, Kind

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


def rule_of(kind: Kind, name: str) -> FieldRule:
    """The rule of a field; one that only a newer peer knows is kept, and asked about."""
    return kind.rules.get(name) or FieldRule(name, MergeClass.ASK, None, "")


def join(loser: Record, survivor: str, change: Change, at: Mark, first: Mark | None) -> Record:
    """The loser, merged into the survivor unless the same device has undone that already."""
    arrival = _alias_arrival(change, loser.id, Edit(("",), survivor), at, first)
    return replace(loser, alias=settle(loser.alias, arrival), merged_at=change.made_at)


def part(loser: Record, change: Change, at: Mark) -> Record:
    """The loser, standing on its own again."""
    if not loser.merged_into:
        return loser
    edit = Edit((loser.merged_into,), "")
    return replace(loser, alias=settle(loser.alias, _alias_arrival(change, loser.id, edit, at)))


def is_too_late(undo: Change, loser: Record) -> bool:
    """Whether a merge is too old to be undone."""
    return undo.made_at - loser.merged_at > UNDO_DAYS * _DAY_MS


def raise_unseen(kind: Kind, survivor: Record, loser: Record, seen: Mapping[str, Edit]) -> Record:
    """The survivor, asking about each value of the loser that whoever merged them had not seen.

    Items and rungs are not asked about: reading the survivor reads them through the alias.
    """
    fields = dict(survivor.fields)
    for name, theirs in loser.fields.items():
        rule = rule_of(kind, name)
        if rule.merge is MergeClass.ASK:
            known = (*seen[name].seen, seen[name].to) if name in seen else ()
            fields[name] = _ask_about(fields.get(name) or untouched(rule.start), theirs, known)
    return replace(survivor, fields=fields)


def without_items(kind: Kind, member: Record, change: Change, at: Mark) -> Record:
    """A merged record, rid of the items that a change of its survivor removes: the two are read together."""
    fields = dict(member.fields)
    for name, edit in change.fields.items():
        rule = rule_of(kind, name)
        if rule.merge is MergeClass.UNION and name in fields:
            added, removed = moved_items(edit.seen, edit.to)
            left = with_items(edit.to, [], added)
            arrival = Arrival(rule=rule, edit=Edit(edit.seen, left), origin=Origin.of(change), at=at)
            fields[name] = settle(fields[name], arrival) if removed else fields[name]
    return replace(member, fields=fields)


def give_back(
    kind: Kind, loser: Record, holder: Record, members: Collection[str], at: Mark
) -> tuple[Record, Record]:
    """Loser and holder after an undo: what was sent to one of `members` and landed on `holder` goes back.

    Questions and items move. Any other value that came to stand stays as well: someone may have built on it.
    """
    ours = dict(loser.fields)
    moved = tuple(late for late in holder.late if late.origin.record in members)
    for late in moved:
        rule = rule_of(kind, late.field)
        arrival = Arrival(rule=rule, edit=late.edit, origin=late.origin, at=at, resolves=late.resolves)
        ours[late.field] = settle(ours.get(late.field) or untouched(rule.start), arrival)
    for_others = tuple(late for late in moved if late.origin.record != loser.id)
    theirs = {name: _rid_of(rule_of(kind, name), state, members) for name, state in holder.fields.items()}
    return (
        replace(loser, fields=ours, late=(*loser.late, *for_others)),
        replace(holder, fields=theirs, late=tuple(late for late in holder.late if late not in moved)),
    )


def _rid_of(rule: FieldRule, state: FieldState, members: Collection[str]) -> FieldState:
    """The field without the questions of `members`, and without the items only they added."""
    questions = tuple(left for waiting in state.contenders if (left := _asked_by_others(waiting, members)))
    if rule.merge is not MergeClass.UNION:
        return replace(state, contenders=questions)
    added: dict[bool, list[Value]] = {True: [], False: []}
    for take in state.takes:
        added[take.origin.record in members] += moved_items(take.seen, take.to)[0]
    gone = [item for item in added[True] if item not in added[False]]
    return replace(state, contenders=questions, value=with_items(state.value, [], gone))


def _asked_by_others(waiting: Contender, members: Collection[str]) -> Contender | None:
    others = [o for o in (waiting.origin, *waiting.twins) if o.record not in members]
    return replace(waiting, origin=others[0], twins=tuple(others[1:])) if others else None


def _alias_arrival(change: Change, loser: str, edit: Edit, at: Mark, first: Mark | None = None) -> Arrival:
    """Being merged, or no longer, as a value arriving at the loser."""
    return Arrival(rule=_ALIAS, edit=edit, origin=Origin.of(change, loser), at=at, first=first)


def _ask_about(ours: FieldState, theirs: FieldState, known: tuple[Value, ...]) -> FieldState:
    start = theirs.known[0]
    was_empty = all(value == start for take in theirs.takes for value in (*take.seen, take.to))
    apart = (start, theirs.value, *(w.value for w in theirs.contenders))
    line = tuple(v for v in together(*(take.seen for take in reversed(theirs.takes))) if v not in apart)
    last = () if was_empty or theirs.value in known else theirs.takes[-1:]
    waiting = [(line, take.to, take.origin) for take in last]
    waiting += [(w.saw, w.value, w.origin) for w in theirs.contenders if w.value not in known]
    for seen, value, origin in waiting:
        if value != ours.value and superseding(ours, seen, value) is None:
            ours = park(ours, seen, value, origin, (theirs,))
    return ours
