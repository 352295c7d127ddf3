"""What happened with one person, read off records and this laptop's own changes. Sentences are made elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType

from app.domain.appointments import AppointmentState
from app.domain.changes import Change, Edit, Op, Value
from app.domain.delivery import OVER, OwnChange
from app.domain.projection import ContenderView


class What(StrEnum):
    """One thing that happened; of one moment, what stands later here came later."""

    MET = "met"
    CHANGED = "changed"
    CORRECTED = "corrected"
    MERGED = "merged"
    PARTED = "parted"
    AGREED = "agreed"
    WITHDREW = "withdrew"
    HELPED = "helped"
    TAKEN_BACK = "taken_back"
    MOVED = "moved"
    CAME = "came"
    CANCELLED = "cancelled"
    NOT_REACHED = "not_reached"


_ORDER = tuple(What)
_WHOLE = (What.HELPED, What.TAKEN_BACK)
_WITH_IT = (What.CORRECTED, What.MOVED, What.CAME, What.CANCELLED)
"""What goes with a session or with taking it back, in the same moment: no line of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """One record about the person: its shown values, own changes oldest first, and who else wrote what stands."""

    kind: str
    record: str
    values: Mapping[str, Value]
    own: tuple[OwnChange, ...] = ()
    writers: Mapping[str, ContenderView] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One line of a history.

    `at` is Unix ms by the clock of the machine it was written on; `author` and `device` are ids, empty when nobody
    knows; `edits` are the fields written with what their author had before them; `record` is the session of HELPED
    and TAKEN_BACK; `values` the record as it is shown now.
    """

    what: What
    at: int
    author: str
    device: str
    kind: str
    record: str
    values: Mapping[str, Value]
    edits: Mapping[str, Edit] = field(default_factory=dict)
    reason: str = ""


def history(traces: Sequence[Trace]) -> tuple[Happening, ...]:
    """Everything that is known, newest first."""
    found = [one for trace in traces for one in (*_own(trace), *_told(trace))]
    moments = {(one.device, one.at) for one in found if one.what in _WHOLE}
    told = (one for one in found if one.what not in _WITH_IT or (one.device, one.at) not in moments)
    return tuple(sorted(told, key=lambda one: (-one.at, -_ORDER.index(one.what), one.record)))


def _own(trace: Trace) -> Iterator[Happening]:
    """What this laptop wrote, change by change; what came to nothing is left out."""
    for own in trace.own:
        change = own.change
        what = None if own.delivery in OVER else _of_change(change)
        if what is not None and change.record == trace.record:
            yield Happening(
                what=what,
                at=change.made_at,
                author=change.author,
                device=change.device,
                kind=trace.kind,
                record=_session(trace),
                values=trace.values,
                edits=change.fields,
                reason=change.reason or str(trace.values.get("reason") or ""),
            )


_MADE = MappingProxyType({"session": What.HELPED, "void": What.TAKEN_BACK, "citizen": What.MET})


def _of_change(change: Change) -> What | None:
    """What a change tells a reader; None when another line tells it (a session tells of its ladder)."""
    if change.op is Op.MERGE:
        return What.MERGED if change.other else What.PARTED
    if change.op is Op.CREATE and change.kind in _MADE:
        return _MADE[change.kind]
    match change.kind:
        case "consent":
            return What.WITHDREW if "withdrawn" in change.fields else What.AGREED
        case "appointment":
            return _of_appointment(change)
        case "ladder":
            return What.CORRECTED if change.reason else None
        case _:
            return What.CORRECTED if change.reason else What.CHANGED


def _of_appointment(change: Change) -> What | None:
    match change.fields:
        case _ if change.op is Op.CREATE:
            return None
        case {"state": Edit(to=AppointmentState.KEPT.value)}:
            return What.CAME
        case {"state": Edit(to=AppointmentState.CANCELLED.value)}:
            return What.CANCELLED
        case {"tried": _}:
            return What.NOT_REACHED
        case {"day": _}:
            return What.MOVED
        case _:
            return None


def _told(trace: Trace) -> Iterator[Happening]:
    """What other places wrote, as far as central tells: sessions, consents, and values changed since."""
    mine = {own.change.id for own in trace.own}
    writers = {name: said for name, said in trace.writers.items() if said.change not in mine}
    match trace.kind:
        case "session" | "void" | "consent" if not trace.own:
            yield _told_whole(trace, next(iter(writers.values()), None))
        case "citizen" | "representative":
            yield from (_told_field(trace, name, said) for name, said in writers.items())


def _told_whole(trace: Trace, said: ContenderView | None) -> Happening:
    kinds = {"session": What.HELPED, "void": What.TAKEN_BACK, "consent": What.AGREED}
    return Happening(
        what=What.WITHDREW if trace.values.get("withdrawn") else kinds[trace.kind],
        at=said.made_at if said else _time_of(trace.values),
        author=str(trace.values.get("operator") or ""),
        device=said.device if said else "",
        kind=trace.kind,
        record=_session(trace),
        values=trace.values,
        reason=str(trace.values.get("reason") or ""),
    )


def _told_field(trace: Trace, name: str, said: ContenderView) -> Happening:
    return Happening(
        what=What.MERGED if name == "merged_into" else What.CHANGED,
        at=said.made_at,
        author=said.author,
        device=said.device,
        kind=trace.kind,
        record=trace.record,
        values=trace.values,
        edits={name: Edit((), said.value)},
    )


def _session(trace: Trace) -> str:
    return str(trace.values.get("session") or "") if trace.kind == "void" else trace.record


def _time_of(values: Mapping[str, Value]) -> int:
    """When a record says it was made, Unix ms: a session its end, a consent the start of its day; else 0."""
    match values:
        case {"ended": int(ended)}:
            return ended * 1000
        case {"withdrawn": str(day), "given_on": str(given)}:
            return _start_of(day or given)
        case _:
            return 0


def _start_of(day: str) -> int:
    try:
        return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp() * 1000)
    except ValueError:
        return 0
