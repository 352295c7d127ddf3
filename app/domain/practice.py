"""Practice cases: who comes to the desk, what is asked of the learner, and whether the right end was reached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.changes import Value
from app.domain.consent import Method
from app.domain.ladder import TaskCode, TaskState, TaskStatus
from app.domain.secrets_guard import looks_like_secret

Words = Mapping[str, str]
"""A text by language code; Vietnamese is always there."""


class Answer(StrEnum):
    """How the person answers the question of consent."""

    SPOKEN = "spoken"
    REPRESENTATIVE = "representative"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedEnd:
    """How one task should end: its status, the reasons that are right (none: no reason), and whether on a day."""

    task: TaskCode
    status: TaskStatus
    reasons: tuple[str, ...] = ()
    dated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A telephone another place wrote down for the person, and who did; one of the two has to be chosen."""

    here: str
    there: str
    operator: str
    machine: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeCase:
    """One scripted case.

    `card` is the text of the card's QR; `before` the tasks done in an earlier visit (the person is known then);
    `minutes` what a first day needs; `hints` are given one after another, as often as they are asked for.
    """

    code: str
    number: int
    minutes: int
    title: Words
    story: Words
    hints: tuple[Words, ...]
    lesson: Words
    card: str
    ends: tuple[WantedEnd, ...]
    answer: Answer = Answer.SPOKEN
    representative: str = ""
    before: tuple[TaskCode, ...] = ()
    elsewhere: Elsewhere | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Villager:
    """Somebody of the practice village who is not part of a case; `tasks` of the five are done."""

    card: str
    tasks: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Village:
    """Where practice takes place: names that are nobody's."""

    commune: str
    commune_name: str
    operator: str
    market_weekday: int
    people: tuple[Villager, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """How the learner's session ended. `answer` is None when the question was never answered."""

    answer: Answer | None
    ends: Mapping[TaskCode, TaskState] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    undecided: int = 0


class Point(StrEnum):
    """What is looked at."""

    CONSENT = "consent"
    END = "end"
    DAY = "day"
    SECRET = "secret"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at and whether it is right; `wanted` is what it is about."""

    point: Point
    right: bool
    wanted: WantedEnd | None = None
    answer: Answer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """How a case went the last time it was played to an end; nobody's name is in it."""

    case: str
    right: bool
    seconds: int
    hints: int


def judge(case: PracticeCase, reached: Reached) -> tuple[Finding, ...]:
    """Everything looked at, in the order of the visit; the case is right when all of it is."""
    found = [Finding(point=Point.CONSENT, right=reached.answer is case.answer, answer=case.answer)]
    if case.elsewhere is not None:
        found.append(Finding(point=Point.DECIDED, right=reached.undecided == 0))
    for wanted in case.ends:
        state = reached.ends.get(wanted.task, TaskState())
        found.append(Finding(point=Point.END, right=ends_so(wanted, state), wanted=wanted))
        if wanted.dated:
            found.append(Finding(point=Point.DAY, right=bool(state.recheck), wanted=wanted))
    clean = not any(looks_like_secret(text) for text in reached.texts)
    return (*found, Finding(point=Point.SECRET, right=clean))


def is_right(findings: Sequence[Finding]) -> bool:
    """Whether the right end was reached."""
    return bool(findings) and all(finding.right for finding in findings)


def ends_so(wanted: WantedEnd, state: TaskState) -> bool:
    """Whether a task ended as wanted; a task that merely follows from another has the other's reason."""
    return state.status is wanted.status and (not wanted.reasons or state.reason in wanted.reasons)


def answer_of(method: Value) -> Answer | None:
    """The answer behind a consent record's method; None when there is no such record."""
    match method:
        case Method.SPOKEN.value:
            return Answer.SPOKEN
        case Method.REPRESENTATIVE.value:
            return Answer.REPRESENTATIVE
        case _:
            return None


def words_in(words: Words, language: str) -> str:
    """The text in a language, Vietnamese where it does not have it."""
    return words.get(language) or words["vi"]
