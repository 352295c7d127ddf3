"""Requests that are too large, damaged, or not for this central; and answers that are not central's."""

from __future__ import annotations

import gzip
import json
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import zstandard

from tests.conformance.client import MEDIA, PROBLEM, Json, NotCentral, Refused, Wire, new_id
from tests.conformance.conftest import Town
from tests.conformance.device import Device

MIB = 1024 * 1024


def batch_of(device: Device, changes: list[Json]) -> bytes:
    batch = {"batch": new_id(), "device": device.id, "epoch": device.epoch, "changes": changes}
    return json.dumps(batch).encode()


@pytest.mark.parametrize("encoding", ["zstd", "gzip", ""])
def test_a_body_may_be_packed_or_not(sender: Device, encoding: str) -> None:
    made = sender.create("citizen", name="Quàng Văn Thử")
    plain = batch_of(sender, [made.body])
    packed = {"zstd": zstandard.compress(plain), "gzip": gzip.compress(plain), "": plain}[encoding]
    batch = json.loads(plain)["batch"]
    pushed = sender.line.post("/v1/push", packed, encoding, batch)
    assert (pushed["batch"], pushed["outcomes"][0]["n"]) == (batch, made.body["n"])


@pytest.mark.parametrize(("encoding", "packer"), [("ZSTD", zstandard.compress), ("identity", bytes)])
def test_the_name_of_a_packing_is_read_in_any_case(
    sender: Device, encoding: str, packer: Callable[[bytes], bytes]
) -> None:
    plain = batch_of(sender, [])
    pushed = sender.line.post("/v1/push", packer(plain), encoding, json.loads(plain)["batch"])
    assert pushed["epoch"] == sender.epoch


@pytest.mark.parametrize("encoding", ["br", "deflate", "gzip, zstd"])
def test_an_unknown_packing_is_refused_by_name(sender: Device, encoding: str) -> None:
    with pytest.raises(Refused, match="415 encoding_unknown"):
        sender.line.post("/v1/push", batch_of(sender, []), encoding)


@pytest.mark.parametrize("encoding", ["zstd", "gzip", "zstd, gzip", "identity"])
def test_answers_are_packed_as_asked(sender: Device, encoding: str) -> None:
    path = f"/v1/pull?epoch={sender.epoch}&cursor=0"
    page = sender.line.ask("GET", path, {"Accept-Encoding": encoding})
    assert page["records"], "the shared device's own operator at least"


@pytest.mark.parametrize("packer", [zstandard.compress, gzip.compress], ids=["zstd", "gzip"])
def test_a_bomb_is_not_opened(sender: Device, packer: object) -> None:
    bomb = (
        zstandard.compress(b" " * 64 * MIB)
        if packer is zstandard.compress
        else gzip.compress(b" " * 64 * MIB)
    )
    encoding = "zstd" if packer is zstandard.compress else "gzip"
    with pytest.raises(Refused, match="413 body_too_large"):
        sender.line.post("/v1/push", bomb, encoding)
    assert sender.send([]) == []


def test_a_window_wider_than_allowed_is_not_opened(sender: Device) -> None:
    wide = zstandard.ZstdCompressionParameters(window_log=27, enable_ldm=True)
    opener = zstandard.ZstdCompressor(compression_params=wide).compressobj()
    packed = opener.compress(batch_of(sender, [])) + opener.flush()
    with pytest.raises(Refused, match="400 body_unreadable"):
        sender.line.post("/v1/push", packed, "zstd")


@pytest.mark.parametrize("size", [256 * 1024 + 1, 2 * MIB])
def test_more_than_a_batch_is_refused_before_it_is_opened(sender: Device, size: int) -> None:
    with pytest.raises(Refused, match="413 batch_too_large"):
        sender.line.post("/v1/push", secrets.token_bytes(size))


def test_more_changes_than_a_batch_holds_are_refused_whole(sender: Device) -> None:
    with pytest.raises(Refused, match="413 batch_too_large"):
        sender.send([{}] * 2001)


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (b"", ""),
        (b"{", ""),
        (b"[]", ""),
        (b'{"batch": "b"}', ""),
        (b"\xff\xfe", ""),
        (b"[" * 100_000, ""),
        (b"not zstd", "zstd"),
        (b"not gzip", "gzip"),
        (zstandard.compress(b'{"batch": "b"}')[:-4], "zstd"),
    ],
)
def test_what_is_no_message_is_refused(sender: Device, body: bytes, encoding: str) -> None:
    with pytest.raises(Refused, match="400 body_unreadable"):
        sender.line.post("/v1/push", body, encoding)


