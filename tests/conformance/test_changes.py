"""What becomes of a change: every outcome a client can meet, and what it does with each."""

from __future__ import annotations

import pytest

from tests.conformance.client import Json, Value, new_id
from tests.conformance.conftest import THERE, NewDevice
from tests.conformance.device import Device
from tests.conformance.outbox import Own


def kind_of(own: Own) -> str:
    return str(own.outcome.get("kind", "accepted"))


def code_of(own: Own) -> tuple[str, str]:
    return kind_of(own), str(own.outcome.get("code", ""))


def test_a_create_and_its_edit_are_accepted_and_come_back(device: Device) -> None:
    made = device.create("citizen", name="Quàng Văn Thử", birth="1958")
    record = made.body["record"]
    edited = device.edit("citizen", record, "birth", "1958", "1958-03")
    device.run()
    assert [made.state, edited.state] == ["received", "received"]
    assert device.is_settled(edited)
    row = device.row("citizen", record)
    assert row["fields"] == {"name": "Quàng Văn Thử", "birth": "1958-03"}
    assert row["commune"] == device.commune
    assert device.agrees is True


def test_text_is_compared_in_nfc(device: Device) -> None:
    made = device.create("citizen", name="Quàng Văn Thử")
    made.body["fields"]["name"]["to"] = "Qua\u0300ng Va\u0306n Thu\u031b\u0309"
    device.run()
    assert device.row("citizen", made.body["record"])["fields"]["name"] == "Quàng Văn Thử"


def test_two_who_did_not_see_each_other_raise_a_conflict_that_a_person_decides(
    new_device: NewDevice,
) -> None:
    first, second = new_device(), new_device()
    record = first.create("citizen", name="Quàng Văn Thử", phone="0900000001").body["record"]
    first.run()
    second.run()
    first.edit("citizen", record, "phone", "0900000001", "0900000002")
    first.run()
    late = second.edit("citizen", record, "phone", "0900000001", "0900000003")
    second.run()
    assert (kind_of(late), late.took, late.outcome["conflicts"]) == ("merged", [], ["phone"])
    row = second.row("citizen", record)
    assert row["fields"]["phone"] == "0900000002"
    [waiting] = row["conflicts"]["phone"]
    assert (waiting["value"], waiting["change"]) == ("0900000003", late.body["id"])
    assert (waiting["author"], waiting["device"]) == (second.operator, second.id)
    seen = {"phone": [row["fields"]["phone"], waiting["value"]]}
    second.write("resolve", "citizen", record, to={"phone": "0900000003"}, seen=seen)
    second.run()
    first.run()
    assert first.row("citizen", record)["fields"]["phone"] == "0900000003"
    assert "conflicts" not in first.row("citizen", record)


def test_different_fields_never_conflict(new_device: NewDevice) -> None:
    first, second = new_device(), new_device()
    record = first.create("citizen", name="Quàng Văn Thử").body["record"]
    first.run()
    second.run()
    first.edit("citizen", record, "village", "", "Bản Mẫu")
    second.edit("citizen", record, "notes", [], ["nghe kém"])
    first.run()
    second.run()
    fields = second.row("citizen", record)["fields"]
    assert (fields["village"], fields["notes"]) == ("Bản Mẫu", ["nghe kém"])


def test_a_ladder_keeps_what_is_further(new_device: NewDevice) -> None:
    first, second = new_device(), new_device()
    record = first.create("citizen", name="Quàng Văn Thử").body["record"]
    first.create("ladder", record, install={"status": "done", "how": "guided"})
    first.run()
    late = second.create("ladder", record, install={"status": "blocked", "reason": "later"})
    second.run()
    assert (kind_of(late), late.took) == ("merged", [])
    assert second.row("ladder", record)["fields"]["install"] == {"status": "done", "how": "guided"}


def test_the_same_change_again_is_a_duplicate_of_its_first_answer(device: Device) -> None:
    made = device.create("citizen", name="Quàng Văn Thử")
    [first] = device.send([made.body])
    [again] = device.send([made.body])
    assert (again["kind"], again["first"], again["seq"]) == ("duplicate", "accepted", first["seq"])
    reordered = dict(reversed(made.body.items()))
    assert device.send([reordered, {**made.body, "schema": 1}])[1]["kind"] == "duplicate"


