"""Saying hello: who knocks, what central remembers of it, what it tells back."""

from __future__ import annotations

import msgspec
import pytest

from app.central import devices
from app.central.refusals import Refusal
from app.contract import endpoints
from app.contract.coding import digest
from app.contract.limits import PROTOCOL
from app.contract.messages import Close, Closed, Hello
from tests.support.central import CHIENG_AN, TO_HIEU, Central
from tests.support.wire_device import WireDevice, fresh_id, problem, read


def _hello(device: WireDevice, /, **more: object) -> Hello:
    said = {
        "device": device.id,
        "instance": device.asked.instance,
        "epoch": 1,
        "cursor": 0,
        "last_n": 0,
        "app": "0.1.0",
        "at": 0,
    }
    return Hello(**{**said, **more})  # type: ignore[arg-type]


def test_central_says_who_it_is_and_where_it_stands(central: Central, device: WireDevice) -> None:
    welcome = device.hello()
    assert (welcome.server_id, welcome.epoch) == (central.office.who.server_id, 1)
    assert (welcome.commune, welcome.support_point) == (TO_HIEU, central.point())
    assert (welcome.seq, welcome.durable_seq) == (device.pull()[-1].seq, 0)
    assert (welcome.at, welcome.may_pull) == (central.clock.now, True)


def test_what_a_device_reports_is_remembered(central: Central, device: WireDevice) -> None:
    central.clock.now += 60_000
    device.hello(unsent=12, attention=3, app="0.9.0")
    device.push(device.change("create", "village", n=4, to={"name": "Bản Mẫu"}))
    device.push(device.change("create", "village", n=7, to={"name": "Bản Mẫu"}))
    [line] = devices.listed(central.office.ground)
    assert (line.unsent, line.attention, line.app, line.last_seen) == (12, 3, "0.9.0", central.clock.now)
    assert (line.last_n, line.state, line.commune) == (7, "active", TO_HIEU)


def test_the_end_of_a_run_says_what_is_left(central: Central, device: WireDevice) -> None:
    """What waited at hello was sent since."""
    device.hello(unsent=12, attention=3, quarantined=2, oldest=99, disk=900)
    device.push(device.create("village", name="Bản Mẫu"))
    rows = [(one.id, one.seq) for one in device.pull() if one.life == "live"]
    cursor, held = max(seq for _, seq in rows), digest(rows)
    said = Close(device=device.id, epoch=1, cursor=cursor, count=len(rows), digest=held)
    assert read(device.send("POST", endpoints.CLOSE, said), Closed).agree
    [line] = devices.listed(central.office.ground)
    assert (line.unsent, line.attention, line.cursor) == (12, 3, cursor), "an older client says nothing"
    told = msgspec.structs.replace(said, unsent=0, attention=1, quarantined=1, oldest=0)
    for _ in range(2):
        assert read(device.send("POST", endpoints.CLOSE, told), Closed).agree
    [line] = devices.listed(central.office.ground)
    assert (line.unsent, line.attention, line.quarantined, line.oldest, line.disk) == (0, 1, 1, 0, 900)


@pytest.mark.parametrize("name", ["unsent", "attention", "quarantined", "oldest"])
@pytest.mark.parametrize("number", [-2, 2**53])
def test_a_number_out_of_range_at_the_end_of_a_run_is_refused(
    device: WireDevice, name: str, number: int
) -> None:
    rows = [(one.id, one.seq) for one in device.pull()]
    said = {"device": device.id, "epoch": 1, "cursor": rows[-1][1], "count": 0, "digest": "", name: number}
    assert problem(device.send("POST", endpoints.CLOSE, Close(**said))) == (400, "bad_request")


def test_the_device_heard_of_last_comes_first(central: Central, device: WireDevice) -> None:
    other = central.device(CHIENG_AN)
    central.clock.now += 1
    device.hello()
    assert [line.id for line in devices.listed(central.office.ground)] == [device.id, other.id]


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"device": fresh_id()}, (409, "wrong_device")),
        ({"protocol": 0}, (409, "protocol_too_old")),
        ({"protocol": PROTOCOL + 1}, (409, "protocol_too_new")),
        ({"unsent": -1}, (400, "bad_request")),
        ({"attention": 2**70}, (400, "bad_request")),
        ({"last_n": -1}, (400, "bad_request")),
        ({"instance": "another"}, (409, "wrong_instance")),
        ({"app": "\u0000"}, (400, "bad_request")),
        ({"app": "x" * 201}, (400, "bad_request")),
    ],
)
def test_a_hello_that_cannot_be_is_refused(
    device: WireDevice, more: dict[str, object], refusal: tuple[int, str]
) -> None:
    assert problem(device.send("POST", "/v1/hello", _hello(device, **more))) == refusal


def test_an_unknown_device_cannot_be_revoked(central: Central) -> None:
    with pytest.raises(Refusal, match="not_found"):
        devices.revoke(central.office.ground, fresh_id())


def test_a_store_that_went_back_is_told_so(device: WireDevice) -> None:
    device.push(device.change("create", "village", n=7, to={"name": "Bản Mẫu"}))
    assert problem(device.send("POST", "/v1/hello", _hello(device, last_n=6))) == (409, "store_went_back")
    assert device.hello(last_n=7).may_pull


def test_a_number_in_an_unreadable_change_is_no_ones(device: WireDevice) -> None:
    device.push_raw(b'{"n": 9000}')
    assert device.hello(last_n=0).may_pull
