"""Numbers at a busy counter: given, called, absent, called again, in; tomorrow nobody is remembered."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.domain.ladder import TaskCode
from app.domain.problems import Problem
from app.domain.queue import Mark, Ticket, TicketState
from app.usecases import queue
from tests.support.laptop import Laptop


def give(laptop: Laptop, **told: object) -> Ticket:
    ticket = queue.give_number(laptop.store, laptop.clock, **told)  # type: ignore[arg-type]
    assert isinstance(ticket, Ticket)
    return ticket


def states(laptop: Laptop) -> list[TicketState]:
    return [ticket.state for ticket in laptop.store.read().tickets(laptop.clock.now().date())]


def test_numbers_follow_each_other_with_a_name_or_without(laptop: Laptop) -> None:
    first = give(laptop, task=TaskCode.INSURANCE, name="  Bà  Mẫu ", marks=(Mark.ELDER, Mark.ELDER))
    second = give(laptop)
    assert (first.number, first.name, first.marks) == (1, "Bà Mẫu", (Mark.ELDER,))
    assert (second.number, second.name, second.task) == (2, "", None)
    assert list(laptop.store.read().tickets(first.day)) == [first, second]


def test_a_code_is_not_a_name(laptop: Laptop) -> None:
    answer = queue.give_number(laptop.store, laptop.clock, name="otp 123456")
    assert isinstance(answer, Problem)
    assert states(laptop) == []


def test_called_in_order_and_marks_move_nobody(laptop: Laptop) -> None:
    give(laptop)
    give(laptop, marks=(Mark.ELDER,))
    called = [queue.call_next(laptop.store, laptop.clock) for _ in range(3)]
    assert [ticket.number if ticket else None for ticket in called] == [1, 2, None]


def test_absent_then_called_again_then_in(laptop: Laptop) -> None:
    given = give(laptop, name="Ông Mẫu")
    queue.call_next(laptop.store, laptop.clock)
    absent = queue.absent(laptop.store, laptop.clock, given.number)
    assert absent is not None
    assert (absent.state, absent.name) == (TicketState.ABSENT, "Ông Mẫu")
    again = queue.call(laptop.store, laptop.clock, given.number)
    assert again is not None
    assert len(again.calls) == 2
    served = queue.serve(laptop.store, laptop.clock, given.number)
    assert served is not None
    assert (served.state, served.name) == (TicketState.SERVED, "")


@pytest.mark.parametrize("end", [queue.serve, queue.drop])
def test_what_is_over_stays_over(laptop: Laptop, end: object) -> None:
    given = give(laptop)
    assert end(laptop.store, laptop.clock, given.number)  # type: ignore[operator]
    for again in (queue.call, queue.absent, queue.drop, queue.serve):
        assert again(laptop.store, laptop.clock, given.number) is None
    assert queue.call(laptop.store, laptop.clock, 99) is None


def test_tomorrow_begins_at_one_and_the_names_are_gone(laptop: Laptop) -> None:
    today = give(laptop, name="Cô Mẫu").day
    laptop.clock.moment += timedelta(days=1)
    assert give(laptop).number == 1
    assert list(laptop.store.read().tickets(today)) == []


def test_nothing_of_it_is_sent(laptop: Laptop) -> None:
    before = list(laptop.store.read().unsent(10_000, 10))
    give(laptop, name="Chú Mẫu")
    assert list(laptop.store.read().unsent(10_000, 10)) == before
