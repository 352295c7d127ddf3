"""Seals a file of any length with a key, piece by piece, so that none can be changed, moved or cut off unseen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PIECE = 64 * 1024
"""Bytes sealed together; the last piece of a file is shorter and says that it is the last."""

TAG = 16


def derived_key(secret: bytes, salt: bytes, purpose: str) -> bytes:
    """A key (32 bytes) for one purpose, from the secret of central's file and a salt that is never used again."""
    return HKDF(hashes.SHA256(), 32, salt, b"diemtua-backup-1 " + purpose.encode()).derive(secret)


def seal(plain: Iterable[bytes], key: bytes) -> Iterator[bytes]:
    """The sealed pieces of a text that comes in any portions. A key seals one file, once."""
    cipher, held, place = ChaCha20Poly1305(key), bytearray(), 0
    for portion in plain:
        held += portion
        while len(held) > PIECE:
            yield cipher.encrypt(_nonce(place, last=False), bytes(held[:PIECE]), None)
            del held[:PIECE]
            place += 1
    yield cipher.encrypt(_nonce(place, last=True), bytes(held), None)


def unseal(sealed: Iterable[bytes], key: bytes) -> Iterator[bytes]:
    """The text again. Raises ValueError as soon as a piece is not the one that was sealed in this place."""
    cipher, held, place = ChaCha20Poly1305(key), bytearray(), 0
    try:
        for portion in sealed:
            held += portion
            while len(held) > PIECE + TAG:
                yield cipher.decrypt(_nonce(place, last=False), bytes(held[: PIECE + TAG]), None)
                del held[: PIECE + TAG]
                place += 1
        yield cipher.decrypt(_nonce(place, last=True), bytes(held), None)
    except InvalidTag as cause:
        raise ValueError(f"piece {place} is not what was sealed") from cause


def _nonce(place: int, *, last: bool) -> bytes:
    return place.to_bytes(11, "big") + bytes([last])
