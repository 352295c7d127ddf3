"""Envelopes: only whom they are for opens them, only who signed them is believed, on both ends alike."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from app.central import sealing as central
from app.contract.bundle import BadBundle
from app.network.sealing import Sealing, is_recipient, new_sealing_keys
from app.network.trust import Trust

KEYS = Trust().new_keys()
SERVER = Ed25519PrivateKey.generate()
PRIVATE, PUBLIC = new_sealing_keys()
CONTENT = "Lò Thị Mẫu".encode() * 20


def text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


SERVER_KEY = text(SERVER.public_key().public_bytes_raw())
SIGNING = base64.urlsafe_b64decode(KEYS.signing_public + "=")


SEALED = central.seal(CONTENT, SERVER, KEYS.sealing_public)


def test_central_opens_what_a_device_sealed() -> None:
    sealed = Sealing().seal(CONTENT, KEYS.signing_private, PUBLIC)
    assert CONTENT not in sealed
    assert central.opened(sealed, PRIVATE, SIGNING) == CONTENT


def test_a_device_opens_what_central_sealed_and_learns_to_whom() -> None:
    sealed = central.seal(CONTENT, SERVER, KEYS.sealing_public)
    assert Sealing().open(sealed, [KEYS.sealing_private], SERVER_KEY) == (CONTENT, KEYS.sealing_public)


def test_a_key_of_a_former_name_still_opens() -> None:
    sealed = central.seal(CONTENT, SERVER, KEYS.sealing_public)
    opened = Sealing().open(sealed, [PRIVATE, KEYS.sealing_private], SERVER_KEY)
    assert opened == (CONTENT, KEYS.sealing_public)


@pytest.mark.parametrize("privates", [[], [PRIVATE], ["no key at all"]])
def test_anybody_else_cannot(privates: list[str]) -> None:
    sealed = central.seal(CONTENT, SERVER, KEYS.sealing_public)
    with pytest.raises(BadBundle, match="bundle_not_ours"):
        Sealing().open(sealed, privates, SERVER_KEY)
    with pytest.raises(BadBundle, match="bundle_not_ours"):
        central.opened(sealed, central.new_private(), SIGNING)


@pytest.mark.parametrize(
    "key",
    [text(Ed25519PrivateKey.generate().public_key().public_bytes_raw()), "AAAA", "é"],
    ids=["another", "short", "no letters of it"],
)
def test_another_signer_is_not_believed(key: str) -> None:
    """Whoever knows our recipient can seal to us: age does not say who it was."""
    sealed = central.seal(CONTENT, SERVER, KEYS.sealing_public)
    with pytest.raises(BadBundle, match="bundle_forged"):
        Sealing().open(sealed, [KEYS.sealing_private], key)
    forged = Sealing().seal(CONTENT, Trust().new_keys().signing_private, PUBLIC)
    with pytest.raises(BadBundle, match="bundle_forged"):
        central.opened(forged, PRIVATE, SIGNING)


@given(st.data())
def test_altered_anywhere_it_does_not_open(data: st.DataObject) -> None:
    sealed = bytearray(SEALED)
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(BadBundle, match="bundle_not_ours|bundle_forged"):
        Sealing().open(bytes(sealed), [KEYS.sealing_private], SERVER_KEY)


@pytest.mark.parametrize(
    "recipient",
    ["", "age1", "AGE-SECRET-KEY-1", KEYS.signing_public],
    ids=["none", "begun", "private", "signing"],
)
def test_nothing_is_sealed_to_what_is_no_recipient(recipient: str) -> None:
    assert not is_recipient(recipient)
    assert not central.is_recipient(recipient)
    with pytest.raises(ValueError, match="recipient"):
        Sealing().seal(CONTENT, KEYS.signing_private, recipient)
    with pytest.raises(BadBundle, match="bundle_not_ours"):
        central.seal(CONTENT, SERVER, recipient)


def test_both_ends_make_the_same_kind_of_keys() -> None:
    assert central.recipient_of(PRIVATE) == PUBLIC
    assert is_recipient(central.recipient_of(central.new_private()))
