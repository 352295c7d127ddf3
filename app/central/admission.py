"""How much central does at once. Who finds no room is told `busy` with a time of its own to come back.

Policy, request by request:
- hello and pairing stand in a line of their own: a hello is the heartbeat, costs one row and never waits behind
  pushes; it is turned away only when hellos themselves are more than the line takes;
- every other request under /v1 waits for a slot as long as the settings say, then it is `busy`;
- health, metrics and pages are always answered;
- a body is read whole before it takes a slot, so that a slow village link holds up nobody. It may arrive as slowly
  as the laptop's own patience: after a grace, `BYTES_PER_SECOND`; slower is `busy`, more than LARGEST_BATCH is cut;
- a slot is free again once the answer begins: who reads slowly holds a connection, not a slot.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, HTTPRequestEvent, Message, Receive, ReceiveMessage, Scope, Send

from app.central.refusals import Refusal, busy
from app.central.settings import Limits
from app.contract import endpoints
from app.contract.limits import BYTES_PER_SECOND, LARGEST_BATCH, READ_SECONDS

LONGEST_ANSWER_SECONDS = 900
"""How long somebody may take to read an answer."""


class _Gone(Exception):
    """The connection ended before all was said: there is nobody to answer."""


class Line:
    """Room for so many at once; the next ones wait, and not for long."""

    def __init__(self, slots: int, seconds: float, chance: Callable[[], float]) -> None:
        self._slots = asyncio.Semaphore(slots)
        self._seconds = seconds
        self._chance = chance

    async def enter(self) -> None:
        """Take a slot. Raises Refusal("busy") when none becomes free in time."""
        try:
            async with asyncio.timeout(self._seconds):
                await self._slots.acquire()
        except TimeoutError as cause:
            raise busy(self._chance) from cause

    def leave(self) -> None:
        """Give it back."""
        self._slots.release()


class Admission(ASGIMiddleware):
    """Lets requests in as `Limits` say; `chance` gives numbers in [0, 1) and spreads those who are sent away."""

    scopes = (ScopeType.HTTP,)

    def __init__(self, limits: Limits, chance: Callable[[], float] = random.random) -> None:
        self._arriving = Line(limits.bodies, 0, chance)
        self._greeting = Line(limits.hello_slots, READ_SECONDS / 2, chance)
        self._working = Line(limits.slots, limits.slot_seconds, chance)
        self._chance = chance

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Read the body, wait for a slot, then let the request in."""
        line = self._line_of(scope["path"])
        if line is None:
            return await next_app(scope, receive, send)
        await self._arriving.enter()
        try:
            body = await self._body(receive)
        except _Gone:
            return None
        finally:
            self._arriving.leave()
        async with _slot(line, send) as answering:
            await next_app(scope, _again(body, receive), answering)
        return None

    def _line_of(self, path: str) -> Line | None:
        if not path.startswith("/v1/"):
            return None
        return self._greeting if path in (endpoints.HELLO, endpoints.PAIR) else self._working

    async def _body(self, receive: Receive) -> bytes:
        body, clock = bytearray(), asyncio.get_running_loop().time
        began = clock()
        while True:
            left = began + READ_SECONDS + len(body) / BYTES_PER_SECOND - clock()
            try:
                async with asyncio.timeout(left):
                    message = await receive()
            except TimeoutError as cause:
                raise busy(self._chance) from cause
            if message["type"] != "http.request":
                raise _Gone
            body += message["body"]
            if len(body) > LARGEST_BATCH:
                raise Refusal("batch_too_large", 413)
            if not message["more_body"]:
                return bytes(body)


@asynccontextmanager
async def _slot(line: Line, send: Send) -> AsyncIterator[Send]:
    """Hold a slot until the answer begins, or until it is known that there is none."""
    await line.enter()
    holds = [line]

    async def answering(message: Message) -> None:
        if holds:
            holds.pop().leave()
        async with asyncio.timeout(LONGEST_ANSWER_SECONDS):
            await send(message)

    try:
        yield answering
    finally:
        if holds:
            holds.pop().leave()


def _again(body: bytes, receive: Receive) -> Receive:
    """The body once more, for the application; after it, whatever the connection says."""
    said: list[HTTPRequestEvent] = [{"type": "http.request", "body": body, "more_body": False}]

    async def once() -> ReceiveMessage:
        return said.pop() if said else await receive()

    return once
