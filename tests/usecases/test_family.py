"""People of one household in one sitting: nothing is asked twice, and nobody is moved out of another household."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.draft import Contact
from app.usecases import family
from app.usecases.closing import finish_session
from app.usecases.family import Kin
from app.usecases.writing import pen_of
from tests.support.fake_central import FakeCentral
from tests.support.laptop import Laptop, person, unsent


def open_household(laptop: Laptop, citizen: str) -> Kin:
    kin = family.open_household(laptop.store, laptop.clock, laptop.ids, laptop.operator, citizen)
    assert kin is not None
    return kin


def join(laptop: Laptop, citizen: str, beside: str) -> None:
    with laptop.store.write() as writing:
        pen = pen_of(writing, laptop.clock, laptop.ids, laptop.operator)
        family.join(writing, pen, citizen, beside, "")


def household_of(laptop: Laptop, citizen: str) -> object:
    return (laptop.store.read().record("citizen", citizen) or {})["household"]


def test_the_next_one_begins_with_what_is_known_of_the_first(laptop: Laptop) -> None:
    mother = laptop.help(laptop.meet_new({**person(1), "language": "thai"})).citizen
    kin = open_household(laptop, mother)
    assert kin.values == {"village": "Bản Mẫu", "language": "thai", "household": household_of(laptop, mother)}
    child = laptop.help(laptop.meet_new({**kin.values, "name": "Lò Văn Mẫu", "birth": "2015"})).citizen
    assert [row.citizen for row in open_household(laptop, mother).members] == [child]
    assert [row.citizen for row in open_household(laptop, child).members] == [mother]


def test_a_household_is_made_once(laptop: Laptop) -> None:
    mother = laptop.help_new(1).citizen
    first, before = open_household(laptop, mother), unsent(laptop)
    assert open_household(laptop, mother) == first
    assert unsent(laptop) == before
    [made] = laptop.store.read().records("household").values()
    assert (made["name"], made["village"], made["head"]) == ("Lò Thị Bn", "Bản Mẫu", mother)


def test_somebody_known_joins_and_nobody_is_moved(laptop: Laptop) -> None:
    mother, father, neighbour = (laptop.help_new(n).citizen for n in (1, 2, 3))
    household = open_household(laptop, mother).values["household"]
    elsewhere = open_household(laptop, neighbour).values["household"]
    join(laptop, father, mother)
    join(laptop, neighbour, mother)
    assert (household_of(laptop, father), household_of(laptop, neighbour)) == (household, elsewhere)


def test_a_telephone_is_offered_only_where_they_agreed_to_be_called(laptop: Laptop) -> None:
    for number, agreed in ((1, True), (2, False)):
        draft = laptop.meet_new(person(number))
        contact = Contact(phone="0987654214", owner="self", agreed=True) if agreed else None
        finish_session(laptop.store, laptop.clock, laptop.ids, draft, contact)
        assert open_household(laptop, draft.citizen).phone == ("0987654214" if agreed else "")


def test_who_was_erased_has_no_household(laptop: Laptop) -> None:
    args, before = (laptop.store, laptop.clock, laptop.ids, laptop.operator), unsent(laptop)
    assert family.open_household(*args, "nobody") is None
    join(laptop, "nobody", laptop.operator)
    assert unsent(laptop) == before


def test_other_laptops_know_the_household(laptop: Laptop, new_laptop: Callable[[], Laptop]) -> None:
    mother = laptop.help_new(1).citizen
    kin = open_household(laptop, mother)
    laptop.help(laptop.meet_new({**kin.values, "name": "Lò Văn Mẫu", "birth": "2015"}))
    other, central = new_laptop().adopt(), FakeCentral()
    laptop.adopt().sync(central)
    other.sync(central)
    assert [row.name for row in open_household(other, mother).members] == ["Lò Văn Mẫu"]
