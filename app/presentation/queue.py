"""People who wait: numbers given, called, called again, given up; and what the public board shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain import queue as rules
from app.domain.address_form import without_form
from app.domain.ladder import TaskCode
from app.domain.names import same_name
from app.domain.problems import Problem
from app.domain.queue import Mark, Ticket, TicketState
from app.presentation.watched import Watched
from app.usecases import queue
from app.usecases.ports import Clock, Store

NEXT_ON_BOARD = 4
DOUBT_SECONDS = 20
"""A second call within this time may be a second press by doubt: it shows who was called, and calls nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One number as staff see it; `minutes` since it was given, until it was first called."""

    number: int
    name: str
    task: TaskCode | None
    marks: tuple[Mark, ...]
    minutes: int
    is_called: bool = False
    times_called: int = 0
    may_drop: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueState:
    """What the room shows; `given` is the number given a moment ago, `problem` why none was."""

    called: tuple[Place, ...]
    waiting: tuple[Place, ...]
    absent: tuple[Place, ...]
    given: int = 0
    problem: Problem | None = None
    now: datetime


@dataclass(frozen=True, slots=True)
class Call:
    """What asking for the next number led to.

    `place` is who is being called, None when nobody is; `is_new` tells that they were called just now. `following`
    is the number that one more call would call, 0 when nobody waits.
    """

    place: Place | None
    is_new: bool = False
    following: int = 0


@dataclass(frozen=True, slots=True)
class BoardState:
    """What everybody in the room may read: numbers, and nothing else."""

    calling: int
    following: tuple[int, ...]


class QueuePresenter(Watched[QueueState]):
    """`invited` is told whose number comes in: receive them. The number is over once they are being helped."""

    kinds = frozenset({"ticket"})

    def __init__(self, store: Store, clock: Clock, invited: Callable[[Ticket], None]) -> None:
        self._store, self._clock, self._invited = store, clock, invited
        self._given, self._doubted = 0, 0
        self._problem: Problem | None = None
        self._board: Callable[[BoardState], None] | None = None

    def attach_board(self, render: Callable[[BoardState], None]) -> None:
        """Show the public numbers with `render`, the first ones now."""
        self._board = render
        self.refresh()

    def refresh(self) -> None:
        """Read again and show."""
        super().refresh()
        if self._board is not None:
            self._board(self.board())

    def give(
        self, task: TaskCode | None = None, name: str = "", marks: Sequence[Mark] = ()
    ) -> Problem | None:
        """The next number; a name that holds a code is refused."""
        answer = queue.give_number(self._store, self._clock, task=task, name=name, marks=marks)
        self._problem = answer if isinstance(answer, Problem) else None
        self._given = answer.number if isinstance(answer, Ticket) else self._given
        self.refresh()
        return self._problem

    @property
    def given(self) -> int:
        """The number given last."""
        return self._given

    def call_next(self) -> Call:
        """Call whoever has waited longest; a second press within DOUBT_SECONDS first shows who was called."""
        last = rules.on_the_board(self._tickets())
        if last is not None and self._is_doubtful(last):
            self._doubted = last.number
            return Call(self._seen(last), following=self._following())
        self._doubted = 0
        ticket = queue.call_next(self._store, self._clock)
        self.refresh()
        shown = ticket or last
        return Call(self._seen(shown) if shown else None, ticket is not None, self._following())

    def is_called(self, number: int) -> bool:
        """Whether a number is being called now: not in, not absent, not given up."""
        return any(one.number == number and one.state is TicketState.CALLED for one in self._tickets())

    def _is_doubtful(self, last: Ticket) -> bool:
        since = int(self._clock.now().timestamp()) - last.calls[-1]
        return 0 <= since < DOUBT_SECONDS and last.number != self._doubted

    def _following(self) -> int:
        following = rules.next_to_call(self._tickets())
        return following.number if following else 0

    def _seen(self, ticket: Ticket) -> Place:
        return _place(ticket, int(self._clock.now().timestamp()))

    def call(self, number: int) -> None:
        """One number, perhaps once more."""
        queue.call(self._store, self._clock, number)
        self.refresh()

    def absent(self, number: int) -> None:
        """Nobody came."""
        queue.absent(self._store, self._clock, number)
        self.refresh()

    def drop(self, number: int) -> None:
        """The person has gone."""
        queue.drop(self._store, self._clock, number)
        self.refresh()

    def invite(self, number: int) -> None:
        """The person sits down: receive them, with what their number says of them."""
        ticket = next((one for one in self._tickets() if one.number == number and one.is_open), None)
        if ticket is not None:
            self._invited(ticket)

    def began(self, number: int, name: str) -> None:
        """Somebody is being helped: their number is over, the one they came in with or the only one in their name."""
        wanted = number or self._number_of(name)
        if wanted and queue.serve(self._store, self._clock, wanted) is not None:
            self.refresh()

    def _number_of(self, name: str) -> int:
        """The one open number given to a person of this name, written with or without a form of address; else 0."""
        same = [one.number for one in self._tickets() if one.is_open and name and _is_for(one.name, name)]
        return same[0] if len(same) == 1 else 0

    def state(self) -> QueueState:
        """The state as of now, straight from the tables."""
        tickets, now = self._tickets(), self._clock.now()
        seconds = int(now.timestamp())

        def places(state: TicketState) -> tuple[Place, ...]:
            return tuple(_place(ticket, seconds) for ticket in tickets if ticket.state is state)

        return QueueState(
            called=places(TicketState.CALLED),
            waiting=places(TicketState.WAITING),
            absent=places(TicketState.ABSENT),
            given=self._given,
            problem=self._problem,
            now=now,
        )

    def board(self) -> BoardState:
        """The public numbers as of now."""
        tickets = self._tickets()
        shown = rules.on_the_board(tickets)
        waiting = [ticket.number for ticket in tickets if ticket.state is TicketState.WAITING]
        return BoardState(shown.number if shown else 0, tuple(waiting[:NEXT_ON_BOARD]))

    def _tickets(self) -> Sequence[Ticket]:
        return self._store.read().tickets(self._clock.now().date())


def _is_for(written: str, name: str) -> bool:
    return same_name(written, name) or same_name(without_form(written), name)


def _place(ticket: Ticket, now: int) -> Place:
    place = Place(
        number=ticket.number,
        name=ticket.name,
        task=ticket.task,
        marks=ticket.marks,
        minutes=ticket.waited(now) // 60,
        times_called=len(ticket.calls),
    )
    return replace(place, is_called=ticket.state is TicketState.CALLED, may_drop=ticket.is_worth_dropping)
