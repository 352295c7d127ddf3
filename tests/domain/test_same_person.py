"""Which records look like one person, and what making one of them writes."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.changes import Edit, Op, Pen
from app.domain.points import Role
from app.domain.same_person import (
    Alike,
    Merged,
    Pair,
    Somebody,
    asked_fields,
    differing,
    in_order,
    may_merge,
    merging,
    pairs,
    parting,
    telling_apart,
    usual_choice,
)

DAY = 86_400_000


def somebody(citizen: str, name: str = "Lò Thị Mẫu", **more: str) -> Somebody:
    said = {"birth": "1950-03", "village": "Bản Mẫu", "id_number": "", **more}
    return Somebody(citizen, name, **said)


def pen() -> Pen:
    names = itertools.count()
    return Pen("me", "here", 9, lambda: f"id-{next(names)}")


def test_one_number_is_one_person_whatever_else_is_written() -> None:
    one = somebody("a", id_number="014150000000")
    other = somebody("b", "Quàng Văn Thử", birth="1990", village="Bản Khác", id_number="014150000000")
    assert pairs([other, one], set()) == [Pair("a", "b", Alike.NUMBER)]


@pytest.mark.parametrize("name", ["Lò Thị Mẫu", "lo thi mau", "Lò Thị Mậu", "Lò Thị Mẫn"])
def test_a_near_name_of_one_year_and_village_may_be_one_person(name: str) -> None:
    found = pairs([somebody("a"), somebody("b", name, birth="1950", village="bản mẫu")], set())
    assert found == [Pair("a", "b", Alike.NAME)]


@pytest.mark.parametrize(
    "other",
    [
        somebody("b", "Quàng Thị Mẫu"),
        somebody("b", birth="1951"),
        somebody("b", village="Bản Khác"),
        somebody("b", birth=""),
        somebody("b", village=""),
    ],
    ids=["name", "year", "village", "no birth", "no village"],
)
def test_anything_less_is_nobody_s_business(other: Somebody) -> None:
    assert pairs([somebody("a"), other], set()) == []


def test_two_numbers_are_two_people() -> None:
    one, other = somebody("a", id_number="014150000000"), somebody("b", id_number="014151000000")
    assert pairs([one, other], set()) == []
    assert len(pairs([one, somebody("b")], set())) == 1, "one of them has no number yet"


def test_whoever_was_told_apart_is_not_offered_again() -> None:
    people = [somebody("b"), somebody("a"), somebody("c")]
    assert [(one.one, one.other) for one in pairs(people, {("a", "b")})] == [("a", "c"), ("b", "c")]


@given(st.permutations([somebody(name, id_number="014150000000") for name in "abc"]))
def test_every_laptop_finds_the_same_in_the_same_order(people: list[Somebody]) -> None:
    assert [(one.one, one.other) for one in pairs(people, set())] == [("a", "b"), ("a", "c"), ("b", "c")]


def test_two_ids_have_one_order() -> None:
    assert in_order("b", "a") == in_order("a", "b") == ("a", "b")


def test_only_what_somebody_can_choose_between_differs() -> None:
    one = {"name": "Lò Thị Mẫu", "sex": "f", "notes": ["x"], "phone": ""}
    other = {"name": "Lò Thị Mậu", "sex": "f", "notes": ["y"], "phone": "0912000001"}
    assert differing(one, other) == ("name", "phone")


def test_what_goes_with_another_field_follows_it() -> None:
    assert asked_fields(("phone", "phone_owner", "phone_agreed", "name_suspect")) == ("phone",)
    assert asked_fields(("phone_owner", "village")) == ("phone_owner", "village")


@pytest.mark.parametrize(("one", "other", "place"), [("a", "", 0), ("", "a", 1), ("a", "b", None)])
def test_what_says_something_is_taken_over_what_says_nothing(one: str, other: str, place: int | None) -> None:
    assert usual_choice(one, other) == place


def test_merging_has_seen_both_and_writes_the_choice() -> None:
    change = merging(pen(), ("a", {"phone": "1"}), ("b", {"phone": "2"}), {"phone": "2"})
    assert (change.op, change.kind, change.record, change.other) == (Op.MERGE, "citizen", "a", "b")
    assert change.fields == {"phone": Edit(("1", "2"), "2")}


def test_parting_names_the_one_merged_away() -> None:
    change = parting(pen(), "b")
    assert (change.op, change.record, change.other, dict(change.fields)) == (Op.MERGE, "b", "", {})


def test_telling_apart_is_a_record_of_its_own() -> None:
    change = telling_apart(pen(), Pair("a", "b", Alike.NAME))
    assert (change.op, change.kind) == (Op.CREATE, "apart")
    assert {name: edit.to for name, edit in change.fields.items()} == {"one": "a", "other": "b"}


@pytest.mark.parametrize("role", Role)
def test_only_a_lead_may_merge(role: Role) -> None:
    assert may_merge(role) == (role is Role.LEAD)


def test_a_merge_can_be_undone_for_thirty_days() -> None:
    one = Merged(loser="b", survivor="a", name="x", author="", device="", made_at=DAY)
    assert one.can_be_undone(31 * DAY)
    assert not one.can_be_undone(31 * DAY + 1)
    never_told = Merged(loser="b", survivor="a", name="x", author="", device="", made_at=0)
    assert not never_told.can_be_undone(DAY)
