"""The data key and the ways to it: a passphrase joined with the keyring's secret, and the printed code.

The first needs both where a trusted keyring exists, so neither the keyring nor a copied disk opens the store.
"""

from __future__ import annotations

import hmac
import secrets as randomness
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.domain.faults import StoreFault, StoreTrouble
from app.domain.ids import read_code, short_code
from app.storage.header import Slot, SlotKind

KEY_BYTES = 32
SHORTEST_PASSPHRASE = 8
CODE_LENGTH = 20
"""Characters of a recovery code: 100 bits, which need no slow hash."""

_GROUP = 5
_SLOWEST_PASSES = 12


class Secrets(Protocol):
    """A trusted keyring, by shape; `available` is False where the machine has none."""

    @property
    def available(self) -> bool:
        """Whether there is a keyring to be trusted."""
        ...

    def get(self) -> bytes | None:
        """The secret kept for this store, or None."""
        ...

    def set(self, secret: bytes) -> object:
        """Keep a secret."""
        ...


class PassphraseTooShort(ValueError):
    """Fewer than `SHORTEST_PASSPHRASE` characters."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try of a passphrase costs: Argon2id memory in KiB, passes, lanes."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 1


def suitable_cost(now: Callable[[], float], wanted_seconds: float = 0.4) -> Cost:
    """64 MiB and at least three passes; more on a fast machine, so that a try takes `wanted_seconds`."""
    cost = Cost()
    began = now()
    _slow_hash("calibration", bytes(16), cost)
    once = max(now() - began, 0.001)
    passes = int(cost.passes * wanted_seconds / once)
    return Cost(passes=min(max(passes, cost.passes), _SLOWEST_PASSES))


def new_key() -> bytes:
    """A data key, or a secret for the keyring: 32 random bytes."""
    return randomness.token_bytes(KEY_BYTES)


def check_value(key: bytes) -> bytes:
    """Eight bytes that recognise the data key without telling anything about it."""
    return hmac.digest(key, b"diemtua key check", "sha256")[:8]


def require_length(passphrase: str) -> None:
    """Raise PassphraseTooShort for fewer than eight characters."""
    if len(_plain(passphrase)) < SHORTEST_PASSPHRASE:
        raise PassphraseTooShort


def seal_for_passphrase(key: bytes, passphrase: str, secret: bytes | None, cost: Cost, instance: str) -> Slot:
    """The passphrase slot; `secret` comes from the keyring, None where there is none."""
    salt = randomness.token_bytes(16)
    wrap = _derive(_slow_hash(passphrase, salt, cost) + (secret or b""), salt, SlotKind.PASSPHRASE)
    nonce, sealed = _seal(wrap, key, instance, SlotKind.PASSPHRASE)
    return Slot(
        kind=SlotKind.PASSPHRASE,
        salt=salt,
        nonce=nonce,
        sealed=sealed,
        memory_kib=cost.memory_kib,
        passes=cost.passes,
        lanes=cost.lanes,
        keyring_mark=_mark(secret, salt) if secret else b"",
    )


def open_with_passphrase(slots: Sequence[Slot], passphrase: str, secrets: Secrets, instance: str) -> bytes:
    """The data key. Raises StoreFault: KEYRING_LOST before any guess is judged, else WRONG_PASSPHRASE."""
    secret = secrets.get() if secrets.available else None
    fitting = [slot for slot in slots if _fits(slot, secret)]
    if not fitting:
        raise StoreFault(StoreTrouble.KEYRING_LOST)
    slot = fitting[0]
    cost = Cost(slot.memory_kib, slot.passes, slot.lanes)
    joined = _slow_hash(passphrase, slot.salt, cost) + ((secret or b"") if slot.keyring_mark else b"")
    return _open(_derive(joined, slot.salt, slot.kind), slot, instance)


def new_code() -> str:
    """A recovery code as printed: 20 Crockford characters in groups of five."""
    code = short_code(randomness.token_bytes(16), CODE_LENGTH)
    return "-".join(code[start : start + _GROUP] for start in range(0, CODE_LENGTH, _GROUP))


def seal_for_code(key: bytes, code: str, instance: str) -> Slot:
    """The recovery slot of a printed code."""
    salt = randomness.token_bytes(16)
    wrap = _derive(read_code(code).encode(), salt, SlotKind.RECOVERY)
    nonce, sealed = _seal(wrap, key, instance, SlotKind.RECOVERY)
    return Slot(kind=SlotKind.RECOVERY, salt=salt, nonce=nonce, sealed=sealed)


def open_with_code(slot: Slot, code: str, instance: str) -> bytes:
    """The data key by the printed code, without keyring or passphrase. Raises WRONG_PASSPHRASE."""
    return _open(_derive(read_code(code).encode(), slot.salt, slot.kind), slot, instance)


def secret_for_new_slot(secrets: Secrets) -> tuple[bytes | None, bool]:
    """The secret to seal a new slot with, and whether the keyring has yet to be given it.

    The keyring's own where it has one; None where no keyring is to be trusted. A keyring that is shut just now
    says it has none: a slot must be on the disk before the new secret takes the place of the old one.
    """
    if not secrets.available:
        return None, False
    known = secrets.get()
    return (known, False) if known else (new_key(), True)


def _fits(slot: Slot, secret: bytes | None) -> bool:
    """Whether the keyring holds what this slot wants; a slot made without one wants nothing."""
    if not slot.keyring_mark:
        return True
    return secret is not None and hmac.compare_digest(_mark(secret, slot.salt), slot.keyring_mark)


def _mark(secret: bytes, salt: bytes) -> bytes:
    return hmac.digest(secret, b"diemtua keyring mark" + salt, "sha256")[:8]


def _plain(passphrase: str) -> str:
    """The same letters whatever the keyboard program composes them from."""
    return unicodedata.normalize("NFKC", passphrase)


def _slow_hash(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    return hash_secret_raw(
        _plain(passphrase).encode(), salt, cost.passes, cost.memory_kib, cost.lanes, KEY_BYTES, Type.ID
    )


def _derive(material: bytes, salt: bytes, kind: SlotKind) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt, f"diemtua {kind.value} slot 1".encode()).derive(material)


def _seal(wrap: bytes, key: bytes, instance: str, kind: SlotKind) -> tuple[bytes, bytes]:
    nonce = randomness.token_bytes(12)
    return nonce, AESGCM(wrap).encrypt(nonce, key, f"{instance} {kind.value}".encode())


def _open(wrap: bytes, slot: Slot, instance: str) -> bytes:
    try:
        return AESGCM(wrap).decrypt(slot.nonce, slot.sealed, f"{instance} {slot.kind.value}".encode())
    except (InvalidTag, ValueError) as wrong:
        raise StoreFault(StoreTrouble.WRONG_PASSPHRASE) from wrong
