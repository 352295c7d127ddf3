"""A real central under impatient people: told to stop, spoken to too slowly, with workers that die."""

from __future__ import annotations

import json
import re
import secrets
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import msgspec
import psutil
import pytest
import sqlalchemy as sa

from app.central.outside import Outside
from app.contract.pairing import read_sheet
from tests.support import wire_device
from tests.support.central import TO_HIEU
from tests.support.central_process import CentralProcess, central_process, paired_address
from tests.support.postgres import new_database
from tests.support.wire_device import WireDevice

PATIENCE = 30.0


@pytest.fixture
def line() -> Iterator[httpx.Client]:
    """Connections that are kept."""
    with httpx.Client(timeout=PATIENCE) as client:
        yield client


def _paired(process: CentralProcess, line: httpx.Client) -> WireDevice:
    text, _ = paired_address(process, TO_HIEU, "Điểm hỗ trợ tập")
    sheet = read_sheet(text)
    assert sheet is not None
    line.base_url = sheet.address
    return wire_device.pair(line.request, sheet.code, TO_HIEU)


@contextmanager
def _connected(process: CentralProcess) -> Iterator[socket.socket]:
    there = urlsplit(process.address)
    with socket.create_connection((there.hostname or "", there.port or 0), PATIENCE) as connection:
        yield connection


def _until_nobody_listens(process: CentralProcess) -> None:
    """Wait for the moment from which new connections are refused."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with _connected(process):
                pass
        except OSError:
            return
    raise AssertionError("it still listens")


def test_told_to_stop_it_answers_what_it_has_begun_and_refuses_the_rest(
    tmp_path: Path, line: httpx.Client
) -> None:
    with central_process(tmp_path) as process:
        process.start()
        device = _paired(process, line)
        new = device.create("citizen", name="Lò Văn Mẫu")
        said = {"batch": "b1", "device": device.id, "epoch": 1, "changes": [json.loads(_json(new))]}
        body = json.dumps(said).encode()
        head = (
            f"POST /v1/push HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {device.paired.token}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        with _connected(process) as half:
            half.sendall(head.encode() + body[:20])
            line.get("/health")  # what was sent before is read before
            assert process.process is not None
            process.process.send_signal(signal.SIGTERM)
            _until_nobody_listens(process)
            half.sendall(body[20:])
            answer = half.recv(65_536)
        assert answer.startswith(b"HTTP/1.1 200"), answer
        assert process.process.wait(PATIENCE) == 0
        process.process.stdout.close()  # type: ignore[union-attr]
        process.process = None
        noted = Outside(tmp_path / "guard").seen().seqs
        records = [json.loads(one) for one in process.command("view", "--people").splitlines()]
        [citizen] = [one for one in records if one["kind"] == "citizen"]
        assert noted == {TO_HIEU: citizen["seq"]}, "the last thing it does is to note how far it is"


def _json(change: object) -> bytes:
    return msgspec.json.encode(change)


@pytest.mark.parametrize("begun", [b"", b"POST /v1/pu", b"GET /health HTTP/1.1\r\nHost: x\r\nX-Slow: "])
def test_whoever_says_a_request_letter_by_letter_is_not_waited_for(tmp_path: Path, begun: bytes) -> None:
    with central_process(tmp_path, {"DIEMTUA_IDLE_SECONDS": "1"}) as process:
        process.start()
        with _connected(process) as slow:
            slow.sendall(begun)
            assert slow.recv(1024) == b"", "closed by central"
        with _connected(process) as second:
            second.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
            assert second.recv(4096).startswith(b"HTTP/1.1 200")
            second.sendall(begun)
            while second.recv(4096):
                pass  # the rest of the first answer; then closed by central


def test_a_head_that_is_too_long_is_cut(tmp_path: Path) -> None:
    with central_process(tmp_path) as process:
        process.start()
        with _connected(process) as endless:
            endless.sendall(b"GET /health HTTP/1.1\r\nX-Long: " + b"x" * 70_000)
            assert endless.recv(1024).startswith(b"HTTP/1.1 400")


@pytest.fixture
def workers(postgres: sa.URL, tmp_path: Path) -> Iterator[CentralProcess]:
    """A central with two workers on one PostgreSQL."""
    url = new_database(postgres, f"workers_{secrets.token_hex(4)}").render_as_string(hide_password=False)
    with central_process(tmp_path, {"DIEMTUA_DATABASE_URL": url}) as process:
        process.start("--workers", "2")
        yield process


def _crew(process: CentralProcess) -> set[int]:
    assert process.process is not None
    children = psutil.Process(process.process.pid).children()
    return {one.pid for one in children if "spawn_main" in " ".join(one.cmdline())}


def test_workers_share_port_database_and_meters(workers: CentralProcess, line: httpx.Client) -> None:
    device = _paired(workers, line)
    for _ in range(12):
        with httpx.Client(base_url=workers.address, timeout=PATIENCE) as fresh:
            device.request = fresh.request
            assert [one.kind for one in device.push(device.create("village", name="Bản Mẫu"))] == ["accepted"]
    text = line.get("/metrics").text
    [counted] = re.findall(r'^diemtua_requests_total\{path="/v1/push",status="200"\} ([\d.]+)$', text, re.M)
    assert float(counted) == 12, "added up over both, whichever answers"
    assert len(_crew(workers)) == 2


def test_a_worker_that_dies_is_followed_by_another_and_nothing_is_lost(
    workers: CentralProcess, line: httpx.Client
) -> None:
    device, before = _paired(workers, line), _crew(workers)
    psutil.Process(next(iter(before))).kill()
    changes = [device.create("village", name="Bản Mẫu") for _ in range(5)]
    for change in changes:
        with httpx.Client(base_url=workers.address, timeout=PATIENCE) as fresh:
            device.request = fresh.request
            assert [one.kind for one in device.push(change)] == ["accepted"]
    end = time.monotonic() + PATIENCE
    while len(_crew(workers)) < 2 and time.monotonic() < end:
        assert line.get("/health").status_code == 200
    crew = _crew(workers)
    assert len(crew) == 2
    assert crew != before
    assert workers.stop() == 0
    assert not [pid for pid in crew if psutil.pid_exists(pid)]


def test_an_embedded_database_has_one_worker(tmp_path: Path) -> None:
    with central_process(tmp_path) as process:
        done = process.try_command("serve", "--port", "0", "--workers", "2")
    assert done.returncode == 2
    assert "PostgreSQL" in done.stderr


def test_a_worker_that_cannot_begin_is_said(postgres: sa.URL, tmp_path: Path) -> None:
    url = new_database(postgres, f"workers_{secrets.token_hex(4)}")
    address = {"DIEMTUA_DATABASE_URL": url.render_as_string(hide_password=False)}
    with central_process(tmp_path, address) as process:
        engine = sa.create_engine(url)
        with engine.begin() as connection:
            connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
        engine.dispose()
        done = process.try_command("serve", "--port", "0", "--workers", "2")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].endswith(".")
    assert "newer_schema" in done.stderr, "the worker's own log says what is wrong"