@pytest.mark.parametrize(
    "other",
    [{"at": 1}, {"reason": "x"}, {"fields": {"name": {"to": "Lò Văn Mẫu"}}}],
    ids=lambda other: str(next(iter(other))),
)
def test_an_id_with_other_content_is_refused(sender: Device, other: Json) -> None:
    made = sender.create("citizen", name="Quàng Văn Thử")
    sender.send([made.body])
    again, still = sender.send([{**made.body, **other}, made.body])
    assert (again["kind"], again["code"]) == ("rejected", "id_reused")
    assert (still["kind"], still["first"]) == ("duplicate", "accepted")


def test_a_change_is_known_by_its_id_whatever_device_and_number_it_comes_with(
    new_device: NewDevice,
) -> None:
    first, second = new_device(), new_device()
    made = first.create("citizen", name="Quàng Văn Thử")
    first.run()
    [again] = second.send([{**made.body, "n": 7}])
    assert (again["kind"], again["first"], again["n"]) == ("duplicate", "accepted", 7)


def test_a_change_of_an_unknown_record_is_held_until_it_arrives(device: Device) -> None:
    person = new_id()
    told = device.create("session", citizen=person, operator=device.operator, started=1, ended=2)
    device.run()
    assert (kind_of(told), told.outcome["missing"], told.state) == ("held", person, "held")
    device.create("citizen", person, name="Quàng Văn Thử")
    device.run()
    device.run()
    assert told.state == "received"
    assert device.row("session", told.body["record"])["fields"]["citizen"] == person


MALFORMED: list[tuple[str, Value, str, str]] = [
    ("at", "yesterday", "unreadable", "at"),
    ("id", "short", "bad_id", ""),
    ("n", -1, "bad_number", ""),
    ("op", "destroy", "unknown_op", "op"),
    ("kind", "horse", "unknown_kind", ""),
    ("kind", "policy", "made_at_central", ""),
    ("fields", {"Name": {"to": ""}}, "bad_field", ""),
    ("fields", {"name": {"to": 1.5}}, "bad_value", "name"),
    ("fields", {"name": {"to": "a\x00b"}}, "bad_value", "name"),
    ("fields", {"later": {"to": [[[[[[[[[1]]]]]]]]]}}, "bad_value", "later"),
    ("fields", {"birth": {"to": "31/02/1958"}}, "bad_value", "birth"),
    ("fields", {"name": {"to": 7}}, "wrong_type", "name"),
    ("fields", {"name": {"to": "x" * 33_000}}, "change_too_large", ""),
]


@pytest.mark.parametrize(("member", "value", "code", "field"), MALFORMED)
def test_a_malformed_change_is_refused_alone(
    sender: Device, member: str, value: Value, code: str, field: str
) -> None:
    before = sender.create("citizen", name="Quàng Văn Thử")
    wrong = sender.create("citizen", name="Lò Thị Mẫu")
    after = sender.create("citizen", name="Cà Văn Thử")
    wrong.body = {**wrong.body, member: value}
    outcomes = sender.send([own.body for own in (before, wrong, after)])
    assert [outcome.get("kind", "accepted") for outcome in outcomes] == ["accepted", "rejected", "accepted"]
    assert (outcomes[1]["code"], outcomes[1].get("field", "")) == (code, field)


def test_what_is_no_change_at_all_is_refused_alone(sender: Device) -> None:
    made = sender.create("citizen", name="Quàng Văn Thử")
    nothing: list[Value] = [7, None, "change", [], {}]
    outcomes = sender.send([*nothing, made.body])
    assert [outcome["n"] for outcome in outcomes] == [0, 0, 0, 0, 0, made.body["n"]]
    assert {outcome["code"] for outcome in outcomes[:5]} == {"unreadable"}
    assert outcomes[5].get("kind", "accepted") == "accepted"


