"""Health and meters: true, and with nothing in them about anybody."""

from __future__ import annotations

import logging

import msgspec
import pytest
import sqlalchemy as sa

from app.central.ground import Ground
from tests.support.central import Central
from tests.support.wire_device import WireDevice, problem


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
    assert problem(central.request("GET", "/health")) == (503, "busy")
    logged_warnings.clear()


def test_work_is_counted_and_nobody_is_named(central: Central, device: WireDevice) -> None:
    device.hello(unsent=5)
    new = device.create("citizen", name="Lò Văn Mẫu")
    device.push(new, new, device.create("citizen", name="Lò Văn Mẫu", id_number="1"))
    device.pull()
    text = central.request("GET", "/metrics").content.decode()
    for line in (
        'diemtua_changes_total{outcome="accepted"} 1.0',
        'diemtua_changes_total{outcome="duplicate"} 1.0',
        'diemtua_changes_total{outcome="rejected"} 1.0',
        'diemtua_requests_total{path="/v1/push",status="200"} 1.0',
        "diemtua_records_pulled_total 3.0",
        'diemtua_unsent{commune="03646"} 5',
    ):
        assert line in text.splitlines()
    assert not [
        secret for secret in ("Mẫu", device.id, device.operator, device.paired.token) if secret in text
    ]
