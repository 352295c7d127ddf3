"""The desk's first screen: who was left half-way, who is expected, how the day went."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from app.domain.portrait import Portrait, portrait_of, portrait_of_row
from app.domain.views import DayCounts, DueRow, LastSession
from app.presentation.watched import Watched
from app.usecases.device import OperatorRow
from app.usecases.ports import Clock, Reading, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused:
    """A running session somebody can go on with; `since` is when it was last touched."""

    draft: str
    who: Portrait
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayState:
    """All the screen shows; `due` are today's appointments and those overdue."""

    operator: OperatorRow
    day: date
    paused: tuple[Paused, ...]
    due: tuple[DueRow, ...]
    counts: DayCounts
    last: LastSession | None


class TodayPresenter(Watched[TodayState]):
    """Re-reads everything whenever it is asked to."""

    kinds = frozenset({"session", "appointment", "citizen", "draft"})

    def __init__(self, store: Store, clock: Clock, operator: OperatorRow) -> None:
        self._store, self._clock, self._operator = store, clock, operator

    def state(self) -> TodayState:
        """The state as of now."""
        now, reading = self._clock.now(), self._store.read()
        day, last = now.date(), reading.last_session()
        drafts = tuple(
            Paused(
                draft=d.id,
                who=portrait_of(d.person, day),
                since=datetime.fromtimestamp(d.touched, now.tzinfo),
            )
            for d in reading.drafts()
        )
        return TodayState(
            operator=self._operator,
            day=day,
            paused=drafts,
            due=tuple(replace(row, address_form=_form(reading, row, day)) for row in reading.due(day)),
            counts=reading.day_counts(day),
            last=replace(last, address_form=_form(reading, last, day)) if last else None,
        )


def _form(reading: Reading, row: DueRow | LastSession, day: date) -> str:
    """How the person is addressed: as chosen, else by age and sex; a row alone does not know these."""
    person = None if row.address_form else reading.person(row.citizen)
    return portrait_of_row(person, day).form.value if person else row.address_form
