"""From house to house: the last visit of a day counts, every house has one number and one state, none is forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ladder import TaskState, TaskStatus
from app.domain.village import (
    SETTLED,
    House,
    HouseState,
    Knock,
    Resident,
    VisitOutcome,
    board,
    last_knock,
    next_tile,
    state_of,
)

TODAY = date(2026, 11, 22)
DONE, NOT_YET = TaskState(status=TaskStatus.DONE), TaskState()
DAYS = ("2026-11-20", "2026-11-21", "2026-11-22")


def somebody(name: str = "Lò Thị Mẫu", done: int = 0, due: str = "") -> Resident:
    tasks = (*[DONE] * done, *[NOT_YET] * (5 - done))
    return Resident(
        citizen=f"c {name}",
        name=name,
        birth="1950",
        sex="f",
        address_form="",
        village="Bản Mẫu",
        household="",
        tasks=tasks,
        due=due,
    )


def house(key: str = "h", *people: Resident, name: str = "", knocks: tuple[Knock, ...] = ()) -> House:
    return House(key=key, household=key, name=name, head="", people=people, knocks=knocks)


def knock(outcome: str, day: str = DAYS[2], at: int = 1) -> Knock:
    return Knock(day=day, at=at, outcome=outcome)


knocks = st.lists(
    st.builds(
        Knock,
        day=st.sampled_from(DAYS),
        at=st.integers(0, 9),
        outcome=st.sampled_from([one.value for one in VisitOutcome]),
    ),
    max_size=8,
)
houses = st.lists(
    st.builds(
        House,
        key=st.text("abcdefgh", min_size=1, max_size=3),
        household=st.just("h"),
        name=st.sampled_from(("", "Nhà Ánh", "1. Nhà Áng", "Số 7", "12", "Nhà số 3")),
        head=st.just(""),
        people=st.lists(st.builds(somebody, done=st.integers(0, 5)), max_size=2).map(tuple),
        knocks=knocks.map(tuple),
    ),
    unique_by=lambda one: one.key,
    max_size=9,
)


def test_of_a_day_the_last_visit_counts() -> None:
    said = [knock("away", at=5), knock("not_wanted", at=9), knock("met", at=7)]
    assert last_knock(said) == knock("not_wanted", at=9)


def test_a_day_taken_back_leaves_the_day_before() -> None:
    before = knock("away", DAYS[0])
    assert last_knock([before, knock("moved", at=1), knock("taken_back", at=2)]) == before
    assert last_knock([knock("away", at=1), knock("taken_back", at=2)]) is None
    assert last_knock([knock("taken_back", at=1), knock("away", at=2)]) == knock("away", at=2)


@given(knocks)
def test_no_visit_taken_back_is_ever_the_last(said: list[Knock]) -> None:
    last = last_knock(said)
    assert last is None or (last in said and last.outcome != VisitOutcome.TAKEN_BACK)
    assert last_knock(reversed(said)) == last


@pytest.mark.parametrize(
    ("stands", "expected"),
    [
        (house("h", somebody()), HouseState.NEVER),
        (house("h"), HouseState.NEVER),
        (house("h", somebody(done=1)), HouseState.OPEN),
        (house("h", somebody(), knocks=(knock("met"),)), HouseState.OPEN),
        (house("h", somebody(done=1, due="2026-12-01")), HouseState.COMING_BACK),
        (house("h", somebody(done=5), somebody(done=4)), HouseState.OPEN),
        (house("h", somebody(done=5), knocks=(knock("away"),)), HouseState.DONE),
        (house("h", somebody(due="2026-12-01"), knocks=(knock("away"),)), HouseState.AWAY),
        (house("h", somebody(), knocks=(knock("not_wanted"),)), HouseState.NOT_WANTED),
        (house("h", somebody(done=5), knocks=(knock("moved"),)), HouseState.MOVED),
        (house("h", somebody(), knocks=(knock("of a newer peer"),)), HouseState.OPEN),
    ],
)
def test_how_a_house_stands(stands: House, expected: HouseState) -> None:
    assert state_of(stands) is expected


def test_houses_are_walked_by_their_written_number_then_by_name() -> None:
    named = ("Nhà Ánh", "12. Nhà sàn", "Nhà số 3", "Nhà An", "Số 7")
    tiles = board([house(str(place), name=name) for place, name in enumerate(named)], TODAY)
    expected = [("Nhà số 3", 3), ("Số 7", 7), ("12. Nhà sàn", 12), ("Nhà An", 13), ("Nhà Ánh", 14)]
    assert [(tile.house.name, tile.number) for tile in tiles] == expected


def test_a_house_without_a_name_goes_by_its_speaker() -> None:
    young, old = somebody("Lò Thị Ánh"), somebody("Vàng A Sú")
    home = replace(house("h", old, young), head=young.citizen)
    assert home.speaker == young
    assert replace(home, head="gone").speaker == old
    tiles = board([house("a", old), home, house("b")], TODAY)
    assert [tile.house.key for tile in tiles] == ["b", "h", "a"]


def test_the_next_house_is_not_visited_today_and_not_settled() -> None:
    them = [
        house("a", somebody(), knocks=(knock("away"),)),
        house("b", somebody(done=5)),
        house("c", somebody(), knocks=(knock("not_wanted", DAYS[0]),)),
        house("d", somebody(), knocks=(knock("moved", DAYS[0]),)),
        house("e", somebody()),
    ]
    tiles = board(them, TODAY)
    following = {key: next_tile(tiles, key) for key in ("", "a", "c", "d", "e")}
    assert {key: tile and tile.house.key for key, tile in following.items()} == {
        "": "c",
        "a": "c",
        "c": "e",
        "d": "e",
        "e": "c",
    }
    assert next_tile(tiles[:2], "") is None
    assert next_tile(tiles[4:], "e") is None, "whoever stands at the only one left has arrived"


@given(houses)
def test_every_house_is_on_the_board_once_and_reached_by_going_on(some: list[House]) -> None:
    tiles = board(some, TODAY)
    assert sorted(tile.house.key for tile in tiles) == sorted(one.key for one in some)
    open_ones = {tile.house.key for tile in tiles if not tile.is_today and tile.state not in SETTLED}
    reached, key = set(), ""
    for _each in open_ones:
        found = next_tile(tiles, key)
        assert found is not None
        key = found.house.key
        reached.add(key)
    assert reached == open_ones
