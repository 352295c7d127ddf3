"""People who are expected: overdue, today, this week, later; by village, so that one way serves several."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.guide import GuidePack
from app.domain.guide_words import fill
from app.domain.portrait import Portrait, portrait_of_row
from app.domain.problems import Problem
from app.domain.views import DueRow
from app.presentation.watched import Watched
from app.usecases import appointments
from app.usecases.ports import Clock, Ids, Reading, Store

WEEK = timedelta(days=7)
FAR = timedelta(days=400)
"""Nobody is asked to come back later than that."""


class When(StrEnum):
    """Which of them to show."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One person expected: `needs_signal` when it needs their phone online, `place` is where they go next,
    `meet` where and when they come together with others.
    """

    appointment: str
    citizen: str
    who: Portrait
    day: date
    task: str
    reason: str
    place: str
    phone: str
    tried: int
    needs_signal: bool
    meet: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentsState:
    """What the room shows; `villages` are those of the shown time with how many are expected there."""

    when: When
    village: str
    only_signal: bool
    counts: dict[When, int]
    villages: tuple[tuple[str, int], ...]
    rows: tuple[Expected, ...]
    today: date


class AppointmentsPresenter(Watched[AppointmentsState]):
    """`open_person` is told whom to receive."""

    kinds = frozenset({"appointment", "citizen", "session"})

    def __init__(
        self,
        store: Store,
        clock: Clock,
        ids: Ids,
        *,
        pack: GuidePack,
        operator: str,
        open_person: Callable[[str], None],
    ) -> None:
        self._store, self._clock, self._ids = store, clock, ids
        self._pack, self._operator, self._open = pack, operator, open_person
        self._when, self._village, self._only_signal = When.TODAY, "", False

    def show_when(self, when: When) -> None:
        """Another time; all villages of it."""
        self._when, self._village = when, ""
        self.refresh()

    def show_village(self, village: str) -> None:
        """One village, or all with an empty name."""
        self._village = village
        self.refresh()

    def show_signal(self, only: bool) -> None:
        """Only those who need a signal: they are gathered where there is one."""
        self._only_signal = only
        self.refresh()

    def open_person(self, citizen: str) -> None:
        """They are here."""
        self._open(citizen)

    def not_reached(self, appointment: str) -> None:
        """Called, and nobody answered."""
        appointments.not_reached(self._store, self._clock, self._ids, self._operator, appointment)
        self.refresh()

    def came(self, appointment: str) -> None:
        """It is over."""
        appointments.came(self._store, self._clock, self._ids, self._operator, appointment)
        self.refresh()

    def cancel(self, appointment: str) -> None:
        """They will not come."""
        appointments.cancel(self._store, self._clock, self._ids, self._operator, appointment)
        self.refresh()

    def move(self, appointment: str, day: date) -> Problem | None:
        """Another day."""
        problem = appointments.move(self._store, self._clock, self._ids, self._operator, appointment, day)
        self.refresh()
        return problem

    def gather(self, day: date, meet: str) -> Problem | None:
        """Everybody who is shown comes together on that day, at that place and hour."""
        wanted = [row.appointment for row in self.state().rows]
        problem = appointments.gather(self._store, self._clock, self._ids, self._operator, wanted, day, meet)
        self.refresh()
        return problem

    def state(self) -> AppointmentsState:
        """The state as of now, straight from the tables."""
        reading, today = self._store.read(), self._clock.now().date()
        due = [row for row in reading.due(today + FAR) if is_day(row.day)]
        shown = [row for row in due if when_of(row, today) is self._when]
        villages: dict[str, int] = {}
        for row in shown:
            villages[row.village] = villages.get(row.village, 0) + 1
        rows = [self._expected(reading, row, today) for row in shown if self._village in ("", row.village)]
        return AppointmentsState(
            when=self._when,
            village=self._village,
            only_signal=self._only_signal,
            counts={when: sum(when_of(row, today) is when for row in due) for when in When},
            villages=tuple(sorted(villages.items(), key=lambda found: (-found[1], found[0]))),
            rows=tuple(row for row in rows if row.needs_signal or not self._only_signal),
            today=today,
        )

    def _expected(self, reading: Reading, row: DueRow, today: date) -> Expected:
        person = reading.person(row.citizen)
        assert person is not None, "an appointment is of a person shown"
        who = portrait_of_row(person, today)
        reason = self._pack.reason(row.reason)
        titles = {task.code.value: task.short_title for task in self._pack.tasks}
        return Expected(
            appointment=row.appointment,
            citizen=row.citizen,
            who=who,
            day=date.fromisoformat(row.day),
            task=titles.get(row.task, ""),
            reason=fill(reason.title, who.form.word) if reason else "",
            place=row.place,
            phone=row.phone,
            tried=row.tried,
            meet=row.meet,
            needs_signal=bool(reason and reason.needs_signal),
        )


def is_day(text: str) -> bool:
    """Whether a text is a date; a peer could have written anything."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def when_of(row: DueRow, today: date) -> When:
    """Which time an appointment belongs to."""
    day = date.fromisoformat(row.day)
    if day < today:
        return When.OVERDUE
    if day == today:
        return When.TODAY
    return When.WEEK if day <= today + WEEK else When.LATER
