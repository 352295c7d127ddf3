"""Names of things: shape, no two alike, and short codes that survive being read aloud and typed."""

from __future__ import annotations

import base64
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ids import CROCKFORD, RANDOM_BYTES, is_id, new_id, read_code, short_code

MOMENTS = st.integers(0, 2**48 - 1)
CHANCE = st.binary(min_size=RANDOM_BYTES, max_size=RANDOM_BYTES)
CODES = st.text(st.sampled_from(CROCKFORD), min_size=10, max_size=10)


def unpacked(name: str) -> uuid.UUID:
    return uuid.UUID(bytes=base64.urlsafe_b64decode(name + "=="))


@given(MOMENTS, CHANCE)
def test_an_id_is_a_uuid_of_version_seven_in_22_characters(moment: int, chance: bytes) -> None:
    name = new_id(moment, chance)
    made = unpacked(name)
    assert is_id(name)
    assert len(name) == 22
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert made.int >> 80 == moment


@given(MOMENTS, CHANCE, CHANCE)
def test_other_chance_makes_another_id(moment: int, first: bytes, second: bytes) -> None:
    """74 of the 80 bits are used: two that differ only in the other six are the same."""
    used = int.from_bytes(first, "big") % 2**74 != int.from_bytes(second, "big") % 2**74
    assert (new_id(moment, first) != new_id(moment, second)) == used


@given(MOMENTS, MOMENTS, CHANCE)
def test_another_moment_makes_another_id(first: int, second: int, chance: bytes) -> None:
    assert (new_id(first, chance) == new_id(second, chance)) == (first == second)


@given(st.integers(-(2**60), 2**60), CHANCE)
def test_a_wrong_clock_is_harmless(moment: int, chance: bytes) -> None:
    assert is_id(new_id(moment, chance))


@pytest.mark.parametrize("text", ["", "x" * 21, "x" * 23, "x" * 21 + "!", "x" * 21 + "\n", "ộ" * 22])
def test_what_is_no_id(text: str) -> None:
    assert not is_id(text)


@given(st.binary(min_size=8, max_size=32), st.integers(1, 12))
def test_a_code_has_its_length_and_no_letter_read_as_another(chance: bytes, length: int) -> None:
    code = short_code(chance, length)
    assert len(code) == length
    assert set(code) <= set(CROCKFORD)
    assert not set(code) & set("OILU")


@given(st.binary(min_size=8, max_size=8), st.binary(min_size=8, max_size=8))
def test_codes_differ_where_their_bits_do(first: bytes, second: bytes) -> None:
    bits = [int.from_bytes(chance, "big") % 2**50 for chance in (first, second)]
    assert (short_code(first) == short_code(second)) == (bits[0] == bits[1])


@given(CODES, st.integers(1, 9), st.sampled_from((" ", "-", " - ", "\u00a0", "\t")), st.booleans())
def test_a_code_reads_the_same_however_it_is_written(
    code: str, place: int, between: str, small: bool
) -> None:
    written = code[:place] + between + code[place:]
    assert read_code(written.lower() if small else written) == code


@pytest.mark.parametrize(
    ("typed", "read"), [("oOiIlL", "001111"), ("uU", "VV"), (" abc-de ", "ABCDE"), ("", "")]
)
def test_letters_that_look_alike_are_mended(typed: str, read: str) -> None:
    assert read_code(typed) == read


@given(st.text(max_size=40))
def test_reading_a_code_twice_changes_nothing(typed: str) -> None:
    once = read_code(typed)
    assert read_code(once) == once
