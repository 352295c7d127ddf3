"""Sealed pieces open only whole, in their order and with their key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.central.keeping.sealed import PIECE, TAG, derived_key, seal, unseal

KEY, OTHER = derived_key(b"k" * 32, b"salt", "record"), derived_key(b"k" * 32, b"salt", "device")
LONG = bytes(range(256)) * (3 * PIECE // 256) + b"and the rest"


def _sealed(plain: bytes) -> bytes:
    return b"".join(seal([plain], KEY))


@given(st.integers(0, 3 * PIECE), st.integers(1, PIECE * 2))
def test_what_was_sealed_opens_however_it_is_read(size: int, portion: int) -> None:
    sealed = _sealed(LONG[:size])
    portions = [sealed[start : start + portion] for start in range(0, len(sealed), portion)]
    assert b"".join(unseal(portions, KEY)) == LONG[:size]
    assert len(sealed) == size + TAG * max(1, -(-size // PIECE))


@pytest.mark.parametrize("size", [0, PIECE, PIECE + 1])
def test_another_key_opens_nothing(size: int) -> None:
    with pytest.raises(ValueError, match="piece 0"):
        list(unseal([_sealed(LONG[:size])], OTHER))


@given(st.integers(0, len(LONG) + 4 * TAG - 1), st.integers(1, 255))
def test_an_altered_byte_is_noticed(place: int, flip: int) -> None:
    sealed = bytearray(_sealed(LONG))
    sealed[place] ^= flip
    with pytest.raises(ValueError, match="is not what was sealed"):
        list(unseal([bytes(sealed)], KEY))


@pytest.mark.parametrize("cut", [1, TAG, PIECE + TAG, 2 * (PIECE + TAG), len(LONG)])
def test_a_cut_is_noticed_also_between_pieces(cut: int) -> None:
    for left in (_sealed(LONG)[:-cut], _sealed(LONG)[:cut], b""):
        with pytest.raises(ValueError, match="is not what was sealed"):
            list(unseal([left], KEY))


def test_pieces_cannot_change_places() -> None:
    sealed, step = _sealed(LONG), PIECE + TAG
    with pytest.raises(ValueError, match="piece 0"):
        list(unseal([sealed[step : 2 * step] + sealed[:step] + sealed[2 * step :]], KEY))
