"""What the screen of things to look at shows, frozen. Words and colours are the desktop's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.changes import Value
from app.domain.differences import Difference, NotChosen
from app.domain.portrait import Portrait
from app.domain.to_look import Entry, Sort
from app.domain.views import Attention
from app.usecases.mending import Way
from app.usecases.naming import Writer
from app.usecases.same_person import Compared


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of the values: `shown` is the value with names in the place of ids; `is_later` = it arrived later."""

    value: Value
    shown: Value
    writer: Writer = Writer()
    is_later: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One field and its values; `chosen` is the place of the one taken, None while nobody chose."""

    kind: str
    field: str
    options: tuple[Option, ...]
    chosen: int | None = None
    difference: Difference | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """What the choice is remembered by."""
        record = self.difference.record if self.difference else ""
        return self.kind, record, self.field


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two places or two records side by side.

    `who` is the person, or None for a household or village called `name`; `agreeing` counts the fields that are the
    same; `others` are those who wrote elsewhere; `compared` is there for two records; `may_decide` tells
    whether whoever is at the machine may make one person of them.
    """

    key: str
    sort: Sort
    who: Portrait | None
    name: str
    questions: tuple[Question, ...]
    agreeing: int = 0
    others: tuple[Writer, ...] = ()
    phone: str = ""
    compared: Compared | None = None
    sessions: tuple[int, int] = (0, 0)
    may_decide: bool = True

    @property
    def is_decided(self) -> bool:
        """Whether every question has an answer."""
        return all(question.chosen is not None for question in self.questions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Work of one session that came back; `first` is the `person` who can be written anew, if anybody can.

    `ways` is all that may be done about some piece of it, never nothing.
    """

    key: str
    who: Portrait | None
    name: str
    pieces: tuple[Attention, ...]
    first: Attention | None
    person: dict[str, Value]
    ways: frozenset[Way]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A value that was not chosen and can be put back."""

    lost: NotChosen
    name: str
    value: Value
    kept: Value
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """A record that was merged and can stand on its own again."""

    loser: str
    name: str
    survivor: str
    writer: Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class LookState:
    """The list, what is open of it, and what was given up lately."""

    now: datetime
    entries: tuple[Entry, ...] = ()
    current: str = ""
    comparison: Comparison | None = None
    work: Work | None = None
    kept: tuple[Kept, ...] = ()
    parted: tuple[Parted, ...] = ()
    shows_kept: bool = False
    is_lead: bool = False

    @property
    def place(self) -> int:
        """The place of what is open, from 1; 0 when nothing is."""
        return next((n for n, entry in enumerate(self.entries, 1) if entry.key == self.current), 0)
