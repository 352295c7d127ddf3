"""Keys and envelopes of this device (age, Ed25519): sealing what a stick carries, opening what is for us."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pyrage import x25519

from app.contract.bundle import SIGNATURE_BYTES, BadBundle, signed_text


class Sealing:
    """Fits `usecases.courier.ports.Sealing`. Signs first, then seals: age does not say who sent something."""

    def seal(self, content: bytes, signing_private: str, recipient: str) -> bytes:
        """The content, signed and sealed to `recipient` (`age1…`). Raises ValueError on a key that is none."""
        key = Ed25519PrivateKey.from_private_bytes(raw_key(signing_private))
        signature = key.sign(signed_text(content))
        try:
            to = x25519.Recipient.from_str(recipient)
        except pyrage.RecipientError as cause:
            raise ValueError("not an age recipient") from cause
        sealed: bytes = pyrage.encrypt(signature + content, [to])
        return sealed

    def open(self, sealed: bytes, sealing_privates: Iterable[str], sender_key: str) -> tuple[bytes, str]:
        """The content signed by the holder of `sender_key`, and the recipient it was sealed to, one of ours.

        Raises BadBundle: bundle_not_ours, bundle_forged.
        """
        plain, recipient = _decrypted(sealed, sealing_privates)
        signature, content = plain[:SIGNATURE_BYTES], plain[SIGNATURE_BYTES:]
        if not is_signed(signature, content, sender_key):
            raise BadBundle("bundle_forged")
        return content, recipient


def is_signed(signature: bytes, content: bytes, sender_key: str) -> bool:
    """Whether the holder of `sender_key` (raw, in base64url) signed a content."""
    try:
        Ed25519PublicKey.from_public_bytes(raw_key(sender_key)).verify(signature, signed_text(content))
    except (InvalidSignature, ValueError):
        return False
    return True


def _decrypted(sealed: bytes, sealing_privates: Iterable[str]) -> tuple[bytes, str]:
    for private in sealing_privates:
        try:
            ours = x25519.Identity.from_str(private)
            return pyrage.decrypt(sealed, [ours]), str(ours.to_public())
        except (pyrage.DecryptError, pyrage.IdentityError):  # perhaps to another of our keys
            continue
    raise BadBundle("bundle_not_ours")


def new_sealing_keys() -> tuple[str, str]:
    """A fresh pair for envelopes to us: the private key (`AGE-SECRET-KEY-1…`) and the public one (`age1…`)."""
    identity = x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def is_recipient(text: str) -> bool:
    """Whether a text is a public key that can be sealed to."""
    try:
        x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def raw_key(text: str) -> bytes:
    """The bytes behind base64url. Raises ValueError when it is none."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as trouble:
        raise ValueError("not base64url") from trouble
