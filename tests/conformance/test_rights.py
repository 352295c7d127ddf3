"""Whose records they are, who may write what, and what becomes of a record merged, written once or erased."""

from __future__ import annotations

import pytest

from tests.conformance.client import new_id
from tests.conformance.conftest import THERE, NewDevice
from tests.conformance.device import Device


def test_a_record_of_another_commune_is_out_of_reach(new_device: NewDevice) -> None:
    ours, theirs = new_device(), new_device(THERE)
    record = theirs.create("citizen", name="Cà Văn Thử").body["record"]
    theirs.run()
    edit = ours.edit("citizen", record, "name", "Cà Văn Thử", "Quàng Văn Thử")
    tale = ours.create("session", citizen=record)
    ours.run()
    assert [edit.code, tale.code] == [("rejected", "foreign_record")] * 2
    assert ("citizen", record) not in ours.rows
    theirs.run()
    assert theirs.row("citizen", record)["fields"]["name"] == "Cà Văn Thử"


def test_a_record_does_not_grow_past_what_a_page_can_carry(new_device: NewDevice) -> None:
    device, reader = new_device(), new_device()
    record = device.create("citizen", name="Quàng Văn Thử").body["record"]
    edits = [
        device.write(
            "edit", "citizen", record, to={f"later_{number}": "x" * 32_000}, seen={f"later_{number}": [None]}
        )
        for number in range(34)
    ]
    device.run()
    assert {edit.state for edit in edits[:32]} == {"received"}
    assert {edit.code for edit in edits[32:]} == {("rejected", "record_too_large")}
    reader.run()
    assert (device.agrees, reader.agrees) == (True, True)


def test_what_is_written_once_stays(device: Device) -> None:
    person = device.create("citizen", name="Quàng Văn Thử").body["record"]
    told = device.create("session", citizen=person, steps=3)
    device.run()
    device.edit("session", told.body["record"], "steps", 3, 4)
    device.create("session", told.body["record"], citizen=person, steps=4)
    device.run()
    assert device.own[-2].code == ("rejected", "written_once")
    [again] = device.send([device.own[-1].body])
    assert (again["kind"], again["code"], again["field"]) == ("rejected", "written_once", "steps")


def test_an_author_nobody_knows_is_kept_for_a_person(new_device: NewDevice) -> None:
    device, other = new_device(), new_device()
    forged = device.create("citizen", name="Quàng Văn Thử")
    forged.body["author"] = new_id()
    device.run()
    assert (forged.code, forged.state) == (("needs_review", "unknown_author"), "review")
    other.run()
    assert ("citizen", forged.body["record"]) not in other.rows


def test_an_operator_made_later_is_told_before_the_first_change(device: Device) -> None:
    device.operator = new_id()
    told = device.create("operator", device.operator, name="Hà Văn Tập", role="lead")
    made = device.create("citizen", name="Quàng Văn Thử")
    device.run()
    assert (told.state, made.state) == ("received", "received")
    assert device.row("operator", device.operator)["fields"]["role"] == "staff", (
        "a lead is made at pairing only"
    )


def test_two_persons_become_one_and_two_again(new_device: NewDevice) -> None:
    device = new_device(role="lead")
    one = device.create("citizen", name="Quàng Văn Thử").body["record"]
    two = device.create("citizen", name="Quàng Thử").body["record"]
    choice = {"name": ["Quàng Văn Thử", "Quàng Thử"]}
    device.write("merge", "citizen", one, other=two, to={"name": "Quàng Văn Thử"}, seen=choice)
    late = device.edit("citizen", two, "village", "", "Bản Mẫu")
    device.run()
    assert (late.landing, device.is_settled(late), device.agrees) == (one, True, True)
    assert (device.row("citizen", two)["life"], device.row("citizen", two)["merged_into"]) == ("merged", one)
    assert device.row("citizen", one)["fields"]["village"] == "Bản Mẫu"
    device.write("merge", "citizen", two)
    device.run()
    assert device.row("citizen", two).get("life", "live") == "live"
    assert (device.row("citizen", two)["fields"]["village"], device.agrees) == ("Bản Mẫu", True)


@pytest.mark.parametrize(
    ("kind", "same", "code"), [("citizen", True, "merge_itself"), ("ladder", False, "not_mergeable")]
)
def test_what_cannot_be_merged(new_device: NewDevice, kind: str, same: bool, code: str) -> None:
    device = new_device(role="lead")
    one = device.create("citizen", name="Quàng Văn Thử").body["record"]
    device.create("ladder", one, install={"status": "done"})
    device.run()
    merge = device.write("merge", kind, one, other=one if same else new_id())
    device.run()
    assert merge.code == ("rejected", code)


def test_what_others_than_leads_merge_waits_for_a_person(device: Device) -> None:
    one, two = (device.create("citizen", name="Quàng Văn Thử").body["record"] for _ in range(2))
    merge = device.write("merge", "citizen", one, other=two)
    device.run()
    assert merge.code == ("needs_review", "merge_not_allowed")
    assert device.row("citizen", two).get("life", "live") == "live"


def test_only_a_lead_erases_and_then_everything_told_of_the_person_is_gone(new_device: NewDevice) -> None:
    staff, lead = new_device(), new_device(role="lead")
    person = staff.create("citizen", name="Quàng Văn Thử").body["record"]
    told = staff.create("session", citizen=person, steps=3).body["record"]
    refused = staff.write("erase", "citizen", person)
    staff.run()
    assert refused.code == ("needs_review", "erase_not_allowed")
    lead.run()
    lead.write("erase", "citizen", person)
    lead.run()
    late = staff.edit("citizen", person, "name", "Quàng Văn Thử", "Quàng Thử")
    tale = staff.create("session", citizen=person)
    broken = staff.edit("citizen", person, "name", "Quàng Văn Thử", 7.5)
    staff.run()
    assert [own.state for own in (late, tale, broken)] == ["erased"] * 3
    assert late.body["fields"] == {}
    for kind, record in (("citizen", person), ("session", told)):
        row = staff.row(kind, record)
        assert (row["life"], row.get("fields", {}), row.get("conflicts", {})) == ("erased", {}, {})
    assert staff.agrees is True
