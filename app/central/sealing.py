"""Central's envelopes (age, Ed25519): opening what devices sealed to it, sealing parcels to them. No tables."""

from __future__ import annotations

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pyrage import x25519

from app.contract.bundle import SIGNATURE_BYTES, BadBundle, signed_text


def new_private() -> str:
    """A fresh private key for envelopes (`AGE-SECRET-KEY-1…`)."""
    return str(x25519.Identity.generate())


def recipient_of(private: str) -> str:
    """The public half, which others seal to (`age1…`)."""
    return str(x25519.Identity.from_str(private).to_public())


def is_recipient(text: str) -> bool:
    """Whether a text is a public key that can be sealed to."""
    try:
        x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def seal(content: bytes, key: Ed25519PrivateKey, recipient: str) -> bytes:
    """The content, signed by central and sealed to a device. Raises BadBundle(bundle_not_ours) on a bad key."""
    try:
        to = x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError as cause:
        raise BadBundle("bundle_not_ours") from cause
    sealed: bytes = pyrage.encrypt(key.sign(signed_text(content)) + content, [to])
    return sealed


def opened(sealed: bytes, private: str, signing_key: bytes) -> bytes:
    """The content sealed to central and signed by the device whose raw public key is `signing_key`.

    Raises BadBundle: bundle_not_ours, bundle_forged.
    """
    try:
        plain: bytes = pyrage.decrypt(sealed, [x25519.Identity.from_str(private)])
    except pyrage.DecryptError as cause:
        raise BadBundle("bundle_not_ours") from cause
    signature, content = plain[:SIGNATURE_BYTES], plain[SIGNATURE_BYTES:]
    try:
        Ed25519PublicKey.from_public_bytes(signing_key).verify(signature, signed_text(content))
    except (InvalidSignature, ValueError) as cause:
        raise BadBundle("bundle_forged") from cause
    return content
