"""Receiving a person: known, new, perhaps known, same number, a slip, and every scan that gives nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.changes import Op, Value
from app.domain.draft import Draft
from app.domain.identity.refused import ScanHint
from app.domain.problems import Problem, ProblemCode
from app.presentation.reception import Desk
from app.storage.store import SqliteStore
from app.usecases.welcome import TypedPerson
from app.usecases.writing import pen_of
from tests.support.contents import everything
from tests.support.laptop import Laptop, person, unsent
from tests.support.visit_keys import CARD, Keys

GOLDEN = Path(__file__).parents[1] / "golden" / "qr_samples.json"
SAMPLES = {
    sample["id"]: sample["raw"] for sample in json.loads(GOLDEN.read_text(encoding="utf-8"))["samples"]
}
NUMBER = "014185000000"
IN = TypedPerson(name="Lò Thị Ín", birth="1985", sex="f", village="Bản Mòng")


def known(laptop: Laptop, **values: Value) -> str:
    """Somebody on file, as if central had sent them; returns their id."""
    pen = pen_of(laptop.store.read(), laptop.clock, laptop.ids, laptop.operator)
    citizen = laptop.ids.new()
    facts = {"name": "Lò Thị Ín", "birth": "1985", "sex": "f", "village": "Bản Mòng", **values}
    with laptop.store.write() as writing:
        writing.add(pen.create("citizen", citizen, facts))
    return citizen


def erase(laptop: Laptop, citizen: str) -> None:
    pen = pen_of(laptop.store.read(), laptop.clock, laptop.ids, laptop.operator)
    blank = pen.edit("citizen", citizen, {}, {})
    with laptop.store.write() as writing:
        writing.add(replace(blank, op=Op.ERASE))


def draft(laptop: Laptop) -> Draft:
    [only] = laptop.store.read().drafts()
    return only


def test_a_card_of_somebody_new_is_confirmed_first(laptop: Laptop, keys: Keys) -> None:
    keys.scan()
    assert (keys.desk.desk, keys.desk.citizen, keys.desk.may_add) == (Desk.CONFIRM, "", True)
    assert keys.desk.who is not None
    assert (keys.desk.who.name, keys.desk.who.last_digits) == ("Lò Thị Ín", "0000")
    assert laptop.store.read().drafts() == []
    keys.enter()
    begun = draft(laptop)
    assert (begun.is_new, begun.person["id_number"], begun.person["birth"]) == (True, NUMBER, "1985-01-01")
    assert keys.asking is not None
    assert keys.desk.desk is Desk.SEARCH


def test_before_consent_nobody_new_is_on_file(store: SqliteStore, on_disk: Laptop) -> None:
    before = unsent(on_disk)
    Keys(on_disk).scan().enter()
    assert on_disk.store.read().find_people("lo thi in") == []
    assert unsent(on_disk) == before
    assert everything(store).count(NUMBER) == 1  # the draft


def test_a_known_card_opens_who_it_is(laptop: Laptop, keys: Keys) -> None:
    citizen = known(laptop, id_number=NUMBER)
    keys.scan()
    assert (keys.desk.desk, keys.desk.citizen, keys.desk.may_add) == (Desk.CONFIRM, citizen, False)
    keys.enter()
    assert (draft(laptop).citizen, draft(laptop).is_new) == (citizen, False)


def test_what_the_card_adds_goes_along(laptop: Laptop, keys: Keys) -> None:
    known(laptop, id_number=NUMBER)
    keys.scan().enter()
    assert draft(laptop).person["birth"] == "1985-01-01"


def test_people_alike_are_shown_before_anybody_is_added(laptop: Laptop, keys: Keys) -> None:
    citizen = known(laptop)
    keys.scan()
    assert (keys.desk.desk, [row.citizen for row in keys.desk.rows]) == (Desk.CHOOSE, [citizen])
    keys.reception.confirmed()  # nobody was chosen yet
    keys.reception.chosen(citizen)
    keys.enter()
    assert (draft(laptop).citizen, draft(laptop).person["id_number"]) == (citizen, NUMBER)


def test_none_of_them_is_written_from_what_the_card_said(laptop: Laptop, keys: Keys) -> None:
    citizen = known(laptop)
    keys.scan()
    keys.reception.nobody_fits()
    assert keys.desk.desk is Desk.WRITE
    assert keys.desk.who is not None
    assert keys.desk.who.name == "Lò Thị Ín"
    keys.reception.written(replace(IN, birth="01/01/1985", id_number=NUMBER))
    assert draft(laptop).is_new
    assert draft(laptop).citizen != citizen


def test_somebody_typed_otherwise_is_compared_again(laptop: Laptop, keys: Keys) -> None:
    known(laptop)
    keys.reception.nobody_fits()
    keys.reception.written(IN)
    assert keys.desk.desk is Desk.CHOOSE
    keys.reception.nobody_fits()
    keys.reception.written(replace(IN, village="Bản Khác"))
    assert keys.desk.desk is Desk.CHOOSE
    keys.reception.nobody_fits()
    keys.reception.written(replace(IN, village="Bản Khác"))
    assert draft(laptop).person["village"] == "Bản Khác"


def test_two_with_one_number_are_never_three(laptop: Laptop, keys: Keys) -> None:
    both = {known(laptop, id_number=NUMBER), known(laptop, id_number=NUMBER, birth="1958")}
    keys.scan()
    assert (keys.desk.desk, keys.desk.may_add) == (Desk.CHOOSE, False)
    assert {row.citizen for row in keys.desk.rows} == both
    keys.reception.nobody_fits()
    keys.reception.written(replace(IN, id_number=NUMBER))
    assert (keys.desk.desk, laptop.store.read().drafts()) == (Desk.CHOOSE, [])


def test_a_number_that_arrived_meanwhile_stops_the_adding(laptop: Laptop, keys: Keys) -> None:
    keys.scan()
    known(laptop, id_number=NUMBER)
    keys.enter()
    assert keys.desk.problems == (Problem(ProblemCode.SAME_NUMBER, "id_number"),)
    assert keys.asking is None


def test_somebody_erased_meanwhile_cannot_be_opened(laptop: Laptop, keys: Keys) -> None:
    citizen = known(laptop, id_number=NUMBER)
    keys.scan()
    erase(laptop, citizen)
    keys.enter()
    assert keys.desk.problems == (Problem(ProblemCode.PERSON_GONE, "citizen"),)
    keys.reception.chosen("no such citizen")
    assert laptop.store.read().drafts() == []


def test_a_session_left_half_way_goes_on(laptop: Laptop, keys: Keys) -> None:
    keys.scan().enter()
    first = draft(laptop).id
    again = Keys(laptop)
    again.scan().enter()
    assert draft(laptop).id == first


def test_a_slip_opens_its_person(laptop: Laptop, keys: Keys) -> None:
    finished = laptop.help_new(1)
    keys.scan(f"DT1:{finished.values['code']}")
    assert (keys.desk.desk, keys.desk.citizen) == (Desk.CONFIRM, finished.citizen)


def test_a_slip_of_another_laptop_is_said_to_be_unknown(keys: Keys) -> None:
    keys.scan("DT1:ABCDE12345")
    assert keys.desk.desk is Desk.SEARCH
    assert keys.desk.refused is not None
    assert keys.desk.refused.problem is ProblemCode.SCAN_SLIP_UNKNOWN


REFUSED = [
    ("", ProblemCode.SCAN_EMPTY, ScanHint.SCAN_AGAIN),
    (SAMPLES["cccd_pipe_wrong_layout"], ProblemCode.SCAN_SEPARATORS, ScanHint.SCANNER_LAYOUT),
    (SAMPLES["not_ours_url"], ProblemCode.SCAN_UNKNOWN, ScanHint.OTHER_CODE),
    ("x" * 10_000, ProblemCode.SCAN_TOO_LONG, ScanHint.OTHER_CODE),
    ("01418500", ProblemCode.SCAN_NUMBER_DAMAGED, ScanHint.SCAN_AGAIN),
    ("DT1:ABC", ProblemCode.SCAN_SLIP_DAMAGED, ScanHint.SCAN_AGAIN),
    ("DIEMTUA1|https://central.example|id|mark|code", ProblemCode.SCAN_UNKNOWN, ScanHint.OTHER_CODE),
]


@pytest.mark.parametrize(("text", "problem", "hint"), REFUSED)
def test_a_scan_that_gives_nothing_says_so(
    laptop: Laptop, keys: Keys, text: str, problem: ProblemCode, hint: ScanHint
) -> None:
    keys.scan(CARD)
    keys.scan(text)
    assert keys.desk.refused is not None
    assert (keys.desk.refused.problem, keys.desk.refused.hint) == (problem, hint)
    assert (keys.desk.desk, keys.desk.values) == (Desk.SEARCH, None)
    keys.enter()
    assert laptop.store.read().drafts() == []


def test_doubts_are_shown_and_stop_nobody(laptop: Laptop, keys: Keys) -> None:
    keys.scan(SAMPLES["cccd_number_dob_mismatch"])
    codes = [doubt.code for doubt in keys.desk.doubts]
    assert codes == [ProblemCode.SEX_MISMATCH, ProblemCode.BIRTH_YEAR_MISMATCH]
    keys.enter()
    assert draft(laptop).person["name"] == "Lò Thị Ín"


def test_a_damaged_name_is_typed_and_then_trusted(laptop: Laptop, keys: Keys) -> None:
    keys.scan(SAMPLES["cccd_hid_lost_marks"])
    assert keys.desk.desk is Desk.WRITE
    assert keys.desk.who is not None
    assert keys.desk.who.name_suspect
    keys.reception.written(replace(IN, id_number=NUMBER))
    assert draft(laptop).person["name"] == "Lò Thị Ín"
    assert not draft(laptop).person.get("name_suspect")


def test_what_is_typed_or_left_empty_counts_instead_of_the_scan(laptop: Laptop, keys: Keys) -> None:
    keys.scan(SAMPLES["cccd_hid_lost_marks"])
    keys.reception.written(replace(IN, id_number=""))
    assert "id_number" not in draft(laptop).person


def test_an_insurance_card_keeps_its_last_four(laptop: Laptop, keys: Keys) -> None:
    keys.scan(SAMPLES["bhyt_new10"]).enter()
    kept = draft(laptop).person
    assert (kept["name"], kept["birth"], kept["insurance_last4"]) == ("Lò Văn Ón", "1948", "0001")
    assert "1400000001" not in kept.values()


def test_fields_that_are_wrong_are_all_named(laptop: Laptop, keys: Keys) -> None:
    keys.reception.nobody_fits()
    keys.reception.written(TypedPerson(name=" ", birth="31/02/1985", sex="", village=""))
    assert [(p.code, p.field) for p in keys.desk.problems] == [
        (ProblemCode.NAME_MISSING, "name"),
        (ProblemCode.BIRTH_IMPOSSIBLE, "birth"),
        (ProblemCode.SEX_MISSING, "sex"),
        (ProblemCode.VILLAGE_MISSING, "village"),
    ]
    assert (keys.desk.desk, laptop.store.read().drafts()) == (Desk.WRITE, [])


def test_somebody_typed_who_is_known_is_opened_instead(laptop: Laptop, keys: Keys) -> None:
    citizen = known(laptop, id_number=NUMBER)
    keys.reception.nobody_fits()
    keys.reception.written(replace(IN, name="Lò Thị Khác", id_number=NUMBER))
    assert (keys.desk.desk, keys.desk.citizen) == (Desk.CONFIRM, citizen)


@pytest.mark.parametrize("typed", ["lo thi b", "bn lo", "0000"])
def test_people_are_found_while_typing(laptop: Laptop, keys: Keys, typed: str) -> None:
    finished = laptop.help_new(1)
    keys.reception.typed(typed)
    [row] = keys.desk.rows
    assert (row.citizen, row.who.name) == (finished.citizen, person(1)["name"])
    assert (row.sessions, row.tasks_over, keys.desk.typed) == (1, 5, typed)
    keys.reception.chosen(row.citizen)
    assert keys.desk.desk is Desk.CONFIRM


def test_one_wrong_letter_offers_who_is_nearly_called_so(laptop: Laptop, keys: Keys) -> None:
    finished = laptop.help_new(1)
    name = str(person(1)["name"])
    keys.reception.typed(name + "x")
    assert [row.citizen for row in keys.desk.rows] == [finished.citizen]
    assert keys.desk.near
    keys.reception.typed(name)
    assert not keys.desk.near


def test_the_name_looked_for_begins_the_new_person(keys: Keys) -> None:
    keys.reception.typed(" Lò  Văn Mới ")
    keys.reception.nobody_fits()
    assert keys.desk.who is not None
    assert keys.desk.who.name == "Lò Văn Mới"
    keys.reception.typed("0987654321")
    keys.reception.nobody_fits()
    assert keys.desk.who is not None
    assert keys.desk.who.name == ""


def test_nothing_typed_finds_nobody(laptop: Laptop, keys: Keys) -> None:
    laptop.help_new(1)
    keys.reception.typed("  ")
    assert keys.desk.rows == ()
    keys.reception.typed("khong co ai")
    assert keys.desk.rows == ()


def test_not_this_person_leads_back_to_an_empty_search(keys: Keys) -> None:
    keys.scan()
    keys.reception.cleared()
    assert (keys.desk.desk, keys.desk.values, keys.desk.who) == (Desk.SEARCH, None, None)


def test_a_screen_that_is_gone_is_shown_nothing(keys: Keys) -> None:
    keys.reception.detach()
    before = keys.desk
    keys.scan()
    assert keys.desk is before
