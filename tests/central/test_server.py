"""A real central process on a loopback port: it serves, survives being killed, and stops when told."""

from __future__ import annotations

import json
import secrets
import signal
import subprocess
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from app.central.logs import FIELDS
from app.contract.pairing import read_sheet
from tests.support import wire_device
from tests.support.central import TO_HIEU
from tests.support.central_process import CentralProcess, central_process, paired_address
from tests.support.postgres import new_database
from tests.support.wire_device import WireDevice


@pytest.fixture(params=["sqlite", "postgresql"])
def process(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CentralProcess]:
    """A central that has not been started."""
    environment: Mapping[str, str] = {}
    if request.param == "postgresql":
        url = new_database(request.getfixturevalue("postgres"), f"server_{secrets.token_hex(4)}")
        environment = {"DIEMTUA_DATABASE_URL": url.render_as_string(hide_password=False)}
    with central_process(tmp_path, environment) as central:
        yield central


@pytest.fixture
def line() -> Iterator[httpx.Client]:
    """One connection that is kept."""
    with httpx.Client() as client:
        yield client


def _paired(process: CentralProcess, line: httpx.Client) -> WireDevice:
    text, _ = paired_address(process, TO_HIEU, "Điểm hỗ trợ tập")
    sheet = read_sheet(text)
    assert sheet is not None
    line.base_url = sheet.address
    return wire_device.pair(line.request, sheet.code, TO_HIEU)


def test_from_an_empty_folder_to_a_citizen_and_through_a_kill(
    process: CentralProcess, line: httpx.Client
) -> None:
    process.start()
    device = _paired(process, line)
    new = device.create("citizen", name="Lò Văn Mẫu")
    assert [one.kind for one in device.push(new)] == ["accepted"]
    process.stop(signal.SIGKILL)
    process.start()
    line.base_url = process.address
    assert [one.first for one in device.push(new)] == ["accepted"]
    standing = device.standing("citizen", new.record)
    assert standing is not None
    assert standing.fields["name"] == "Lò Văn Mẫu"
    assert process.stop() in (0, -signal.SIGTERM)


def test_the_log_is_json_and_knows_nobody(process: CentralProcess, line: httpx.Client) -> None:
    process.start()
    device = _paired(process, line)
    device.push(device.create("citizen", name="Lò Văn Mẫu", id_number="014040000000"))
    line.get("/v1/nothing?name=Mẫu")
    process.stop()
    lines = [json.loads(one) for one in process.log().splitlines()]
    assert {"at", "level", "event"} <= set.intersection(*map(set, lines))
    assert set.union(*map(set, lines)) <= {"at", "level", "event", *FIELDS}
    assert {"path": "/v1/push", "status": 200}.items() <= next(
        one for one in lines if one.get("path") == "/v1/push"
    ).items()
    assert not [
        secret for secret in ("Mẫu", "0140", device.id, device.paired.token) if secret in process.log()
    ]


def test_centrals_that_start_together_are_one(process: CentralProcess) -> None:
    with ThreadPoolExecutor(3) as pool:
        said = [one.result() for one in [pool.submit(process.command, "init") for _ in range(3)]]
    assert len(set(said)) == 1


def test_it_does_not_listen_to_other_machines_in_clear_text(tmp_path: Path) -> None:
    with central_process(tmp_path) as central:
        done = central.try_command("serve", "--host", "0.0.0.0", "--port", "0")
    assert done.returncode == 2
    assert "0.0.0.0" in done.stderr


def test_with_a_certificate_it_speaks_tls(tmp_path: Path) -> None:
    pem, key = tmp_path / "c.pem", tmp_path / "k.pem"
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject]
    subprocess.run([*made, "-keyout", str(key), "-out", str(pem)], check=True, capture_output=True)
    with central_process(tmp_path / "data") as central:
        central.start("--certificate", str(pem), "--key", str(key))
        assert central.address.startswith("https://127.0.0.1:")
        assert httpx.get(central.address + "/health", verify=str(pem)).json()["ok"] is True
