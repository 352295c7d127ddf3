"""Sealed files as app/contract/PROTOCOL.md tells them, section 17. Nothing of the product is imported."""

from __future__ import annotations

import base64
import hashlib
import json
import time
from dataclasses import dataclass

import pyrage
import zstandard
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pyrage.x25519 import Identity, Recipient

from tests.conformance.client import MEDIA, Json, Wire, new_id, raw_of

MAGIC = b"DIEMTUA-SEALED-1\n"
SIGNED = b"diemtua-sealed-1\n"
PART = 262_144
LARGEST_CONTENT = 67_108_864


class NotOurs(Exception):
    """A file that is damaged, forged or for somebody else: nothing of it is taken."""


@dataclass
class Post:
    """A device's keys, and what it knows of central since it was paired."""

    device: str
    commune: str
    server_id: str
    server_key: str
    recipient: str
    signing: Ed25519PrivateKey
    sealing: Identity
    epoch: int = 1

    def bundle(self, changes: list[Json], purpose: str = "dtb", **said: object) -> tuple[str, bytes]:
        """Name and bytes of a file with these changes; `said` replaces members of the inner message."""
        label = {
            "purpose": purpose,
            "id": new_id(),
            "server_id": self.server_id,
            "commune": self.commune,
            "device": self.device,
            "made_at": time.time_ns() // 1_000_000,
            "machine": "Máy tập",
            "count": len(changes),
        }
        message = {
            "label": label,
            "recipient": self.recipient,
            "epoch": self.epoch,
            "changes": changes,
            **said,
        }
        content = zstandard.compress(json.dumps(message, ensure_ascii=False).encode())
        signature = self.signing.sign(SIGNED + content)
        sealed = pyrage.encrypt(signature + content, [Recipient.from_str(self.recipient)])
        file = file_of(label, sealed)
        return name_of(file), file

    def opened(self, file: bytes) -> Json:
        """The parcel in a file. Raises NotOurs."""
        head, sealed = parts_of(file)
        try:
            plain = pyrage.decrypt(sealed, [self.sealing])
            Ed25519PublicKey.from_public_bytes(raw_of(self.server_key)).verify(
                plain[:64], SIGNED + plain[64:]
            )
        except (pyrage.DecryptError, InvalidSignature) as wrong:
            raise NotOurs("keys") from wrong
        opener = zstandard.ZstdDecompressor(max_window_size=8_388_608)
        said: Json = json.loads(opener.stream_reader(plain[64:]).read(LARGEST_CONTENT))
        if said["label"] != head["label"] or said["recipient"] != str(self.sealing.to_public()):
            raise NotOurs("label")
        if head["label"]["server_id"] != self.server_id:
            raise NotOurs("server")
        return said


def file_of(label: Json, sealed: bytes) -> bytes:
    """The whole file."""
    head = {"label": label, "size": len(sealed), "sha256": hashlib.sha256(sealed).hexdigest()}
    return MAGIC + json.dumps(head, ensure_ascii=False).encode() + b"\n" + sealed


def name_of(file: bytes) -> str:
    """What a bundle is called: made of its bytes."""
    return base64.urlsafe_b64encode(hashlib.sha256(file).digest()[:16]).rstrip(b"=").decode()


def parts_of(file: bytes) -> tuple[Json, bytes]:
    """Head and sealed bytes. Raises NotOurs."""
    if not file.startswith(MAGIC):
        raise NotOurs("magic")
    line, _, sealed = file[len(MAGIC) :].partition(b"\n")
    head: Json = json.loads(line)
    if len(sealed) != head["size"] or hashlib.sha256(sealed).hexdigest() != head["sha256"]:
        raise NotOurs("bytes")
    return head, sealed


def bring(wire: Wire, name: str, file: bytes, part: int = PART) -> None:
    """Send what central lacks of a bundle until it is taken."""
    status = wire.ask("GET", f"/v1/bundles/{name}")
    while not status.get("taken", False):
        begin = status["received"]
        path = f"/v1/bundles/{name}?offset={begin}"
        said = {"Content-Type": "application/octet-stream"}
        status = wire.ask("PUT", path, said, file[begin : begin + part])


def fetch(wire: Wire, name: str) -> bytes:
    """The parcel that answers a bundle, piece by piece."""
    file = b""
    while True:
        part = wire.ask("GET", f"/v1/parcels/{name}?offset={len(file)}", {"Accept": MEDIA})
        assert part["offset"] == len(file)
        file += base64.b64decode(part["part"])
        if len(file) >= part["size"]:
            return file
