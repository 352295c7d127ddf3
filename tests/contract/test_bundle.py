"""A sealed file is read whole and as it was written, or not at all: cut, altered, huge or invented ones are named."""

from __future__ import annotations

import msgspec
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from app.contract.bundle import (
    MAGIC,
    BadBundle,
    Bundle,
    Head,
    Label,
    Purpose,
    content_of,
    file_name,
    named,
    read_content,
    read_file,
    read_head,
    to_file,
)
from app.contract.limits import LARGEST_BUNDLE, LARGEST_CONTENT, LARGEST_HEAD, MOST_RATIO

LABEL = Label(
    purpose="dtb",
    id="B" * 22,
    server_id="s",
    commune="03646",
    device="D" * 22,
    made_at=1,
    machine="Máy bàn 1",
)
SEALED = bytes(range(256)) * 4
WHOLE = to_file(LABEL, SEALED)
CODES = {
    "not_a_bundle",
    "bundle_cut",
    "bundle_altered",
    "bundle_too_large",
}


def code_of(whole: bytes) -> str:
    with pytest.raises(BadBundle) as caught:
        read_file(whole)
    return caught.value.code


def code_or_head(whole: bytes) -> str | tuple[Head, bytes]:
    try:
        return read_file(whole)
    except BadBundle as bad:
        return bad.code


def test_what_was_written_is_read() -> None:
    head, sealed = read_file(WHOLE)
    assert (head.label, sealed) == (LABEL, SEALED)
    assert read_head(WHOLE[:LARGEST_HEAD])[0] == head


def test_the_head_can_be_read_without_a_program() -> None:
    first, second, _ = WHOLE.split(b"\n", 2)
    assert first + b"\n" == MAGIC
    assert msgspec.json.decode(second, type=Head).label == LABEL


@given(st.integers(0, len(WHOLE) - 1))
def test_cut_at_any_byte_it_is_not_read(place: int) -> None:
    assert code_of(WHOLE[:place]) == "bundle_cut"


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_altered_at_any_byte_it_is_not_read_as_it_was(place: int, by: int) -> None:
    altered = bytearray(WHOLE)
    altered[place] ^= by
    found = code_or_head(bytes(altered))
    if isinstance(found, str):
        assert found in CODES
    else:  # a label is believed only where the signed part says the same
        assert (found[1], found[0].label != LABEL) == (SEALED, True)


@given(st.binary(max_size=200))
def test_nothing_may_follow(more: bytes) -> None:
    if more:
        assert code_of(WHOLE + more) == "bundle_altered"


@given(st.binary(max_size=300))
def test_anything_else_has_a_name(junk: bytes) -> None:
    assert code_of(junk) in CODES
    assert code_of(MAGIC + junk) in CODES


def head_saying(size: int) -> bytes:
    return MAGIC + msgspec.json.encode(Head(label=LABEL, size=size, sha256="0" * 64)) + b"\n"


@pytest.mark.parametrize("size", [0, -1, LARGEST_BUNDLE, 2**62])
def test_a_size_nobody_writes_is_refused_before_anything_is_read(size: int) -> None:
    with pytest.raises(BadBundle, match="bundle_too_large"):
        read_head(head_saying(size))


def test_a_head_without_an_end_is_none() -> None:
    with pytest.raises(BadBundle, match="not_a_bundle"):
        read_head((MAGIC + b"{" * LARGEST_HEAD)[:LARGEST_HEAD])


def test_a_label_too_long_is_not_written() -> None:
    with pytest.raises(BadBundle, match="bundle_too_large"):
        to_file(msgspec.structs.replace(LABEL, machine="x" * LARGEST_HEAD), SEALED)


def bundle(*changes: bytes) -> Bundle:
    return Bundle(label=LABEL, recipient="age1", epoch=1, changes=[*map(msgspec.Raw, changes)])


def test_a_content_comes_back() -> None:
    said = read_content(content_of(bundle(b'{"id":"x"}')), Bundle)
    assert (said.label, [bytes(raw) for raw in said.changes]) == (LABEL, [b'{"id":"x"}'])


def test_a_bomb_is_not_opened() -> None:
    bomb = zstandard.compress(b" " * (2 * 1024 * 1024))
    assert len(bomb) * MOST_RATIO < 2 * 1024 * 1024 < LARGEST_CONTENT
    with pytest.raises(BadBundle, match="bundle_too_large"):
        read_content(bomb, Bundle)


def test_a_frame_wanting_much_memory_is_not_opened() -> None:
    parameters = zstandard.ZstdCompressionParameters(window_log=27)
    greedy = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    frame = greedy.compress(msgspec.json.encode(bundle())) + greedy.flush()
    with pytest.raises(BadBundle, match="bundle_unreadable"):
        read_content(frame, Bundle)


@given(st.binary(max_size=200))
def test_a_signed_content_that_is_none_has_a_name(junk: bytes) -> None:
    with pytest.raises(BadBundle, match="bundle_unreadable|bundle_too_large"):
        read_content(junk, Bundle)


@pytest.mark.parametrize("purpose", Purpose)
def test_names_are_known_again(purpose: Purpose) -> None:
    assert named(file_name(purpose, "B" * 22)) == (purpose, "B" * 22)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "diemtua.dtb",
        "diemtua-../../../../etc/pass.dtb",
        f"diemtua-{'B' * 22}.dtb.part",
        f"diemtua-{'B' * 22}.exe",
        f"diemtua-{'B' * 21}/.dtb",
        f"DIEMTUA-{'B' * 22}.dtb",
        f"x-diemtua-{'B' * 22}.dtb",
        f"diemtua-{'B' * 22}.dtb\n",
        f"diemtua-{'B' * 22}-1.dtr",
    ],
)
def test_other_names_are_nobodys(name: str) -> None:
    assert named(name) is None
