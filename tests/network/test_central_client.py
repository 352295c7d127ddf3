"""The client against a real server that is central, somebody else, or in trouble."""

from __future__ import annotations

import gzip
import itertools
import socket

import msgspec
import pytest
import zstandard

from app.contract.bundle import GuidePart
from app.contract.coding import unpack
from app.contract.faults import Refused, Unreachable
from app.contract.limits import LARGEST_BODY, MEDIA_TYPE, PROBLEM_TYPE
from app.contract.messages import (
    Close,
    Closed,
    Hello,
    Page,
    Pair,
    Push,
    Pushed,
    Welcome,
    WireOutcome,
)
from app.domain.changes import Change, Mark, Op
from app.domain.views import Unsent
from app.network.central_client import CentralClient
from app.network.timing import Timing
from tests.network.conftest import QUICK, SERVER, Ask
from tests.support.odd_server import Heard, OddServer, Said, Script, message, problem, response

HELLO = Hello(device="d", instance="i", epoch=1, cursor=0, last_n=0, app="0", at=0)
WELCOME = Welcome(server_id=SERVER, epoch=1, seq=0, durable_seq=0, at=0, commune="03646", support_point="p")
PAIR = Pair(code="0", device="d", instance="i", name="", commune="", signing_key="", sealing_key="", nonce="")


def always(said: Said) -> Script:
    return lambda heard: said


def change(n: int = 1) -> Unsent:
    return Unsent(
        change=Change(
            id=f"c{n}", kind="citizen", record="r", op=Op.CREATE, author="a", device="d", made_at=0, n=n
        )
    )


def test_hello_is_believed_with_the_known_server(ask: Ask) -> None:
    heard: list[Heard] = []
    client = ask(lambda one: heard.append(one) or message(WELCOME))

    assert client.hello(HELLO) == WELCOME
    assert (heard[0].method, heard[0].path) == ("POST", "/v1/hello")
    assert heard[0].headers["authorization"] == "Bearer token-of-test"
    assert heard[0].headers["content-type"] == MEDIA_TYPE
    assert msgspec.json.decode(unpack(heard[0].body, "zstd"), type=Hello) == HELLO


def test_push_sends_the_batch_and_wants_its_name_back(ask: Ask) -> None:
    batches: list[Push] = []

    def script(heard: Heard) -> Said:
        batches.append(msgspec.json.decode(unpack(heard.body, "zstd"), type=Push))
        return message(Pushed(server_id=SERVER, batch="b7", epoch=3, outcomes=[WireOutcome(n=1, seq=9)]))

    client = ask(script)

    assert client.push("b7", "d", 3, [change()]).outcomes == [WireOutcome(n=1, seq=9)]
    assert (batches[0].batch, batches[0].device, batches[0].epoch) == ("b7", "d", 3)
    assert [msgspec.json.decode(one)["id"] for one in batches[0].changes] == ["c1"]
    with pytest.raises(Unreachable, match="not_our_server"):
        client.push("another", "d", 3, [change()])


def test_pull_and_close(ask: Ask) -> None:
    page = Page(server_id=SERVER, epoch=2, cursor=7)
    closed = Closed(server_id=SERVER, epoch=2, agree=True, count=0, digest="0")
    said = {"/v1/pull?epoch=2&cursor=5": page, "/v1/close": closed}
    client = ask(lambda heard: message(said[heard.path]))

    assert client.pull(Mark(2, 5)) == page
    assert client.close(Close(device="d", epoch=2, cursor=7, count=0, digest="0")) == closed


def test_a_piece_of_a_guide_is_the_one_asked_for(ask: Ask) -> None:
    part = GuidePart(server_id=SERVER, digest="d1", offset=5, size=9, part=b"\x00\xff")
    said = {"/v1/guides/d1?offset=5": part, "/v1/guides/d2?offset=5": part, "/v1/guides/d1?offset=6": part}
    client = ask(lambda heard: message(said[heard.path]))

    assert client.guide_part("d1", 5) == part
    for digest, offset in (("d2", 5), ("d1", 6)):
        with pytest.raises(Unreachable, match="not_our_server"):
            client.guide_part(digest, offset)


