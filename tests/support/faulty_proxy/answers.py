"""HTTP as bytes on a socket: what was asked, what was answered, and the same answer told otherwise. No sockets held."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec
import zstandard

from app.contract.coding import unpack
from app.contract.messages import Push

PIECE = 65_536

Told = dict[str, Any]
"""A message as plain JSON."""


class HungUp(Exception):
    """The other end is gone."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, byte for byte."""

    raw: bytes
    head_size: int

    @property
    def body(self) -> bytes:
        return self.raw[self.head_size :]

    def changes(self) -> int:
        """How many changes a push carries; 0 when it is none."""
        if b" /v1/push" not in self.raw[:64]:
            return 0
        return len(msgspec.json.decode(unpack(self.body, "zstd"), type=Push).changes)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: what its head says, and the body as it travels."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def raw(self) -> bytes:
        """As bytes; the head says what it says, also of the body's size."""
        lines = [
            f"HTTP/1.1 {self.status} X",
            *(f"{name}: {text}" for name, text in self.headers.items()),
            "",
            "",
        ]
        return "\r\n".join(lines).encode("latin-1") + self.body

    @property
    def encoding(self) -> str:
        return self.headers.get("content-encoding", "")

    def told(self) -> Told:
        """The message inside."""
        message: Told = msgspec.json.decode(unpack(self.body, self.encoding))
        return message

    def telling(self, message: Told, encoding: str = "zstd") -> Answer:
        """The same answer with another message, packed as asked."""
        return self.carrying(msgspec.json.encode(message), encoding)

    def packed(self, encoding: str) -> Answer:
        """The same message, packed otherwise (zstd, gzip or nothing)."""
        return self.telling(self.told(), encoding)

    def carrying(self, plain: bytes, encoding: str) -> Answer:
        """The same answer with other plain bytes."""
        match encoding:
            case "zstd":
                body = zstandard.ZstdCompressor(write_checksum=True).compress(plain)
            case "gzip":
                body = gzip.compress(plain)
            case _:
                body = plain
        return self.with_body(body).with_headers(**{"content-encoding": encoding})

    def with_body(self, body: bytes) -> Answer:
        """Another body, its size told truly."""
        return replace(self, body=body).with_headers(**{"content-length": str(len(body))})

    def with_headers(self, **changed: str) -> Answer:
        """Other words in the head; an empty one is left out."""
        headers = {**self.headers, **changed}
        return replace(self, headers={name: text for name, text in headers.items() if text})


def read_request(connection: socket.socket) -> Asked:
    """The next request, whole. Raises HungUp."""
    head, size = _read_head(connection)
    return Asked(_read_up_to(connection, head, size + _length(head[:size])), size)


def read_answer(connection: socket.socket) -> Answer:
    """An answer of central's, which always tells its size. Raises HungUp."""
    raw, size = _read_head(connection)
    first, *lines = raw[:size].decode("latin-1").strip().split("\r\n")
    headers = {
        name.strip().lower(): text.strip() for name, _, text in (line.partition(":") for line in lines)
    }
    raw = _read_up_to(connection, raw, size + _length(raw[:size]))
    return Answer(int(first.split(" ")[1]), headers, raw[size:])


def _read_head(connection: socket.socket) -> tuple[bytes, int]:
    raw = b""
    while (end := raw.find(b"\r\n\r\n")) < 0:
        raw += _receive(connection)
    return raw, end + 4


def _read_up_to(connection: socket.socket, raw: bytes, size: int) -> bytes:
    while len(raw) < size:
        raw += _receive(connection)
    return raw


def _receive(connection: socket.socket) -> bytes:
    data = connection.recv(PIECE)
    if not data:
        raise HungUp
    return data


def _length(head: bytes) -> int:
    lines = head.decode("latin-1").lower().split("\r\n")
    return next((int(line.split(":")[1]) for line in lines if line.startswith("content-length:")), 0)
