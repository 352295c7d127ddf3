"""A 32-byte secret in the computer's own keyring: the half of the store's key that a copied disk lacks."""

from __future__ import annotations

import base64
import binascii
import contextlib
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SECRET_BYTES = 32
_SERVICE = "diemtua"
_TRUSTED = frozenset(
    f"keyring.backends.{name}" for name in ("SecretService", "kwallet", "Windows", "macOS", "libsecret")
)
"""The only keyrings believed in. Others, keyrings.alt first, may be a plain file on the very same disk."""


class Keyring:
    """One secret, named after the database instance it belongs to; a keyring that vanished raises nothing."""

    def __init__(self, instance: str, backend: KeyringBackend | None) -> None:
        self._instance = instance
        self._backend = backend

    @property
    def available(self) -> bool:
        """Whether this computer has a keyring worth trusting."""
        return self._backend is not None

    def get(self) -> bytes | None:
        """The secret, or None when there is none, the keyring is locked, or it holds something else."""
        if self._backend is None:
            return None
        try:
            kept = self._backend.get_password(_SERVICE, self._instance)
            secret = base64.b64decode(kept or "", validate=True)
        except binascii.Error:
            return None
        except Exception:  # each backend raises its own system's errors; all mean "not now"
            return None
        return secret if len(secret) == SECRET_BYTES else None

    def set(self, secret: bytes) -> None:
        """Keep the secret, if that works: read it back before relying on it. ValueError unless 32 bytes."""
        if len(secret) != SECRET_BYTES:
            raise ValueError("the secret is 32 bytes")
        if self._backend is None:
            return
        with contextlib.suppress(Exception):  # as above
            self._backend.set_password(_SERVICE, self._instance, base64.b64encode(secret).decode("ascii"))


def open_keyring(instance: str) -> Keyring:
    """The keyring of this computer for one database instance; the library is loaded only now (35 ms)."""
    return Keyring(instance, _backend())


def _backend() -> KeyringBackend | None:
    """The best trusted backend. PYTHON_KEYRING_BACKEND chooses as usual; set but empty counts as not set."""
    from keyring import core
    from keyring.backend import get_all_keyring

    named = os.environ.get("PYTHON_KEYRING_BACKEND", "").strip()
    try:
        offered = [core.load_keyring(named)] if named else get_all_keyring()
    except Exception:  # a backend named but not installed, or a broken plug-in
        return None
    trusted = [one for one in offered if type(one).__module__ in _TRUSTED]
    best = max(trusted, key=lambda one: float(one.priority), default=None)
    if type(best).__module__ == "keyring.backends.Windows":
        best.persist = "local machine"  # type: ignore[union-attr]  # the default roams to other machines
    return best
