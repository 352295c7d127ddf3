"""How requests are opened and answers written: packing, limits, problems, never a fault of central's own."""

from __future__ import annotations

import gzip
import json
import logging
from collections.abc import Callable

import msgspec
import pytest
import sqlalchemy as sa
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.central import feed
from app.central.refusals import BUSY_SECONDS
from app.contract.limits import LARGEST_BATCH, LARGEST_BODY, MEDIA_TYPE, MOST_CHANGES
from app.contract.messages import Close, Page
from tests.support.central import CHIENG_AN, TO_HIEU, Central
from tests.support.wire_device import WireDevice, pair_request, problem, read


def _bearer(device: WireDevice, **more: str) -> dict[str, str]:
    return {"authorization": f"Bearer {device.paired.token}", **more}


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [("", bytes), ("identity", bytes), ("gzip", gzip.compress), ("zstd", zstandard.compress)],
)
def test_a_body_may_be_packed_or_not(
    device: WireDevice, encoding: str, packed: Callable[[bytes], bytes]
) -> None:
    batch = {
        "batch": "b",
        "device": device.id,
        "epoch": 1,
        "changes": [device.create("village", name="Bản Mẫu")],
    }
    answer = device.request(
        "POST",
        "/v1/push",
        content=packed(msgspec.json.encode(batch)),
        headers=_bearer(device, **{"content-encoding": encoding}),
    )
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("accepted", "encoding"), [("zstd, gzip", "zstd"), ("gzip", "gzip"), ("identity", None)]
)
def test_an_answer_is_packed_as_the_device_can_open_it(
    device: WireDevice, accepted: str, encoding: str | None
) -> None:
    answer = device.request(
        "GET",
        "/v1/pull",
        params={"epoch": 1, "cursor": 0},
        headers=_bearer(device, **{"accept-encoding": accepted}),
    )
    assert answer.headers.get("content-encoding") == encoding
    assert {one.kind for one in read(answer, Page).records} >= {"support_point", "operator"}


def test_a_short_answer_is_not_packed(device: WireDevice) -> None:
    answer = device.send("GET", "/v1/pull", params={"epoch": 1, "cursor": device.pull()[-1].seq})
    assert (answer.status_code, answer.headers["content-type"]) == (200, MEDIA_TYPE)
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer ", "Basic abc", "Bearer nobody's", "Bearer \xff"]
)
def test_only_a_known_token_is_heard(central: Central, header: str | None) -> None:
    headers = {} if header is None else {"authorization": header.encode("latin-1")}
    answer = central.request("GET", "/v1/pull", params={"epoch": 1, "cursor": 0}, headers=headers)
    assert problem(answer) == (401, "unknown_token")
    assert answer.headers["www-authenticate"] == "Bearer"


def test_one_device_cannot_speak_for_another(central: Central, device: WireDevice) -> None:
    other = central.device(CHIENG_AN)
    new = msgspec.json.encode(device.create("village", name="Bản Mẫu"))
    assert problem(other.push_raw(new, device=device.id)) == (409, "wrong_device")
    closing = Close(device=device.id, epoch=1, cursor=0, count=0, digest="")
    assert problem(other.send("POST", "/v1/close", closing)) == (409, "wrong_device")


@pytest.mark.parametrize("path", ["/v1/pair", "/v1/hello", "/v1/push", "/v1/close"])
@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (b"", ""),
        (b"hello", ""),
        (b"[]", ""),
        (b'"\xff"', ""),
        (b"[" * 100_000, ""),
        (b"not zstd", "zstd"),
        (b"not gzip", "gzip"),
        (zstandard.compress(b"{}" * 100)[:-5], "zstd"),
        (gzip.compress(b"{}", mtime=0)[:-9], "gzip"),
    ],
)
def test_what_cannot_be_read_is_refused(device: WireDevice, path: str, body: bytes, encoding: str) -> None:
    headers = _bearer(device, **{"content-encoding": encoding})
    assert problem(device.request("POST", path, content=body, headers=headers)) == (400, "body_unreadable")


@pytest.mark.parametrize(("encoding", "packed"), [("gzip", gzip.compress), ("zstd", zstandard.compress)])
def test_a_bomb_is_not_opened(device: WireDevice, encoding: str, packed: Callable[[bytes], bytes]) -> None:
    bomb = packed(b" " * (LARGEST_BODY * 4))
    assert len(bomb) < LARGEST_BATCH
    headers = _bearer(device, **{"content-encoding": encoding})
    assert problem(device.request("POST", "/v1/push", content=bomb, headers=headers)) == (
        413,
        "body_too_large",
    )


