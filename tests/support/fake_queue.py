"""The numbers of the day in the fake's state."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.domain.queue import Ticket
from tests.support.fake_state import State


class QueueReader:
    """The part of `ports.Reading` about people who wait."""

    state: State

    def tickets(self, day: date) -> Sequence[Ticket]:
        mine = (ticket for ticket in self.state.tickets.values() if ticket.day == day)
        return sorted(mine, key=lambda ticket: ticket.number)


def keep(state: State, ticket: Ticket) -> None:
    """As the real store: nothing of another day stays."""
    state.tickets = {n: one for n, one in state.tickets.items() if one.day == ticket.day}
    state.tickets[ticket.number] = ticket
