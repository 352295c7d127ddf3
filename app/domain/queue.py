"""Numbers given to people who wait: one row of numbers a day, named or not. They move nobody and stay here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.domain.ladder import TaskCode

MOST_CALLS = 3
"""After so many calls without anybody coming, staff are offered to give the number up."""


class Mark(StrEnum):
    """Why somebody may be asked in earlier; staff decide, nobody is moved by the program."""

    ELDER = "elder"
    DISABLED = "disabled"
    WITH_CHILD = "with_child"


class TicketState(StrEnum):
    """Where a number is."""

    WAITING = "waiting"
    CALLED = "called"
    ABSENT = "absent"
    SERVED = "served"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """One number of one day; times are Unix seconds.

    `name` is what staff wrote to know the person again, gone with the day; `calls` are the times it was called.
    """

    day: date
    number: int
    given: int
    state: TicketState = TicketState.WAITING
    task: TaskCode | None = None
    name: str = ""
    marks: tuple[Mark, ...] = ()
    calls: tuple[int, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether this person is still to be helped."""
        return self.state in (TicketState.WAITING, TicketState.CALLED, TicketState.ABSENT)

    @property
    def is_worth_dropping(self) -> bool:
        """Whether it was called often enough to give it up."""
        return self.state is TicketState.ABSENT and len(self.calls) >= MOST_CALLS

    def waited(self, now: int) -> int:
        """Seconds since it was given, until it was first called or now; a clock set back counts as none."""
        return max(0, (self.calls[0] if self.calls else now) - self.given)


def next_number(tickets: Sequence[Ticket]) -> int:
    """The number the next person gets: they are never given twice on one day."""
    return max((ticket.number for ticket in tickets), default=0) + 1


def next_to_call(tickets: Sequence[Ticket]) -> Ticket | None:
    """Who has waited longest and was not called yet."""
    waiting = [ticket for ticket in tickets if ticket.state is TicketState.WAITING]
    return min(waiting, key=lambda ticket: ticket.number, default=None)


def called(ticket: Ticket, now: int) -> Ticket:
    """Called, once more or for the first time."""
    return replace(ticket, state=TicketState.CALLED, calls=(*ticket.calls, now))


def on_the_board(tickets: Sequence[Ticket]) -> Ticket | None:
    """The number that is being called: the one called last, as long as it is not in, absent or given up."""
    now = [ticket for ticket in tickets if ticket.state is TicketState.CALLED]
    return max(now, key=lambda ticket: (ticket.calls[-1], ticket.number), default=None)
