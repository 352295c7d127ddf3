"""One change on central's desk, and the answers it can get. What is decided is in `decide`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain.changes import Change, Mark, Outcome, OutcomeKind, Stamp
from app.domain.merge.alias import Find
from app.domain.merge.state import Record
from app.domain.records import Kind


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer, and the records to store, each with its own place in the feed, in that order.

    A change that is remembered always moves the records it is about, even when it left no trace in them: by
    these places devices know what they have seen the effect of, and central what is inside a backup.
    """

    outcome: Outcome
    records: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Everything one decision looks at."""

    kind: Kind
    change: Change
    find: Find
    at: Mark
    commune: str
    stamp: Stamp | None


def written(desk: Desk, after: Record, others: Iterable[Record]) -> Decision:
    """The decision about a change of fields: which took, which wait for a person."""
    change = desk.change
    states = {name: after.fields[name] for name in change.fields}
    took = tuple(
        n for n, s in states.items() if any(t.origin.change == change.id and t.stood for t in s.takes)
    )
    parked = tuple(n for n, s in states.items() if any(change.id in w.changes for w in s.contenders))
    all_took = len(took) == len(change.fields)
    outcome = Outcome(
        kind=OutcomeKind.ACCEPTED if all_took else OutcomeKind.MERGED,
        seq=desk.at.seq,
        took=() if all_took else took,
        conflicts=parked,
        landing=after.id if after.id != change.record else "",
    )
    return Decision(outcome, numbered((*others, after), desk.at))


def accepted(desk: Desk, records: Iterable[Record]) -> Decision:
    """The decision about a change of whole records."""
    return Decision(Outcome(kind=OutcomeKind.ACCEPTED, seq=desk.at.seq), numbered(records, desk.at))


def gone(record: Record) -> Decision:
    """The answer to anything said about an erased record."""
    return Decision(Outcome(kind=OutcomeKind.ERASED, seq=record.mark.seq))


def held(missing: str) -> Decision:
    """The answer to a change of a record that has not arrived yet."""
    return Decision(Outcome(kind=OutcomeKind.HELD, missing=missing))


def numbered(records: Iterable[Record], at: Mark) -> tuple[Record, ...]:
    """The records, each at its own place in the feed."""
    return tuple(replace(record, mark=Mark(at.epoch, at.seq + place)) for place, record in enumerate(records))
