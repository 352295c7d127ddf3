"""The room of whoever goes from house to house: the next house is one key away, a knock one more, and can be undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from app.domain.draft import Draft
from app.domain.village import HouseState, VisitOutcome
from app.presentation.village import HouseTile, Next, VillagePresenter, VillageState, Ways
from app.usecases import family, welcome
from tests.support.laptop import Laptop, person


@dataclass(slots=True)
class Seen:
    """What the board led to."""

    opened: list[str] = field(default_factory=list)
    noted: list[tuple[HouseTile, VisitOutcome]] = field(default_factory=list)
    undo: list[Callable[[], object]] = field(default_factory=list)
    states: list[VillageState] = field(default_factory=list)

    def note(self, tile: HouseTile, outcome: VisitOutcome, undo: Callable[[], object]) -> None:
        self.noted.append((tile, outcome))
        self.undo.append(undo)

    @property
    def now(self) -> VillageState:
        return self.states[-1]


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
def room(laptop: Laptop, seen: Seen) -> VillagePresenter:
    def come_with(citizen: str) -> None:
        seen.opened.append(f"with {citizen}")
        family.open_household(laptop.store, laptop.clock, laptop.ids, laptop.operator, citizen)

    ways = Ways(
        open_person=seen.opened.append,
        come_with=come_with,
        look=lambda citizen: seen.opened.append(f"look {citizen}"),
        noted=seen.note,
    )
    return VillagePresenter(
        laptop.store, laptop.clock, laptop.ids, pack=laptop.pack, operator=laptop.operator, ways=ways
    )


def meet(laptop: Laptop, number: int, village: str = "Bản Mẫu", **values: str) -> str:
    """Somebody known with nothing done yet."""
    draft = laptop.meet_new({**person(number), "village": village, **values})
    return laptop.help(draft, cards=0).citizen


def numbers(seen: Seen) -> list[int]:
    return [tile.number for tile in seen.now.tiles]


def test_the_next_house_is_one_key_away(room: VillagePresenter, laptop: Laptop, seen: Seen) -> None:
    people = [meet(laptop, number) for number in range(3)]
    room.attach(seen.states.append)
    assert (seen.now.house, seen.now.following, seen.now.people) == (None, 1, 3)
    walked = []
    for _each in people:
        room.go_on()
        assert seen.now.house is not None
        walked.append(seen.now.house.tile.key)
    assert sorted(walked) == sorted(people)
    assert numbers(seen) == [1, 2, 3]


def test_nobody_home_is_kept_shown_and_taken_back(room: VillagePresenter, laptop: Laptop, seen: Seen) -> None:
    for number in range(2):
        meet(laptop, number)
    room.attach(seen.states.append)
    room.go_on()
    room.knocked(VisitOutcome.AWAY)
    assert seen.now.tiles[0].state is HouseState.AWAY
    assert seen.now.tiles[0].is_today
    assert (seen.now.following, seen.now.counts[HouseState.AWAY]) == (2, 1)
    [(tile, outcome)] = seen.noted
    assert (tile.number, outcome) == (1, VisitOutcome.AWAY)
    room.knocked(VisitOutcome.AWAY)
    assert len(seen.noted) == 1, "the same again is nothing new"
    seen.undo[-1]()
    assert seen.now.tiles[0].state is not HouseState.AWAY
    assert not seen.now.tiles[0].is_today
    assert seen.now.following == 2


def test_after_the_last_house_there_is_none(room: VillagePresenter, laptop: Laptop, seen: Seen) -> None:
    meet(laptop, 1)
    room.attach(seen.states.append)
    room.go_on()
    assert (seen.now.following, seen.now.is_last) == (0, True)
    room.knocked(VisitOutcome.NOT_WANTED)
    before = seen.now
    assert not before.is_last
    room.go_on()
    assert (seen.now, before.following) == (before, 0)


def test_without_a_chosen_house_nothing_is_written(
    room: VillagePresenter, laptop: Laptop, seen: Seen
) -> None:
    meet(laptop, 1)
    room.attach(seen.states.append)
    room.knocked(VisitOutcome.MOVED)
    room.new_person()
    assert (seen.noted, seen.opened) == ([], [])
    assert laptop.store.read().records("visit") == {}


def test_a_house_shows_who_lives_there_and_what_is_left(
    room: VillagePresenter, laptop: Laptop, seen: Seen
) -> None:
    mother = laptop.help(laptop.meet_new({**person(1), "birth": "1950"})).citizen
    kin = family.open_household(laptop.store, laptop.clock, laptop.ids, laptop.operator, mother)
    assert kin is not None
    reason = laptop.pack.tasks[0].steps[0].reasons[0]
    stuck = {**person(2), "household": str(kin.values["household"]), "birth": "1980"}
    laptop.help(laptop.meet_new(stuck), cards=0, reason=reason, day_in=3)
    room.attach(seen.states.append)
    room.go_on()
    assert seen.now.house is not None
    first, second = seen.now.house.members
    assert (first.citizen, first.next, first.open_task) == (mother, Next.LOOK, "")
    assert (second.next, second.open_task) == (Next.GO_ON, laptop.pack.tasks[0].short_title)
    assert second.reason
    assert second.due is not None
    assert (seen.now.house.tile.people, seen.now.house.tile.open_people) == (2, 1)
    assert seen.now.house.tile.state is HouseState.COMING_BACK
    room.look(mother)
    assert seen.opened == [f"look {mother}"]


def test_a_session_begun_at_the_door_says_the_house_was_met(
    room: VillagePresenter, laptop: Laptop, seen: Seen
) -> None:
    citizen = meet(laptop, 1)
    room.attach(seen.states.append)
    room.go_on()
    room.open_person(citizen)
    assert seen.opened == [citizen]
    assert not seen.now.tiles[0].is_today, "the door was opened, the person is not confirmed yet"
    room.began(laptop.meet_again(citizen))
    assert seen.now.house is not None
    assert seen.now.house.last is not None
    assert seen.now.house.last.outcome == "met"
    assert seen.now.house.members[0].next is Next.GO_ON
    assert seen.noted == [], "it is no slip of the finger"


def test_another_session_does_not(room: VillagePresenter, laptop: Laptop, seen: Seen) -> None:
    at_door, at_counter = meet(laptop, 1), meet(laptop, 2)
    room.attach(seen.states.append)
    room.open_person(at_door)
    room.began(laptop.meet_again(at_counter))
    room.began(laptop.meet_again(at_door))
    assert laptop.store.read().records("visit") == {}


def test_somebody_new_of_the_house_makes_it_a_household_and_met(
    room: VillagePresenter, laptop: Laptop, seen: Seen
) -> None:
    mother = meet(laptop, 1)
    room.attach(seen.states.append)
    room.go_on()
    room.new_person()
    assert seen.opened == [f"with {mother}"]
    values = {**person(2), "household": (laptop.store.read().record("citizen", mother) or {})["household"]}
    begun = welcome.start_new(
        laptop.store,
        laptop.clock,
        laptop.ids,
        operator=laptop.operator,
        guide="g",
        values=values,
        beside=mother,
    )
    assert isinstance(begun, Draft)
    room.began(begun)
    assert seen.now.house is not None
    assert seen.now.house.tile.key == values["household"]
    assert seen.now.tiles[0].is_today


def test_another_village_is_walked_from_its_first_house(
    room: VillagePresenter, laptop: Laptop, seen: Seen
) -> None:
    for number, village in enumerate(("Bản Áng", "Bản Áng", "Bản Bó")):
        meet(laptop, number, village)
    room.attach(seen.states.append)
    room.go_on()
    assert (seen.now.village, len(seen.now.tiles)) == ("Bản Áng", 2)
    room.show_village("Bản Bó")
    assert (seen.now.village, len(seen.now.tiles), seen.now.house) == ("Bản Bó", 1, None)
    assert [one.people for one in seen.now.villages] == [2, 1]


def test_tiles_become_rows_and_back(room: VillagePresenter, seen: Seen) -> None:
    room.attach(seen.states.append)
    assert (seen.now.as_list, seen.now.tiles, seen.now.reached) == (False, (), 0)
    room.show_as_list()
    assert seen.now.as_list
    room.show_as_list()
    assert not seen.now.as_list


def test_a_screen_that_went_away_is_not_drawn(room: VillagePresenter, seen: Seen) -> None:
    room.attach(seen.states.append)
    room.detach()
    room.refresh()
    assert len(seen.states) == 1
