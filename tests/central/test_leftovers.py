"""Left-over rows: kept for a person unless they are here, erased, or none of a laptop's business."""

from __future__ import annotations

import msgspec
import pytest
import sqlalchemy as sa

from app.central import devices
from app.central.store.tables import leftover
from app.contract.messages import Leftovers, LeftoversTaken, PairedOperator, WireRecord
from tests.support.central import CHIENG_AN, TO_HIEU, Central
from tests.support.wire_device import Value, WireDevice, fresh_id, problem, read


def leading(central: Central) -> WireDevice:
    """A device whose operator may erase."""
    return central.device(operators=[PairedOperator(id=fresh_id(), name="Quàng Thị Mẫu", role="lead")])


def row(kind: str = "citizen", record: str = "", seq: int = 7, **fields: Value) -> WireRecord:
    return WireRecord(id=record or fresh_id(), kind=kind, commune=TO_HIEU, seq=seq, fields=fields)


def offered(device: WireDevice, *rows: WireRecord, epoch: int = 1) -> Leftovers:
    return Leftovers(device=device.id, epoch=epoch, records=list(rows))


def offer(device: WireDevice, *rows: WireRecord) -> int:
    taken = read(device.send("POST", "/v1/leftovers", offered(device, *rows)), LeftoversTaken)
    assert (taken.server_id, taken.epoch) == (device.paired.server_id, 1)
    return taken.taken


def kept(central: Central) -> dict[str, WireRecord | None]:
    with central.office.ground.read() as connection:
        rows = connection.execute(sa.select(leftover)).all()
    return {one.id: msgspec.convert(one.body, WireRecord) if one.body else None for one in rows}


def test_a_lost_row_is_kept_as_it_was_known_and_asking_again_changes_nothing(
    central: Central, device: WireDevice
) -> None:
    lost = row(name="Quàng Văn Thử", newer_field={"a": [1]})
    assert offer(device, lost) == 1
    assert offer(device, lost) == 0
    assert kept(central) == {lost.id: lost}
    assert device.standing("citizen", lost.id) is None, "a person decides first"


def test_of_two_laptops_versions_the_later_one_is_kept(central: Central, device: WireDevice) -> None:
    other, name = central.device(), fresh_id()
    early, late = row(record=name, seq=4, name="Quàng Thử"), row(record=name, seq=9, name="Quàng Văn Thử")
    assert (offer(device, early), offer(other, late), offer(device, early)) == (1, 1, 0)
    assert kept(central) == {name: late}


def test_what_is_here_erased_or_nobodys_business_is_not_kept(central: Central) -> None:
    lead = leading(central)
    here, gone = lead.create("citizen", name="Lò Thị Mẫu"), lead.create("citizen", name="Cà Văn Thử")
    lead.push(here, gone)
    lead.push(lead.change("erase", "citizen", gone.record))
    refused = [
        row(record=here.record, name="Lò Thị Mẫu"),
        row(record=gone.record, name="Cà Văn Thử"),
        row("session", citizen=gone.record),
        row("ladder", record=gone.record, install={"status": "done"}),
        row("operator", name="Hà Văn Tập"),
        msgspec.structs.replace(row(name="Ai đó"), commune=CHIENG_AN),
        row(record="no id", name="Ai đó"),
        row(**{"No field": 1}),
        row(name="a\x00b"),
        row(name=0.5),
    ]
    assert offer(lead, *refused) == 0
    assert kept(central) == {}


def test_a_kind_central_does_not_know_is_kept_too(central: Central, device: WireDevice) -> None:
    newer = row("receipt", amount=3)
    assert offer(device, newer) == 1
    assert kept(central) == {newer.id: newer}


def test_an_erasure_blanks_them_and_what_tells_of_them(central: Central) -> None:
    lead, citizen = leading(central), fresh_id()
    session = row("session", citizen=citizen)
    void, other = row("void", session=session.id), row(name="Người khác")
    assert offer(lead, row(record=citizen, name="Cà Văn Thử"), session, void, other) == 4
    lead.push(lead.change("erase", "citizen", citizen))
    assert kept(central) == {citizen: None, session.id: None, void.id: None, other.id: other}
    assert offer(lead, msgspec.structs.replace(session, seq=99)) == 0


@pytest.mark.parametrize(
    ("epoch", "count", "refusal"), [(2, 1, (409, "wrong_epoch")), (1, 501, (413, "batch_too_large"))]
)
def test_rows_of_another_epoch_or_too_many_are_refused(
    device: WireDevice, epoch: int, count: int, refusal: tuple[int, str]
) -> None:
    said = offered(device, *[row(name="x")] * count, epoch=epoch)
    assert problem(device.send("POST", "/v1/leftovers", said)) == refusal


def test_only_a_device_that_may_read_offers_its_own(central: Central, device: WireDevice) -> None:
    other = central.device()
    assert problem(device.send("POST", "/v1/leftovers", offered(other))) == (409, "wrong_device")
    devices.revoke(central.office.ground, device.id)
    assert problem(device.send("POST", "/v1/leftovers", offered(device))) == (403, "device_revoked")
