"""Numbers for people who wait: given, called, called again, given up. Nothing of it travels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain import queue
from app.domain.ladder import TaskCode
from app.domain.names import clean
from app.domain.problems import Problem, ProblemCode
from app.domain.queue import Mark, Ticket, TicketState
from app.domain.secrets_guard import looks_like_secret
from app.usecases.ports import Clock, Store

LONGEST_NAME = 80


def give_number(
    store: Store, clock: Clock, *, task: TaskCode | None = None, name: str = "", marks: Sequence[Mark] = ()
) -> Ticket | Problem:
    """The next number of today. A name is not needed; one that holds a code is a Problem."""
    written = clean(name)[:LONGEST_NAME]
    if looks_like_secret(written):
        return Problem(ProblemCode.NOTE_HAS_SECRET, "name")
    now = clock.now()
    with store.write() as writing:
        number = queue.next_number(writing.tickets(now.date()))
        ticket = Ticket(
            day=now.date(),
            number=number,
            given=int(now.timestamp()),
            task=task,
            name=written,
            marks=tuple(dict.fromkeys(marks)),
        )
        writing.save_ticket(ticket)
    return ticket


def call_next(store: Store, clock: Clock) -> Ticket | None:
    """Call whoever has waited longest; None when nobody waits."""
    now = clock.now()
    with store.write() as writing:
        following = queue.next_to_call(writing.tickets(now.date()))
        if following is not None:
            following = queue.called(following, int(now.timestamp()))
            writing.save_ticket(following)
    return following


def call(store: Store, clock: Clock, number: int) -> Ticket | None:
    """Call a number of today, or call it again; None when it is not waiting any more."""
    return _change(store, clock, number, TicketState.CALLED)


def absent(store: Store, clock: Clock, number: int) -> Ticket | None:
    """Nobody came when it was called; it stays, to be called again."""
    return _change(store, clock, number, TicketState.ABSENT)


def drop(store: Store, clock: Clock, number: int) -> Ticket | None:
    """The person has gone: the number is over."""
    return _change(store, clock, number, TicketState.DROPPED)


def serve(store: Store, clock: Clock, number: int) -> Ticket | None:
    """The person sits down: the number is over, and its name is not needed any more."""
    return _change(store, clock, number, TicketState.SERVED)


def _change(store: Store, clock: Clock, number: int, state: TicketState) -> Ticket | None:
    now = clock.now()
    with store.write() as writing:
        ticket = next((one for one in writing.tickets(now.date()) if one.number == number), None)
        if ticket is None or not ticket.is_open:
            return None
        if state is TicketState.CALLED:
            ticket = queue.called(ticket, int(now.timestamp()))
        else:
            keeps_name = state is TicketState.ABSENT
            ticket = replace(ticket, state=state, name=ticket.name if keeps_name else "")
        writing.save_ticket(ticket)
    return ticket