def test_work_too_large_for_one_batch_is_halved_and_arrives(device: Device) -> None:
    for _ in range(40):
        device.create("citizen", name="Quàng Văn Thử", note=secrets.token_hex(10_000))
    fat = device.create("citizen", name="Lò Thị Mẫu", note="x" * 33_000)
    device.run()
    assert {own.state for own in device.own[:-1]} == {"received"}
    assert (fat.state, fat.outcome["code"]) == ("quarantined", "change_too_large")
    assert device.agrees is True


@pytest.mark.parametrize("path", ["/v1/hello", "/v1/push", "/v1/close"])
def test_nobody_speaks_without_a_known_token(town: Town, path: str) -> None:
    for token in ("", "A" * 43):
        with Wire(town.central.address, token) as stranger, pytest.raises(Refused, match="401 unknown_token"):
            stranger.say(path, {})


def test_a_token_speaks_for_its_own_device_only(sender: Device) -> None:
    with pytest.raises(Refused, match="409 wrong_device"):
        sender.send([], device=new_id())


@pytest.mark.parametrize(("version", "code"), [(0, "protocol_too_old"), (99, "protocol_too_new")])
def test_another_protocol_is_named(sender: Device, version: int, code: str) -> None:
    said = {"epoch": 0, "cursor": 0, "last_n": sender.last_n, "app": "", "at": 0, "protocol": version}
    with pytest.raises(Refused, match=f"409 {code}"):
        sender.line.say("/v1/hello", {"device": sender.id, "instance": sender.instance, **said})


@pytest.mark.parametrize(
    ("method", "path", "refusal"),
    [
        ("GET", "/v1/pull", "400 bad_request"),
        ("GET", "/v1/pull?epoch=one&cursor=0", "400 bad_request"),
        ("GET", "/v1/other", "404 not_found"),
        ("GET", "/v1/push", "405 method_not_allowed"),
    ],
)
def test_what_is_not_asked_like_this(sender: Device, method: str, path: str, refusal: str) -> None:
    with pytest.raises(Refused, match=refusal):
        sender.line.ask(method, path)


Answer = tuple[int, str, Json]


@contextmanager
def portal(answer: Answer) -> Iterator[str]:
    """Something between us and central that answers everything in the same way."""
    status, media, said = answer

    class Reply(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            body = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", media)
            self.send_header("Location", "http://127.0.0.1:9/")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *words: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Reply) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join(10)


PORTALS: list[Answer] = [
    (200, "text/html", {}),
    (200, MEDIA, {"server_id": "AYvP5WvodASBAQEBAQEBAQ", "batch": "b", "epoch": 1}),
    (302, MEDIA, {}),
    (400, "application/problem+json", {"type": "about:blank", "status": 400}),
    (400, PROBLEM, {"type": "body_unreadable", "status": 400}),
    (401, PROBLEM, {"type": "unknown_token", "status": 401, "server_id": "AYvP5WvodASBAQEBAQEBAQ"}),
    (502, "text/html", {}),
]


@pytest.fixture(scope="module")
def steady(town: Town) -> Iterator[Device]:
    """A paired device shared by tests that leave nothing of it waiting."""
    device = Device()
    device.pair(town.sheet())
    yield device
    device.leave()


@pytest.mark.parametrize("answer", PORTALS, ids=lambda answer: f"{answer[0]}-{answer[1]}")
def test_an_answer_that_is_not_centrals_changes_nothing(steady: Device, answer: Answer) -> None:
    device = steady
    device.hello()
    made, straight = device.create("citizen", name="Quàng Văn Thử"), device.line
    with portal(answer) as address, Wire(address, straight.token, straight.server_id) as elsewhere:
        device.wire = elsewhere
        with pytest.raises(NotCentral):
            device.push()
        device.wire = straight
    assert made.state == "waiting"
    device.run()
    assert (made.state, device.agrees) == ("received", True)


def test_clear_text_stays_on_this_machine() -> None:
    with pytest.raises(NotCentral):
        Wire("http://central.example")
