"""The port of central over an application in this process: what a laptop without a network never has."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from app.contract import endpoints, messages
from app.contract.bundle import GuidePart
from app.contract.coding import pack, to_wire
from app.contract.faults import Refused
from app.contract.limits import MEDIA_TYPE, PROBLEM_TYPE
from app.domain.changes import Mark
from app.domain.views import Unsent
from tests.support.wire_device import M, Request


@dataclass(slots=True)
class DirectLine:
    """Fits `ports.Central`."""

    request: Request
    token: str = ""

    def pair(self, address: str, request: messages.Pair) -> messages.Paired:
        return self._say(endpoints.PAIR, request, messages.Paired)

    def hello(self, request: messages.Hello) -> messages.Welcome:
        return self._say(endpoints.HELLO, request, messages.Welcome)

    def push(self, batch: str, device: str, epoch: int, changes: Sequence[Unsent]) -> messages.Pushed:
        raw = [msgspec.Raw(msgspec.json.encode(to_wire(one.change, one.stamp))) for one in changes]
        said = messages.Push(batch=batch, device=device, epoch=epoch, changes=raw)
        return self._say(endpoints.PUSH, said, messages.Pushed)

    def pull(self, cursor: Mark, buckets: Collection[int] = ()) -> messages.Page:
        asked: dict[str, Any] = {"epoch": cursor.epoch, "cursor": cursor.seq}
        if buckets:
            asked["buckets"] = ",".join(map(str, sorted(buckets)))
        return self._read(
            self.request("GET", endpoints.PULL, params=asked, headers=self._headers()), messages.Page
        )

    def close(self, request: messages.Close) -> messages.Closed:
        return self._say(endpoints.CLOSE, request, messages.Closed)

    def leftovers(self, request: messages.Leftovers) -> messages.LeftoversTaken:
        return self._say(endpoints.LEFTOVERS, request, messages.LeftoversTaken)

    def guide_part(self, digest: str, offset: int) -> GuidePart:
        path = f"{endpoints.GUIDES}/{digest}"
        answer = self.request("GET", path, params={"offset": offset}, headers=self._headers())
        return self._read(answer, GuidePart)

    def _say(self, path: str, message: messages.Message, shape: type[M]) -> M:
        headers = {**self._headers(), "content-encoding": "zstd", "content-type": MEDIA_TYPE}
        return self._read(self.request("POST", path, content=pack(message), headers=headers), shape)

    def _headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"} if self.token else {}

    def _read(self, answer: Any, shape: type[M]) -> M:  # noqa: ANN401 - an HTTP client's answer
        if answer.headers["content-type"] == PROBLEM_TYPE:
            said = msgspec.json.decode(answer.content)
            raise Refused(said["type"], said["status"])
        return msgspec.json.decode(answer.content, type=shape)
