"""What becomes of a change: every outcome a client can meet, and what it does with each."""

from __future__ import annotations

import pytest

from tests.conformance.client import Json, Value, new_id
from tests.conformance.conftest import NewDevice
from tests.conformance.device import Device


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
    assert (late.kind, late.took, late.outcome["conflicts"]) == ("merged", [], ["phone"])
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
    assert (late.kind, late.took) == ("merged", [])
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
    assert (told.kind, told.outcome["missing"], told.state) == ("held", person, "held")
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
    assert (wrong.code, wrong.outcome["field"]) == (("rejected", "bad_value"), "birth")
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


@pytest.mark.parametrize("number", ["seven", None, -3, 1.5, 2**60])
def test_a_change_whose_number_cannot_be_read_is_set_aside_by_its_place(
    device: Device, number: Value
) -> None:
    good, bad = device.create("citizen", name="Quàng Văn Thử"), device.create("citizen", name="Lò Thị Mẫu")
    bad.body["n"] = number
    [taken, refused] = device.send([good.body, bad.body])
    assert (taken["n"], refused["n"], refused["kind"]) == (good.body["n"], 0, "rejected")
