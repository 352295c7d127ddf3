"""Guide packs as app/contract/PROTOCOL.md tells them, section 17. Nothing of the product is imported."""

from __future__ import annotations

import base64
import hashlib
import json
import re

import zstandard
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tests.conformance.client import LARGEST_BODY, WINDOW, Wire, raw_of
from tests.conformance.sealed import SIGNED, NotOurs

PATH = re.compile(r"[a-z0-9_-]+(/[a-z0-9_-]+)?\.json")
MOST_FILES = 100


def fetch_guide(wire: Wire, digest: str, begun: bytes = b"") -> bytes:
    """The file with this digest, going on from what is here. Raises NotOurs."""
    file, size = begun, len(begun) + 1
    while len(file) < size:
        part = wire.ask("GET", f"/v1/guides/{digest}?offset={len(file)}")
        if not part["part"] or (part["digest"], part["offset"]) != (digest, len(file)):
            raise NotOurs("piece")
        file, size = file + base64.b64decode(part["part"]), part["size"]
    return file


def guide_in(file: bytes, digest: str, server_key: str) -> dict[str, str]:
    """The files of the pack. Raises NotOurs."""
    if hashlib.sha256(file).hexdigest() != digest:
        raise NotOurs("bytes")
    try:
        Ed25519PublicKey.from_public_bytes(raw_of(server_key)).verify(file[:64], SIGNED + file[64:])
    except InvalidSignature as wrong:
        raise NotOurs("keys") from wrong
    opener = zstandard.ZstdDecompressor(max_window_size=WINDOW)
    files: dict[str, str] = json.loads(opener.stream_reader(file[64:]).read(LARGEST_BODY))
    if len(files) > MOST_FILES or not all(map(PATH.fullmatch, files)):
        raise NotOurs("paths")
    return files
