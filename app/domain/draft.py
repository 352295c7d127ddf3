"""The running session: a draft that lives only on this laptop until it is finished. Pure, no storage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from app.domain.changes import Value
from app.domain.ladder import TaskCode, TaskState, TaskStatus

"""The reason of a task nobody came to; every guide pack has it."""

FOLLOWS, LEFT = "follows", "left"
"""How a task ended that nobody worked on: because of the one before it, or because time was up."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A running session.

    `id` becomes the session's id, `citizen` the person's; `person` holds Citizen field values as recorded,
    scanned or typed and is emptied when consent is refused; `before` is the ladder as it stood at the start;
    `guide` the pack and version the session began with and keeps; `started`/`touched` are Unix seconds.
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

    def at(self, now: int) -> Draft:
        """The same draft, touched at `now` (Unix seconds)."""
        return replace(self, touched=now)


def consented(draft: Draft) -> Draft:
    """The person agreed: what follows may be kept."""
    return replace(draft, standing=Standing.CONSENTED, stage=Stage.TASKS)


def refused(draft: Draft) -> Draft:
    """The person refused: everything known about them is wiped, guidance goes on."""
    return replace(
        draft, standing=Standing.ANONYMOUS, stage=Stage.TASKS, person={}, citizen="", is_new=False, before={}
    )


def opened(draft: Draft, task: TaskCode, step: str) -> Draft:
    """Standing on one instruction card of one task; a task ended today is open again."""
    ends = {code: end for code, end in _ends_by_hand(draft).items() if code is not task}
    return replace(draft, stage=Stage.STEP, task=task, step=step, ends=ends)


def step_done(draft: Draft, next_step: str) -> Draft:
    """The current card is done; `next_step` is the card to stand on now."""
    done = draft.steps_done if draft.step in draft.steps_done else (*draft.steps_done, draft.step)
    return replace(draft, steps_done=done, step=next_step, stage=Stage.STEP)


def ended(draft: Draft, task: TaskCode, end: TaskEnd) -> Draft:
    """The task has an outcome; the next place is the task list."""
    ends = {**_ends_by_hand(draft), task: end}
    return replace(draft, ends=ends, stage=Stage.TASKS, task=None, step="")


def listed(draft: Draft) -> Draft:
    """Looking at the task list: nothing is open, and tasks nobody reached may still be done."""
    return replace(draft, ends=_ends_by_hand(draft), stage=Stage.TASKS, task=None, step="")


def reviewed(draft: Draft) -> Draft:
    """Looking at how everything ended, before finishing."""
    return replace(with_left_over(draft), stage=Stage.REVIEW, task=None, step="")


def state_of(draft: Draft, task: TaskCode) -> TaskState:
    """How a task stands now: as it ended today, else as it stood at the start."""
    end = draft.ends.get(task)
    if end is None:
        return draft.before.get(task, TaskState())
    by = draft.operator
    return TaskState(status=end.status, reason=end.reason, by=by, recheck=end.day, how=end.how, note=end.note)


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
    day (`left`), and nobody is said to have given a reason. A task that stood somewhere before today and was not
    touched stays as it stood.
    """
    draft = replace(draft, ends=_ends_by_hand(draft))
    cause = TaskEnd(status=TaskStatus.BLOCKED, how=LEFT)
    for task in TaskCode:
        state = state_of(draft, task)
        if state.status is TaskStatus.NOT_STARTED:
            draft = replace(draft, ends={**draft.ends, task: cause})
        elif not state.status.is_over:
            cause = TaskEnd(status=TaskStatus.BLOCKED, reason=state.reason, how=FOLLOWS)
    return draft


def _ends_by_hand(draft: Draft) -> Mapping[TaskCode, TaskEnd]:
    """What somebody decided, without what merely followed from it."""
    return {task: end for task, end in draft.ends.items() if end.how not in (FOLLOWS, LEFT)}
