"""Ending a session: what is read over together, and the one transaction that turns the draft into records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.domain.appointments import AppointmentState
from app.domain.changes import Op, Pen, Value
from app.domain.draft import Contact, Draft, Standing, state_of, with_left_over
from app.domain.ladder import TaskCode, TaskState
from app.domain.phones import Phone, read_phone
from app.domain.problems import Problem, ProblemCode
from app.domain.views import Finished
from app.usecases import family
from app.usecases.device import Place
from app.usecases.facts import told
from app.usecases.ports import Clock, Ids, Store, Writing
from app.usecases.settings import Setting
from app.usecases.writing import keep, pen_of, seconds


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One task as it stands; `today` when this session decided it."""

    task: TaskCode
    state: TaskState
    today: bool


def review(draft: Draft) -> tuple[ReviewLine, ...]:
    """All five tasks in order."""
    return tuple(ReviewLine(task, state_of(draft, task), task in draft.ends) for task in TaskCode)


def note_contact(store: Store, clock: Clock, draft: Draft, contact: Contact) -> Draft:
    """Keep what was written of the telephone with the running session; it is nobody's record before they agree.

    What does not read as a number is not kept: it may be a code.
    """
    known = bool(draft.person.get("phone"))
    is_number = isinstance(read_phone(contact.phone), Phone)
    is_deleted = known and not contact.phone.strip()
    kept = contact if is_number or is_deleted else None
    return draft if kept == draft.contact else keep(store, clock, replace(draft, contact=kept))


def finish_session(
    store: Store, clock: Clock, ids: Ids, draft: Draft, contact: Contact | None = None
) -> Finished | Problem:
    """Everything this session decided, in one transaction; finishing twice gives the same session once.

    `contact` is what stands on the check page, where somebody read it over; without one the telephone stays as it is.
    PERSON_GONE when central erased the person meanwhile: then there is neither draft nor session to go on with.
    Without consent one more is counted, the draft is wiped, and what comes back is for the paper only: no
    session, no citizen, no name.
    """
    draft = with_left_over(draft)
    kept = None if contact is None else _contact(draft, contact)
    if isinstance(kept, Problem):
        return kept
    values = _values(draft, store.read().setting(Setting.PLACE), seconds(clock))
    if draft.standing is not Standing.CONSENTED:
        return _without_record(store, clock, draft, values)
    with store.write() as writing:
        if _is_running(writing, draft):
            pen = pen_of(writing, clock, ids, draft.operator)
            _write_ladder(writing, pen, draft)
            writing.add(pen.create("session", draft.id, told("session", values)), session=draft.id)
            _write_appointments(writing, pen, draft)
            family.join(writing, pen, draft.citizen, draft.beside, draft.id)
            if kept is not None:
                _write_contact(writing, pen, draft, kept)
            writing.drop_draft(draft.id)
        finished = writing.finished(draft.id)
    return finished or Problem(ProblemCode.PERSON_GONE)


def _without_record(store: Store, clock: Clock, draft: Draft, values: Mapping[str, Value]) -> Finished:
    with store.write() as writing:
        if _is_running(writing, draft):
            writing.count_anonymous(clock.now().date())
            writing.drop_draft(draft.id)
    ladder = {task.value: state_of(draft, task).to_value() for task in TaskCode}
    return Finished(session="", citizen="", person={}, values=values, ladder=ladder)


def _is_running(writing: Writing, draft: Draft) -> bool:
    return any(running.id == draft.id for running in writing.drafts())


def _values(draft: Draft, place: str, now: int) -> dict[str, Value]:
    """The session's fields. Outcomes are today's only: the ladder holds the rest, and where to go on."""
    states = {task: replace(state_of(draft, task), step="") for task in draft.ends}
    outcomes: dict[str, Value] = {task.value: state.to_value() for task, state in states.items()}
    return {
        "citizen": draft.citizen,
        "operator": draft.operator,
        "started": draft.started,
        "ended": max(now, draft.started),
        "outcomes": outcomes,
        "guide": draft.guide,
        "code": draft.code,
        "channel": "visit" if place == Place.VISIT else "counter",
        "steps": len(draft.steps_done),
    }


def _write_ladder(writing: Writing, pen: Pen, draft: Draft) -> None:
    """Only the rungs that changed.

    What the author saw is the ladder at the start: what arrived meanwhile from another laptop may be further.
    It is told as a create, which is an edit where there is one: what is shown may be the ladder of a record that
    was merged into this one, or that this one was merged into, and then this record has none of its own.
    """
    here = writing.record("ladder", draft.citizen) or {}
    before = {task.value: _seen(state, here.get(task.value)) for task, state in draft.before.items()}
    after = {task.value: state_of(draft, task).to_value() for task in draft.ends}
    if not before:
        writing.add(pen.create("ladder", draft.citizen, after), session=draft.id)
        return
    edit = pen.edit("ladder", draft.citizen, before, after)
    if edit.fields:
        writing.add(replace(edit, op=Op.CREATE), session=draft.id)


def _seen(state: TaskState, here: Value) -> Value:
    """A rung as it was seen; where it still stands here, with what a newer peer may have written beside."""
    return here if TaskState.from_value(here) == state else state.to_value()


def _write_appointments(writing: Writing, pen: Pen, draft: Draft) -> None:
    """A day for each task that has one: a due appointment of that task moves, else there is a new one.

    A due one of a task that ended today without a day was kept: the person came.
    """
    due = {row.task: row.appointment for row in writing.due_of(draft.citizen)}
    for task, end in draft.ends.items():
        wanted: dict[str, Value] = {
            "day": end.day,
            "reason": end.reason,
            "place": end.place,
            "session": draft.id,
            "meet": "",
        }
        before = writing.record("appointment", due.get(task, ""))
        if before is not None:
            after = wanted if end.day else {"state": AppointmentState.KEPT.value}
            writing.add(pen.edit("appointment", due[task], before, after), session=draft.id)
        elif end.day:
            created = told("appointment", {"citizen": draft.citizen, "task": task.value, **wanted})
            writing.add(pen.create("appointment", pen.new_id(), created), session=draft.id)


def _contact(draft: Draft, contact: Contact) -> dict[str, Value] | Problem:
    """The fields to keep; without a number the one on file goes. A number nobody agreed to is a question."""
    if not contact.phone.strip():
        known = bool(draft.person.get("phone"))
        return {"phone": "", "phone_owner": "", "phone_agreed": False} if known else {}
    phone = read_phone(contact.phone)
    if not isinstance(phone, Phone):
        return phone
    if not contact.agreed:
        return Problem(ProblemCode.PHONE_NOT_AGREED, "phone_agreed")
    return {"phone": phone.text, "phone_owner": contact.owner or "self", "phone_agreed": True}


def _write_contact(writing: Writing, pen: Pen, draft: Draft, kept: Mapping[str, Value]) -> None:
    edit = pen.edit("citizen", draft.citizen, writing.record("citizen", draft.citizen) or {}, kept)
    if edit.fields:
        writing.add(edit, session=draft.id)
