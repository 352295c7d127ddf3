"""What there is to look at, one thing after another: chosen, kept, put back, on a laptop with real use cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from app.presentation.looking import Sort
from app.usecases.naming import Names
from tests.presentation.looking.conftest import sit
from tests.support.laptop import Laptop, person
from tests.support.two_places import TwoPlaces, lead, meet_same, write

MINE, THEIRS = "0912000001", "0912000002"


@pytest.fixture
def two(new_laptop: Callable[[], Laptop]) -> TwoPlaces:
    return TwoPlaces.begin(new_laptop)


def test_nothing_to_look_at_is_an_empty_page(two: TwoPlaces) -> None:
    seat = sit(two.first)
    assert (seat.state.entries, seat.presenter.entries, seat.state.shows_kept) == ((), [], True)


def test_everything_about_one_person_is_one_entry(two: TwoPlaces) -> None:
    two.part(phone=(MINE, THEIRS), village=("Bản Một", "Bản Hai"))
    seat = sit(two.first)
    [entry] = seat.state.entries
    assert (entry.sort, entry.amount, entry.name) == (Sort.DIFFERENT, 2, person(1)["name"])
    assert seat.state.place == 1
    comparison = seat.state.comparison
    assert comparison is not None
    assert comparison.who is not None
    assert seat.fields == ["village", "phone"]
    assert [question.chosen for question in comparison.questions] == [1, 1]
    assert [[option.is_later for option in q.options] for q in comparison.questions] == [[False, True]] * 2


def test_this_machine_is_known_from_the_other_one(two: TwoPlaces) -> None:
    two.part(phone=(MINE, THEIRS))
    comparison = sit(two.first).state.comparison
    assert comparison is not None
    writers = [option.writer for option in comparison.questions[0].options]
    assert [writer.is_here for writer in writers] == [True, False]
    assert (writers[0].machine, writers[0].name) == ("Máy tập", "Cầm Thị Mẫu")
    assert all(writer.at for writer in writers)


def test_a_choice_stays_while_things_are_read_again(two: TwoPlaces) -> None:
    two.part(phone=(MINE, THEIRS), village=("Bản Một", "Bản Hai"))
    seat = sit(two.first)
    seat.presenter.choose(1, 0)
    seat.presenter.refresh()
    comparison = seat.state.comparison
    assert comparison is not None
    assert [question.chosen for question in comparison.questions] == [1, 0]


def test_one_key_keeps_what_is_chosen(two: TwoPlaces) -> None:
    """Flow H: nothing to change is one action."""
    two.part(phone=(MINE, THEIRS), village=("Bản Một", "Bản Hai"))
    seat = sit(two.first)
    seat.presenter.choose(1, 0)
    seat.presenter.keep()
    assert (seat.state.entries, seat.moved > 0) == ((), True)
    two.meet()
    assert (two.shown("phone"), two.shown("village")) == ([MINE] * 2, ["Bản Hai"] * 2)


def test_a_value_that_came_meanwhile_is_shown_before_it_is_decided(
    two: TwoPlaces, new_laptop: Callable[[], Laptop]
) -> None:
    third = new_laptop().adopt()
    third.sync(two.central)
    two.part(phone=(MINE, THEIRS))
    seat = sit(two.first)
    seat.presenter.choose(0, 0)
    write(third, two.citizen, {"phone": "0912000003"})
    third.sync(two.central)
    two.first.sync(two.central)
    seat.presenter.refresh()
    comparison = seat.state.comparison
    assert comparison is not None
    [question] = comparison.questions
    assert [option.value for option in question.options] == [MINE, THEIRS, "0912000003"]
    assert question.chosen == 0, "what was picked stays picked"


def test_with_a_wrong_clock_nothing_is_kept_until_somebody_chose(two: TwoPlaces) -> None:
    two.part(phone=(MINE, THEIRS))
    state = two.first.store.state  # type: ignore[attr-defined]
    row = state.standing["citizen", two.citizen]
    [said] = row.conflicts["phone"]
    state.standing["citizen", two.citizen] = replace(row, conflicts={"phone": (replace(said, suspect=True),)})
    seat = sit(two.first)
    comparison = seat.state.comparison
    assert comparison is not None
    assert [question.chosen for question in comparison.questions] == [None]
    seat.presenter.keep()
    assert len(seat.state.entries) == 1
    seat.presenter.choose(0, 1)
    seat.presenter.keep()
    assert seat.state.entries == ()


def test_next_goes_round(two: TwoPlaces) -> None:
    other = two.first.help_new(2).citizen
    two.meet()
    two.part(phone=(MINE, THEIRS))
    write(two.first, other, {"village": "Bản Một"})
    write(two.second, other, {"village": "Bản Hai"})
    two.meet()
    seat = sit(two.first)
    keys = [entry.key for entry in seat.state.entries]
    for key in (keys[1], keys[0], keys[1]):
        seat.presenter.next()
        assert seat.state.current == key
    seat.presenter.select(keys[0])
    seat.presenter.keep()
    assert seat.state.current == keys[1], "the next one opens by itself"


def test_what_was_given_up_is_offered_for_putting_back(two: TwoPlaces) -> None:
    two.part(phone=(MINE, THEIRS))
    seat = sit(two.first)
    seat.presenter.keep()
    two.meet()
    seat.presenter.show_kept()
    [kept] = seat.state.kept
    assert (kept.value, kept.kept, kept.name) == (MINE, THEIRS, person(1)["name"])
    seat.presenter.put_back(kept.lost)
    two.meet()
    assert two.shown("phone") == [MINE] * 2


@pytest.fixture
def double(new_laptop: Callable[[], Laptop]) -> TwoPlaces:
    """Both laptops met one person as somebody new."""
    both = TwoPlaces(new_laptop().adopt(), new_laptop().adopt())
    both.citizen = both.first.help_new(1).citizen
    meet_same(both.second, phone=THEIRS, phone_owner="child", phone_agreed=True)
    both.meet()
    return both


def test_two_records_are_compared_with_what_follows_by_itself(double: TwoPlaces) -> None:
    seat = sit(double.first)
    [entry] = seat.state.entries
    assert (entry.sort, entry.code) == (Sort.SAME, "number")
    comparison = seat.state.comparison
    assert comparison is not None
    assert (seat.fields, comparison.sessions) == (["phone"], (1, 1))
    assert comparison.may_decide is False
    seat.presenter.keep()
    assert len(seat.state.entries) == 1, "others ask a lead"


def test_a_lead_makes_one_of_two_and_parts_them_again(double: TwoPlaces) -> None:
    seat = sit(double.first, lead(double.first).id, "lead")
    seat.presenter.keep()
    assert seat.state.entries == ()
    double.meet()
    shown = double.second.store.read().record("citizen", double.citizen)
    assert shown is not None
    assert (shown["phone"], shown["phone_owner"], shown["phone_agreed"]) == (THEIRS, "child", True)
    seat.presenter.show_kept()
    [parted] = seat.state.parted
    seat.presenter.part_again(parted.loser)
    assert [entry.sort for entry in seat.state.entries] == [Sort.SAME]


def test_two_people_are_not_asked_about_again(double: TwoPlaces) -> None:
    seat = sit(double.first)
    seat.presenter.two_people()
    assert (seat.state.entries, seat.presenter.entries) == ((), [])
    double.meet()
    assert sit(double.second).state.entries == ()


def test_a_machine_nobody_named_is_called_after_its_support_point(two: TwoPlaces) -> None:
    two.part(village=("Bản Một", "Bản Hai"))
    names = Names.read(two.first.store.read(), None, {})
    points = {"p": {"name": "Điểm hỗ trợ chợ", "phone": "0900 000 000"}}
    reading = PointsOnly(points)
    told = replace(names, reading=reading, machines={"m": {"support_point": "p"}, "n": {"name": "Máy 2"}})  # type: ignore[arg-type]
    assert [told.writer("", device, 0).machine for device in ("m", "n", "x")] == [
        "Điểm hỗ trợ chợ",
        "Máy 2",
        "",
    ]
    assert (told.phone_of("m"), told.phone_of("x")) == ("0900 000 000", "")


@dataclass
class PointsOnly:
    """Stands where a store's reading would: support points and nothing else."""

    points: dict[str, dict[str, str]]

    def record(self, kind: str, record: str) -> dict[str, str] | None:
        return self.points.get(record) if kind == "support_point" else None
