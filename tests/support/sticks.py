"""Folders of sealed files in memory that can be pulled out, and a road to a central in this process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import msgspec

from app.contract.bundle import BundleStatus, ParcelPart, named
from app.contract.faults import Refused, StickFault, Unreachable
from app.contract.limits import LARGEST_HEAD, PROBLEM_TYPE
from tests.support.wire_device import M, Request


@dataclass(slots=True)
class MemoryFiles:
    """Fits `usecases.courier.ports.Files`. `room` bytes may still be written; then the stick is out.

    A write that is cut short leaves its beginning under a name nobody looks for, as a real folder does.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    strewn: dict[str, bytes] = field(default_factory=dict)
    refused: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    room: int | None = None
    code: str = "stick_gone"

    def names(self) -> Sequence[str]:
        return sorted(name for name in self.files if named(name))

    def piece(self, name: str, offset: int, size: int) -> bytes:
        if name not in self.files:
            raise StickFault("stick_gone")
        return self.files[name][offset : offset + size]

    def put(self, name: str, content: bytes) -> None:
        assert named(name), name
        if self.room is not None and self.room < len(content):
            self.strewn[name + ".part"] = content[: self.room]
            self.room = 0
            raise StickFault(self.code)
        if self.room is not None:
            self.room -= len(content)
        self.files[name] = content

    def set_aside(self, name: str, code: str) -> None:
        self.refused[name] = (self.files.pop(name), code)

    def aside(self) -> Sequence[tuple[bytes, str]]:
        return [(content[:LARGEST_HEAD], code) for content, code in self.refused.values()]

    def remove(self, name: str) -> None:
        self.files.pop(name, None)


@dataclass(slots=True)
class Road:
    """Fits `usecases.courier.ports.Road` on a central's application; `trouble` may raise around each request."""

    request: Request
    token: str
    trouble: Callable[[str], None] = lambda _when: None

    def bundle(self, id_: str) -> BundleStatus:
        return self._ask(BundleStatus, "GET", f"/v1/bundles/{id_}")

    def send(self, id_: str, offset: int, part: bytes) -> BundleStatus:
        return self._ask(BundleStatus, "PUT", f"/v1/bundles/{id_}", content=part, params={"offset": offset})

    def parcel(self, id_: str, offset: int) -> ParcelPart:
        return self._ask(ParcelPart, "GET", f"/v1/parcels/{id_}", params={"offset": offset})

    def _ask(self, shape: type[M], method: str, path: str, **more: object) -> M:
        self.trouble("before")
        answer = self.request(method, path, headers={"authorization": f"Bearer {self.token}"}, **more)
        self.trouble("after")
        if answer.headers["content-type"] == PROBLEM_TYPE:
            said = msgspec.json.decode(answer.content)
            raise Refused(said["type"], said["status"])
        return msgspec.json.decode(answer.content, type=shape)


def cut(_when: str) -> None:
    """Trouble on every request."""
    raise Unreachable("cut")
