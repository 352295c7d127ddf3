"""The wire as app/contract/PROTOCOL.md tells it: sheets, proof, bodies, answers. Nothing of the product is imported."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import secrets
import time
import unicodedata
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import requests
import zstandard
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from urllib3.exceptions import HTTPError

Json = dict[str, Any]
Value = Any

MEDIA = "application/vnd.diemtua+json"
PROBLEM = "application/vnd.diemtua.problem+json"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
LARGEST_BODY = 8_388_608
WINDOW = 8_388_608
TIMEOUTS = (10.0, 20.0)


class NotCentral(Exception):
    """No answer, or one that proves nothing: whether the request had an effect is unknown."""


class NotProven(Exception):
    """The central that answered is not the one on the sheet."""


class Refused(Exception):
    """Central's own no: a stable code, the status, seconds to wait."""

    def __init__(self, code: str, status: int, after: int) -> None:
        super().__init__(f"{status} {code}")
        self.code = code
        self.status = status
        self.after = after


def base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def raw_of(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def new_id() -> str:
    """A UUIDv7 in base64url."""
    bits = int.from_bytes(secrets.token_bytes(10), "big")
    number = (time.time_ns() // 1_000_000) << 80 | bits
    number = number & ~(0xF << 76) | 7 << 76
    number = number & ~(0b11 << 62) | 0b10 << 62
    return base64url(number.to_bytes(16, "big"))


def nfc(value: Value) -> Value:
    """The value with all its text in NFC."""
    match value:
        case str():
            return unicodedata.normalize("NFC", value)
        case list():
            return [nfc(part) for part in value]
        case dict():
            return {nfc(name): nfc(part) for name, part in value.items()}
        case _:
            return value


def fingerprint(key: bytes) -> str:
    """Section 4."""
    bits = int.from_bytes(hashlib.sha256(key).digest()[:10], "big")
    return "".join(ALPHABET[bits >> shift & 31] for shift in range(75, -1, -5))


def digest(records: Iterable[tuple[str, int]]) -> str:
    """Section 11."""
    total = 0
    for name, seq in records:
        total ^= int(hashlib.sha256(f"{name}:{seq}".encode()).hexdigest(), 16)
    return f"{total:064x}"


def bucket_digests(records: Iterable[tuple[str, int]]) -> list[str]:
    """Section 11."""
    buckets: list[list[tuple[str, int]]] = [[] for _ in range(256)]
    for name, seq in records:
        buckets[hashlib.sha256(name.encode()).digest()[0]].append((name, seq))
    return [digest(bucket)[:16] for bucket in buckets]


@dataclass(frozen=True)
class Sheet:
    address: str
    server_id: str
    fingerprint: str
    code: str


def read_sheet(text: str) -> Sheet:
    """The sheet behind a scanned text. ValueError for anything else."""
    parts = text.strip("\ufeff\x00\r\n ").split("|")
    if len(parts) != 5 or parts[0] != "DIEMTUA1":
        raise ValueError("no sheet")
    return typed_sheet(parts[1], parts[3], parts[4], parts[2])


def typed_sheet(address: str, mark: str, code: str, server_id: str = "") -> Sheet:
    """The sheet somebody typed; who central is stays open. ValueError when a part cannot be right."""
    mark, code = _typed(mark), _typed(code)
    if (len(mark), len(code)) != (16, 10) or not set(mark + code) <= set(ALPHABET):
        raise ValueError("wrong shape")
    if not address.startswith(("https://", "http://")):
        raise ValueError("no address")
    return Sheet(address.rstrip("/"), server_id, mark, code)


def _typed(text: str) -> str:
    return re.sub(r"[\s-]", "", text).upper().translate(str.maketrans("OILU", "011V"))


def signed(key: Ed25519PrivateKey, asked: Json) -> str:
    """What the device signs when it asks to be adopted."""
    lines = ("diemtua-ask-1", asked["code"], asked["nonce"], asked["device"], asked["instance"])
    return base64url(key.sign("\n".join(lines).encode()))


def check_proof(sheet: Sheet, asked: Json, paired: Json) -> None:
    """Raises NotProven unless the answer was signed, for this request, by the central on the sheet."""
    words = (asked["nonce"], asked["device"], paired["server_id"], paired["token"], paired["sealing_key"])
    lines = ("diemtua-pair-2", *words)
    try:
        key, proof = raw_of(paired["key"]), raw_of(paired["proof"])
        Ed25519PublicKey.from_public_bytes(key).verify(proof, "\n".join(lines).encode())
    except (InvalidSignature, ValueError) as wrong:
        raise NotProven from wrong
    is_sealable = re.fullmatch("age1[0-9a-z]{58}", paired["sealing_key"])
    if (
        not is_sealable
        or fingerprint(key) != sheet.fingerprint
        or sheet.server_id not in ("", paired["server_id"])
    ):
        raise NotProven


@dataclass
class Wire:
    """One line to one address. `token` and `server_id` come from pairing."""

    address: str
    token: str = ""
    server_id: str = ""
    timeouts: tuple[float, float] = TIMEOUTS
    session: requests.Session = field(default_factory=requests.Session)

    def __post_init__(self) -> None:
        parts = urlsplit(self.address)
        if parts.scheme != "https" and parts.hostname not in LOOPBACK:
            raise NotCentral("clear text is for loopback only")

    def __enter__(self) -> Wire:
        return self

    def __exit__(self, *_: object) -> None:
        self.session.close()

    def say(self, path: str, message: Json) -> Json:
        """A message out, a message in."""
        body = zstandard.compress(json.dumps(message, ensure_ascii=False).encode())
        return self.post(path, body, "zstd", message.get("batch", ""))

    def post(self, path: str, body: bytes, encoding: str = "", batch: str = "") -> Json:
        """A body as it is, right or wrong."""
        headers = {"Content-Type": MEDIA} | ({"Content-Encoding": encoding} if encoding else {})
        return self.ask("POST", path, headers, body, batch)

    def ask(
        self,
        method: str,
        path: str,
        headers: dict[str, str] | None = None,
        body: bytes = b"",
        batch: str = "",
    ) -> Json:
        """Any request. Raises Refused and NotCentral."""
        sent = {"Accept-Encoding": "zstd, gzip", **(headers or {})}
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        try:
            answer = self.session.request(
                method,
                self.address + path,
                data=body or None,
                headers=sent,
                timeout=self.timeouts,
                allow_redirects=False,
                stream=True,
            )
            with answer:
                packed = answer.raw.read(LARGEST_BODY + 1, decode_content=False)
        except (requests.RequestException, HTTPError, OSError) as cut:
            raise NotCentral(str(cut)) from cut
        return self._believed(answer, packed, batch)

    def _believed(self, answer: requests.Response, packed: bytes, batch: str) -> Json:
        """Section 2."""
        media = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if media not in (MEDIA, PROBLEM):
            raise NotCentral(media)
        said = _opened(packed, answer.headers.get("Content-Encoding", ""))
        if media == PROBLEM:
            self._check_problem(said, answer.status_code, batch)
            raise Refused(said["type"], answer.status_code, said.get("after", 0))
        if answer.status_code != 200 or (self.server_id and said.get("server_id") != self.server_id):
            raise NotCentral("another server")
        return said

    def _check_problem(self, said: Json, status: int, batch: str) -> None:
        is_problem = bool(said.get("type")) and said.get("status") == status >= 400
        is_known = bool(said.get("server_id")) and self.server_id in ("", said["server_id"])
        if not (is_problem and is_known and said.get("batch", "") in ("", batch)):
            raise NotCentral("no problem of central's")


def _opened(packed: bytes, encoding: str) -> Json:
    try:
        if encoding == "zstd":
            opener = zstandard.ZstdDecompressor(max_window_size=WINDOW)
            packed = opener.stream_reader(packed).read(LARGEST_BODY + 1)
        elif encoding == "gzip":
            packed = zlib.decompressobj(wbits=31).decompress(packed, LARGEST_BODY + 1)
        said = json.loads(packed) if len(packed) <= LARGEST_BODY else None
    except (zstandard.ZstdError, zlib.error, ValueError) as damaged:
        raise NotCentral("a cut line") from damaged
    if not isinstance(said, dict):
        raise NotCentral("no message")
    return said
