"""From house to house: a visit is kept once, the last of a day counts, and a village is walked on the next day."""

from __future__ import annotations

from app.domain.changes import Change
from app.domain.village import House, HouseState, VisitOutcome, state_of
from app.usecases import family, village
from app.usecases.village import knock
from tests.support.laptop import Laptop, person

AWAY, MET, NOT_WANTED, TAKEN_BACK = (
    VisitOutcome.AWAY,
    VisitOutcome.MET,
    VisitOutcome.NOT_WANTED,
    VisitOutcome.TAKEN_BACK,
)
VILLAGE = "Bản Mẫu"


def houses(laptop: Laptop) -> list[House]:
    return list(laptop.store.read().houses(VILLAGE))


def at(laptop: Laptop, outcome: VisitOutcome) -> str | None:
    return knock(laptop.store, laptop.clock, laptop.ids, laptop.operator, houses(laptop)[0], outcome)


def visits(laptop: Laptop) -> list[Change]:
    sent = laptop.store.read().unsent(10**9, 10**6)
    return [one.change for one in sent if one.change.kind == "visit"]


def test_a_knock_is_one_change_kept_once(laptop: Laptop) -> None:
    citizen = laptop.help_new().citizen
    assert at(laptop, AWAY) == TAKEN_BACK
    laptop.clock.move(minutes=5)
    assert at(laptop, AWAY) is None
    [written] = visits(laptop)
    told = {name: edit.to for name, edit in written.fields.items()}
    now = int(laptop.clock.now().timestamp())
    assert told == {
        "citizen": citizen,
        "day": laptop.clock.now().date().isoformat(),
        "outcome": "away",
        "operator": laptop.operator,
        "at": now - 300,
    }


def test_the_last_one_of_a_day_counts_even_within_one_second(laptop: Laptop) -> None:
    laptop.help_new()
    for outcome in (AWAY, NOT_WANTED, AWAY):
        assert at(laptop, outcome) is not None
        [house] = houses(laptop)
        assert house.last is not None
        assert house.last.outcome == outcome


def test_taking_it_back_leaves_the_house_as_it_was(laptop: Laptop) -> None:
    laptop.help_new()
    before = state_of(houses(laptop)[0])
    undo = at(laptop, VisitOutcome.MOVED)
    assert state_of(houses(laptop)[0]) is HouseState.MOVED
    assert undo is not None
    assert at(laptop, VisitOutcome(undo)) == "moved"
    assert (state_of(houses(laptop)[0]), houses(laptop)[0].last) == (before, None)
    assert at(laptop, TAKEN_BACK) is None
    assert len(visits(laptop)) == 2


def test_after_another_answer_taking_back_leaves_that_one(laptop: Laptop) -> None:
    laptop.help_new()
    at(laptop, MET)
    assert at(laptop, AWAY) == MET


def test_a_new_day_is_a_new_visit(laptop: Laptop) -> None:
    laptop.help_new()
    at(laptop, AWAY)
    laptop.clock.move(days=1)
    assert at(laptop, AWAY) == TAKEN_BACK
    assert len(houses(laptop)[0].knocks) == 2


def test_a_household_made_since_keeps_its_peoples_visits(laptop: Laptop) -> None:
    citizen = laptop.help_new().citizen
    at(laptop, AWAY)
    kin = family.open_household(laptop.store, laptop.clock, laptop.ids, laptop.operator, citizen)
    assert kin is not None
    [house] = houses(laptop)
    assert house.household == kin.values["household"]
    assert at(laptop, AWAY) is None
    assert at(laptop, NOT_WANTED) == AWAY
    assert visits(laptop)[-1].fields["household"].to == house.household
    assert "citizen" not in visits(laptop)[-1].fields


def test_the_village_walked_is_remembered_while_it_is_there(laptop: Laptop) -> None:
    assert village.walked(laptop.store.read()) == ""
    for number, where in ((1, "Bản Áng"), (2, "Bản Bó"), (3, "Bản Bó")):
        laptop.help(laptop.meet_new({**person(number), "village": where}))
    assert village.walked(laptop.store.read()) == "Bản Bó"
    village.walk(laptop.store, "bản áng")
    assert village.walked(laptop.store.read()) == "Bản Áng"
    village.walk(laptop.store, "Bản Cũ")
    assert village.walked(laptop.store.read()) == "Bản Bó"
