"""A real HTTP server on loopback that answers as told: rightly, wrongly, late, half or not at all."""

from __future__ import annotations

import socket
import ssl
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import msgspec
import zstandard

from app.contract.limits import MEDIA_TYPE, PROBLEM_TYPE
from app.contract.messages import ProblemDetails
from tests.support.listening import Listener


@dataclass(frozen=True, slots=True)
class Heard:
    """One request as it came in."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    connection: int


@dataclass(frozen=True, slots=True)
class Said:
    """Bytes to answer with; then `reset` the connection, `leave` it, or `stall` until the server stops."""

    data: bytes = b""
    then: str = "keep"


Script = Callable[[Heard], Said]


def response(status: int, media: str, body: bytes, *, length: int = -1, **headers: str) -> bytes:
    """A whole HTTP answer; `length` may lie about the body's size, `_` in a header name is a hyphen."""
    size = len(body) if length < 0 else length
    lines = [f"HTTP/1.1 {status} X", f"Content-Type: {media}", f"Content-Length: {size}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join((*lines, "", "")).encode("latin-1") + body


def message(said: msgspec.Struct, status: int = 200) -> Said:
    """A good answer."""
    body = zstandard.compress(msgspec.json.encode(said))
    return Said(response(status, MEDIA_TYPE, body, Content_Encoding="zstd"))


CENTRAL = "central-of-test"


def problem(
    code: str, status: int, after: int = 0, server: str = CENTRAL, batch: str = "", **headers: str
) -> Said:
    """Central's own no."""
    said = ProblemDetails(type=code, status=status, after=after, server_id=server, batch=batch)
    body = msgspec.json.encode(said)
    return Said(response(status, PROBLEM_TYPE, body, **headers))


@dataclass(slots=True)
class OddServer(Listener):
    """`heard` are the requests in order. `tls` makes it speak HTTPS."""

    script: Script
    tls: ssl.SSLContext | None = None
    heard: list[Heard] = field(default_factory=list)
    _connections: int = 0

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"https://localhost:{self.port}" if self.tls else f"http://127.0.0.1:{self.port}"

    def _meet(self, connection: socket.socket) -> None:
        self._connections += 1
        self._start(self._serve, connection, self._connections)

    def _serve(self, plain: socket.socket, number: int) -> None:
        try:
            with self.tls.wrap_socket(plain, server_side=True) if self.tls else plain as connection:
                connection.settimeout(0.05)
                while (heard := self._hear(connection, number)) and self._say(connection, self.script(heard)):
                    pass
        except OSError:  # the client turned away: a certificate it will not have, an answer too large
            plain.close()

    def _hear(self, connection: socket.socket, number: int) -> Heard | None:
        head = b""
        while b"\r\n\r\n" not in head:
            piece = self._receive(connection)
            if not piece:
                return None
            head += piece
        top, _, body = head.partition(b"\r\n\r\n")
        first, *lines = top.decode("latin-1").split("\r\n")
        parts = (line.partition(":") for line in lines)
        headers = {name.strip().lower(): value.strip() for name, _, value in parts}
        while len(body) < int(headers.get("content-length", "0")):
            body += self._receive(connection)
        method, path, _ = first.split(" ")
        heard = Heard(method, path, headers, body, number)
        self.heard.append(heard)
        return heard

    def _receive(self, connection: socket.socket) -> bytes:
        while not self._stop.is_set():
            try:
                return connection.recv(65536)
            except TimeoutError:
                continue
        return b""

    def _say(self, connection: socket.socket, said: Said) -> bool:
        connection.sendall(said.data)
        match said.then:
            case "reset":
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return False
            case "leave":
                return False
            case "stall":
                self._stop.wait()
                return False
            case _:
                return True
