"""The pairing sheet: what central prints and a device scans, opens or types. No keys are made here."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from app.domain.ids import CROCKFORD, read_code

PREFIX = "DIEMTUA1"
CODE_LENGTH = 10
FINGERPRINT_LENGTH = 16


@dataclass(frozen=True, slots=True)
class PairingSheet:
    """Where central is, who it is (`server_id` and its key's fingerprint), and a one-use code."""

    address: str
    server_id: str
    fingerprint: str
    code: str

    def to_text(self) -> str:
        """The text in the QR and in the file."""
        return "|".join((PREFIX, self.address, self.server_id, self.fingerprint, self.code))


def fingerprint(public_key: bytes) -> str:
    """16 Crockford characters (80 bits) of the SHA-256 of a raw public key: short enough to type."""
    bits = int.from_bytes(hashlib.sha256(public_key).digest()[:10], "big")
    return "".join(CROCKFORD[(bits >> (5 * place)) & 31] for place in reversed(range(FINGERPRINT_LENGTH)))


def read_sheet(text: str) -> PairingSheet | None:
    """The sheet in scanned, pasted or file text; None when it is not one."""
    parts = text.strip("\ufeff\x00 \r\n").split("|")
    if len(parts) != 5 or parts[0] != PREFIX:
        return None
    return typed_sheet(parts[1], parts[3], parts[4], server_id=parts[2])


def typed_sheet(address: str, mark: str, code: str, server_id: str = "") -> PairingSheet | None:
    """The sheet from its typed parts (`mark` = fingerprint); None when a part has the wrong shape.

    Without `server_id` the device learns it from an answer signed by the key with this fingerprint.
    """
    mark, code, address = read_code(mark), read_code(code), address.strip().rstrip("/")
    sizes_fit = len(mark) == FINGERPRINT_LENGTH and len(code) == CODE_LENGTH
    if not sizes_fit or not set(mark + code) <= set(CROCKFORD):
        return None
    if not address.startswith(("https://", "http://")):
        return None
    return PairingSheet(address, server_id.strip(), mark, code)


def proof_text(nonce: str, device: str, server_id: str, token: str, sealing_key: str) -> bytes:
    """The bytes central signs when it adopts a device."""
    return "\n".join(("diemtua-pair-2", nonce, device, server_id, token, sealing_key)).encode()


def ask_text(code: str, nonce: str, device: str, instance: str) -> bytes:
    """The bytes a device signs when it asks to be adopted; `code` as the request has it."""
    return "\n".join(("diemtua-ask-1", code, nonce, device, instance)).encode()
