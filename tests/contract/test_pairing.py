"""The pairing sheet: scanned, pasted or typed it is the same, and anything that is not one is refused."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contract.pairing import (
    CODE_LENGTH,
    FINGERPRINT_LENGTH,
    PREFIX,
    PairingSheet,
    ask_text,
    fingerprint,
    proof_text,
    read_sheet,
    typed_sheet,
)
from app.domain.identity.scan import PAIRING_PREFIX
from app.domain.ids import CROCKFORD

SHEET = PairingSheet("https://central.example:8443", "central-1", "0123456789ABCDEF", "GHJKMNPQRS")

CODES = st.text(st.sampled_from(CROCKFORD), min_size=CODE_LENGTH, max_size=CODE_LENGTH)
MARKS = st.text(st.sampled_from(CROCKFORD), min_size=FINGERPRINT_LENGTH, max_size=FINGERPRINT_LENGTH)
HOSTS = st.from_regex(r"https?://[a-z0-9.-]{1,30}(:[0-9]{2,5})?(/[a-z]{1,8})?", fullmatch=True)
SHEETS = st.builds(PairingSheet, HOSTS, st.from_regex(r"[A-Za-z0-9_-]{1,22}", fullmatch=True), MARKS, CODES)


@given(SHEETS)
def test_a_sheet_is_read_back_from_its_text(sheet: PairingSheet) -> None:
    assert read_sheet(sheet.to_text()) == sheet


@given(SHEETS, st.sampled_from(("", "\r\n", "\n", " ", "\x00", "\ufeff")))
def test_what_a_scanner_or_a_file_adds_does_not_matter(sheet: PairingSheet, added: str) -> None:
    assert read_sheet(added + sheet.to_text() + added) == sheet


@given(SHEETS)
def test_a_typed_sheet_says_the_same_but_for_the_name_of_the_server(sheet: PairingSheet) -> None:
    mark = " ".join(sheet.fingerprint[place : place + 4] for place in range(0, 16, 4)).lower()
    code = f"{sheet.code[:5]}-{sheet.code[5:]}".lower()
    typed = typed_sheet(f" {sheet.address}/ ", mark, code)
    assert typed == replace(sheet, server_id="")


def test_letters_that_look_alike_are_mended() -> None:
    typed = typed_sheet(SHEET.address, "Ol23 4567 89ab cdef", SHEET.code)
    assert typed is not None
    assert typed.fingerprint == SHEET.fingerprint


@given(SHEETS)
def test_an_unfinished_text_is_no_sheet(sheet: PairingSheet) -> None:
    text = sheet.to_text()
    assert all(read_sheet(text[:size]) is None for size in range(len(text)))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "DIEMTUA1",
        SHEET.to_text().replace(PREFIX, "DIEMTUA2"),
        SHEET.to_text() + "|more",
        SHEET.to_text().replace("https://", "ftp://"),
        SHEET.to_text().replace("https://", ""),
        SHEET.to_text().replace(SHEET.code, "GHJKM-PQRS"),
        SHEET.to_text().replace(SHEET.fingerprint, "0123456789ABCDE*"),
        "014185000000|050000000|Lò Thị Ín|01011985|Nữ",
    ],
)
def test_what_is_no_sheet(text: str) -> None:
    assert read_sheet(text) is None


@pytest.mark.parametrize(
    ("address", "mark", "code"),
    [
        ("", SHEET.fingerprint, SHEET.code),
        ("central.example", SHEET.fingerprint, SHEET.code),
        (SHEET.address, SHEET.fingerprint[:-1], SHEET.code),
        (SHEET.address, SHEET.fingerprint, SHEET.code + "A"),
        (SHEET.address, SHEET.fingerprint, "GHJKMNPQR!"),
    ],
)
def test_a_part_of_the_wrong_shape_is_no_sheet(address: str, mark: str, code: str) -> None:
    assert typed_sheet(address, mark, code) is None


def test_a_scan_knows_a_sheet_by_its_beginning() -> None:
    assert PAIRING_PREFIX == PREFIX + "|"
    assert SHEET.to_text().startswith(PAIRING_PREFIX)


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_a_fingerprint_is_short_enough_to_type_and_tells_keys_apart(first: bytes, second: bytes) -> None:
    marks = [fingerprint(key) for key in (first, second)]
    assert all(len(mark) == FINGERPRINT_LENGTH and set(mark) <= set(CROCKFORD) for mark in marks)
    assert (marks[0] == marks[1]) == (first == second)


def test_the_fingerprint_both_ends_agreed_on() -> None:
    rfc4648 = base64.b32encode(hashlib.sha256(bytes(32)).digest()[:10]).decode()
    spelled = rfc4648.translate(str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", CROCKFORD))
    assert fingerprint(bytes(32)) == spelled == "CSM7NBFRCAYQEV4F"


def test_the_words_central_signs() -> None:
    assert proof_text("nonce", "device", "central-1", "token", "age1central") == (
        b"diemtua-pair-2\nnonce\ndevice\ncentral-1\ntoken\nage1central"
    )


def test_the_words_a_device_signs() -> None:
    assert ask_text("ABCDE12345", "nonce", "device", "instance") == (
        b"diemtua-ask-1\nABCDE12345\nnonce\ndevice\ninstance"
    )


@pytest.mark.parametrize(("words", "count"), [(proof_text, 5), (ask_text, 4)])
@given(st.lists(st.from_regex(r"[A-Za-z0-9_-]{1,8}", fullmatch=True), min_size=10, max_size=10))
def test_no_two_of_them_are_signed_with_the_same_words(
    words: Callable[..., bytes], count: int, parts: list[str]
) -> None:
    first, second = parts[:count], parts[count : 2 * count]
    assert (words(*first) == words(*second)) == (first == second)


@given(st.lists(st.text(max_size=8), min_size=9, max_size=9))
def test_nobody_can_pass_off_one_signature_as_the_other(parts: list[str]) -> None:
    assert proof_text(*parts[:5]) != ask_text(*parts[5:])
