"""Two places wrote differently: who is asked, what is decided, and that nothing anybody wrote is dropped unseen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.domain.merge import Record
from app.usecases.conflicts import given_up, put_back
from tests.support.laptop import Laptop
from tests.support.two_places import TwoPlaces, asked, choose, questions, write
from tests.usecases.conftest import NewStore

MINE, THEIRS, THIRD = "0912000001", "0912000002", "0912000003"


@pytest.fixture
def new_store(new_real_store: NewStore) -> NewStore:
    """What is asked is found by SQL."""
    return new_real_store


@pytest.fixture
def two(new_laptop: Callable[[], Laptop]) -> TwoPlaces:
    return TwoPlaces.begin(new_laptop)


def record(two: TwoPlaces) -> Record:
    return two.central.records["citizen", two.citizen]


def test_each_value_is_told_with_who_wrote_it_and_where(two: TwoPlaces) -> None:
    two.part(phone=(MINE, THEIRS))
    for laptop in (two.first, two.second):
        [one] = asked(laptop)
        assert (one.kind, one.record, one.citizen) == ("citizen", two.citizen, two.citizen)
        said = questions(laptop)["phone"].said
        devices = [two_.store.read().setting("device") for two_ in (two.first, two.second)]
        assert [(s.value, s.author, s.device) for s in said] == [
            (MINE, two.first.operator, devices[0]),
            (THEIRS, two.second.operator, devices[1]),
        ]
        assert all(s.made_at for s in said)


def test_the_later_arrival_is_offered_unless_its_clock_is_suspect(two: TwoPlaces) -> None:
    two.part(phone=(MINE, THEIRS))
    [difference] = questions(two.first).values()
    assert difference.later == 1
    held = record(two).fields["phone"].contenders[0]
    assert held.origin.suspect is False


def test_fields_nobody_disputes_are_not_asked_about(two: TwoPlaces) -> None:
    two.part(phone=(MINE, THEIRS), village=("Bản Áng", "Bản Áng"))
    assert list(questions(two.first)) == ["phone"]
    assert two.shown("village") == ["Bản Áng", "Bản Áng"]


def test_a_decision_reaches_both_and_nothing_is_asked_any_more(two: TwoPlaces) -> None:
    two.part(phone=(MINE, THEIRS), village=("Bản Một", "Bản Hai"))
    choose(two.second, phone=THEIRS, village="Bản Một")
    assert asked(two.second) == [], "not even before it is sent"
    two.meet()
    assert (two.shown("phone"), two.shown("village")) == ([THEIRS] * 2, ["Bản Một"] * 2)
    assert asked(two.first) == asked(two.second) == []
    assert two.first.store.read().counters().attention == 0


def test_the_value_that_stands_can_be_kept(two: TwoPlaces) -> None:
    two.part(phone=(MINE, THEIRS))
    choose(two.second, phone=MINE)
    two.meet()
    assert two.shown("phone") == [MINE] * 2
    assert asked(two.first) == []


def test_one_field_may_be_decided_and_another_left(two: TwoPlaces) -> None:
    two.part(phone=(MINE, THEIRS), village=("Bản Một", "Bản Hai"))
    choose(two.first, phone=THEIRS)
    two.meet()
    assert [list(questions(one)) for one in (two.first, two.second)] == [["village"]] * 2


def test_two_that_decide_alike_at_once_leave_no_question(two: TwoPlaces) -> None:
    two.part(phone=(MINE, THEIRS))
    choose(two.first, phone=THEIRS)
    choose(two.second, phone=THEIRS)
    two.meet()
    assert two.shown("phone") == [THEIRS] * 2
    assert asked(two.first) == asked(two.second) == []


def test_two_that_decide_differently_at_once_end_with_one_value_or_a_question(two: TwoPlaces) -> None:
    """Both had seen both values: whichever stands, neither was dropped unseen, and both laptops say the same."""
    two.part(phone=(MINE, THEIRS))
    choose(two.first, phone=MINE)
    choose(two.second, phone=THEIRS)
    two.meet()
    shown, waiting = two.shown("phone"), [list(questions(one)) for one in (two.first, two.second)]
    assert shown[0] == shown[1]
    assert waiting[0] == waiting[1]
    left = questions(two.first).get("phone")
    assert {shown[0]} | {said.value for said in (left.said if left else ())} <= {MINE, THEIRS}


def test_a_third_value_that_came_in_meanwhile_stays_a_question(
    two: TwoPlaces, new_laptop: Callable[[], Laptop]
) -> None:
    third = new_laptop().adopt()
    third.sync(two.central)
    two.part(phone=(MINE, THEIRS))
    write(third, two.citizen, {"phone": THIRD})
    third.sync(two.central)
    choose(two.first, phone=THEIRS)
    two.meet()
    third.sync(two.central)
    for laptop in (two.first, two.second, third):
        assert [said.value for said in questions(laptop)["phone"].said] == [THEIRS, THIRD]


def test_what_was_not_chosen_can_be_put_back(two: TwoPlaces) -> None:
    two.part(phone=(MINE, THEIRS))
    choose(two.second, phone=THEIRS)
    two.meet()
    [lost] = given_up(two.second.store, two.second.clock)
    assert (lost.field, lost.value, lost.kept) == ("phone", MINE, THEIRS)
    put_back(two.second.store, two.second.clock, two.second.ids, two.second.operator, lost)
    two.meet()
    assert two.shown("phone") == [MINE] * 2
    assert [one.value for one in given_up(two.second.store, two.second.clock)] == [THEIRS]


def test_whoever_wrote_what_was_not_chosen_finds_it_too(two: TwoPlaces) -> None:
    two.part(phone=(MINE, THEIRS))
    choose(two.first, phone=MINE)
    two.meet()
    [lost] = given_up(two.second.store, two.second.clock)
    assert (lost.value, lost.kept, lost.author) == (THEIRS, MINE, two.second.operator)


def test_after_ninety_days_it_is_gone(two: TwoPlaces) -> None:
    two.part(phone=(MINE, THEIRS))
    choose(two.second, phone=THEIRS)
    two.meet()
    two.second.clock.move(seconds=int(timedelta(days=90).total_seconds()) - 60)
    assert len(given_up(two.second.store, two.second.clock)) == 1
    two.second.clock.move(seconds=120)
    assert given_up(two.second.store, two.second.clock) == ()


def test_a_tasks_status_is_never_asked_about(two: TwoPlaces) -> None:
    two.second.help(two.second.meet_again(two.citizen), cards=1, reason="reason_a")
    two.first.help(two.first.meet_again(two.citizen))
    two.meet()
    assert asked(two.first) == asked(two.second) == []
