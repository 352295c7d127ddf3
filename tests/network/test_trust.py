"""Keys of a device, and the proof that a central is the one on the pairing sheet."""

from __future__ import annotations

import base64

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.contract.messages import Pair, Paired
from app.contract.pairing import PairingSheet, fingerprint, proof_text
from app.network.sealing import new_sealing_keys
from app.network.trust import Trust

KEY = Ed25519PrivateKey.generate()
_, SEALING = new_sealing_keys()
REQUEST = Pair(
    code="0000000000",
    device="device",
    instance="i",
    name="Máy tập",
    commune="03646",
    signing_key="",
    sealing_key="",
    nonce="nonce",
)


def text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def sheet(**more: str) -> PairingSheet:
    mark = fingerprint(KEY.public_key().public_bytes_raw())
    return PairingSheet(
        **{"address": "https://c", "server_id": "server", "fingerprint": mark, "code": "0", **more}
    )


def paired(key: Ed25519PrivateKey = KEY, token: str = "token", sealing: str = SEALING) -> Paired:
    return Paired(
        server_id="server",
        key=text(key.public_key().public_bytes_raw()),
        proof=text(key.sign(proof_text("nonce", "device", "server", token, sealing))),
        token=token,
        epoch=1,
        commune="03646",
        support_point="p",
        sealing_key=sealing,
    )


def test_the_right_key_signing_this_request_is_believed() -> None:
    assert Trust().proof_holds(sheet(), REQUEST, paired())


def test_a_typed_sheet_may_leave_the_server_open() -> None:
    assert Trust().proof_holds(sheet(server_id=""), REQUEST, paired())


FORGED = {
    "another key": paired(Ed25519PrivateKey.generate()),
    "another token": msgspec.structs.replace(paired(), token="other"),
    "another server": msgspec.structs.replace(paired(), server_id="other"),
    "another sealing key": msgspec.structs.replace(paired(), sealing_key=new_sealing_keys()[1]),
    "nothing to seal to": paired(sealing=""),
    "a damaged proof": msgspec.structs.replace(paired(), proof=paired().proof[:-4] + "AAAA"),
    "no proof": msgspec.structs.replace(paired(), proof=""),
    "not even base64": msgspec.structs.replace(paired(), proof="é!"),
    "a short key": msgspec.structs.replace(paired(), key="AAAA"),
}


@pytest.mark.parametrize("answer", FORGED.values(), ids=FORGED.keys())
def test_a_forged_answer_is_not(answer: Paired) -> None:
    assert not Trust().proof_holds(sheet(), REQUEST, answer)


def test_an_old_answer_is_not() -> None:
    assert not Trust().proof_holds(sheet(), msgspec.structs.replace(REQUEST, nonce="new"), paired())


def test_nor_is_a_server_other_than_the_sheets() -> None:
    assert not Trust().proof_holds(sheet(server_id="other"), REQUEST, paired())


def test_keys_are_fresh_and_not_shown() -> None:
    first, second = Trust().new_keys(), Trust().new_keys()
    halves = (first.signing_private, first.signing_public, first.sealing_private, first.sealing_public)
    assert [len(base64.urlsafe_b64decode(half + "=")) for half in halves[:2]] == [32] * 2
    assert first.sealing_private.startswith("AGE-SECRET-KEY-1")
    assert first.sealing_public.startswith("age1")
    assert len({*halves, second.signing_private, second.sealing_private}) == 6
    assert first.signing_private not in repr(first)
