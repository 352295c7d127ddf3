"""People who are expected: called, came, moved to another day, cancelled. Each is one change of the appointment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.domain.appointments import AppointmentState
from app.domain.changes import Value
from app.domain.problems import Problem, ProblemCode
from app.usecases.ports import Clock, Ids, Store
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
    _write(store, clock, ids, operator, appointment, {"day": day.isoformat()})
    return None


def _write(
    store: Store, clock: Clock, ids: Ids, operator: str, appointment: str, after: Mapping[str, Value]
) -> None:
    """One edit that has seen what is shown; one that changes nothing is not written."""
    with store.write() as writing:
        before = writing.record(KIND, appointment)
        if before is None:
            return
        edit = pen_of(writing, clock, ids, operator).edit(KIND, appointment, before, after)
        if edit.fields:
            writing.add(edit)
