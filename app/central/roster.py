"""Who may write on a device: the operators of its support point. Signing in is not here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.central.turn import Turn
from app.domain.changes import Change, Edit, Op, Outcome, OutcomeKind, Value
from app.domain.merge import Record, decide
from app.domain.points import Role
from app.domain.records import KINDS, Maker

OPERATOR = "operator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """The device a batch came from; a revoked one may still send what it holds.

    `clock_suspect` tells that its clock was more than ten minutes off when it last said hello.
    """

    id: str
    commune: str
    support_point: str
    is_active: bool
    clock_suspect: bool = False


def doubt(turn: Turn, sender: Sender, change: Change) -> str:
    """Why a person must look at this change before it counts, as a stable code; empty when nothing is wrong.

    Nothing is lost by a doubt: the change is kept whole, it only moves no record yet.
    """
    if not sender.is_active:
        return "device_revoked"
    author = turn.record(OPERATOR, change.author)
    if author is None or _value(author, "support_point") != sender.support_point:
        return "unknown_author"
    if not _value(author, "active"):
        return "author_inactive"
    is_lead = _value(author, "role") == Role.LEAD
    if change.op is Op.ERASE and not is_lead:
        return "erase_not_allowed"
    if change.op is Op.MERGE and not is_lead:
        return "merge_not_allowed"
    return ""


def is_adoption(change: Change) -> bool:
    """Whether a device tells central about an operator made on it."""
    return change.kind == OPERATOR and change.op is Op.CREATE


def adopt(turn: Turn, change: Change, support_point: str, *, trusted: bool = False) -> Outcome:
    """Take an operator made on a device of this support point over into the roster.

    One already known changes nothing: central's word stands. Where somebody works is never the device's to
    say, and being a lead only when the device was paired with the supervisor's own code (`trusted`).
    """
    known = turn.record(OPERATOR, change.record)
    if known is not None:
        is_ours = _value(known, "support_point") == support_point
        return Outcome(kind=OutcomeKind.ACCEPTED, seq=known.mark.seq) if is_ours else _refused("not_yours")
    granted = {**change.fields, "support_point": Edit((), support_point), "active": Edit((), True)}
    if not trusted and _asked_role(change.fields) == Role.LEAD:
        granted["role"] = Edit((), Role.STAFF.value)
    told = replace(change, fields=granted)
    find, at = turn.finder(OPERATOR), turn.next_mark
    decision = decide(KINDS[OPERATOR], told, find, at=at, commune=turn.commune, by=Maker.CENTRAL)
    turn.keep(decision.records)
    return decision.outcome


def _asked_role(fields: Mapping[str, Edit]) -> Value:
    return fields["role"].to if "role" in fields else Role.STAFF.value


def _value(record: Record, name: str) -> Value:
    state = record.fields.get(name)
    return state.value if state else KINDS[OPERATOR].start(name)


def _refused(code: str) -> Outcome:
    return Outcome(kind=OutcomeKind.REJECTED, code=code)
