"""A finished session is never edited: on its own day, on its own laptop, it can be taken back as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.domain.changes import Change, Value
from app.domain.ladder import TaskCode, TaskState
from app.domain.problems import Problem, ProblemCode
from app.domain.secrets_guard import looks_like_secret
from app.domain.undoing import is_same_day, reversal, void_of
from app.usecases.ports import Clock, Ids, Reading, Store
from app.usecases.writing import pen_of


def can_take_back(reading: Reading, now: datetime, session: str) -> bool:
    """Whether this laptop made the session today, and nobody took it back."""
    wrote = reading.wrote_in(session)
    made = [one for one in wrote if one.kind == "session"]
    is_void = any(one.kind == "void" for one in wrote)
    return bool(made) and is_same_day(made[0].made_at, now) and not is_void


def take_back(
    store: Store, clock: Clock, ids: Ids, operator: str, session: str, reason: str
) -> Problem | None:
    """Put back what the session wrote and take it out of the counts, in one transaction.

    TOO_LATE on another day or another laptop, WHY_MISSING without a reason, NOTE_HAS_SECRET for a code in it.
    """
    if problem := _unfit(reason):
        return problem
    pen = pen_of(store.read(), clock, ids, operator)
    with store.write() as writing:
        if not can_take_back(writing, clock.now(), session):
            return Problem(ProblemCode.TOO_LATE, "session")
        wrote = writing.wrote_in(session)
        for change in reversal(pen, wrote, _shown(writing, wrote), reason.strip()):
            writing.add(change, session)
        writing.add(void_of(pen, session, reason.strip()), session)
    return None


def correct_task(
    store: Store,
    clock: Clock,
    ids: Ids,
    operator: str,
    citizen: str,
    task: TaskCode,
    state: TaskState,
    reason: str,
) -> Problem | None:
    """How a task really stands, whatever a session said of it: a new change with its reason."""
    if problem := _unfit(reason):
        return problem
    pen = pen_of(store.read(), clock, ids, operator)
    with store.write() as writing:
        before = writing.record("ladder", citizen)
        if before is None:
            return Problem(ProblemCode.PERSON_GONE)
        edit = pen.edit("ladder", citizen, before, {task.value: state.to_value()}, reason.strip())
        if edit.fields:
            writing.add(edit)
    return None


def _unfit(reason: str) -> Problem | None:
    if not reason.strip():
        return Problem(ProblemCode.WHY_MISSING, "reason")
    if looks_like_secret(reason):
        return Problem(ProblemCode.NOTE_HAS_SECRET, "reason")
    return None


def _shown(reading: Reading, wrote: Sequence[Change]) -> dict[tuple[str, str], dict[str, Value]]:
    found = {(one.kind, one.record): reading.record(one.kind, one.record) for one in wrote}
    return {of: dict(values) for of, values in found.items() if values is not None}
