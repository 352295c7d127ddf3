"""Several people of one household in one sitting: what is known of it is never asked again."""

from __future__ import annotations

from app.presentation.reception import Desk
from app.usecases import consent, undoing
from app.usecases.welcome import TypedPerson
from tests.support.laptop import Laptop, person
from tests.support.visit_keys import Keys

MOTHER = {**person(1), "language": "thai"}
SON = TypedPerson(name="Lò Văn Con", birth="2014", sex="m", village="Bản Mẫu", language="thai")


def household(laptop: Laptop, citizen: str) -> object:
    return (laptop.store.read().record("citizen", citizen) or {})["household"]


def test_a_new_one_begins_with_village_and_language_and_knows_who_came_with_them(
    laptop: Laptop, keys: Keys
) -> None:
    mother = laptop.help(laptop.meet_new(MOTHER)).citizen
    keys.reception.come_with(mother)
    assert (keys.desk.kin, keys.desk.rows) == ("Lò Thị Bn", ())
    keys.reception.nobody_fits()
    assert keys.desk.who is not None
    assert (keys.desk.who.village, keys.desk.who.language) == ("Bản Mẫu", "thai")
    keys.reception.written(SON)
    [begun] = laptop.store.read().drafts()
    assert (begun.beside, begun.person["household"]) == (mother, household(laptop, mother))
    assert keys.desk.kin == "", "the next one is asked about anew"


def test_who_is_known_of_the_household_is_one_key_away(laptop: Laptop, keys: Keys) -> None:
    mother = laptop.help(laptop.meet_new(MOTHER)).citizen
    keys.reception.come_with(mother)
    keys.reception.nobody_fits()
    keys.reception.written(SON)
    assert keys.asking is not None
    keys.asking.agreed_by("Lò Thị Mẹ", "parent")
    son = laptop.store.read().drafts()[0].citizen
    keys.reception.come_with(mother)
    assert [row.citizen for row in keys.desk.rows] == [son]
    keys.reception.typed("khong co ai")
    keys.reception.typed("")
    assert [row.citizen for row in keys.desk.rows] == [son]


def test_somebody_on_file_joins_with_the_session_and_not_by_being_opened(laptop: Laptop, keys: Keys) -> None:
    mother, father = (laptop.help_new(number).citizen for number in (1, 2))
    keys.reception.come_with(mother)
    keys.reception.chosen(father)
    assert household(laptop, father) == ""
    keys.reception.confirmed()
    assert household(laptop, father) == "", "perhaps the wrong one was opened"
    [begun] = laptop.store.read().drafts()
    assert begun.beside == mother
    session = laptop.help(consent.consent_stands(laptop.store, laptop.clock, begun)).session
    assert household(laptop, father) == household(laptop, mother) != ""
    args = (laptop.store, laptop.clock, laptop.ids, laptop.operator, session)
    assert undoing.take_back(*args, "nhầm người") is None
    assert household(laptop, father) == ""


def test_somebody_else_leaves_the_household_behind(laptop: Laptop, keys: Keys) -> None:
    mother = laptop.help(laptop.meet_new(MOTHER)).citizen
    keys.reception.come_with(mother)
    keys.reception.expect(None)
    assert (keys.desk.desk, keys.desk.kin, keys.desk.rows) == (Desk.SEARCH, "", ())
    keys.scan().enter()
    [begun] = laptop.store.read().drafts()
    assert begun.beside == ""
    assert "household" not in begun.person
