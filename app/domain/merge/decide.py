"""What central does with one change: the outcome and the records to store. Ledger, rights and feeds are not here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain.changes import Change, Edit, Mark, Op, Outcome, OutcomeKind, Stamp
from app.domain.merge.alias import (
    Find,
    family,
    follow,
    give_back,
    is_too_late,
    join,
    part,
    raise_unseen,
    rule_of,
    without_items,
)
from app.domain.merge.checks import Refusal, check_change, check_maker, refuse
from app.domain.merge.classes import Arrival
from app.domain.merge.moves import without
from app.domain.merge.settle import settle
from app.domain.merge.state import FieldState, Late, Origin, Record, untouched
from app.domain.records import Kind, Maker


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer, and the records to store, each with its own place in the feed, in that order.

    A change that is remembered always moves the records it is about, even when it left no trace in them: by these
    places devices know what they have seen the effect of, and central what is inside a backup.
    """

    outcome: Outcome
    records: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """Everything one decision looks at."""

    kind: Kind
    change: Change
    find: Find
    at: Mark
    commune: str
    stamp: Stamp | None


def decide(
    kind: Kind | None,
    change: Change,
    find: Find,
    *,
    at: Mark,
    commune: str,
    stamp: Stamp | None = None,
    by: Maker = Maker.DEVICE,
) -> Decision:
    """What central does with a change of `kind` (None: unknown here) sent by `by`.

    `find` sees the records as they stand now; `at` is the next free mark, and a decision uses one seq per record
    from there; `commune` is the sender's, for a record not seen before; `stamp` is the first answer to a change
    that is offered again after a restore.
    """
    if kind is None:
        return Decision(refuse(Refusal.UNKNOWN_KIND))
    if refused := check_maker(kind, by):
        return Decision(refused)
    desk = _Desk(kind=kind, change=change, find=find, at=at, commune=commune, stamp=stamp)
    match change.op:
        case Op.ERASE:
            return _erase(desk)
        case Op.MERGE if change.other:
            return _merge(desk)
        case Op.MERGE:
            return _undo(desk)
        case _:
            return _write(desk)


def erased(record: Record, at: Mark) -> Record:
    """The tombstone of a record: its id, kind and commune, and nothing anyone wrote."""
    return Record(id=record.id, kind=record.kind, commune=record.commune, mark=at, erased=True)


def _write(desk: _Desk) -> Decision:
    change = desk.change
    path = follow(desk.find, change.record)
    if path and path[-1].erased:
        return _erased(path[-1])
    if refused := check_change(desk.kind, change, path[-1] if path else None):
        return Decision(refused)
    if not path and change.op is not Op.CREATE:
        return _held(change.record)
    landing = path[-1] if path else Record(id=change.record, kind=desk.kind.name, commune=desk.commune)
    return _written(desk, _settled(desk, landing, path[:-1]), _rid_of_items(desk, landing))


def _rid_of_items(desk: _Desk, survivor: Record) -> tuple[Record, ...]:
    """The records merged into the survivor from which this change removes items."""
    found = (desk.find(member) for member in family(desk.find, survivor.id)[1:])
    pairs = ((member, without_items(desk.kind, member, desk.change, desk.at)) for member in found if member)
    return tuple(after for before, after in pairs if after != before)


def _merge(desk: _Desk) -> Decision:
    change = desk.change
    path, lost = follow(desk.find, change.record), follow(desk.find, change.other)
    for end in (path[-1:], lost[-1:]):
        if end and end[0].erased:
            return _erased(end[0])
    if refused := check_change(desk.kind, change, path[-1] if path else None):
        return Decision(refused)
    if not path or not lost:
        return _held(change.other if path else change.record)
    survivor, loser = path[-1], lost[-1]
    after = _settled(desk, survivor, path[:-1])
    if survivor.id == loser.id:
        return _written(desk, after, lost[:-1])
    joined = join(loser, survivor.id, change, desk.at, desk.stamp.at if desk.stamp else None)
    if joined.merged_into == survivor.id:
        after = raise_unseen(desk.kind, after, loser, change.fields)
        after = replace(after, absorbed=(*after.absorbed, loser.id))
    return _written(desk, after, (*lost[:-1], joined))


