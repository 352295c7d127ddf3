"""Two records that may be one person: found, made one, told apart, taken back, on every laptop."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.domain.changes import Value
from app.domain.problems import Problem, ProblemCode
from app.domain.same_person import Alike, Pair
from app.usecases import same_person
from app.usecases.same_person import Compared, compare, look_alike, make_one, merges, tell_apart, undo
from tests.support.laptop import Laptop
from tests.support.two_places import TwoPlaces, lead, meet_same, write
from tests.usecases.conftest import NewStore


@pytest.fixture
def new_store(new_real_store: NewStore) -> NewStore:
    """Who looks alike is found by SQL."""
    return new_real_store


@pytest.fixture
def two(new_laptop: Callable[[], Laptop]) -> TwoPlaces:
    """Without a network both laptops met the person as somebody new."""
    both = TwoPlaces(new_laptop().adopt(), new_laptop().adopt())
    both.citizen = both.first.help_new(1).citizen
    meet_same(both.second, phone="0912000002", phone_owner="self", phone_agreed=True)
    both.meet()
    return both


def compared(laptop: Laptop) -> Compared:
    [pair] = look_alike(laptop.store)
    found = compare(laptop.store, pair)
    assert found is not None
    return found


def merge(laptop: Laptop, by: str = "") -> Compared:
    """One person of the two, with everything the second record says."""
    found = compared(laptop)
    chosen: dict[str, Value] = {name: found.one[name] or found.other[name] for name in found.fields}
    author = by or lead(laptop).id
    assert make_one(laptop.store, laptop.clock, laptop.ids, author, found, chosen) is None
    return found


def people(laptop: Laptop) -> set[str]:
    return {one.citizen for one in laptop.store.read().everybody()}


def test_one_number_on_two_records_is_found_on_both_laptops(two: TwoPlaces) -> None:
    assert look_alike(two.first.store) == look_alike(two.second.store)
    [pair] = look_alike(two.first.store)
    assert pair.why is Alike.NUMBER
    assert pair.one < pair.other
    assert compared(two.first).fields == ("phone", "phone_owner", "phone_agreed")


def test_only_a_lead_makes_one_person_of_two(two: TwoPlaces) -> None:
    found = compared(two.first)
    refused = make_one(two.first.store, two.first.clock, two.first.ids, two.first.operator, found, {})
    assert refused == Problem(ProblemCode.LEAD_ONLY, "role")
    assert len(people(two.first)) == 2


def test_made_one_they_are_one_everywhere_with_the_chosen_values(two: TwoPlaces) -> None:
    pair = merge(two.first).pair
    assert people(two.first) == {pair.one}, "not even before it is sent"
    two.meet()
    for laptop in (two.first, two.second):
        assert look_alike(laptop.store) == []
        reading = laptop.store.read()
        shown = reading.record("citizen", pair.other)
        assert shown is not None
        assert shown["phone"] == "0912000002"
        line = reading.person(pair.other)
        assert line is not None
        assert (line.citizen, line.sessions) == (pair.one, 2)
        assert list(reading.asked()) == []


def test_later_work_on_the_old_record_follows_the_one_that_stays(two: TwoPlaces) -> None:
    pair = merge(two.first).pair
    write(two.second, pair.other, {"village": "Bản Mới"})
    two.meet()
    for laptop in (two.first, two.second):
        shown = laptop.store.read().record("citizen", pair.one)
        assert shown is not None
        assert shown["village"] == "Bản Mới"


def test_both_laptops_make_one_at_once(two: TwoPlaces) -> None:
    merge(two.first)
    merge(two.second)
    two.meet()
    assert people(two.first) == people(two.second)
    assert len(people(two.first)) == 1
    assert look_alike(two.first.store) == []


def test_told_apart_they_are_never_offered_again_anywhere(two: TwoPlaces) -> None:
    [pair] = look_alike(two.first.store)
    tell_apart(two.first.store, two.first.clock, two.first.ids, two.first.operator, pair)
    assert look_alike(two.first.store) == []
    two.meet()
    assert look_alike(two.second.store) == []
    assert compare(two.second.store, pair) is None
    assert len(people(two.second)) == 2


def test_left_unclear_they_are_asked_about_again(two: TwoPlaces) -> None:
    assert look_alike(two.first.store) == look_alike(two.first.store) != []


@pytest.mark.parametrize("elsewhere", [False, True], ids=["same laptop", "other laptop"])
def test_a_merge_is_taken_back_within_thirty_days(two: TwoPlaces, elsewhere: bool) -> None:
    found = merge(two.first)
    pair = found.pair
    two.meet()
    laptop = two.second if elsewhere else two.first
    laptop.clock.move(seconds=int(timedelta(days=30).total_seconds()) - 3600)
    [one] = merges(laptop.store, laptop.clock)
    assert (one.loser, one.survivor) == (pair.other, pair.one)
    assert one.device == two.first.store.read().setting("device")
    assert undo(laptop.store, laptop.clock, laptop.ids, lead(laptop).id, one.loser) is None
    two.meet()
    for each in (two.first, two.second):
        assert people(each) == {pair.one, pair.other}
        assert merges(each.store, each.clock) == ()
    shown = two.second.store.read().record("citizen", pair.other)
    assert shown == found.other, "it is as it was before"


def test_later_than_that_it_stays_as_it_is(two: TwoPlaces) -> None:
    pair = merge(two.first).pair
    two.meet()
    laptop = two.second
    laptop.clock.move(seconds=int(timedelta(days=30).total_seconds()) + 60)
    author = lead(laptop).id
    assert merges(laptop.store, laptop.clock) == ()
    refused = undo(laptop.store, laptop.clock, laptop.ids, author, pair.other)
    assert refused == Problem(ProblemCode.TOO_LATE, "made_at")


def test_an_undo_that_comes_too_late_is_refused_by_central_in_words(two: TwoPlaces) -> None:
    pair = merge(two.first).pair
    two.meet()
    monkey = pytest.MonkeyPatch()
    with monkey.context() as patch:
        patch.setattr(same_person, "merges", lambda *_: (_Merged(pair),))
        two.second.clock.move(seconds=int(timedelta(days=31).total_seconds()))
        laptop = two.second
        undo(laptop.store, laptop.clock, laptop.ids, lead(laptop).id, pair.other)
    two.meet()
    assert [one.code for one in two.second.store.read().attention()] == ["undo_too_late"]
    assert people(two.first) == {pair.one}


class _Merged:
    def __init__(self, pair: Pair) -> None:
        self.loser = pair.other


def test_only_a_lead_takes_a_merge_back(two: TwoPlaces) -> None:
    pair = merge(two.first).pair
    two.meet()
    laptop = two.second
    refused = undo(laptop.store, laptop.clock, laptop.ids, laptop.operator, pair.other)
    assert refused == Problem(ProblemCode.LEAD_ONLY, "role")


def test_a_pair_of_whom_one_is_gone_is_no_pair(two: TwoPlaces) -> None:
    pair = merge(two.first).pair
    assert compare(two.first.store, pair) is None
