"""The five tasks of one citizen and how far each has come. Nothing here knows a screen or a guide card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.changes import Value

FOLLOWS, LEFT = "follows", "left"
"""How a task ended that nobody worked on: because of the one before it, or because time was up."""


class TaskCode(StrEnum):
    """The five tasks, in the order they stand on each other."""

    INSTALL = "install"
    IDENTITY = "identity"
    INSURANCE = "insurance"
    HEALTH_BOOK = "health_book"
    ALONE = "alone"


class TaskStatus(StrEnum):
    """How a task ended last; a task never ends in silence."""

    NOT_STARTED = ""
    REFUSED = "refused"
    BLOCKED = "blocked"
    WAITING = "waiting"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"

    @property
    def rank(self) -> int:
        """How far along: not started < refused = blocked < waiting < done = not applicable."""
        return _RANK[self]

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to do for this task."""
        return self in (TaskStatus.DONE, TaskStatus.NOT_APPLICABLE)


_RANK = {
    TaskStatus.NOT_STARTED: 0,
    TaskStatus.REFUSED: 1,
    TaskStatus.BLOCKED: 1,
    TaskStatus.WAITING: 2,
    TaskStatus.DONE: 3,
    TaskStatus.NOT_APPLICABLE: 3,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskState:
    """The value of a rung; `recheck` an ISO date or empty, `how` guided | already | told | follows | left.

    `step` is the card somebody stood on when it was left, so that the next time goes on there; empty for none.
    """

    status: TaskStatus = TaskStatus.NOT_STARTED
    reason: str = ""
    by: str = ""
    recheck: str = ""
    how: str = ""
    note: str = ""
    step: str = ""

    def asks_back(self, today: str) -> bool:
        """Whether the person was asked to come again: on a day that is not over (ISO dates).

        Also for a task that needs nothing here any more (the paper card will do): its slip has that day, too.
        """
        return self.status is not TaskStatus.DONE and self.recheck >= today

    def to_value(self) -> Value:
        """The value that travels: a mapping without empty entries, or None when not started."""
        parts: dict[str, Value] = {
            "status": self.status.value,
            "reason": self.reason,
            "by": self.by,
            "recheck": self.recheck,
            "how": self.how,
            "note": self.note,
            "step": self.step,
        }
        return {key: part for key, part in parts.items() if part} or None

    @classmethod
    def from_value(cls, value: Value) -> TaskState:
        """Read a value from storage or the wire; a newer peer's unknown status counts as not started."""
        if not isinstance(value, dict):
            return cls()
        parts = {key: _text(value.get(key)) for key in ("reason", "by", "how", "note", "step")}
        return cls(status=_status(value.get("status")), recheck=_day(value.get("recheck")), **parts)


def standing(ladder: Mapping[TaskCode, TaskState]) -> dict[TaskCode, TaskState]:
    """All five tasks as they stand: what merely followed a stuck one is free again once nothing holds it up.

    It counts as not started then; nobody ever gave a reason of its own.
    """
    stand: dict[TaskCode, TaskState] = {}
    for task in TaskCode:
        state = ladder.get(task, TaskState())
        open_ones = [one for one in stand.values() if not one.status.is_over]
        is_held = any(one.reason == state.reason for one in open_ones)
        stand[task] = TaskState(step=state.step) if state.how == FOLLOWS and not is_held else state
    return stand


def ladder_of(rungs: Mapping[str, Value]) -> dict[TaskCode, TaskState]:
    """All five tasks as they stand by the values of a ladder, or of a session's outcomes upon it."""
    return standing({task: TaskState.from_value(rungs.get(task.value)) for task in TaskCode})


def rank_of(value: Value) -> int:
    """The rank of a rung's value, for the merge class `furthest`."""
    return TaskState.from_value(value).status.rank


def _text(raw: Value) -> str:
    return raw if isinstance(raw, str) else ""


def _day(raw: Value) -> str:
    """An ISO date, or empty: screens and papers reckon with it."""
    try:
        return date.fromisoformat(_text(raw)).isoformat()
    except ValueError:
        return ""


def _status(raw: Value) -> TaskStatus:
    try:
        return TaskStatus(str(raw or ""))
    except ValueError:
        return TaskStatus.NOT_STARTED
