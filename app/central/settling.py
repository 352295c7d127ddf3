"""What becomes of one change nobody doubts: it waits for a record, or it meets what stands. No ledger, no rights."""

from __future__ import annotations

import logging

import msgspec

from app.central import erasing
from app.central.references import needed, told_of
from app.central.turn import Turn
from app.contract.limits import LARGEST_RECORD
from app.domain.changes import Change, Op, Outcome, OutcomeKind, Stamp
from app.domain.merge import Record, decide
from app.domain.records import KINDS

log = logging.getLogger(__name__)


def settle_change(turn: Turn, change: Change, stamp: Stamp | None = None) -> Outcome:
    """Decide a change and keep what comes of it in this turn; the ledger is the caller's.

    All it touches must have been loaded.
    """
    if missing := _missing(turn, change):
        return Outcome(kind=OutcomeKind.HELD, missing=missing)
    kind = KINDS.get(change.kind)
    older = stamp if stamp and stamp.at.epoch < turn.epoch else None
    find, at = turn.finder(change.kind), turn.next_mark
    try:
        decision = decide(kind, change, find, at=at, commune=turn.commune, stamp=older)
    except Exception:  # a fault of our rule keeps one change waiting, not a village's day of work
        log.exception("change_not_decided", extra={"kind": change.kind})
        return Outcome(kind=OutcomeKind.RETRY)
    if any(map(_is_too_large, decision.records)):
        return _rejected("record_too_large")
    turn.keep(decision.records)
    if change.op is Op.ERASE:
        erasing.spread(turn, decision.records)
    return decision.outcome


def is_about_erased(turn: Turn, change: Change) -> bool:
    """Whether its record, or a person or session it tells of, was erased. An erasure itself is never asked."""
    about = ((change.kind, change.record), *told_of(change))
    return change.op is not Op.ERASE and any(turn.is_erased(kind, name) for kind, name in about)


def touched(change: Change) -> set[str]:
    """The ids of all records a change names."""
    targets = {name for _, name in (*needed(change), *told_of(change))}
    return {change.record, change.other, *change.covers, *targets} - {""}


def _missing(turn: Turn, change: Change) -> str:
    """The id of a record a new one cannot stand without and that is not here; empty when none is missing."""
    if change.op is not Op.CREATE:
        return ""
    unknown = (name for kind, name in needed(change) if turn.record(kind, name) is None)
    return next(unknown, "")


def _is_too_large(decided: Record) -> bool:
    """Whether a record has grown past what a page of the feed can carry to a device."""
    values = [[state.value, *(w.value for w in state.contenders)] for state in decided.fields.values()]
    return len(msgspec.json.encode(values)) > LARGEST_RECORD


def _rejected(code: str) -> Outcome:
    return Outcome(kind=OutcomeKind.REJECTED, code=code)
