"""The line between one laptop and central: the real client and what it believes, over a way that plays tricks."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NoReturn

import msgspec

from app.contract import endpoints
from app.contract.coding import pack
from app.contract.faults import Refused, Unreachable
from app.contract.limits import PROBLEM_TYPE
from app.contract.messages import Pair, Paired
from app.network.central_client import CentralClient, _message
from app.network.exchange import Exchange
from app.network.timing import Timing
from tests.support.world.door import Answer, Asked
from tests.support.world.strangers import STRANGER, lessened, mangled, strange
from tests.support.world.weather import CALM, Fate, Weather

_NEVER_ARRIVED = ("timeout", "cut", "no_network")
_NOT_BELIEVED = (Fate.STRANGER, Fate.CUT)


@dataclass(slots=True)
class Heard:
    """What one run met, as the line saw it: the truth the status screen is held against."""

    troubles: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    agreed: bool | None = None
    hellos: int = 0
    is_closed: bool = False


@dataclass(slots=True, kw_only=True)
class Way:
    """Where requests go: `ask` reaches central, `later` keeps one for another day, `meanwhile` lets time pass.

    `lies`: central says at every close that both sides differ. `down`: how central cannot be reached at all,
    as `Unreachable` names it.
    """

    chance: random.Random
    ask: Callable[[Asked], Answer]
    later: Callable[[Asked], None]
    meanwhile: Callable[[], None]
    weather: Weather = CALM
    lies: bool = False
    down: str = ""
    heard: Heard = field(default_factory=Heard)


class Line(Exchange):
    """The real exchange without its socket: it believes or disbelieves what the way brings."""

    def __init__(self, way: Way, server_id: str, token: str) -> None:
        self._server_id, self._token, self._way = server_id, token, way

    def close(self) -> None:
        """There is nothing to close."""

    def _ask(
        self,
        method: str,
        path: str,
        body: bytes,
        headers: Mapping[str, str],
        params: Mapping[str, Any],
        batch: str,
    ) -> bytes:
        way = self._way
        packed = {name.lower(): text for name, text in headers.items()}
        asked = Asked(method=method, path=path, token=self._token, headers=packed, params=params, body=body)
        way.meanwhile()
        try:
            answer = self._answered(asked)
            return self._believed(answer, answer.body, batch)  # type: ignore[arg-type]
        except Unreachable as trouble:
            way.heard.troubles.append(trouble.code)
            raise
        except Refused as refused:
            way.heard.refusals.append(refused.code)
            raise

    def _answered(self, asked: Asked) -> Answer:
        way = self._way
        if way.down:
            raise Unreachable(way.down)
        fate = way.weather.fate(way.chance)
        if fate in _NOT_BELIEVED:
            way.heard.troubles.append(fate.value)
        answer = self._through(asked, fate)
        if answer.status_code == 200 and asked.path == endpoints.CLOSE:
            answer = self._compared(answer)
        return answer

    def _through(self, asked: Asked, fate: Fate) -> Answer:
        """What comes back; raises Unreachable when nothing does."""
        way = self._way
        match fate:
            case Fate.LOST:
                _nothing(way.chance.choice(_NEVER_ARRIVED))
            case Fate.LATE:
                way.later(asked)
                _nothing("timeout")
            case Fate.PORTAL | Fate.BUSY | Fate.BROKEN | Fate.STRANGER:
                return self._instead(asked, fate)
            case Fate.TWICE:
                way.ask(asked)
            case Fate.FORGETFUL | Fate.NEWER if asked.path == endpoints.PUSH:
                return self._told(asked, way.ask(lessened(asked, way.chance)), fate)
        return self._told(asked, way.ask(asked), fate)

    def _instead(self, asked: Asked, fate: Fate) -> Answer:
        """What comes back of a request that central never read."""
        match fate:
            case Fate.PORTAL:
                return Answer(status_code=200, headers={"Content-Type": "text/html"}, body=b"<html>")
            case Fate.STRANGER:
                return strange(asked)
            case Fate.BUSY:
                return self._no(503, "busy")
            case _:
                return self._no(500, "internal")

    def _told(self, asked: Asked, answer: Answer, fate: Fate) -> Answer:
        """An answer of central as it arrives."""
        way = self._way
        if b'"number_reused"' in answer.body:
            way.heard.refusals.append("number_reused")
        match fate:
            case Fate.ANSWER_LOST:
                _nothing(way.chance.choice(("timeout", "cut")))
            case Fate.CUT:
                return replace(answer, body=answer.body[: len(answer.body) // 2])
            case Fate.FORGETFUL | Fate.NEWER if asked.path == endpoints.PUSH and answer.status_code == 200:
                return mangled(asked, answer, fate, way.chance)
        if asked.path == endpoints.HELLO and answer.status_code == 200:
            way.heard.hellos += 1
            way.heard.is_closed = not msgspec.json.decode(answer.body).get("may_pull", True)
        return answer

    def _compared(self, answer: Answer) -> Answer:
        """What central says at a close, or what it is made to say."""
        try:
            said = msgspec.json.decode(answer.body)
        except msgspec.DecodeError:
            return answer
        if said.get("server_id") in (None, STRANGER):
            return answer
        said["agree"] = said["agree"] and not self._way.lies
        self._way.heard.agreed = said["agree"]
        return replace(answer, body=msgspec.json.encode(said))

    def _no(self, status: int, code: str) -> Answer:
        said = {"type": code, "status": status, "server_id": self._server_id, "after": 20}
        headers = {"Content-Type": PROBLEM_TYPE}
        return Answer(status_code=status, headers=headers, body=msgspec.json.encode(said))


class WorldClient(CentralClient):
    """The real client on such a line."""

    def __init__(self, way: Way, server_id: str, token: str) -> None:
        self._server_id, self._timing, self._way = server_id, Timing(), way
        self._exchange = Line(way, server_id, token)

    def pair(self, address: str, request: Pair) -> Paired:
        """As the real one: on a line of its own, without a token."""
        plain = Line(self._way, self._server_id, "").post(endpoints.PAIR, pack(request))
        return _message(plain, Paired)


def _nothing(code: str) -> NoReturn:
    raise Unreachable(code)
