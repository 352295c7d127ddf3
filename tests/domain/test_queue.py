"""Numbers of people who wait: never twice on a day, called in order, and waiting times no clock can make negative."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.domain import queue
from app.domain.queue import MOST_CALLS, Ticket, TicketState

DAY = date(2026, 11, 22)
FIRST = Ticket(day=DAY, number=1, given=1_000)

tickets = st.lists(
    st.builds(
        Ticket,
        day=st.just(DAY),
        number=st.integers(1, 400),
        given=st.integers(0, 90_000),
        state=st.sampled_from(TicketState),
        calls=st.lists(st.integers(0, 90_000), min_size=1, max_size=4).map(tuple),
    ),
    unique_by=lambda ticket: ticket.number,
    max_size=12,
)


@given(tickets)
def test_a_number_is_given_once(given_out: list[Ticket]) -> None:
    assert queue.next_number(given_out) not in {ticket.number for ticket in given_out}


@given(tickets)
def test_whoever_waited_longest_is_called_next(given_out: list[Ticket]) -> None:
    following = queue.next_to_call(given_out)
    waiting = sorted(t.number for t in given_out if t.state is TicketState.WAITING)
    assert (following.number if following else None) == (waiting[0] if waiting else None)


@given(tickets)
def test_the_board_shows_the_one_called_last_and_nobody_who_is_in(given_out: list[Ticket]) -> None:
    shown = queue.on_the_board(given_out)
    now = [t for t in given_out if t.state is TicketState.CALLED]
    assert (shown is None) == (not now)
    if shown:
        assert shown in now
        assert shown.calls[-1] == max(t.calls[-1] for t in now)


@given(st.integers(-90_000, 90_000))
def test_waiting_is_never_less_than_nothing(now: int) -> None:
    assert FIRST.waited(now) == max(0, now - 1_000)
    assert queue.called(FIRST, 1_300).waited(now) == 300


def test_after_some_calls_it_may_be_given_up() -> None:
    ticket = FIRST
    for call in range(MOST_CALLS):
        assert not replace(ticket, state=TicketState.ABSENT).is_worth_dropping
        ticket = queue.called(ticket, 2_000 + call)
    assert replace(ticket, state=TicketState.ABSENT).is_worth_dropping
    assert not ticket.is_worth_dropping
