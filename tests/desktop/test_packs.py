"""Guide packs that came by stick: only a sound, newer one of ours is taken, whole, and used from then on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.desktop.bootstrap import load_pack
from app.desktop.bootstrap.packs import GUIDE_KNOWN, GUIDES, PACK, Packs
from tests.support.guides import shipped_files


def files(version: int, **head: object) -> dict[str, str]:
    """The shipped pack under another version."""
    found = {name: content.decode() for name, content in shipped_files().items()}
    found["pack.json"] = json.dumps({**json.loads(found["pack.json"]), "version": version, **head})
    return found


@pytest.fixture
def packs(tmp_path: Path) -> Packs:
    return Packs(tmp_path)


def test_without_any_the_shipped_one_is_in_force(packs: Packs) -> None:
    assert packs.load("vi") == load_pack("vi")
    assert packs.reviewed("vi") == load_pack("vi")


def test_a_newer_one_is_in_force_from_then_on(packs: Packs, tmp_path: Path) -> None:
    before = load_pack("vi").version
    assert packs.keep(files(before + 3)) == ""
    assert packs.load("vi").version == packs.load("en").version == before + 3
    assert Packs(tmp_path).load("vi").version == before + 3
    assert packs.keep(files(before + 3)) == packs.keep(files(before + 2)) == GUIDE_KNOWN
    assert load_pack("vi").version == before, "what is shipped stays what it is"


def without(version: int, name: str) -> dict[str, str]:
    found = files(version)
    del found[name]
    return found


@pytest.mark.parametrize(
    "bad",
    [
        {},
        {"pack.json": "{}"},
        without(9, "reasons.json"),
        {**files(9), "reasons.json": "[]"},
        {**files(9), "../../escape.json": "{}"},
        {**files(9), "run.sh": "rm"},
        files(9, id="another-2026"),
        {**files(9), **{f"more/{number}.json": "{}" for number in range(200)}},
    ],
    ids=[
        "empty",
        "head only",
        "a file less",
        "no reasons",
        "a path",
        "a program",
        "another pack",
        "too many",
    ],
)
def test_what_is_not_sound_is_not_taken(packs: Packs, tmp_path: Path, bad: dict[str, str]) -> None:
    assert packs.keep(bad) == "guide_unsound"
    assert not (tmp_path / GUIDES).exists()
    assert packs.load("vi").version == load_pack("vi").version


def test_one_that_was_damaged_on_the_disk_is_passed_over(packs: Packs, tmp_path: Path) -> None:
    before = load_pack("vi").version
    packs.keep(files(before + 1))
    folder = tmp_path / GUIDES / f"{PACK}@{before + 2}"
    folder.mkdir()
    (folder / "pack.json").write_text("{", encoding="utf-8")
    assert packs.load("vi").version == before + 1


def test_a_full_disk_leaves_the_one_in_force(
    packs: Packs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file: int) -> None:
        raise OSError(28, "no space")

    with monkeypatch.context() as patch:
        patch.setattr("app.desktop.bootstrap.packs.os.fsync", full)
        assert packs.keep(files(9)) == "stick_full"
    assert packs.load("vi").version == load_pack("vi").version
    assert packs.keep(files(9)) == ""
