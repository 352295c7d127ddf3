"""What the session screens show: frozen values, texts only where they are guide content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.domain.appointments import DateChoice
from app.domain.draft import Stage
from app.domain.guide import Reason, Step
from app.domain.ladder import TaskCode, TaskState
from app.domain.portrait import Portrait
from app.domain.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One card in the list under the current task."""

    code: str
    title: str
    is_done: bool
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskView:
    """One of the five tasks: how it stands now, and its cards while it is being done."""

    code: TaskCode
    title: str
    state: TaskState
    reason_title: str
    is_today: bool
    is_current: bool
    steps: tuple[StepView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One choice that makes the way differ; `number` is its digit key."""

    number: int
    variant: str
    code: str
    title: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What may differ from person to person here; the first option is the usual one."""

    title: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One instruction card, its texts already addressed to the person; `picture_text` tells its picture in words.

    `hearer` is whom it is said to; `questions` are worth asking now: another answer would change the cards of this
    task; `reported` that somebody told central of another screen already; `resumed` that an earlier day ended here.
    """

    step: Step
    title: str
    say: str
    expect: str
    trouble: tuple[tuple[str, str], ...]
    number: int
    total: int
    picture_text: str
    already_done: str
    hearer: str
    secret_line: str
    questions: tuple[Question, ...] = ()
    reported: bool = False
    resumed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonPage:
    """Why it cannot be done now, and when to come back.

    `by_hand`: the day was not merely proposed; `agreed` is the first day another task of this session has already;
    `next_number` of the task that follows, None = the check page.
    """

    task_title: str
    seven: tuple[Reason, ...]
    others: tuple[Reason, ...]
    titles: dict[str, str]
    dates: dict[DateChoice, date | None]
    chosen: Reason | None = None
    choice: DateChoice | None = None
    day: date | None = None
    by_hand: bool = False
    agreed: date | None = None
    note: str = ""
    next_number: int | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """One line of the check before finishing."""

    code: TaskCode
    title: str
    state: TaskState
    reason_title: str
    is_today: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingCheck:
    """Something asked once more before the end; taking it opens the cards for it."""

    task: TaskCode
    variant: str
    choice: str
    title: str


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A task nobody said anything about; `title` is its short one."""

    code: TaskCode
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The check page; the contact is asked only of people with a record.

    `unanswered` are the tasks to go on with, or to leave for another day on purpose.

    `dates` are there when something was left over and the day to come back for it is asked; then `choice` and `day`
    tell the one taken.
    """

    rows: tuple[ReviewRow, ...]
    unanswered: tuple[OpenTask, ...] = ()
    dates: dict[DateChoice, date | None] | None = None
    choice: DateChoice | None = None
    day: date | None = None
    phone: str = ""
    phone_owner: str = ""
    phone_agreed: bool = False
    problems: tuple[Problem, ...] = ()
    checks: tuple[ClosingCheck, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidedState:
    """The whole session screen; exactly the part belonging to `stage` is set. `wanted` is the task they came for."""

    who: Portrait
    anonymous: bool
    stage: Stage
    tasks: tuple[TaskView, ...]
    started: datetime
    saved: datetime
    now: datetime
    next_task: TaskCode | None
    wanted: TaskCode | None = None
    card: Card | None = None
    reason: ReasonPage | None = None
    review: Review | None = None
