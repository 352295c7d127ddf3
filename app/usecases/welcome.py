"""Receiving a person: somebody we know, several who may be them, or somebody new; then a session begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from app.domain.draft import Draft
from app.domain.ladder import TaskCode, TaskState
from app.domain.problems import Problem, ProblemCode
from app.domain.views import PersonRow
from app.usecases.facts import Facts, TypedPerson, newer, told, typed_person, values_of
from app.usecases.ports import Clock, Ids, Reading, Store
from app.usecases.writing import keep, pen_of, seconds

__all__ = [
    "Facts",
    "Found",
    "Meeting",
    "TypedPerson",
    "meet",
    "meet_citizen",
    "meet_slip",
    "newer_facts",
    "start_known",
    "start_new",
    "take_newer_facts",
    "typed_person",
    "values_of",
]


class Found(StrEnum):
    """Who stands there, as far as we can tell."""

    KNOWN = "known"
    CANDIDATES = "candidates"
    NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Who it may be. `values` are what the scan or the keyboard said.

    With `same_number` the number is already ours: it is one of `people`, and nobody new may be added.
    """

    found: Found
    people: tuple[PersonRow, ...] = ()
    values: Facts = field(default_factory=dict)
    same_number: bool = False


def meet(store: Store, values: Facts) -> Meeting:
    """Look a person up by what a card or a keyboard said: the number decides, name and birth year ask."""
    reading = store.read()
    number = str(values.get("id_number") or "")
    same = tuple(reading.people_with_number(number)) if number else ()
    if same:
        found = Found.KNOWN if len(same) == 1 else Found.CANDIDATES
        return Meeting(found=found, people=same, values=values, same_number=True)
    alike = _alike(reading, values, number)
    return Meeting(found=Found.CANDIDATES if alike else Found.NEW, people=alike, values=values)


def meet_slip(store: Store, code: str) -> Meeting:
    """Look a person up by the code on a slip; NEW with no values when no slip of this laptop carries it."""
    return meet_citizen(store, store.read().session_by_code(code))


def meet_citizen(store: Store, citizen: str) -> Meeting:
    """Somebody picked from a list or an appointment."""
    person = store.read().person(citizen) if citizen else None
    return Meeting(found=Found.KNOWN, people=(person,)) if person else Meeting(found=Found.NEW)


def start_known(
    store: Store,
    clock: Clock,
    ids: Ids,
    *,
    operator: str,
    guide: str,
    citizen: str,
    values: Facts | None = None,
    beside: str = "",
) -> Draft | Problem:
    """Begin with somebody we have; a session left half-way goes on. PERSON_GONE when erased meanwhile."""
    reading = store.read()
    record = reading.record("citizen", citizen)
    if record is None:
        return Problem(ProblemCode.PERSON_GONE, "citizen")
    running = next((draft for draft in reading.drafts() if draft.citizen == citizen), None)
    if running:
        return keep(store, clock, replace(running, operator=operator))
    person = {**record, **newer(record, values or {})}
    fresh = _fresh(clock, ids, operator, guide)
    begun = replace(fresh, citizen=citizen, person=person, before=_ladder(reading, citizen), beside=beside)
    return keep(store, clock, begun)


def start_new(
    store: Store, clock: Clock, ids: Ids, *, operator: str, guide: str, values: Facts, beside: str = ""
) -> Draft | Problem:
    """Begin with somebody new, who is only in the draft until they consent. SAME_NUMBER when known."""
    reading, number = store.read(), str(values.get("id_number") or "")
    if number and reading.people_with_number(number):
        return Problem(ProblemCode.SAME_NUMBER, "id_number")
    running = next(
        (draft for draft in reading.drafts() if number and draft.person.get("id_number") == number), None
    )
    if running:
        return keep(store, clock, replace(running, operator=operator))
    fresh = _fresh(clock, ids, operator, guide)
    return keep(
        store, clock, replace(fresh, citizen=ids.new(), is_new=True, person=dict(values), beside=beside)
    )


def newer_facts(store: Store, draft: Draft) -> Facts:
    """What the scan says and our record does not: to be shown, and taken only when the person says so."""
    record = None if draft.is_new or not draft.citizen else store.read().record("citizen", draft.citizen)
    return {} if record is None else newer(record, draft.person)


def take_newer_facts(store: Store, clock: Clock, ids: Ids, draft: Draft) -> Draft:
    """The person says the scan is right: one edit of what differs. For people whose consent stands."""
    facts = newer_facts(store, draft)
    if facts:
        with store.write() as writing:
            record = writing.record("citizen", draft.citizen) or {}
            pen = pen_of(writing, clock, ids, draft.operator)
            writing.add(pen.edit("citizen", draft.citizen, record, facts), session=draft.id)
    return draft


def _alike(reading: Reading, values: Facts, number: str) -> tuple[PersonRow, ...]:
    """People of the same name and birth year; with another number they are somebody else."""
    name, birth, village = (str(values.get(key) or "") for key in ("name", "birth", "village"))
    if not name or not birth:
        return ()
    found: Sequence[PersonRow] = reading.people_alike(name, birth, village)
    return tuple(row for row in found if not (number and row.id_number))


def _ladder(reading: Reading, citizen: str) -> dict[TaskCode, TaskState]:
    values = told("ladder", reading.record("ladder", citizen) or {})
    return {task: TaskState.from_value(values[task]) for task in TaskCode if task in values}


def _fresh(clock: Clock, ids: Ids, operator: str, guide: str) -> Draft:
    now = seconds(clock)
    return Draft(id=ids.new(), operator=operator, started=now, touched=now, guide=guide, code=ids.code())
