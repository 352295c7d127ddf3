"""A real central process on a loopback port: it serves, survives being killed, and stops when told."""

from __future__ import annotations

import json
import secrets
import signal
import ssl
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from app.central.logs import FIELDS
from app.contract.pairing import read_sheet
from tests.support import wire_device
from tests.support.central import TO_HIEU
from tests.support.central_process import CentralProcess, central_process, paired_address
from tests.support.postgres import new_database
from tests.support.wire_device import WireDevice


@pytest.fixture(params=["sqlite", "postgresql"])
def environment(request: pytest.FixtureRequest) -> Mapping[str, str]:
    """What says where the database is; nothing is in it."""
    if request.param == "sqlite":
        return {}
    url = new_database(request.getfixturevalue("postgres"), f"server_{secrets.token_hex(4)}")
    return {"DIEMTUA_DATABASE_URL": url.render_as_string(hide_password=False)}


@pytest.fixture
def process(environment: Mapping[str, str], tmp_path: Path) -> Iterator[CentralProcess]:
    """A central that has not been started."""
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


def test_a_first_day_that_survives_a_kill(process: CentralProcess, line: httpx.Client) -> None:
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
    assert process.stop() == 0


def test_the_log_is_json_and_knows_nobody(process: CentralProcess, line: httpx.Client) -> None:
    process.start()
    device = _paired(process, line)
    device.push(device.create("citizen", name="Lò Văn Mẫu", id_number="014040000000"))
    line.get("/v1/nothing?name=Mẫu")
    told = line.get("/health").headers["x-request-id"]
    process.stop()
    lines = [json.loads(one) for one in process.log().splitlines()]
    assert {"at", "level", "event"} <= set.intersection(*map(set, lines))
    assert set.union(*map(set, lines)) <= {"at", "level", "event", "request", *FIELDS}
    [pushed] = [one for one in lines if one.get("path") == "/v1/push"]
    assert pushed["status"] == 200
    assert [one["status"] for one in lines if one.get("request") == told] == [200]
    assert [one["status"] for one in lines if one.get("path") == "other"] == [404]
    secret = ("Mẫu", "0140", device.id, device.paired.token)
    assert not [one for one in secret if one in process.log()]


def test_centrals_that_are_made_together_are_one(environment: Mapping[str, str], tmp_path: Path) -> None:
    fresh = CentralProcess(tmp_path, environment)
    with ThreadPoolExecutor(3) as pool:
        said = [one.result() for one in [pool.submit(fresh.command, "init") for _ in range(3)]]
    assert len(set(said)) == 1


def test_what_nobody_has_made_does_not_serve(environment: Mapping[str, str], tmp_path: Path) -> None:
    done = CentralProcess(tmp_path, environment).try_command("serve", "--port", "0")
    assert (done.returncode, done.stdout) == (2, "")
    assert "diemtua central init" in done.stderr
    assert list(tmp_path.iterdir()) == [], "looking makes nothing"


def test_while_it_serves_it_is_not_restored_and_killed_it_is(process: CentralProcess, tmp_path: Path) -> None:
    backup = str(tmp_path / "monday")
    process.command("add-commune", TO_HIEU)
    process.start()
    process.command("backup", "--out", backup)
    assert process.try_command("restore", backup, "--over-present").returncode == 2
    process.stop(signal.SIGKILL)
    process.command("restore", backup, "--over-present")
    process.start()
    assert httpx.get(process.address + "/health").json()["epoch"] == 2
    assert process.stop() == 0


def test_it_does_not_listen_to_other_machines_in_clear_text(tmp_path: Path) -> None:
    with central_process(tmp_path) as central:
        done = central.try_command("serve", "--host", "0.0.0.0", "--port", "0")
    assert done.returncode == 2
    assert "0.0.0.0" in done.stderr


def _self_signed(certificate: Path, key: Path) -> None:
    """A certificate for this machine, good for a day."""
    made = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now, local = datetime.now(UTC), x509.IPAddress(ip_address("127.0.0.1"))
    signed = (
        x509.CertificateBuilder(name, name, made.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([local]), critical=False)
        .sign(made, hashes.SHA256())
    )
    certificate.write_bytes(signed.public_bytes(Encoding.PEM))
    key.write_bytes(made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


def test_with_a_certificate_it_speaks_tls(tmp_path: Path) -> None:
    pem, key = tmp_path / "c.pem", tmp_path / "k.pem"
    _self_signed(pem, key)
    with central_process(tmp_path / "data") as central:
        central.start("--certificate", str(pem), "--key", str(key))
        assert central.address.startswith("https://127.0.0.1:")
        trusted = ssl.create_default_context(cafile=str(pem))
        assert httpx.get(central.address + "/health", verify=trusted).json()["ok"] is True
