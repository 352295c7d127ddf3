"""The small file beside the store: two whole copies, and every damage seen."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.domain.faults import StoreFault, StoreTrouble
from app.storage import durable, header
from app.storage.folder import HEADER, TWIN
from app.storage.header import Header, Slot, SlotKind

SLOT = Slot(
    kind=SlotKind.PASSPHRASE,
    salt=b"s" * 16,
    nonce=b"n" * 12,
    sealed=b"k" * 48,
    memory_kib=8,
    passes=1,
    lanes=1,
)
WHOLE = Header(instance="A" * 22, check=b"c" * 8, slots=(SLOT,))


def test_what_is_written_is_read(tmp_path: Path) -> None:
    with pytest.raises(StoreFault, match="header_damaged"):
        header.read(tmp_path)
    header.write(tmp_path, WHOLE)
    assert header.read(tmp_path) == WHOLE
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted((HEADER, TWIN))


@pytest.mark.parametrize("lost", [HEADER, TWIN])
@pytest.mark.parametrize("content", [None, b"", b"{}", b"\xff" * 40])
def test_one_copy_is_enough(tmp_path: Path, lost: str, content: bytes | None) -> None:
    header.write(tmp_path, WHOLE)
    if content is None:
        (tmp_path / lost).unlink()
    else:
        (tmp_path / lost).write_bytes(content)
    assert header.read(tmp_path) == WHOLE


def test_a_header_with_any_byte_changed_is_not_believed(tmp_path: Path) -> None:
    header.write(tmp_path, WHOLE)
    (tmp_path / TWIN).unlink()
    whole = (tmp_path / HEADER).read_bytes()
    for place in range(len(whole)):
        (tmp_path / HEADER).write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(StoreFault) as caught:
            header.read(tmp_path)
        assert caught.value.trouble is StoreTrouble.HEADER_DAMAGED, place


def test_a_later_format_is_a_later_program_and_no_damage(tmp_path: Path) -> None:
    header.write(tmp_path, Header(instance="A" * 22, check=b"c" * 8, slots=(SLOT,), format=header.FORMAT + 1))
    with pytest.raises(StoreFault) as caught:
        header.read(tmp_path)
    assert caught.value.trouble is StoreTrouble.NEWER_SCHEMA


def test_a_missing_slot_is_damage() -> None:
    with pytest.raises(StoreFault, match="header_damaged"):
        WHOLE.of(SlotKind.RECOVERY)


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    durable.write_whole(path, b"old")

    def full(_file: int) -> None:
        raise OSError(28, "no room")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no room"):
        durable.write_whole(path, b"new")
    assert path.read_bytes() == b"old"
