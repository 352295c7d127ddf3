"""The running session: a draft that lives only on this laptop until it is finished. Pure, no storage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from app.domain.changes import Value
from app.domain.ladder import FOLLOWS, LEFT, TaskCode, TaskState, TaskStatus, standing

AT_POINT = "point"
"""Where what was left over is gone on with."""


class Stage(StrEnum):
    """Where a session stands; stored, so that a killed laptop opens on the same screen."""

    CONFIRM = "confirm"
    CONSENT = "consent"
    TASKS = "tasks"
    STEP = "step"
    REASON = "reason"
    REVIEW = "review"


class Standing(StrEnum):
    """What may be kept of this person."""

    ASKING = "asking"
    CONSENTED = "consented"
    ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskEnd:
    """How one task ended today; `day` is the ISO date to come back, `place` where, `note` a few words."""

    status: TaskStatus
    reason: str = ""
    day: str = ""
    place: str = ""
    how: str = "guided"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A telephone, whose it is (self, child …) and whether they agreed to be called."""

    phone: str
    owner: str
    agreed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A running session.

    `id` becomes the session's id, `citizen` the person's; `person` holds Citizen field values as recorded,
    scanned or typed and is emptied when consent is refused; `before` is the ladder as it stood at the start;
    `guide` the pack and version the session began with and keeps; `started`/`touched` are Unix seconds;
    `choices` what makes this person's way differ from the usual one (variant to choice, see guide_variants);
    `places` is the card last stood on in each task;
    `beside` is the citizen of the same household they came with, who may answer for them;
    `contact` what was written of their telephone today, None when it is as it was;
    `back` the ISO day they come back for what is left over, empty for none, None while it was not settled.
    """

    id: str
    operator: str
    started: int
    touched: int
    guide: str
    code: str
    stage: Stage = Stage.CONFIRM
    standing: Standing = Standing.ASKING
    citizen: str = ""
    is_new: bool = False
    person: Mapping[str, Value] = field(default_factory=dict)
    before: Mapping[TaskCode, TaskState] = field(default_factory=dict)
    task: TaskCode | None = None
    step: str = ""
    steps_done: tuple[str, ...] = ()
    ends: Mapping[TaskCode, TaskEnd] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[TaskCode, str] = field(default_factory=dict)
    beside: str = ""
    contact: Contact | None = None
    back: str | None = None

    def at(self, now: int) -> Draft:
        """The same draft, touched at `now` (Unix seconds)."""
        return replace(self, touched=now)


def consented(draft: Draft) -> Draft:
    """The person agreed: what follows may be kept."""
    return replace(draft, standing=Standing.CONSENTED, stage=Stage.TASKS)


def refused(draft: Draft) -> Draft:
    """The person refused: everything known about them is wiped, guidance goes on."""
    wiped = replace(draft, person={}, citizen="", is_new=False, before={}, contact=None)
    return replace(wiped, standing=Standing.ANONYMOUS, stage=Stage.TASKS)


def opened(draft: Draft, task: TaskCode, step: str) -> Draft:
    """Standing on one instruction card of one task; how it ended today stands until it ends another way."""
    places = {**_places(draft), task: step}
    return replace(draft, stage=Stage.STEP, task=task, step=step, ends=_ends_by_hand(draft), places=places)


def step_done(draft: Draft, next_step: str) -> Draft:
    """The current card is done; `next_step` is the card to stand on now."""
    done = draft.steps_done if draft.step in draft.steps_done else (*draft.steps_done, draft.step)
    return replace(draft, steps_done=done, step=next_step, stage=Stage.STEP)


def ended(draft: Draft, task: TaskCode, end: TaskEnd) -> Draft:
    """The task has an outcome; the next place is the task list."""
    ends = {**_ends_by_hand(draft), task: end}
    return replace(draft, ends=ends, stage=Stage.TASKS, task=None, step="", places=_places(draft))


def listed(draft: Draft) -> Draft:
    """Looking at the task list: nothing is open, and tasks nobody reached may still be done."""
    ends, places = _ends_by_hand(draft), _places(draft)
    return replace(draft, ends=ends, stage=Stage.TASKS, task=None, step="", places=places)


def reviewed(draft: Draft) -> Draft:
    """Looking at how everything ended, before finishing."""
    return replace(with_left_over(draft), stage=Stage.REVIEW, task=None, step="", places=_places(draft))


def state_of(draft: Draft, task: TaskCode) -> TaskState:
    """How a task stands now: as it ended today, else as it stood at the start."""
    return standing({code: _told_of(draft, code) for code in TaskCode})[task]


def next_task(draft: Draft) -> TaskCode | None:
    """The first task to go on with; None when nothing is left, or one that ended today stops what follows."""
    for task in TaskCode:
        end = draft.ends.get(task)
        if end is None and not draft.before.get(task, TaskState()).status.is_over:
            return task
        if end is not None and not end.status.is_over:
            return None
    return None


def with_left_over(draft: Draft) -> Draft:
    """The draft with an outcome for each task that never had one, so that nothing ends in silence.

    Behind a task that is stuck a task is blocked for the same reason (`follows`). Otherwise it was left for another
    day (`left`), and nobody is said to have given a reason; so was whatever was worked on today. What was left over
    before is so anew. A task that stood somewhere for a reason and was not touched stays as it stood.
    """
    told, day = _ends_by_hand(draft), left_day(draft) or draft.back or ""
    draft = replace(draft, ends=told)
    left = cause = TaskEnd(status=TaskStatus.BLOCKED, how=LEFT)
    for task in TaskCode:
        state = state_of(draft, task)
        if state.status.is_over:
            continue
        if task not in draft.ends and _is_worked_on(draft, task):
            draft = replace(draft, ends={**draft.ends, task: left})
        elif state.status is TaskStatus.NOT_STARTED or state.how == LEFT:
            draft = replace(draft, ends={**draft.ends, task: cause})
        elif state.reason:
            cause = TaskEnd(status=TaskStatus.BLOCKED, reason=state.reason, how=FOLLOWS)
    return _left_until(draft, "" if any(end.day for end in told.values()) else day)


def left_day(draft: Draft) -> str:
    """The ISO day to come back for what was left over, or empty."""
    return next((end.day for end in draft.ends.values() if end.how == LEFT and end.day), "")


def left_until(draft: Draft, day: str) -> Draft:
    """The day to come back for what was left over, empty for none; it stands when work goes on after all."""
    return _left_until(replace(draft, back=day), day)


def is_day_settled(draft: Draft, today: str) -> bool:
    """Whether it was said when they come back for what is left over; a day that has passed says nothing."""
    return draft.back is not None and (not draft.back or draft.back >= today)


def left_day_before(draft: Draft, today: str) -> str:
    """The day agreed when it was left over before, if it is still ahead."""
    days = (state.recheck for state in draft.before.values() if state.how == LEFT)
    return min((day for day in days if day > today), default="")


def wants_day(draft: Draft, today: str) -> bool:
    """Whether something was left over and nothing else says when the person comes back; `today` is an ISO date."""
    states = [state_of(draft, task) for task in TaskCode]
    is_dated = any(state.recheck >= today for state in states if state.recheck and state.how != LEFT)
    return not is_dated and any(end.how == LEFT for end in draft.ends.values())


def unanswered(draft: Draft, today: str) -> tuple[TaskCode, ...]:
    """The tasks that can be gone on with and of which nobody said why they are not; `today` is an ISO date.

    Whoever is stuck for a reason has answered for what follows, too; a reason of an earlier day holds until the day
    agreed for it.
    """
    told, found = _ends_by_hand(draft), []
    for task in TaskCode:
        state = state_of(draft, task)
        if state.status.is_over:
            continue
        holds = task in told or not state.recheck or state.recheck > today
        if state.status is TaskStatus.REFUSED or (state.reason and holds):
            break
        found.append(task)
    return tuple(found)


def _left_until(draft: Draft, day: str) -> Draft:
    """The day is kept with the first of what was left over: one visit, one day."""
    left = [task for task, end in draft.ends.items() if end.how == LEFT]
    dated = {task: replace(draft.ends[task], day="", place="") for task in left}
    if left and day:
        dated[left[0]] = replace(draft.ends[left[0]], day=day, place=AT_POINT)
    return replace(draft, ends={**draft.ends, **dated})


def _told_of(draft: Draft, task: TaskCode) -> TaskState:
    """What was said of a task last, today or before."""
    end, before = draft.ends.get(task), draft.before.get(task, TaskState())
    if end is None:
        return before
    return TaskState(
        status=end.status,
        reason=end.reason,
        by=draft.operator,
        recheck=end.day,
        how=end.how,
        note=end.note,
        step="" if end.status.is_over else draft.places.get(task, before.step),
    )


def _is_worked_on(draft: Draft, task: TaskCode) -> bool:
    """Whether a card of it was done today; merely opened it may have been because the one before it was done."""
    return any(step.startswith(f"{task}.") for step in draft.steps_done)


def _places(draft: Draft) -> Mapping[TaskCode, str]:
    """Where one stood in each task, here and now too."""
    return draft.places if draft.task is None else {**draft.places, draft.task: draft.step}


def _ends_by_hand(draft: Draft) -> Mapping[TaskCode, TaskEnd]:
    """What somebody decided, without what merely followed from it."""
    return {task: end for task, end in draft.ends.items() if end.how not in (FOLLOWS, LEFT)}