def test_a_piece_of_a_guide_from_somebody_else_is_no_answer(ask: Ask) -> None:
    part = GuidePart(server_id="elsewhere", digest="d1", offset=0, size=1, part=b"x")
    client = ask(lambda heard: message(part))
    with pytest.raises(Unreachable, match="not_our_server"):
        client.guide_part("d1", 0)


def test_one_connection_serves_a_whole_run(ask: Ask) -> None:
    connections: list[int] = []
    client = ask(lambda heard: connections.append(heard.connection) or message(WELCOME))

    for _ in range(3):
        client.hello(HELLO)
    client.disconnect()
    client.hello(HELLO)

    assert connections == [1, 1, 1, 2]


def test_plain_and_gzip_answers_are_read_too(ask: Ask) -> None:
    body = msgspec.json.encode(WELCOME)
    answers = itertools.chain(
        [response(200, MEDIA_TYPE, body), response(200, f"{MEDIA_TYPE}; charset=utf-8", body)],
        [response(200, MEDIA_TYPE, gzip.compress(body), Content_Encoding="gzip")],
    )
    client = ask(lambda heard: Said(next(answers)))

    assert [client.hello(HELLO) for _ in range(3)] == [WELCOME] * 3


BOMB = gzip.compress(b" " * (LARGEST_BODY + 1))
HALF = zstandard.compress(msgspec.json.encode(WELCOME))[:-9]
GATEWAY = b'{"type":"https://tools.ietf.org/html/rfc9110#section-15.5.1","status":400}'


NOT_OURS: dict[str, Said] = {
    "JSON of somebody else": Said(response(200, "application/json", msgspec.json.encode(WELCOME))),
    "our type, other status": Said(response(202, MEDIA_TYPE, msgspec.json.encode(WELCOME))),
    "another central": message(msgspec.structs.replace(WELCOME, server_id="elsewhere")),
    "a problem without a code": problem("", 400),
    "a problem of another status": Said(
        response(400, PROBLEM_TYPE, b'{"type":"x","status":500,"server_id":"central-of-test"}')
    ),
    "a problem that is none": problem("x", 200),
    "a problem of nobody": problem("bad_request", 400, server=""),
    "a problem of another central": problem("unknown_token", 401, server="elsewhere"),
    "a problem about a batch nobody sent": problem("body_unreadable", 400, batch="b"),
    "a gateway's problem": Said(response(400, "application/problem+json", GATEWAY)),
    "a bomb": Said(response(200, MEDIA_TYPE, BOMB, Content_Encoding="gzip")),
    "too much": Said(response(200, MEDIA_TYPE, b" " * (LARGEST_BODY + 1))),
}


@pytest.mark.parametrize("said", NOT_OURS.values(), ids=NOT_OURS.keys())
def test_anybody_elses_answer_proves_nothing(ask: Ask, said: Said) -> None:
    with pytest.raises(Unreachable, match="^not_our_server$"):
        ask(always(said)).hello(HELLO)


BROKEN: dict[str, Said] = {
    "half a body": Said(response(200, MEDIA_TYPE, b"{", length=900), "leave"),
    "a reset": Said(b"", "reset"),
    "a reset in the body": Said(response(200, MEDIA_TYPE, b"{", length=900), "reset"),
    "silence and gone": Said(b"", "leave"),
    "damaged": Said(response(200, MEDIA_TYPE, b"\x28\xb5\x2f\xfdrubbish", Content_Encoding="zstd")),
    "half a stream": Said(response(200, MEDIA_TYPE, HALF, Content_Encoding="zstd")),
    "no JSON": Said(response(200, MEDIA_TYPE, b"<html>")),
}


