"""Old finished work leaves the laptops and stays at central; what is open, young or disputed stays everywhere."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.central import counts, retiring
from app.central.refusals import Refusal
from app.central.store.tables import record
from app.contract.coding import digest
from app.contract.messages import PairedOperator, WireChange, WireRecord
from tests.support.central import TO_HIEU, Central
from tests.support.wire_device import Value, WireDevice, fresh_id

DAYS = 60
OLD, YOUNG = "2026-10-01", "2027-01-10"
OLD_S, YOUNG_S = 1_790_000_000, 1_799_900_000
"""Central's clock stands at 1,800,000,000 seconds, in January 2027."""


def person(device: WireDevice, **rungs: Value) -> str:
    made = device.create("citizen", name="Quàng Văn Thử")
    device.push(made, device.create("ladder", made.record, **rungs))
    return made.record


def done(device: WireDevice, citizen: str, kind: str = "session", **fields: Value) -> WireChange:
    made = device.create(kind, citizen=citizen, **fields)
    [outcome] = device.push(made)
    assert outcome.kind == "accepted"
    return made


def retire(central: Central, days: int = DAYS) -> int:
    return retiring.retire(central.office.ground, central.office.who, TO_HIEU, days)


def seen(device: WireDevice, one: WireChange) -> WireRecord:
    found = device.standing(one.kind, one.record)
    assert found is not None
    return found


def test_old_finished_work_leaves_and_central_keeps_it_whole(central: Central, device: WireDevice) -> None:
    citizen = person(device, install={"status": "done"})
    old, young = done(device, citizen, ended=OLD_S, steps=7), done(device, citizen, ended=YOUNG_S)
    visit = done(device, citizen, "visit", day=OLD)
    kept = done(device, citizen, "appointment", day=OLD, state="kept")
    void = device.create("void", session=old.record, reason="nhầm")
    device.push(void)
    before = counts.by_commune(central.office.ground)[0].records
    assert retire(central) == 4
    for one in (old, visit, kept, void):
        row = seen(device, one)
        assert (row.life, row.fields, row.conflicts) == ("gone", {}, {})
    assert (seen(device, young).life, seen(device, void).seq > seen(device, old).seq) == ("live", True)
    with central.office.ground.read() as connection:
        whole = connection.execute(sa.select(record.c.fields).where(record.c.id == old.record)).scalar_one()
    assert whole["steps"] == 7
    assert counts.by_commune(central.office.ground)[0].records == before
    assert retire(central) == 0


def test_both_sides_agree_without_what_left(central: Central, device: WireDevice) -> None:
    done(device, person(device), ended=OLD_S)
    retire(central)
    held = device.pull()
    live = [(one.id, one.seq) for one in held if one.life == "live"]
    assert len(live) == len(held) - 1
    assert device.close(held[-1].seq, len(live), digest(live)).agree


OPEN = {
    "expected": lambda device, citizen: done(device, citizen, "appointment", day=YOUNG),
    "expected long ago": lambda device, citizen: done(device, citizen, "appointment", day=OLD),
    "stuck": lambda device, citizen: device.push(
        device.edit("ladder", citizen, "install", None, {"status": "blocked", "reason": "no_sim"})
    ),
}


@pytest.mark.parametrize("name", OPEN)
def test_nothing_of_somebody_with_open_work_leaves(central: Central, device: WireDevice, name: str) -> None:
    citizen = person(device)
    old = done(device, citizen, ended=OLD_S)
    OPEN[name](device, citizen)
    assert retire(central) == 0
    assert seen(device, old).life == "live"


def test_nor_of_somebody_two_places_wrote_differently(central: Central, device: WireDevice) -> None:
    citizen, other = person(device), central.device()
    old = done(device, citizen, ended=OLD_S)
    device.push(device.edit("citizen", citizen, "phone", "", "0900000001"))
    other.push(other.edit("citizen", citizen, "phone", "", "0900000002"))
    assert retire(central) == 0
    assert seen(device, old).life == "live"


def test_open_work_of_the_survivor_keeps_the_work_of_the_one_merged_away(central: Central) -> None:
    device = central.device(operators=[PairedOperator(id=fresh_id(), name="Quàng Thị Mẫu", role="lead")])
    stays, goes = person(device, install={"status": "waiting"}), person(device)
    old = done(device, goes, ended=OLD_S)
    choice = {"name": ["Quàng Văn Thử"]}
    device.push(
        device.change("merge", "citizen", stays, other=goes, to={"name": "Quàng Văn Thử"}, seen=choice)
    )
    assert retire(central) == 0
    assert seen(device, old).life == "live"


def test_what_is_written_later_brings_a_record_back(central: Central, device: WireDevice) -> None:
    kept = done(device, person(device), "appointment", day=OLD, state="kept")
    retire(central)
    [outcome] = device.push(device.edit("appointment", kept.record, "state", "kept", "due"))
    assert outcome.kind == "accepted"
    row = seen(device, kept)
    assert (row.life, row.fields["day"], row.fields["state"]) == ("live", OLD, "due")


def test_many_leave_in_portions(
    central: Central, device: WireDevice, monkeypatch: pytest.MonkeyPatch
) -> None:
    citizen = person(device)
    for _ in range(7):
        done(device, citizen, ended=OLD_S)
    monkeypatch.setattr(retiring, "PORTION", 3)
    assert retire(central) == 7


@pytest.mark.parametrize(
    ("commune", "days", "code"), [("99999", 60, "unknown_commune"), (TO_HIEU, 29, "too_recent")]
)
def test_what_cannot_be_asked(
    central: Central, device: WireDevice, commune: str, days: int, code: str
) -> None:
    done(device, person(device), ended=OLD_S)
    with pytest.raises(Refusal, match=code):
        retiring.retire(central.office.ground, central.office.who, commune, days)