def _undo(desk: _Desk) -> Decision:
    path = follow(desk.find, desk.change.record)
    if not path:
        return _held(desk.change.record)
    loser, holders = path[0], path[1:]
    if path[-1].erased:
        return _erased(loser)
    if refused := check_change(desk.kind, desk.change, loser):
        return Decision(refused)
    if holders and is_too_late(desk.change, loser):
        return Decision(refuse(Refusal.UNDO_TOO_LATE))
    members, after, left = family(desk.find, loser.id), part(loser, desk.change, desk.at), []
    for holder in holders:
        after, holder = give_back(desk.kind, after, holder, members, desk.at)
        left.append(replace(holder, absorbed=tuple(i for i in holder.absorbed if i != loser.id)))
    return _accepted(desk, (*left, after))


def _erase(desk: _Desk) -> Decision:
    ends: dict[str, Record] = {}
    for named in (*desk.change.covers, desk.change.record):
        path = follow(desk.find, named)
        for member in family(desk.find, path[-1].id if path else named):
            ends[member] = desk.find(member) or Record(id=member, kind=desk.kind.name, commune=desk.commune)
    fresh = [record for record in ends.values() if not record.erased]
    return _accepted(desk, [erased(record, desk.at) for record in fresh or ends.values()])


def _settled(desk: _Desk, record: Record, trail: tuple[Record, ...]) -> Record:
    """The record with every field of the change settled on it."""
    fields = {name: _replaced(state, desk.change.replaces) for name, state in record.fields.items()}
    late: list[Late] = []
    for name in desk.change.fields:
        arrival = _arrival(desk, record, trail, name)
        fields[name] = settle(fields.get(name) or untouched(arrival.rule.start), arrival)
        if trail:
            late.append(Late(field=name, edit=arrival.edit, resolves=arrival.resolves, origin=arrival.origin))
    return replace(record, fields=fields, late=(*record.late, *late))


def _arrival(desk: _Desk, record: Record, trail: tuple[Record, ...], name: str) -> Arrival:
    change, rule = desk.change, rule_of(desk.kind, name)
    edit = change.fields[name]
    is_from_nothing = change.op is Op.CREATE and not edit.seen
    return Arrival(
        rule=rule,
        edit=Edit((rule.start,), edit.to) if is_from_nothing else edit,
        origin=Origin.of(change),
        at=desk.at,
        again=desk.stamp.at if desk.stamp else None,
        first=_first_stand(desk, record, name),
        resolves=change.op in (Op.RESOLVE, Op.MERGE),
        trail=tuple(passed.fields[name] for passed in trail if name in passed.fields),
    )


def _first_stand(desk: _Desk, record: Record, name: str) -> Mark | None:
    """When this field's value first stood on this very record, before central was restored."""
    stamp = desk.stamp
    if stamp is None or name not in stamp.took or (stamp.landing or desk.change.record) != record.id:
        return None
    return stamp.at


def _replaced(state: FieldState, changes: tuple[str, ...]) -> FieldState:
    gone = tuple(waiting.value for waiting in state.contenders if waiting.origin.change in changes)
    return replace(state, contenders=without(state.contenders, gone)) if gone else state


def _written(desk: _Desk, after: Record, others: Iterable[Record]) -> Decision:
    """The decision about a change of fields: which took, which wait for a person."""
    change = desk.change
    states = {name: after.fields[name] for name in change.fields}
    took = tuple(n for n, s in states.items() if any(t.origin.change == change.id for t in s.takes))
    parked = tuple(n for n, s in states.items() if any(change.id in w.changes for w in s.contenders))
    all_took = len(took) == len(change.fields)
    outcome = Outcome(
        kind=OutcomeKind.ACCEPTED if all_took else OutcomeKind.MERGED,
        seq=desk.at.seq,
        took=() if all_took else took,
        conflicts=parked,
        landing=after.id if after.id != change.record else "",
    )
    return Decision(outcome, _numbered((*others, after), desk.at))


def _accepted(desk: _Desk, records: Iterable[Record]) -> Decision:
    return Decision(Outcome(kind=OutcomeKind.ACCEPTED, seq=desk.at.seq), _numbered(records, desk.at))


def _erased(record: Record) -> Decision:
    return Decision(Outcome(kind=OutcomeKind.ERASED, seq=record.mark.seq))


def _held(missing: str) -> Decision:
    return Decision(Outcome(kind=OutcomeKind.HELD, missing=missing))


def _numbered(records: Iterable[Record], at: Mark) -> tuple[Record, ...]:
    """The records, each at its own place in the feed."""
    return tuple(replace(record, mark=Mark(at.epoch, at.seq + place)) for place, record in enumerate(records))
