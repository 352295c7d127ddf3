"""People who are expected: called, came, moved to another day, cancelled. Each is one change of the appointment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from app.domain.appointments import AppointmentState
from app.domain.changes import Value
from app.domain.names import clean
from app.domain.problems import Problem, ProblemCode
from app.domain.secrets_guard import looks_like_secret
from app.usecases.ports import Clock, Ids, Store, Writing
from app.usecases.writing import pen_of

KIND = "appointment"


def not_reached(store: Store, clock: Clock, ids: Ids, operator: str, appointment: str) -> None:
    """They were called and nobody answered: kept with the time, so that the next one knows."""
    before = store.read().record(KIND, appointment) or {}
    known = before.get("tried")
    tried = [*(known if isinstance(known, list) else []), clock.now().strftime("%Y-%m-%dT%H:%M")]
    _write(store, clock, ids, operator, appointment, {"tried": tried})


def came(store: Store, clock: Clock, ids: Ids, operator: str, appointment: str) -> None:
    """The person came, or what they waited for has happened."""
    _write(store, clock, ids, operator, appointment, {"state": AppointmentState.KEPT.value})


def cancel(store: Store, clock: Clock, ids: Ids, operator: str, appointment: str) -> None:
    """They will not come back for this; the task stays as it is."""
    _write(store, clock, ids, operator, appointment, {"state": AppointmentState.CANCELLED.value})


def move(store: Store, clock: Clock, ids: Ids, operator: str, appointment: str, day: date) -> Problem | None:
    """Another day, from today on."""
    if day < clock.now().date():
        return Problem(ProblemCode.DAY_IN_PAST, "day")
    _write(store, clock, ids, operator, appointment, {"day": day.isoformat(), "meet": ""})
    return None


def gather(
    store: Store, clock: Clock, ids: Ids, operator: str, wanted: Sequence[str], day: date, meet: str
) -> Problem | None:
    """Several people come together: one day, one place and hour for all, in one transaction.

    DAY_IN_PAST, MEET_MISSING without a place, NOTE_HAS_SECRET for a code in it.
    """
    if day < clock.now().date():
        return Problem(ProblemCode.DAY_IN_PAST, "day")
    said = clean(meet)
    if not said or looks_like_secret(said):
        return Problem(ProblemCode.NOTE_HAS_SECRET if said else ProblemCode.MEET_MISSING, "meet")
    with store.write() as writing:
        for appointment in wanted:
            _edit(writing, clock, ids, operator, appointment, {"day": day.isoformat(), "meet": said})
    return None


def _write(
    store: Store, clock: Clock, ids: Ids, operator: str, appointment: str, after: Mapping[str, Value]
) -> None:
    with store.write() as writing:
        _edit(writing, clock, ids, operator, appointment, after)


def _edit(
    writing: Writing, clock: Clock, ids: Ids, operator: str, appointment: str, after: Mapping[str, Value]
) -> None:
    """One edit that has seen what is shown; one that changes nothing is not written."""
    before = writing.record(KIND, appointment)
    if before is None:
        return
    edit = pen_of(writing, clock, ids, operator).edit(KIND, appointment, before, after)
    if edit.fields:
        writing.add(edit)