def test_refused_work_holds_back_its_record_only_and_is_corrected_by_one_change(device: Device) -> None:
    wrong = device.create("citizen", name="Quàng Văn Thử", birth="1958-13")
    tail = device.edit("citizen", wrong.body["record"], "village", "", "Bản Mẫu")
    free = device.create("citizen", name="Lò Thị Mẫu")
    device.run()
    assert (code_of(wrong), wrong.outcome["field"]) == (("rejected", "bad_value"), "birth")
    assert (tail.state, free.state) == ("held", "received")
    device.own.remove(wrong)
    device.own.remove(tail)
    right = device.create("citizen", wrong.body["record"], name="Quàng Văn Thử", village="Bản Mẫu")
    right.body |= {"n": 4, "replaces": [wrong.body["id"], tail.body["id"]]}
    device.run()
    assert (right.state, device.agrees) == ("received", True)


def test_fields_of_a_newer_peer_are_kept_and_travel(new_device: NewDevice) -> None:
    first, second = new_device(), new_device()
    made = first.create("citizen", name="Quàng Văn Thử", favourite={"tea": ["green", 1, True, None]})
    made.body["unknown_member"] = {"is": "ignored"}
    first.run()
    second.run()
    assert second.row("citizen", made.body["record"])["fields"]["favourite"] == {
        "tea": ["green", 1, True, None]
    }
    late = second.edit("citizen", made.body["record"], "favourite", None, "milk")
    second.run()
    assert late.outcome["conflicts"] == ["favourite"], "a field nobody knows here asks a person"


def test_a_record_of_another_commune_is_out_of_reach(new_device: NewDevice) -> None:
    ours, theirs = new_device(), new_device(THERE)
    record = theirs.create("citizen", name="Cà Văn Thử").body["record"]
    theirs.run()
    edit = ours.edit("citizen", record, "name", "Cà Văn Thử", "Quàng Văn Thử")
    tale = ours.create("session", citizen=record)
    ours.run()
    assert [code_of(edit), code_of(tale)] == [("rejected", "foreign_record")] * 2
    assert ("citizen", record) not in ours.rows
    theirs.run()
    assert theirs.row("citizen", record)["fields"]["name"] == "Cà Văn Thử"


def test_what_is_written_once_stays(device: Device) -> None:
    person = device.create("citizen", name="Quàng Văn Thử").body["record"]
    told = device.create("session", citizen=person, steps=3)
    device.run()
    device.edit("session", told.body["record"], "steps", 3, 4)
    device.create("session", told.body["record"], citizen=person, steps=4)
    device.run()
    assert code_of(device.own[-2]) == ("rejected", "written_once")
    [again] = device.send([device.own[-1].body])
    assert (again["kind"], again["code"], again["field"]) == ("rejected", "written_once", "steps")


def test_an_author_nobody_knows_is_kept_for_a_person(new_device: NewDevice) -> None:
    device, other = new_device(), new_device()
    forged = device.create("citizen", name="Quàng Văn Thử")
    forged.body["author"] = new_id()
    device.run()
    assert (code_of(forged), forged.state) == (("needs_review", "unknown_author"), "review")
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


def test_two_persons_become_one_and_two_again(device: Device) -> None:
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
def test_what_cannot_be_merged(device: Device, kind: str, same: bool, code: str) -> None:
    one = device.create("citizen", name="Quàng Văn Thử").body["record"]
    device.create("ladder", one, install={"status": "done"})
    device.run()
    merge = device.write("merge", kind, one, other=one if same else new_id())
    device.run()
    assert code_of(merge) == ("rejected", code)


def test_only_a_lead_erases_and_then_everything_told_of_the_person_is_gone(new_device: NewDevice) -> None:
    staff, lead = new_device(), new_device(role="lead")
    person = staff.create("citizen", name="Quàng Văn Thử").body["record"]
    told = staff.create("session", citizen=person, steps=3).body["record"]
    refused = staff.write("erase", "citizen", person)
    staff.run()
    assert code_of(refused) == ("needs_review", "erase_not_allowed")
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
