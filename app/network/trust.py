"""Keys of this device, and whether the central that adopts it is the one on the pairing sheet. No storage."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from app.contract.messages import Pair, Paired
from app.contract.pairing import PairingSheet, ask_text, fingerprint, proof_text


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class DeviceKeys:
    """Raw keys in base64url: one pair signs (Ed25519), the other opens what is sealed to us (X25519)."""

    signing_private: str
    signing_public: str
    sealing_private: str
    sealing_public: str


class Trust:
    """Fits `usecases.pairing.Trust`."""

    def new_keys(self) -> DeviceKeys:
        """Fresh keys; the private halves belong inside the encrypted store and nowhere else."""
        signing, sealing = Ed25519PrivateKey.generate(), X25519PrivateKey.generate()
        return DeviceKeys(
            signing_private=_text(signing.private_bytes_raw()),
            signing_public=_text(signing.public_key().public_bytes_raw()),
            sealing_private=_text(sealing.private_bytes_raw()),
            sealing_public=_text(sealing.public_key().public_bytes_raw()),
        )

    def signed(self, signing_private: str, request: Pair) -> str:
        """The signature a request to be adopted carries, in base64url. Raises ValueError on a key that is none."""
        asked = ask_text(request.code, request.nonce, request.device, request.instance)
        return _text(Ed25519PrivateKey.from_private_bytes(_raw(signing_private)).sign(asked))

    def proof_holds(self, sheet: PairingSheet, request: Pair, paired: Paired) -> bool:
        """Whether the answer is signed by the key whose fingerprint is on the sheet, for this very request.

        It also has to name the sheet's server when the sheet names one (a typed sheet may not).
        """
        try:
            key, proof = _raw(paired.key), _raw(paired.proof)
            signed = proof_text(request.nonce, request.device, paired.server_id, paired.token)
            Ed25519PublicKey.from_public_bytes(key).verify(proof, signed)
        except (InvalidSignature, ValueError):
            return False
        return fingerprint(key) == sheet.fingerprint and sheet.server_id in ("", paired.server_id)


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def _raw(text: str) -> bytes:
    """Raises ValueError when it is not base64url."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as trouble:
        raise ValueError("not base64url") from trouble
