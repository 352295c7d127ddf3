"""How much central does at once, and what those hear who find no room."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from litestar.testing import TestClient

from app.central import admission, feed
from app.central.admission import Admission
from app.central.app import build
from app.central.refusals import BUSY_SECONDS, Refusal, busy
from app.central.settings import Limits
from app.contract.limits import LARGEST_BATCH
from tests.support.central import Central
from tests.support.wire_device import WireDevice, problem

Receive = Callable[[], Awaitable[dict[str, Any]]]


@contextmanager
def _held_pulls(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[threading.Semaphore, threading.Event]]:
    """Pulls that stay in central until let go: what counts those inside, and what lets them go."""
    inside, let_go, page = threading.Semaphore(0), threading.Event(), feed.page

    def slowly(*told: Any, **more: Any) -> Any:
        inside.release()
        assert let_go.wait(20)
        return page(*told, **more)

    monkeypatch.setattr(feed, "page", slowly)
    try:
        yield inside, let_go
    finally:
        let_go.set()


def test_who_finds_no_slot_is_busy_and_a_hello_never_waits_behind_them(
    central: Central, device: WireDevice, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = Limits(slots=2, slot_seconds=0)
    with (
        TestClient(build(central.office, limits)) as client,
        ThreadPoolExecutor(2) as pool,
        _held_pulls(monkeypatch) as (inside, let_go),
    ):
        device.request = client.request
        held = [pool.submit(device.page) for _ in range(limits.slots)]
        assert all(inside.acquire(timeout=20) for _ in held)
        for answer in (device.page(), device.push_raw(b"{}")):
            assert problem(answer) == (503, "busy")
            assert BUSY_SECONDS <= int(answer.headers["retry-after"]) < 2 * BUSY_SECONDS
        assert device.hello().may_pull
        assert client.get("/health").json()["ok"] is True
        let_go.set()
        assert [one.result().status_code for one in held] == [200, 200]
        assert device.page().status_code == 200


def test_a_slot_is_waited_for(central: Central, device: WireDevice, monkeypatch: pytest.MonkeyPatch) -> None:
    with (
        TestClient(build(central.office, Limits(slots=1, slot_seconds=30))) as client,
        ThreadPoolExecutor(3) as pool,
        _held_pulls(monkeypatch) as (inside, let_go),
    ):
        device.request = client.request
        held = [pool.submit(device.page) for _ in range(3)]
        assert inside.acquire(timeout=20)
        assert not inside.acquire(blocking=False), "one at a time"
        let_go.set()
        assert [one.result().status_code for one in held] == [200] * 3


def test_those_sent_away_are_told_different_times() -> None:
    waits = {busy(lambda share=share: share / 100).after for share in range(100)}
    assert waits == set(range(BUSY_SECONDS, 2 * BUSY_SECONDS))


def _scope(path: str = "/v1/push") -> Any:
    return {"type": "http", "path": path}


async def _sent(message: Any) -> None:
    return None


def _saying(*messages: dict[str, Any]) -> Receive:
    left = list(messages)

    async def receive() -> dict[str, Any]:
        return left.pop(0) if left else await asyncio.Event().wait()  # type: ignore[return-value]

    return receive


def _part(body: bytes, *, more: bool = True) -> dict[str, Any]:
    return {"type": "http.request", "body": body, "more_body": more}


def _admit(receive: Receive, limits: Limits | None = None) -> list[bytes]:
    """The bodies that reached the application."""
    reached: list[bytes] = []

    async def application(scope: Any, again: Receive, send: Any) -> None:
        reached.append((await again())["body"])

    handle = Admission(limits or Limits()).handle
    asyncio.run(handle(_scope(), receive, _sent, application))  # type: ignore[arg-type]
    return reached


def test_a_body_arrives_whole_and_once() -> None:
    assert _admit(_saying(_part(b"a"), _part(b"b"), _part(b"c", more=False))) == [b"abc"]


def test_a_body_without_end_is_cut_while_it_arrives() -> None:
    with pytest.raises(Refusal, match="batch_too_large"):
        _admit(_saying(*[_part(b"x" * 65_536) for _ in range(LARGEST_BATCH // 65_536 + 1)]))


def test_a_body_that_stops_coming_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admission, "READ_SECONDS", 0.01)
    with pytest.raises(Refusal, match="busy"):
        _admit(_saying(_part(b"x")))


def test_a_slow_line_is_borne(monkeypatch: pytest.MonkeyPatch) -> None:
    """What has arrived buys time for the rest: a second for each of BYTES_PER_SECOND."""
    monkeypatch.setattr(admission, "READ_SECONDS", 0.0)
    assert _admit(_saying(_part(b"x", more=False)), Limits()) == [b"x"]
    with pytest.raises(Refusal, match="busy"):
        _admit(_saying(_part(b"")))


def test_nobody_is_answered_who_is_gone() -> None:
    assert _admit(_saying(_part(b"x"), {"type": "http.disconnect"})) == []


def test_no_more_bodies_arrive_at_once_than_there_is_room_for() -> None:
    with pytest.raises(Refusal, match="busy"):
        _admit(_saying(_part(b"x", more=False)), Limits(bodies=0))


def test_a_slow_reader_holds_no_slot() -> None:
    """The answer begins: the slot is free, however long its bytes take."""
    gate, reached = Admission(Limits(slots=1, slot_seconds=0)), []

    async def scene() -> None:
        reading = asyncio.Event()

        async def stuck(message: Any) -> None:
            reading.set()
            await asyncio.Event().wait()

        async def answering(scope: Any, receive: Any, send: Any) -> None:
            await send({"type": "http.response.start", "status": 200, "headers": []})

        async def quick(scope: Any, receive: Any, send: Any) -> None:
            reached.append("let in")

        body = _part(b"x", more=False)
        first = asyncio.create_task(gate.handle(_scope(), _saying(body), stuck, answering))  # type: ignore[arg-type]
        await reading.wait()
        await gate.handle(_scope(), _saying(body), _sent, quick)  # type: ignore[arg-type]
        first.cancel()

    asyncio.run(scene())
    assert reached == ["let in"]
