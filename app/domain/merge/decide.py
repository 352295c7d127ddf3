"""What central does with one change: the outcome and the records to store. No ledger, no rights, no feed."""

from __future__ import annotations

from dataclasses import replace

from app.domain.changes import Change, Mark, Op, Stamp
from app.domain.merge.alias import Find, family, follow, is_too_late, join, part
from app.domain.merge.checks import Refusal, check_change, check_maker, refuse
from app.domain.merge.desk import Decision, Desk, accepted, gone, held, numbered, written
from app.domain.merge.landing import settled
from app.domain.merge.one_person import give_back, raise_unseen, without_items
from app.domain.merge.state import Record
from app.domain.records import Kind, Maker


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

    `find` sees the records as they stand now; `at` is the next free mark, each record decided uses one
    seq from there; `commune` is the sender's, for a record not seen before; `stamp` is the first answer to a
    change that is offered again after a restore.
    """
    if kind is None:
        return Decision(refuse(Refusal.UNKNOWN_KIND))
    if refused := check_maker(kind, by):
        return Decision(refused)
    desk = Desk(kind=kind, change=change, find=find, at=at, commune=commune, stamp=stamp)
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


def struck(kind: Kind, record: Record, find: Find, at: Mark) -> tuple[Record, ...]:
    """A record erased after the backup central came back from, and all it was one person with in that backup.

    The erasure took everybody it was one with then; these it did not take, so they had been parted from it.
    """
    left, members = [], family(find, record.id)
    for child in filter(None, map(find, record.absorbed)):
        alone = replace(child, alias=replace(child.alias, value=""))
        child, record = give_back(kind, alone, record, family(find, child.id), at)
        left.append(child)
    for holder in follow(find, record.id)[1:]:
        record, holder = give_back(kind, record, holder, members, at)
        left.append(replace(holder, absorbed=tuple(i for i in holder.absorbed if i != record.id)))
    return numbered((*left, erased(record, at)), at)


def _write(desk: Desk) -> Decision:
    change = desk.change
    path = follow(desk.find, change.record)
    if path and path[-1].erased:
        return gone(path[-1])
    if refused := check_change(desk.kind, change, path[-1] if path else None):
        return Decision(refused)
    if not path and change.op is not Op.CREATE:
        return held(change.record)
    landing = path[-1] if path else Record(id=change.record, kind=desk.kind.name, commune=desk.commune)
    return written(desk, settled(desk, landing, path[:-1]), _rid_of_items(desk, landing))


def _rid_of_items(desk: Desk, survivor: Record) -> tuple[Record, ...]:
    """The records merged into the survivor from which this change removes items."""
    if not survivor.absorbed:
        return ()
    found = (desk.find(member) for member in family(desk.find, survivor.id)[1:])
    pairs = ((member, without_items(desk.kind, member, desk.change, desk.at)) for member in found if member)
    return tuple(after for before, after in pairs if after != before)


def _merge(desk: Desk) -> Decision:
    change = desk.change
    path, lost = follow(desk.find, change.record), follow(desk.find, change.other)
    for end in (path[-1:], lost[-1:]):
        if end and end[0].erased:
            return gone(end[0])
    if refused := check_change(desk.kind, change, path[-1] if path else None):
        return Decision(refused)
    if not path or not lost:
        return held(change.other if path else change.record)
    survivor, loser = path[-1], lost[-1]
    after = settled(desk, survivor, path[:-1])
    if survivor.id == loser.id:
        return written(desk, after, lost[:-1])
    joined = join(loser, survivor.id, change, desk.at, desk.stamp.at if desk.stamp else None)
    if joined.merged_into == survivor.id:
        after = raise_unseen(desk.kind, after, loser, change.fields)
        after = replace(after, absorbed=(*after.absorbed, loser.id))
    return written(desk, after, (*lost[:-1], joined))


def _undo(desk: Desk) -> Decision:
    path = follow(desk.find, desk.change.record)
    if not path:
        return held(desk.change.record)
    loser, holders = path[0], path[1:]
    if path[-1].erased:
        return gone(loser)
    if refused := check_change(desk.kind, desk.change, loser):
        return Decision(refused)
    if holders and is_too_late(desk.change, loser):
        return Decision(refuse(Refusal.UNDO_TOO_LATE))
    members, after, left = family(desk.find, loser.id), part(loser, desk.change, desk.at), []
    for holder in () if after.merged_into else holders:
        after, holder = give_back(desk.kind, after, holder, members, desk.at)
        left.append(replace(holder, absorbed=tuple(i for i in holder.absorbed if i != loser.id)))
    return accepted(desk, (*left, after))


def _erase(desk: Desk) -> Decision:
    ends: dict[str, Record] = {}
    for named in (*desk.change.covers, desk.change.record):
        path = follow(desk.find, named)
        for member in family(desk.find, path[-1].id if path else named):
            ends[member] = desk.find(member) or Record(id=member, kind=desk.kind.name, commune=desk.commune)
    fresh = [record for record in ends.values() if not record.erased]
    return accepted(desk, [erased(record, desk.at) for record in fresh or ends.values()])
