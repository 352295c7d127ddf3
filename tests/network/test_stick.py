"""Folders of sealed files on a real disk: whole or not at all, and nothing else on a stick is ever opened."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from app.contract.faults import StickFault
from app.network import stick
from app.network.stick import ON_STICK, SealedFolder, Stick

NAME, OTHER = f"diemtua-{'B' * 22}.dtb", f"diemtua-{'C' * 22}.dtp"


@pytest.fixture
def files(tmp_path: Path) -> SealedFolder:
    return SealedFolder(tmp_path / "courier")


def test_what_was_put_is_there_for_its_owner_alone(files: SealedFolder, tmp_path: Path) -> None:
    files.put(NAME, b"sealed")
    assert (files.names(), files.piece(NAME, 0, 100), files.piece(NAME, 2, 3)) == ([NAME], b"sealed", b"ale")
    assert files.piece(NAME, 6, 10) == b""
    assert (tmp_path / "courier" / NAME).stat().st_mode & 0o777 == 0o600
    files.put(NAME, b"anew")
    assert files.piece(NAME, 0, 100) == b"anew"


def test_a_folder_not_made_yet_is_empty(files: SealedFolder) -> None:
    assert files.names() == []
    files.remove(NAME)


def test_what_is_set_aside_or_removed_is_not_seen(files: SealedFolder, tmp_path: Path) -> None:
    files.put(NAME, b"x")
    files.put(OTHER, b"y")
    files.set_aside(NAME, "bundle_forged")
    files.remove(OTHER)
    assert files.names() == []
    assert files.aside() == [(b"x", "bundle_forged")]
    assert [path.name for path in (tmp_path / "courier").iterdir()] == [f"{NAME}.bundle_forged.refused"]


def test_what_is_set_aside_is_kept_for_a_while_and_not_without_end(
    files: SealedFolder, tmp_path: Path
) -> None:
    for number in range(stick.MOST_ASIDE + 2):
        name = f"diemtua-{number:022d}.dtb"
        files.put(name, str(number).encode())
        files.set_aside(name, "not_a_bundle")
    assert sorted(int(start) for start, _ in files.aside()) == list(range(2, stick.MOST_ASIDE + 2))
    (tmp_path / "courier" / "diemtua-others.refused").write_bytes(b"x")
    for path in (tmp_path / "courier").iterdir():
        os.utime(path, (0, 0))
    assert files.aside() == []
    files.put(NAME, b"new")
    files.set_aside(NAME, "bundle_forged")
    left = {path.name for path in (tmp_path / "courier").iterdir()}
    assert left == {f"{NAME}.bundle_forged.refused", "diemtua-others.refused"}


def test_only_plain_files_of_our_names_are_seen(files: SealedFolder, tmp_path: Path) -> None:
    folder, secret = tmp_path / "courier", tmp_path / "secret"
    folder.mkdir()
    secret.write_bytes(b"not for sticks")
    (folder / NAME).symlink_to(secret)
    (folder / OTHER).mkdir()
    os.mkfifo(folder / f"diemtua-{'E' * 22}.dtb")
    (folder / "autorun.inf").write_text("x")
    (folder / f"{NAME}.part").write_bytes(b"x")
    assert files.names() == []
    for name in (NAME, OTHER, f"diemtua-{'E' * 22}.dtb"):
        with pytest.raises(StickFault):
            files.piece(name, 0, 10)
    assert secret.read_bytes() == b"not for sticks"


def test_writing_never_goes_through_a_link(files: SealedFolder, tmp_path: Path) -> None:
    folder, secret = tmp_path / "courier", tmp_path / "secret"
    folder.mkdir()
    secret.write_bytes(b"mine")
    for name in (NAME, f"{NAME}.part"):
        (folder / name).symlink_to(secret)
    files.put(NAME, b"sealed")
    assert (secret.read_bytes(), files.piece(NAME, 0, 9)) == (b"mine", b"sealed")


@pytest.mark.parametrize("name", ["../x", "x.dtb", "", f"{NAME}.part"])
def test_no_other_name_is_ever_used(files: SealedFolder, name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        files.put(name, b"x")
    with pytest.raises(ValueError, match="name"):
        files.piece(name, 0, 1)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errno.ENOSPC, "stick_full"),
        (errno.EDQUOT, "stick_full"),
        (errno.EROFS, "stick_read_only"),
        (errno.EACCES, "stick_read_only"),
        (errno.EIO, "stick_gone"),
        (errno.ENODEV, "stick_gone"),
    ],
)
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_trouble_while_writing_is_named_and_leaves_what_was_there(
    files: SealedFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int, code: str, step: str
) -> None:
    files.put(NAME, b"before")

    def refuse(*_words: object) -> None:
        raise OSError(error, "refused")

    with monkeypatch.context() as patch:
        patch.setattr(stick.os, step, refuse)
        with pytest.raises(StickFault, match=code):
            files.put(NAME, b"after")
    assert files.piece(NAME, 0, 100) == b"before"
    assert [path.name for path in (tmp_path / "courier").iterdir()] == [NAME]


def test_a_stick_that_does_not_keep_what_is_written_is_found_out(
    files: SealedFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", lambda _path: b"zeros")
        with pytest.raises(StickFault, match="stick_differs"):
            files.put(NAME, b"sealed")
    assert files.names() == []


def test_a_stick_gets_a_folder_of_ours_and_is_read_in_both(tmp_path: Path) -> None:
    chosen = Stick(tmp_path)
    chosen.put(NAME, b"inner")
    SealedFolder(tmp_path).put(OTHER, b"outer")
    assert (tmp_path / ON_STICK / NAME).exists()
    assert chosen.names() == [NAME, OTHER]
    assert (chosen.piece(NAME, 0, 9), chosen.piece(OTHER, 0, 9)) == (b"inner", b"outer")
    assert Stick(tmp_path / ON_STICK).names() == [NAME]


def test_a_stick_pulled_out_is_not_made_again(tmp_path: Path) -> None:
    gone = Stick(tmp_path / "usb")
    for act in (gone.names, lambda: gone.put(NAME, b"x")):
        with pytest.raises(StickFault, match="stick_gone"):
            act()
    assert not (tmp_path / "usb").exists()
