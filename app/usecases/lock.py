"""The six-digit PIN that reopens a running program. It opens no disk: the passphrase does that, in storage."""

from __future__ import annotations

import hashlib
import hmac

from app.usecases.ports import Store

PIN_LENGTH = 6
ROUNDS = 100_000
"""PBKDF2 rounds. They only slow somebody who already reads the open store; the PIN is no key."""


def set_pin(store: Store, operator: str, pin: str, salt: bytes) -> None:
    """Keep an operator's PIN as a salted hash inside the encrypted store. ValueError unless it is six digits."""
    if len(pin) != PIN_LENGTH or not pin.isdecimal():
        raise ValueError("a PIN is six digits")
    with store.write() as work:
        work.set_setting(_key(operator), f"{salt.hex()}:{_mark(pin, salt)}")


def has_pin(store: Store, operator: str) -> bool:
    """Whether this operator has chosen a PIN on this machine."""
    return bool(store.read().setting(_key(operator)))


def pin_opens(store: Store, operator: str, pin: str) -> bool:
    """Whether this is the operator's PIN; compared in constant time."""
    salt, _, mark = store.read().setting(_key(operator)).partition(":")
    return bool(mark) and hmac.compare_digest(mark, _mark(pin, bytes.fromhex(salt)))


def _key(operator: str) -> str:
    return f"pin.{operator}"


def _mark(pin: str, salt: bytes) -> str:
    return hashlib.pbkdf2_hmac("sha256", pin.encode(), salt, ROUNDS).hex()
