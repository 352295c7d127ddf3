"""Receiving a person: known, alike, new; and a session that begins or goes on."""

from __future__ import annotations

from app.domain.draft import Draft, Stage, Standing
from app.domain.ladder import TaskCode, TaskStatus
from app.domain.problems import Problem, ProblemCode
from app.usecases import guidance, welcome
from app.usecases.welcome import Found
from tests.support.laptop import GUIDE, Laptop, good, person, unsent


def start_known(laptop: Laptop, citizen: str, **values: str) -> Draft | Problem:
    return welcome.start_known(
        laptop.store, laptop.clock, laptop.ids, operator="second", guide=GUIDE, citizen=citizen, values=values
    )


def start_new(laptop: Laptop, values: welcome.Facts) -> Draft | Problem:
    return welcome.start_new(
        laptop.store, laptop.clock, laptop.ids, operator="second", guide=GUIDE, values=values
    )


def test_a_number_we_have_is_that_person_whatever_the_name(laptop: Laptop) -> None:
    citizen = laptop.help_new(1).citizen
    meeting = welcome.meet(laptop.store, {"id_number": "014001000000", "name": "Damaged"})
    assert (meeting.found, meeting.same_number) == (Found.KNOWN, True)
    assert [row.citizen for row in meeting.people] == [citizen]


def test_a_name_and_birth_year_ask_who_it_is(laptop: Laptop) -> None:
    values = {**person(1), "id_number": ""}
    citizen = laptop.help(laptop.meet_new(values)).citizen
    for said in (values, {**person(1), "birth": "1941-05-09", "village": "Bản Khác"}):
        meeting = welcome.meet(laptop.store, said)
        assert (meeting.found, meeting.same_number) == (Found.CANDIDATES, False)
        assert [row.citizen for row in meeting.people] == [citizen]


def test_another_number_is_somebody_else(laptop: Laptop) -> None:
    laptop.help_new(1)
    meeting = welcome.meet(laptop.store, {**person(1), "id_number": "014999000000"})
    assert (meeting.found, meeting.people) == (Found.NEW, ())


def test_nobody_alike_is_new(laptop: Laptop) -> None:
    laptop.help_new(1)
    assert welcome.meet(laptop.store, person(2)).found is Found.NEW
    assert welcome.meet(laptop.store, {"id_number": "014999000000"}).found is Found.NEW


def test_a_slip_leads_to_its_person(laptop: Laptop) -> None:
    finished = laptop.help_new(1)
    meeting = welcome.meet_slip(laptop.store, str(finished.values["code"]))
    assert [row.citizen for row in meeting.people] == [finished.citizen]
    assert welcome.meet_slip(laptop.store, "0000000000").found is Found.NEW


def test_a_new_person_is_only_a_draft(laptop: Laptop) -> None:
    before = unsent(laptop)
    draft = good(start_new(laptop, person(3)))
    assert (draft.is_new, draft.standing, draft.stage) == (True, Standing.ASKING, Stage.CONFIRM)
    assert laptop.store.read().record("citizen", draft.citizen) is None
    assert unsent(laptop) == before
    assert [one.id for one in laptop.store.read().drafts()] == [draft.id]


def test_a_number_we_have_cannot_be_added_again(laptop: Laptop) -> None:
    laptop.help_new(1)
    assert start_new(laptop, person(1)) == Problem(ProblemCode.SAME_NUMBER, "id_number")


def test_a_known_person_brings_their_ladder(laptop: Laptop) -> None:
    citizen = laptop.help(laptop.meet_new(person(1)), cards=1, reason="reason_a").citizen
    draft = good(start_known(laptop, citizen))
    assert draft.person["name"] == person(1)["name"]
    assert draft.before[TaskCode.INSTALL].status is TaskStatus.DONE
    assert draft.before[TaskCode.IDENTITY].reason == "reason_a"


def test_a_session_left_half_way_goes_on_instead_of_a_second_one(laptop: Laptop) -> None:
    draft = laptop.meet_new(person(1))
    on_card = guidance.open_task(laptop.store, laptop.clock, laptop.pack, draft, TaskCode.INSTALL)
    again = good(start_known(laptop, draft.citizen))
    assert (again.id, again.step, again.operator) == (draft.id, on_card.step, "second")
    assert len(laptop.store.read().drafts()) == 1


def test_nor_is_a_new_person_begun_twice(laptop: Laptop) -> None:
    first = good(start_new(laptop, person(3)))
    assert good(start_new(laptop, person(3))).id == first.id


def test_a_person_gone_meanwhile_is_said(laptop: Laptop) -> None:
    assert start_known(laptop, "nobody") == Problem(ProblemCode.PERSON_GONE, "citizen")


def test_newer_facts_are_asked_about_and_taken_once(laptop: Laptop) -> None:
    citizen = laptop.help_new(1).citizen
    draft = good(start_known(laptop, citizen, name="Lò Thị Khác", village="Bản Khác"))
    assert welcome.newer_facts(laptop.store, draft) == {"name": "Lò Thị Khác"}
    before = unsent(laptop)
    welcome.take_newer_facts(laptop.store, laptop.clock, laptop.ids, draft)
    welcome.take_newer_facts(laptop.store, laptop.clock, laptop.ids, draft)
    assert len(unsent(laptop)) == len(before) + 1
    record = laptop.store.read().record("citizen", citizen)
    assert record is not None
    assert (record["name"], record["village"]) == ("Lò Thị Khác", "Bản Mẫu")
    assert welcome.newer_facts(laptop.store, draft) == {}
