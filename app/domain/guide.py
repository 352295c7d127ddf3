"""The nouns of a guide pack: tasks, step cards, variants, reasons. Its content is in resources/guides, not here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.guide_picture import Picture, PictureWords
from app.domain.ladder import TaskCode, TaskStatus


class WhoActs(StrEnum):
    """Who has to act before the task can go on."""

    CITIZEN = "citizen"
    POLICE = "police"
    INSURANCE_OFFICE = "insurance_office"
    CARRIER = "carrier"
    POINT = "point"
    FAMILY = "family"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A hitch that is frequent on one card, and the way out."""

    text: str
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer to a variant's question; `title` is a few words.

    `closing` asks for it once more before a session ends: nobody may forget the account on a borrowed phone.
    `under` is the age below which it stands chosen from the start; 0 for none.
    `parents`: it is a child, whose parents act and hold the phone: every card is said to them.
    """

    code: str
    title: str
    closing: bool = False
    under: int = 0
    parents: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """What makes the way differ from person to person (which phone, which card); the first choice is the usual one."""

    code: str
    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Retired:
    """A code no pack may use again: what it meant, and the first version without it."""

    code: str
    version: int
    meant: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One instruction card.

    `minutes` is the usual time; `reasons` are the seven codes offered, in order, when it cannot be done;
    `secret` marks what the citizen types unseen; `needs_signal`, what needs the citizen's phone online.
    `when` names, variant by variant, the choices the card belongs to; a variant it does not name does not matter.
    `leads_to` is the reason a card ends with that tells why the task cannot be finished today.
    `parents` marks what a child's parents do: the words that are the same on every card are said to them.
    """

    code: str
    short_title: str
    title: str
    say: str
    expect: str
    trouble: tuple[Trouble, ...]
    reasons: tuple[str, ...]
    minutes: int
    picture: Picture
    verified: bool
    source: str
    checked_on: date
    secret: bool = False
    needs_signal: bool = True
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    leads_to: str = ""
    parents: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideTask:
    """One of the five tasks: the question that skips it, its cards, the closing check, the slip's line."""

    code: TaskCode
    title: str
    short_title: str
    icon: str
    already_done: str
    closing_check: str
    done_slip: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a task is not done: what it becomes, who acts, what to bring, and the sentence for the slip.

    `recheck_days` are calendar days from today; None proposes no day. `needs_note` asks for a few words.
    `needs_signal` marks what needs the citizen's phone online next time: nearly everything.
    """

    code: str
    title: str
    icon: str
    who_acts: WhoActs
    outcome: TaskStatus
    bring: tuple[str, ...]
    where: str
    slip: str
    slip_undated: str
    remedy: str
    verified: bool
    source: str
    checked_on: date
    recheck_days: int | None = None
    needs_signal: bool = True
    needs_note: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hotline:
    """A telephone number to ask at; an unverified one is shown with its mark."""

    name: str
    number: str
    verified: bool
    source: str
    checked_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideWords:
    """Sentences that are the same on every card; `safety` is the line that is never shortened.

    `anti_scam` is read between two people; its last sentence is printed on every slip. `parents` is how a child's
    parents are called.
    """

    safety: str
    safety_short: str
    secret_line: str
    anti_scam: tuple[str, ...]
    picture: PictureWords
    parents: str = ""

    def hearer(self, step: Step, you: str) -> str:
        """Whom the words of a card are said to, and who types unseen: the person, or a child's parents."""
        return self.parents if step.parents and self.parents else you


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidePack:
    """One version of the whole guide in one language; a running session keeps the pack it began with."""

    id: str
    version: int
    date: date
    language: str
    vneid_version: str
    words: GuideWords
    hotlines: tuple[Hotline, ...]
    tasks: tuple[GuideTask, ...]
    reasons: tuple[Reason, ...]
    variants: tuple[Variant, ...] = ()
    retired: tuple[Retired, ...] = ()

    def task(self, code: TaskCode) -> GuideTask:
        """The task of this code; a checked pack has all five, otherwise KeyError."""
        for task in self.tasks:
            if task.code == code:
                return task
        raise KeyError(code)

    def task_of(self, step_code: str) -> GuideTask | None:
        """The task a card belongs to, or None when another version of the pack had that card."""
        return next((task for task in self.tasks if any(step.code == step_code for step in task.steps)), None)

    def step(self, code: str) -> Step | None:
        """The card of this code, or None when another version of the pack had it."""
        return next((step for task in self.tasks for step in task.steps if step.code == code), None)

    def reason(self, code: str) -> Reason | None:
        """The reason of this code, or None when another version of the pack had it."""
        return next((reason for reason in self.reasons if reason.code == code), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What to offer when a card cannot be done: keys 1 to 7, and the others behind key 8."""

    seven: tuple[Reason, ...]
    others: tuple[Reason, ...]


def offered(pack: GuidePack, step: Step) -> Offer:
    """The reasons of one card in its own order, then every other reason of the pack in the pack's order."""
    named = tuple(reason for code in step.reasons if (reason := pack.reason(code)) is not None)
    others = tuple(reason for reason in pack.reasons if reason.code not in step.reasons)
    return Offer(seven=named, others=others)