@pytest.mark.parametrize("said", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_answer_is_cut(ask: Ask, said: Said) -> None:
    with pytest.raises(Unreachable, match="^cut$"):
        ask(always(said)).hello(HELLO)


@pytest.mark.parametrize(
    "said", [Said(b"", "stall"), Said(response(200, MEDIA_TYPE, b"{", length=900), "stall")]
)
def test_a_stalled_answer_is_a_timeout(ask: Ask, said: Said) -> None:
    with pytest.raises(Unreachable, match="^timeout$"):
        ask(always(said)).hello(HELLO)


def test_a_dripping_answer_runs_into_the_deadline() -> None:
    hours = itertools.count(0.0, 3600.0)
    timing = Timing(connect=5.0, read=5.0, monotonic=lambda: next(hours))
    with OddServer(always(message(WELCOME))) as server:
        client = CentralClient(server.address, SERVER, "t", timing)
        with pytest.raises(Unreachable, match="^timeout$"):
            client.hello(HELLO)
        client.disconnect()


REFUSALS: list[tuple[Said, tuple[str, int, int]]] = [
    (problem("unknown_token", 401), ("unknown_token", 401, 0)),
    (problem("batch_too_large", 413), ("batch_too_large", 413, 0)),
    (problem("busy", 429, Retry_After="30"), ("busy", 429, 30)),
    (problem("busy", 503, after=20), ("busy", 503, 20)),
    (problem("busy", 503, after=20, Retry_After="Fri, 01 Jan"), ("busy", 503, 20)),
    (problem("internal", 500), ("internal", 500, 0)),
]


@pytest.mark.parametrize(("said", "expected"), REFUSALS)
def test_centrals_own_no_carries_its_code(ask: Ask, said: Said, expected: tuple[str, int, int]) -> None:
    with pytest.raises(Refused) as raised:
        ask(always(said)).hello(HELLO)
    assert (raised.value.code, raised.value.status, raised.value.after) == expected


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_nobody_there_is_no_network() -> None:
    client = CentralClient(f"http://127.0.0.1:{closed_port()}", SERVER, "t", QUICK)
    with pytest.raises(Unreachable, match="^no_network$"):
        client.hello(HELLO)
    client.disconnect()


def test_the_token_never_travels_in_the_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("connected")

    monkeypatch.setattr(socket, "create_connection", refuse)
    client = CentralClient("http://central.invalid", SERVER, "t", QUICK)
    with pytest.raises(Unreachable, match="^tls$"):
        client.hello(HELLO)
    client.disconnect()


def test_a_large_batch_gets_through_whole(ask: Ask) -> None:
    sizes: list[int] = []

    def script(heard: Heard) -> Said:
        sizes.append(len(msgspec.json.decode(unpack(heard.body, "zstd"), type=Push).changes))
        return message(Pushed(server_id=SERVER, batch="b", epoch=1))

    ask(script).push("b", "d", 1, [change(n) for n in range(1, 2001)])
    assert sizes == [2000]


def test_a_refused_push_is_believed_about_the_batch_that_was_sent(ask: Ask) -> None:
    for batch in ("", "b7"):
        with pytest.raises(Refused, match="body_unreadable"):
            ask(always(problem("body_unreadable", 400, batch=batch))).push("b7", "d", 1, [change()])
    others = [
        problem("body_unreadable", 400, batch="b6"),
        Said(response(400, "application/problem+json", GATEWAY)),
        Said(response(400, PROBLEM_TYPE, GATEWAY)),
    ]
    for said in others:
        with pytest.raises(Unreachable, match="^not_our_server$"):
            ask(always(said)).push("b7", "d", 1, [change()])


@pytest.mark.parametrize(("server", "raised"), [("any", Refused), ("", Unreachable)])
def test_a_typed_sheet_lets_any_named_central_say_no(server: str, raised: type[Exception]) -> None:
    with OddServer(always(problem("code_unknown", 403, server=server))) as central, pytest.raises(raised):
        CentralClient(central.address, "", "").pair(central.address, PAIR)
