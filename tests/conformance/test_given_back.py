"""Work people at central give back: corrected, said once more, left as it stands, or accepted after all."""

from __future__ import annotations

import pytest

from tests.conformance.client import new_id
from tests.conformance.conftest import NewDevice, Town
from tests.conformance.device import Device
from tests.conformance.outbox import Own


def doubted(device: Device, kind: str, **to: str) -> Own:
    """A change of somebody central does not know."""
    own = device.create(kind, **to)
    own.body["author"] = new_id()
    device.run()
    assert own.state == "review"
    return own


def give_back(town: Town, device: Device, own: Own) -> None:
    town.central.command("review", "return", own.body["id"], "--comment", "Có đúng không?")
    device.run()
    assert (own.state, device.row("verdict", own.body["id"])["fields"]["comment"]) == (
        "quarantined",
        "Có đúng không?",
    )


def send_back(town: Town, device: Device, record: str) -> str:
    """Its id, as the device pulls it."""
    town.central.command("return", record, "--comment", "Có đúng không?")
    device.run()
    [back] = [
        name
        for (kind, name), (_, row) in device.rows.items()
        if kind == "return" and row["fields"]["record"] == record
    ]
    return back


@pytest.mark.parametrize("kind", ["session", "consent", "citizen"])
def test_what_was_given_back_is_said_once_more(town: Town, device: Device, kind: str) -> None:
    person = device.create("citizen", name="Quàng Văn Thử").body["record"]
    to = {"name": "Cà Văn Thử"} if kind == "citizen" else {"citizen": person}
    own = doubted(device, kind, **to)
    give_back(town, device, own)
    again = device.write(
        "create", kind, own.body["record"], to=to, replaces=[own.body["id"]], reason="Tôi đã xem lại"
    )
    own.state = "replaced"
    device.run()
    assert (again.state, device.agrees) == ("received", True)
    assert device.row(kind, own.body["record"])["fields"].items() >= to.items()
    assert "Tôi đã xem lại" in town.central.command("review", "list", "--returned")
    refused = town.central.try_command("review", "accept", own.body["id"])
    assert refused.returncode == 2, "it was answered"


def test_what_was_given_back_is_accepted_after_all(town: Town, device: Device) -> None:
    own = doubted(device, "citizen", name="Quàng Văn Thử")
    give_back(town, device, own)
    town.central.command("review", "accept", own.body["id"])
    device.run()
    assert (own.state, device.row("citizen", own.body["record"])["fields"]["name"]) == (
        "received",
        "Quàng Văn Thử",
    )


@pytest.mark.parametrize(("kind", "op"), [("session", "create"), ("consent", "edit")])
def test_a_record_sent_back_may_stay_as_it_stands(town: Town, device: Device, kind: str, op: str) -> None:
    person = device.create("citizen", name="Quàng Văn Thử").body["record"]
    record = device.create(kind, citizen=person).body["record"]
    device.run()
    back = send_back(town, device, record)
    answer = device.write(op, kind, record, replaces=[back], reason="Đúng là hôm ấy")
    device.run()
    assert (answer.state, device.agrees) == ("received", True)
    assert device.row(kind, record)["fields"]["citizen"] == person
    assert "Đúng là hôm ấy" in town.central.command("review", "list", "--returned")


def test_what_a_closed_laptop_wrote_goes_back_to_nobody(town: Town, new_device: NewDevice) -> None:
    device = new_device()
    own = doubted(device, "citizen", name="Quàng Văn Thử")
    town.central.command("revoke", device.id)
    assert town.central.try_command("review", "return", own.body["id"], "--comment", "?").returncode == 2
    town.central.command("review", "drop", own.body["id"], "--comment", "Máy bị mất")
    assert own.body["id"] not in town.central.command("review", "list")
