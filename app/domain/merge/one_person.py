"""What values do when two records become one person, or two again. The alias itself is elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from app.domain.changes import Change, Edit, Mark, Value
from app.domain.fields import MergeClass
from app.domain.merge.classes import Arrival, moved_items, rule_of, with_items
from app.domain.merge.moves import park, without_origins
from app.domain.merge.seen import missed, together
from app.domain.merge.settle import settle
from app.domain.merge.state import Contender, FieldState, Origin, Record, untouched
from app.domain.records import FieldRule, Kind


def raise_unseen(kind: Kind, survivor: Record, loser: Record, seen: Mapping[str, Edit]) -> Record:
    """The survivor, asking about each value of the loser that whoever merged them had not seen.

    Items and rungs are not asked about: reading the survivor reads them through the alias.
    """
    fields = dict(survivor.fields)
    for name in together(loser.fields, seen):
        rule = rule_of(kind, name)
        ours, theirs = (record.get(name) or untouched(rule.start) for record in (fields, loser.fields))
        if rule.merge is MergeClass.ASK:
            known = (*seen[name].seen, seen[name].to) if name in seen else ()
            fields[name] = _ask_about(ours, theirs, known, rule.start)
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
    state = without_origins(state, lambda origin: origin.record in members)
    if rule.merge is not MergeClass.UNION:
        return state
    added: dict[bool, list[Value]] = {True: [], False: []}
    for take in state.takes:
        added[take.origin.record in members] += moved_items(take.seen, take.to)[0]
    gone = [item for item in added[True] if item not in added[False]]
    return replace(state, value=with_items(state.value, [], gone))


def _ask_about(ours: FieldState, theirs: FieldState, known: tuple[Value, ...], start: Value) -> FieldState:
    was_empty = all(value == start for take in theirs.takes for value in (*take.seen, take.to))
    apart = (start, theirs.value, *(w.value for w in theirs.contenders))
    decided = tuple(take.to for take in theirs.takes[-1:] if take.keeps)  # for it, beside what still waits
    line = tuple(v for v in together(*(take.seen for take in reversed(theirs.takes))) if v not in apart)
    last = () if was_empty or theirs.value in known else theirs.takes[-1:]
    raised = [Contender(value=take.to, start=line, lines=(line,), origin=take.origin) for take in last]
    for waiting in theirs.contenders:
        behind = tuple(v for v in together(*waiting.lines) if v not in (waiting.value, *decided))
        raised += [replace(waiting, start=behind, twins=())] if waiting.value not in known else []
    for waiting in raised:
        heads = tuple(line[0] for line in waiting.lines if line)
        if waiting.value != ours.value and not missed(ours, heads, waiting.value):
            ours = park(ours, waiting, (theirs,))
    return replace(ours, known=together(ours.known, (v for v in known if theirs.knows(v))))
