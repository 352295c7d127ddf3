"""Sealed files in people's hands: found where they may lie, and one that cannot be taken spoils no other."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.central import bundles
from app.central.gathering import Gathered, gather
from app.central.office import Office
from app.contract.bundle import Purpose
from tests.support.carriers import paired, sessions_at
from tests.support.central import Central
from tests.support.sticks import MemoryFiles


def written(central: Central, folder: Path, count: int = 1) -> list[Path]:
    """So many bundles of as many laptops in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for number in range(count):
        origin, stick = paired(central, number + 1), MemoryFiles()
        origin.laptop.help_new(number)
        origin.hand_over(stick)
        for name, whole in stick.files.items():
            (folder / name).write_bytes(whole)
            found.append(folder / name)
    return found


def taken(central: Central, *places: Path) -> list[Gathered]:
    return list(gather(central.office, places, [Purpose.BUNDLE]))


def test_files_lie_in_a_folder_or_a_little_below(central: Central, tmp_path: Path) -> None:
    [near] = written(central, tmp_path / "a" / "b")
    deep = tmp_path / "a" / "b" / "c" / "d"
    deep.mkdir(parents=True)
    (deep / near.name).write_bytes(near.read_bytes())
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    assert [one.file for one in taken(central, tmp_path)] == [near]
    assert len(sessions_at(central)) == 1


def test_a_fault_over_one_file_leaves_the_others_to_be_taken(
    central: Central,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    logged_warnings: list[logging.LogRecord],
) -> None:
    bad, _good = written(central, tmp_path, 2)
    take, whole = bundles.take, bad.read_bytes()

    def stumbling(office: Office, content: bytes) -> bundles.Taken:
        if content == whole:
            raise sa.exc.OperationalError("SELECT 1", {}, Exception("gone"))
        return take(office, content)

    monkeypatch.setattr(bundles, "take", stumbling)
    assert sorted(one.code for one in taken(central, tmp_path)) == ["", "internal"]
    assert [one.msg for one in logged_warnings] == ["bundle_not_taken"]
    logged_warnings.clear()
    assert len(sessions_at(central)) == 1
