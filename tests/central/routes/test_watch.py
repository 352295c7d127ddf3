"""Health and meters: true, and with nothing in them about anybody."""

from __future__ import annotations

import logging

import msgspec
import pytest
import sqlalchemy as sa
from litestar.testing import TestClient

from app.central import devices
from app.central.app import build, open_office
from app.central.ground import Ground
from app.central.outside import Outside
from tests.support.central import Central
from tests.support.wire_device import WireDevice


def test_health_says_who_and_on_what(central: Central) -> None:
    said = msgspec.json.decode(central.request("GET", "/health").content)
    assert said == {
        "server_id": central.office.who.server_id,
        "epoch": 1,
        "database": central.office.ground.engine.dialect.name,
        "ok": True,
    }


def test_health_fails_when_the_database_does(
    central: Central, monkeypatch: pytest.MonkeyPatch, logged_warnings: list[logging.LogRecord]
) -> None:
    def gone(_: Ground) -> None:
        raise sa.exc.OperationalError("SELECT 1", {}, Exception("gone"))

    monkeypatch.setattr(Ground, "read", gone)
    answer = central.request("GET", "/health")
    said = msgspec.json.decode(answer.content)
    assert (answer.status_code, said.get("ok"), said["why"]) == (503, False, "database")
    assert [one.msg for one in logged_warnings] == ["database_busy"]
    logged_warnings.clear()


def test_work_is_counted_and_nobody_is_named(central: Central, device: WireDevice) -> None:
    late = central.clock.now - 3_600_000
    device.hello(unsent=5, quarantined=2, oldest=86_400, disk=900, at=late)
    new = device.create("citizen", name="Lò Văn Mẫu")
    device.push(new, new, device.create("citizen", name="Lò Văn Mẫu", id_number="1"))
    records = device.pull()
    newest, pulled = records[-1].seq, len(records)
    text = central.request("GET", "/metrics").content.decode()
    for line in (
        'diemtua_changes_total{outcome="accepted"} 1.0',
        'diemtua_changes_total{outcome="duplicate"} 1.0',
        'diemtua_changes_total{outcome="rejected"} 1.0',
        'diemtua_requests_total{path="/v1/push",status="200"} 1.0',
        'diemtua_request_seconds_count{path="/v1/push"} 1.0',
        'diemtua_unsent{commune="03646"} 5.0',
        'diemtua_quarantined{commune="03646"} 2.0',
        'diemtua_oldest_unsent_seconds{commune="03646"} 86400.0',
        'diemtua_disk_free_megabytes{commune="03646"} 900.0',
        'diemtua_clocks_suspect{commune="03646"} 1.0',
        'diemtua_needs_review{commune="03646"} 0.0',
        'diemtua_held{commune="03646"} 0.0',
        f'diemtua_feed_seq{{commune="03646"}} {newest}.0',
        f'diemtua_durable_lag{{commune="03646"}} {newest}.0',
        f"diemtua_records_pulled_total {pulled}.0",
        "diemtua_well 1.0",
    ):
        assert line in text.splitlines()
    assert not [
        secret for secret in ("Mẫu", device.id, device.operator, device.paired.token) if secret in text
    ]


def test_a_laptop_that_is_silent_for_a_week_is_counted(central: Central, device: WireDevice) -> None:
    device.hello()
    gauge = 'diemtua_devices_silent{{commune="03646"}} {}.0'
    for days, silent in ((6, 0), (8, 1)):
        central.clock.now += days * 86_400_000 if silent == 0 else 2 * 86_400_000
        assert gauge.format(silent) in central.request("GET", "/metrics").content.decode().splitlines()
    devices.revoke(central.office.ground, device.id)
    assert gauge.format(0) in central.request("GET", "/metrics").content.decode().splitlines()


def test_each_answer_has_an_id_of_its_own(central: Central) -> None:
    given = [central.request("GET", "/health").headers["x-request-id"] for _ in range(2)]
    assert len(set(given)) == 2
    assert all(len(one) == 12 for one in given)


def test_the_outside_of_another_central_makes_it_unwell(
    central: Central, device: WireDevice, logged_warnings: list[logging.LogRecord]
) -> None:
    outside = Outside(None)
    outside.note("another", 1)
    office = open_office(central.office.ground, outside)
    with TestClient(build(office)) as client:
        answer = client.get("/health")
        assert (answer.status_code, answer.json()["why"]) == (503, "anothers_guard")
        assert "diemtua_well 0.0" in client.get("/metrics").text.splitlines()
    assert {one.msg for one in logged_warnings} == {"central_not_well"}
    logged_warnings.clear()


def test_what_has_no_route_is_counted_too(central: Central) -> None:
    for method, path in (("GET", "/v1/nothing"), ("GET", "/wp-login.php"), ("GET", "/v1/push")):
        central.request(method, path)
    text = central.request("GET", "/metrics").content.decode()
    assert 'diemtua_requests_total{path="other",status="404"} 2.0' in text.splitlines()
    counted = [line for line in text.splitlines() if 'status="405"' in line and "requests_total" in line]
    assert [line.rsplit(" ", 1)[1] for line in counted] == ["1.0"], "once, by whoever met it"
