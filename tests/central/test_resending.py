"""Held work tried again: it moves nobody else's answer, and one laptop's trouble is not another's."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import msgspec
import pytest
import sqlalchemy as sa

from app.central import resending, set_aside
from app.central.office import Office
from app.central.roster import Sender
from app.central.store.tables import set_aside as table
from app.contract.messages import WireChange
from tests.support.central import TO_HIEU, Central
from tests.support.wire_device import WireDevice, fresh_id


def hold(central: Central, device: WireDevice, change: WireChange) -> None:
    """Work of a bundle that waits for a record."""
    missing = change.fields["citizen"].to
    with central.office.ground.write() as connection:
        row = {"commune": TO_HIEU, "id": change.id, "device": device.id, "n": change.n, "kind": change.kind}
        row |= {"record": change.record, "state": "held", "body": msgspec.json.encode(change)}
        row |= {"outcome": {"n": change.n, "kind": "held", "missing": missing}, "received_at": 1}
        connection.execute(table.insert(), row)


def held(central: Central) -> list[str]:
    with central.office.ground.read() as connection:
        return list(connection.execute(sa.select(table.c.id)).scalars())


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The communes in which held work was tried again."""
    communes: list[str] = []
    retry = resending.retry

    def noting(office: Office, commune: str) -> int:
        communes.append(commune)
        return retry(office, commune)

    monkeypatch.setattr(resending, "retry", noting)
    return communes


def test_held_work_is_tried_when_something_moved_and_only_then(
    central: Central, device: WireDevice, tried: list[str]
) -> None:
    new = device.create("citizen", name="Lò Thị Mẫu")
    device.push(new)
    assert tried == [TO_HIEU]
    device.push(new)
    device.push(device.change("create", "citizen", author=fresh_id()), device.change("create", "policy"))
    assert tried == [TO_HIEU]


def test_a_fault_over_held_work_costs_nobody_their_answer(
    central: Central,
    device: WireDevice,
    monkeypatch: pytest.MonkeyPatch,
    logged_warnings: list[logging.LogRecord],
) -> None:
    def broken(*_words: object) -> list[tuple[str, bytes]]:
        raise sa.exc.OperationalError("SELECT 1", {}, Exception("gone"))

    new = device.create("citizen", name="Lò Thị Mẫu")
    consent = device.create("consent", citizen=new.record)
    hold(central, device, consent)
    with monkeypatch.context() as patch:
        patch.setattr(set_aside, "held", broken)
        assert [one.kind for one in device.push(new)] == ["accepted"]
    assert [one.msg for one in logged_warnings] == ["held_not_read"]
    logged_warnings.clear()
    assert held(central) == [consent.id]
    device.push(device.create("village", name="Bản Mẫu"))
    assert held(central) == []


def test_work_central_stumbles_over_keeps_back_no_other_laptops(
    central: Central,
    device: WireDevice,
    monkeypatch: pytest.MonkeyPatch,
    logged_warnings: list[logging.LogRecord],
) -> None:
    other, new = central.device(), device.create("citizen", name="Lò Thị Mẫu")
    poisoned, sound = (one.create("consent", citizen=new.record) for one in (device, other))
    for one, change in ((device, poisoned), (other, sound)):
        hold(central, one, change)
    send = resending.send

    def stumbling(office: Office, sender: Sender, changes: Sequence[bytes]) -> list[set_aside.Told]:
        if sender.id == device.id:
            raise RuntimeError("a row that breaks us")
        return send(office, sender, changes)

    monkeypatch.setattr(resending, "send", stumbling)
    assert [one.kind for one in other.push(other.create("citizen", new.record, name="Lò Thị Mẫu"))] == [
        "accepted"
    ]
    assert held(central) == [poisoned.id]
    assert {one.msg for one in logged_warnings} == {"held_not_decided"}
    logged_warnings.clear()
