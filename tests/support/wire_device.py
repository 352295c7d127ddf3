"""A device reduced to what it says on the wire: enough to ask central anything, right or wrong."""

from __future__ import annotations

import base64
import hashlib
import itertools
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.contract import endpoints
from app.contract.coding import pack
from app.contract.limits import MEDIA_TYPE, PROBLEM_TYPE
from app.contract.messages import (
    Close,
    Closed,
    Hello,
    Message,
    Page,
    Pair,
    Paired,
    PairedOperator,
    Pushed,
    Welcome,
    WireChange,
    WireEdit,
    WireOutcome,
    WireRecord,
)
from app.contract.pairing import ask_text
from app.domain.ids import new_id
from app.network.sealing import new_sealing_keys

NEWEST = 2**53 - 1
"""The largest number a change may have: a device that says it has it never went back."""

M = TypeVar("M", bound=Message)
Value = Any


class Answer(Protocol):
    """What an HTTP client gives back."""

    @property
    def status_code(self) -> int: ...

    @property
    def content(self) -> bytes: ...

    @property
    def headers(self) -> Any: ...  # noqa: ANN401 - each client has its own mapping


Request = Callable[..., Answer]
"""`request(method, path, content=…, headers=…, params=…)`, as httpx clients have it."""


def fresh_id() -> str:
    """An id nobody has."""
    return new_id(0, secrets.token_bytes(10))


def raw_key() -> str:
    """32 random bytes as keys travel."""
    return _text(secrets.token_bytes(32))


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def read(answer: Answer, shape: type[M]) -> M:
    """The message in a good answer."""
    assert answer.status_code == 200, answer.content
    assert answer.headers["content-type"] == MEDIA_TYPE
    return msgspec.json.decode(answer.content, type=shape)


def problem(answer: Answer) -> tuple[int, str]:
    """Status and stable code of a refusal."""
    assert answer.headers["content-type"] == PROBLEM_TYPE
    said = msgspec.json.decode(answer.content)
    assert said["status"] == answer.status_code
    return answer.status_code, said["type"]


def pair_request(code: str, commune: str, **more: Value) -> Pair:
    """A request to be adopted, with one operator."""
    device = more.pop("device", "") or fresh_id()
    asked: dict[str, Value] = {
        "device": device,
        "instance": fresh_id(),
        "name": "Máy tập",
        "signing_key": _text(key_of(device).public_key().public_bytes_raw()),
        "sealing_key": new_sealing_keys()[1],
        "nonce": secrets.token_hex(16),
        "operators": [PairedOperator(id=fresh_id(), name="Lò Thị Mẫu")],
    }
    return signed(Pair(code=code, commune=commune, **{**asked, **more}))


def key_of(device: str) -> Ed25519PrivateKey:
    """The signing key of a device: always the same one, so that nobody has to carry it about."""
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(device.encode()).digest())


def signed(asked: Pair, key: Ed25519PrivateKey | None = None, **more: Value) -> Pair:
    """The request with some fields changed, signed by its device or by another key."""
    said = msgspec.structs.replace(asked, **more)
    text = ask_text(said.code, said.nonce, said.device, said.instance)
    return msgspec.structs.replace(said, signature=_text((key or key_of(said.device)).sign(text)))


@dataclass(slots=True)
class WireDevice:
    """A paired device: its token, its operator, the number of its next change."""

    request: Request
    asked: Pair
    paired: Paired
    operator: str
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def id(self) -> str:
        return self.asked.device

    def send(self, method: str, path: str, message: Message | None = None, **more: Value) -> Answer:
        """Any request, with the token."""
        headers = {"authorization": f"Bearer {self.paired.token}", "accept-encoding": "zstd"}
        if message is not None:
            more["content"] = pack(message)
            headers |= {"content-encoding": "zstd", "content-type": MEDIA_TYPE}
        return self.request(method, path, headers=headers, **more)

    def hello(self, **more: Value) -> Welcome:
        said = Hello(
            **{
                "device": self.id,
                "instance": self.asked.instance,
                "epoch": self.paired.epoch,
                "cursor": 0,
                "last_n": NEWEST,
                "app": "0.1.0",
                "at": 0,
                **more,
            }
        )
        return read(self.send("POST", endpoints.HELLO, said), Welcome)

    def change(self, op: str, kind: str, record: str = "", **more: Value) -> WireChange:
        """A change by this device's operator; `to` gives new values, `seen` what was before them."""
        to, seen = more.pop("to", {}), more.pop("seen", {})
        fields = {name: WireEdit(to=value, seen=tuple(seen.get(name, ()))) for name, value in to.items()}
        asked: dict[str, Value] = {
            "id": fresh_id(),
            "n": next(self.numbers),
            "author": self.operator,
            "at": 1_700_000_000_000,
        }
        return WireChange(op=op, kind=kind, record=record or fresh_id(), fields=fields, **{**asked, **more})

    def create(self, kind: str, record: str = "", **to: Value) -> WireChange:
        """A new record."""
        return self.change("create", kind, record, to=to)

    def edit(self, kind: str, record: str, field: str, before: Value, after: Value) -> WireChange:
        """One field written over a value that was seen."""
        return self.change("edit", kind, record, to={field: after}, seen={field: [before]})

    def push_raw(self, *changes: bytes, epoch: int = 0, device: str = "") -> Answer:
        """A batch of changes as they are, even when they are nothing of the kind."""
        batch = {
            "batch": "b1",
            "device": device or self.id,
            "epoch": epoch or self.paired.epoch,
            "changes": [msgspec.Raw(change) for change in changes],
        }
        return self.send("POST", endpoints.PUSH, content=msgspec.json.encode(batch))

    def push(self, *changes: WireChange) -> list[WireOutcome]:
        """The answers to a batch."""
        pushed = read(self.push_raw(*map(msgspec.json.encode, changes)), Pushed)
        assert (pushed.server_id, pushed.batch) == (self.paired.server_id, "b1")
        assert [outcome.n for outcome in pushed.outcomes] == [change.n for change in changes]
        return pushed.outcomes

    def page(self, cursor: int = 0, epoch: int = 0) -> Answer:
        """One page of the feed."""
        return self.send(
            "GET", endpoints.PULL, params={"epoch": epoch or self.paired.epoch, "cursor": cursor}
        )

    def pull(self, cursor: int = 0) -> list[WireRecord]:
        """Everything above the cursor, page by page."""
        records, more = [], True
        while more:
            page = read(self.page(cursor), Page)
            records += page.records
            cursor, more = page.cursor, page.more
        return records

    def standing(self, kind: str, record: str) -> WireRecord | None:
        """One record as the feed shows it."""
        return next((one for one in self.pull() if (one.kind, one.id) == (kind, record)), None)

    def close(self, cursor: int, count: int, digest: str) -> Closed:
        said = Close(device=self.id, epoch=self.paired.epoch, cursor=cursor, count=count, digest=digest)
        return read(self.send("POST", endpoints.CLOSE, said), Closed)


def pair(request: Request, code: str, commune: str, **more: Value) -> WireDevice:
    """A device adopted with a sheet's code."""
    asked = pair_request(code, commune, **more)
    answer = request("POST", endpoints.PAIR, content=pack(asked), headers={"content-encoding": "zstd"})
    operator = asked.operators[0].id if asked.operators else fresh_id()
    return WireDevice(request, asked, read(answer, Paired), operator)
