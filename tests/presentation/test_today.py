"""The first screen of the day: who was left half-way, who is expected, how the day went so far."""

from __future__ import annotations

import pytest

from app.domain.views import DayCounts
from app.presentation.today import TodayPresenter, TodayState
from app.usecases import closing, consent, guidance, welcome
from app.usecases.device import OperatorRow
from tests.support.laptop import GUIDE, Laptop, good, person

MAU = OperatorRow(id="mau", name="Cầm Thị Mẫu", address_form="chi", role="lead")


class Today:
    """The screen and what it shows."""

    def __init__(self, laptop: Laptop) -> None:
        self.shown: list[TodayState] = []
        self.presenter = TodayPresenter(laptop.store, laptop.clock, MAU)
        self.presenter.attach(self.shown.append)

    @property
    def state(self) -> TodayState:
        self.presenter.refresh()
        return self.shown[-1]


@pytest.fixture
def today(laptop: Laptop) -> Today:
    return Today(laptop)


def test_an_empty_day(laptop: Laptop, today: Today) -> None:
    [state] = today.shown
    assert (state.operator, state.day) == (MAU, laptop.clock.now().date())
    assert (state.paused, state.due, state.last, state.counts) == ((), (), None, DayCounts())


def test_somebody_left_half_way_is_listed_until_finished(laptop: Laptop, today: Today) -> None:
    draft = laptop.meet_new(person(1))
    laptop.clock.move(minutes=10)
    draft = guidance.pause(laptop.store, laptop.clock, draft)
    [paused] = today.state.paused
    assert (paused.draft, paused.who.name, paused.since) == (draft.id, person(1)["name"], laptop.clock.now())
    laptop.help(draft)
    assert today.state.paused == ()


def test_the_one_touched_last_comes_first(laptop: Laptop, today: Today) -> None:
    first, second = laptop.meet_new(person(1)), laptop.meet_new(person(2))
    laptop.clock.move(minutes=1)
    guidance.pause(laptop.store, laptop.clock, first)
    assert [paused.draft for paused in today.state.paused] == [first.id, second.id]


def test_a_guest_without_a_record_has_no_name_here(laptop: Laptop, today: Today) -> None:
    desk = (laptop.store, laptop.clock, laptop.ids)
    asked = good(welcome.start_new(*desk, operator=laptop.operator, guide=GUIDE, values=person(1)))
    draft = consent.refuse_consent(laptop.store, laptop.clock, asked)
    [paused] = today.state.paused
    assert not paused.who.is_known
    closing.finish_session(*desk, draft)
    assert (today.state.paused, today.state.counts.anonymous, today.state.counts.sessions) == ((), 1, 0)


def test_who_is_expected_today_or_was_missed(laptop: Laptop, today: Today) -> None:
    finished = laptop.help(laptop.meet_new(person(1)), cards=2, reason="later", day_in=2)
    assert today.state.due == ()
    laptop.clock.move(days=2)
    [due] = today.state.due
    assert (due.citizen, due.name, due.reason) == (finished.citizen, person(1)["name"], "later")
    laptop.clock.move(days=5)
    assert [row.citizen for row in today.state.due] == [finished.citizen]


def test_the_day_is_counted_by_how_it_ended(laptop: Laptop, today: Today) -> None:
    laptop.help_new(1)
    laptop.help(laptop.meet_new(person(2)), cards=2, reason="later", day_in=2)
    laptop.help(laptop.meet_new(person(3)), cards=2, reason="no_l2")
    laptop.help(laptop.meet_new(person(4)), cards=2)
    state = today.state
    assert (state.counts.complete, state.counts.coming_back, state.counts.stuck) == (1, 1, 2)
    assert state.counts.sessions == 4
    assert state.last is not None
    assert (state.last.name, state.last.complete) == (person(4)["name"], False)
    laptop.clock.move(days=1)
    assert today.state.counts.sessions == 0


def test_what_was_agreed_before_and_still_stands_counts_as_asked_back(laptop: Laptop, today: Today) -> None:
    citizen = laptop.help(laptop.meet_new(person(1)), cards=2, reason="later", day_in=9).citizen
    laptop.clock.move(days=1)
    closing.finish_session(laptop.store, laptop.clock, laptop.ids, laptop.meet_again(citizen))
    counts = today.state.counts
    assert (counts.complete, counts.coming_back, counts.stuck) == (0, 1, 0)


def test_a_screen_that_is_gone_is_shown_nothing(today: Today) -> None:
    today.presenter.detach()
    today.presenter.refresh()
    assert len(today.shown) == 1