def test_too_much_at_once_is_refused_whole(device: WireDevice) -> None:
    many = [msgspec.json.encode(device.create("village", name="Bản Mẫu"))] * (MOST_CHANGES + 1)
    batch = {"batch": "b", "device": device.id, "epoch": 1, "changes": [msgspec.Raw(one) for one in many]}
    packed = zstandard.compress(msgspec.json.encode(batch))
    headers = _bearer(device, **{"content-encoding": "zstd"})
    assert problem(device.request("POST", "/v1/push", content=packed, headers=headers)) == (
        413,
        "batch_too_large",
    )
    headers = _bearer(device)
    large = device.request("POST", "/v1/push", content=b" " * (LARGEST_BATCH + 1), headers=headers)
    assert problem(large) == (413, "batch_too_large")


@pytest.mark.parametrize(
    ("method", "path", "refusal"),
    [
        ("GET", "/v1/nothing", (404, "not_found")),
        ("GET", "/v1/push", (405, "method_not_allowed")),
        ("GET", "/v1/pull?epoch=x&cursor=0", (400, "bad_request")),
        ("GET", "/v1/pull", (400, "bad_request")),
    ],
)
def test_other_mistakes_are_problems_too(
    device: WireDevice, method: str, path: str, refusal: tuple[int, str]
) -> None:
    assert problem(device.request(method, path, headers=_bearer(device))) == refusal


@pytest.mark.parametrize(
    ("fault", "refusal", "event"),
    [
        (
            sa.exc.OperationalError("UPDATE", {}, Exception("database is locked")),
            (503, "busy"),
            "database_busy",
        ),
        (sa.exc.TimeoutError("pool"), (503, "busy"), "database_busy"),
        (RuntimeError("Lò Văn Mẫu"), (500, "internal"), "request_failed"),
    ],
)
def test_a_fault_of_centrals_own_says_whether_to_come_again(
    device: WireDevice,
    monkeypatch: pytest.MonkeyPatch,
    logged_warnings: list[logging.LogRecord],
    fault: Exception,
    refusal: tuple[int, str],
    event: str,
) -> None:
    def failing(*_: object) -> None:
        raise fault

    monkeypatch.setattr(feed, "page", failing)
    answer = device.page()
    assert problem(answer) == refusal
    wait = answer.headers.get("retry-after")
    assert BUSY_SECONDS <= int(wait) < 2 * BUSY_SECONDS if refusal[0] == 503 else wait is None
    assert [one.msg for one in logged_warnings] == [event]
    logged_warnings.clear()


def test_hello_needs_every_field(device: WireDevice) -> None:
    answer = device.request("POST", "/v1/hello", content=b'{"device":"x"}', headers=_bearer(device))
    assert problem(answer) == (400, "body_unreadable")


def test_unknown_fields_of_a_newer_device_are_let_pass(device: WireDevice) -> None:
    said = {"device": device.id, "epoch": 1, "batch": "b", "changes": [], "mood": "sunny"}
    answer = device.request(
        "POST",
        "/v1/push",
        content=zstandard.compress(msgspec.json.encode(said)),
        headers=_bearer(device, **{"content-encoding": "zstd"}),
    )
    assert answer.status_code == 200


def test_a_wrong_method_is_told_the_right_one(central: Central) -> None:
    assert "POST" in central.request("GET", "/v1/push").headers["allow"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
BODIES = {
    "/v1/pair": msgspec.to_builtins(pair_request("0123456789", TO_HIEU)),
    "/v1/hello": {"device": "", "instance": "", "epoch": 1, "cursor": 0, "last_n": 0, "app": "", "at": 0},
    "/v1/push": {"batch": "", "device": "", "epoch": 1, "changes": []},
    "/v1/close": {"device": "", "epoch": 1, "cursor": 0, "count": 0, "digest": ""},
}


@pytest.mark.parametrize("path", BODIES)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_body_breaks_central(central: Central, device: WireDevice, path: str, data: st.DataObject) -> None:
    names = st.sampled_from([*BODIES[path], "unheard_of"])
    spoiled = {**BODIES[path], **data.draw(st.dictionaries(names, JSON, max_size=3))}
    if "device" in spoiled and data.draw(st.booleans()):
        spoiled["device"] = device.id
    body = json.dumps(spoiled).encode()
    answer = device.request("POST", path, content=body, headers=_bearer(device))
    assert answer.status_code < 500
