"""Keys of this device, and whether the central that adopts it is the one on the pairing sheet. No storage."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.contract.messages import Pair, Paired
from app.contract.pairing import PairingSheet, ask_text, fingerprint, proof_text
from app.network.sealing import is_recipient, new_sealing_keys, raw_key


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class DeviceKeys:
    """One pair signs (Ed25519, raw in base64url), the other opens what is sealed to us (age, as its text)."""

    signing_private: str
    signing_public: str
    sealing_private: str
    sealing_public: str


class Trust:
    """Fits `usecases.pairing.Trust`."""

    def new_keys(self) -> DeviceKeys:
        """Fresh keys; the private halves belong inside the encrypted store and nowhere else."""
        signing, (private, public) = Ed25519PrivateKey.generate(), new_sealing_keys()
        return DeviceKeys(
            signing_private=_text(signing.private_bytes_raw()),
            signing_public=_text(signing.public_key().public_bytes_raw()),
            sealing_private=private,
            sealing_public=public,
        )

    def signed(self, signing_private: str, request: Pair) -> str:
        """The signature a request to be adopted carries, in base64url. Raises ValueError on a key that is none."""
        asked = ask_text(request.code, request.nonce, request.device, request.instance)
        return _text(Ed25519PrivateKey.from_private_bytes(raw_key(signing_private)).sign(asked))

    def proof_holds(self, sheet: PairingSheet, request: Pair, paired: Paired) -> bool:
        """Whether the answer is signed by the key whose fingerprint is on the sheet, for this very request.

        It also has to name the sheet's server when the sheet names one (a typed sheet may not), and a key
        that can be sealed to.
        """
        try:
            key, proof = raw_key(paired.key), raw_key(paired.proof)
            said = (request.nonce, request.device, paired.server_id, paired.token, paired.sealing_key)
            Ed25519PublicKey.from_public_bytes(key).verify(proof, proof_text(*said))
        except (InvalidSignature, ValueError):
            return False
        is_sealable = is_recipient(paired.sealing_key)
        is_theirs = fingerprint(key) == sheet.fingerprint and sheet.server_id in ("", paired.server_id)
        return is_theirs and is_sealable


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")
