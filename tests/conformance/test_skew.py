"""Clients older and newer than central: nothing is refused for its age alone, and what is new is kept and travels."""

from __future__ import annotations

import time

import pytest

from tests.conformance.client import Json, Value, new_id
from tests.conformance.conftest import NewDevice
from tests.conformance.device import Device


def bare(device: Device, **said: Value) -> Json:
    """A change with the members the first clients had, and no others."""
    change = {"id": new_id(), "n": device.last_n + 1, "author": device.operator, "at": 1_700_000_000_000}
    return {**change, "op": "create", "kind": "citizen", "record": new_id(), **said}


def test_the_oldest_shapes_are_understood(device: Device) -> None:
    """Two versions back: no schema, no defaults said, none of the members that came later."""
    said = {"device": device.id, "instance": device.instance, "epoch": 0, "cursor": 0, "last_n": 0}
    welcome = device.line.say("/v1/hello", {**said, "app": "", "at": time.time_ns() // 1_000_000})
    assert welcome["server_id"] == device.line.server_id
    change = bare(device, fields={"name": {"to": "Quàng Văn Thử"}})
    assert device.send([change]) == [{"n": change["n"], "seq": device.send([change])[0]["seq"]}]
    device.pull()
    assert device.row("citizen", change["record"])["fields"]["name"] == "Quàng Văn Thử"
    device.close()
    assert device.agrees is True


def test_a_newer_client_is_borne_with(device: Device) -> None:
    """Extra members everywhere, a later schema, fields and shapes nobody here has heard of."""
    extra: Json = {"mood": "fine", "later": {"a": [1, {"b": None}]}}
    at = time.time_ns() // 1_000_000
    said = {"device": device.id, "instance": device.instance, "epoch": 0, "cursor": 0, "last_n": 0, "at": at}
    assert device.line.say("/v1/hello", {**said, "app": "99.0.0", "schema": 99, **extra})["epoch"] == 1
    edit = {"to": "Quàng Văn Thử", "from": [], "how": "spoken"}
    fields = {"name": edit, "blood_kin": {"to": {"of": ["Lò Thị Mẫu"]}}}
    change = bare(device, fields=fields, schema=99, **extra)
    [outcome] = device.send([change], **extra)
    assert outcome.get("kind", "accepted") == "accepted"
    device.pull()
    row = device.row("citizen", change["record"])
    assert row["fields"]["blood_kin"] == {"of": ["Lò Thị Mẫu"]}
    device.close()
    assert device.agrees is True


def test_what_one_newer_client_wrote_reaches_another_through_an_older_central(new_device: NewDevice) -> None:
    first, second = new_device(), new_device()
    record = first.create("citizen", name="Quàng Văn Thử", blood_kin=["a"]).body["record"]
    first.run()
    second.run()
    assert second.row("citizen", record)["fields"]["blood_kin"] == ["a"]
    second.edit("citizen", record, "blood_kin", ["a"], ["a", "b"])
    second.run()
    first.run()
    assert first.row("citizen", record)["fields"]["blood_kin"] == ["a", "b"]


SKEWED: list[tuple[Json, str]] = [
    ({"kind": "receipt", "fields": {"sum": {"to": 3}}}, "unknown_kind"),
    ({"op": "split", "fields": {}}, "unknown_op"),
    ({"fields": {"name": {"to": ["Quàng", "Thử"]}}}, "wrong_type"),
]


@pytest.mark.parametrize(("said", "code"), SKEWED, ids=[code for _, code in SKEWED])
def test_what_central_cannot_take_yet_is_refused_alone_and_taken_later_as_it_is(
    device: Device, said: Json, code: str
) -> None:
    good = bare(device, fields={"name": {"to": "Lò Thị Mẫu"}})
    newer = {**bare(device, **said), "n": good["n"] + 1}
    taken, refused = device.send([good, newer])
    assert taken.get("kind", "accepted") == "accepted"
    assert (refused["kind"], refused["code"], refused["n"]) == ("rejected", code, newer["n"])
    [again] = device.send([newer])
    assert (again["kind"], again["code"]) == ("rejected", code), "decided afresh, never remembered"


def test_the_range_of_shapes_reaches_back(device: Device) -> None:
    welcome = device.hello()
    low, high = welcome.get("schemas", [1, 1])
    assert low == max(1, high - 2)
