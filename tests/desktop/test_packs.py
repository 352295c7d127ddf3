"""Guide packs that came by network or stick: only a sound, newer one of ours is taken, whole; one may be withdrawn."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app import resources
from app.contract.guide_file import judged
from app.desktop.bootstrap import load_pack, recording
from app.desktop.bootstrap.packs import GUIDE_KNOWN, GUIDES, PACK, Packs
from app.domain.guide import GuidePack
from tests.support.guides import NEW_CODE, NEW_WORDS, OLD_CODE
from tests.support.guides import next_files as files


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


def test_a_recording_is_offered_only_for_the_words_it_reads(
    packs: Packs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(resources.path(GUIDES, PACK), tmp_path / GUIDES / PACK)
    monkeypatch.setattr(resources, "path", lambda *parts: tmp_path.joinpath(*parts))
    for code in ("install.open", "alone.try"):
        file = tmp_path / GUIDES / PACK / "audio" / "vi" / f"{code}.ogg"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    assert packs.keep(files(load_pack("vi").version + 1, says="Nút đổi tên.")) == ""

    def heard(pack: GuidePack, code: str) -> bool:
        step = pack.step(code)
        assert step is not None
        return recording(step, "vi") is not None

    asked = [heard(load_pack("vi"), code) for code in ("install.open", "alone.try", "install.get")]
    assert asked == [True, True, False]
    came = packs.load("vi")
    assert [heard(came, code) for code in ("install.open", "alone.try")] == [False, True]


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
        files(9, drops=True),
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
        "a lost code",
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


def words(packs: Packs, guide: str = "") -> str:
    return packs.load("vi", guide).tasks[0].steps[0].expect


def test_a_withdrawn_one_is_passed_over_and_one_that_is_held_comes_back(packs: Packs, tmp_path: Path) -> None:
    before = words(packs)
    assert packs.keep(files(7, says="Thẻ bảy của trung tâm.")) == packs.keep(files(8, says=NEW_WORDS)) == ""
    assert words(packs) == NEW_WORDS
    packs.withdraw(PACK, ["8"])
    assert words(packs) == words(Packs(tmp_path)) == "Thẻ bảy của trung tâm."
    packs.withdraw(PACK, ["7"])
    packs.withdraw(PACK, [])
    assert words(packs) == words(Packs(tmp_path)) == before
    assert packs.keep(files(8)) == GUIDE_KNOWN, "also by stick"
    assert packs.keep(files(9)) == ""


def test_a_session_keeps_the_one_it_began_with(packs: Packs, tmp_path: Path) -> None:
    before, own = words(packs), f"{PACK}@{load_pack('vi').version}"
    packs.keep(files(8, says=NEW_WORDS))
    packs.withdraw(PACK, ["8"])
    assert words(packs, f"{PACK}@8") == words(Packs(tmp_path), f"{PACK}@8") == NEW_WORDS
    reviewed = packs.reviewed("vi", f"{PACK}@8")
    assert reviewed is not None
    assert reviewed.version == 8
    packs.keep(files(9, says="Thẻ chín của trung tâm."))
    assert words(packs, own) == before


@pytest.mark.parametrize("guide", ["", "small@1", f"{PACK}@99", f"{PACK}@", f"../{PACK}@8", "x@8/..", PACK])
def test_what_is_not_here_is_read_in_the_one_in_force(packs: Packs, guide: str) -> None:
    packs.keep(files(8, says=NEW_WORDS))
    assert words(packs, guide) == NEW_WORDS


def test_what_was_asked_for_too_early_is_found_once_it_is_here(packs: Packs) -> None:
    assert packs.load("vi", f"{PACK}@8").version == load_pack("vi").version
    packs.keep(files(8))
    packs.withdraw(PACK, ["8"])
    assert packs.load("vi", f"{PACK}@8").version == 8


def test_one_that_was_damaged_on_the_disk_can_come_again(packs: Packs, tmp_path: Path) -> None:
    folder = tmp_path / GUIDES / f"{PACK}@8"
    folder.mkdir(parents=True)
    (folder / "pack.json").write_text("{", encoding="utf-8")
    assert packs.wants(PACK, "8")
    assert packs.keep(files(8, says=NEW_WORDS)) == ""
    assert words(packs) == NEW_WORDS
    assert not packs.wants(PACK, "8")


@pytest.mark.parametrize(
    ("pack", "version"), [("another", "9"), (PACK, "x"), (PACK, ""), (PACK, "1"), (PACK, "-9"), (PACK, "٩")]
)
def test_what_is_no_newer_version_of_ours_is_not_wanted(packs: Packs, pack: str, version: str) -> None:
    assert not packs.wants(pack, version, "d")


def test_what_proved_unfit_is_not_wanted_before_the_next_start(packs: Packs, tmp_path: Path) -> None:
    packs.note_unfit("d")
    assert not packs.wants(PACK, "9", "d")
    assert packs.wants(PACK, "9", "e")
    assert Packs(tmp_path).wants(PACK, "9", "d")


def test_on_a_full_disk_what_is_withdrawn_is_known_as_long_as_the_program_runs(
    packs: Packs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, *_mode: object, **_more: object) -> None:
        raise OSError(28, "no space")

    packs.keep(files(8))
    with monkeypatch.context() as patch:
        patch.setattr(Path, "touch", full)
        packs.withdraw(PACK, ["8"])
    assert packs.load("vi").version < 8
    assert Packs(tmp_path).load("vi").version == 8
    packs.withdraw(PACK, ["8"])
    assert Packs(tmp_path).load("vi").version < 8


def test_the_pack_with_a_lost_code_is_sound_by_itself(tmp_path: Path) -> None:
    """What the refusal above is about: the code, and nothing else."""
    lost = files(9, drops=True)
    assert OLD_CODE not in lost["tasks/install.json"]
    assert NEW_CODE in lost["tasks/install.json"]
    pack, faults = judged({name: text.encode() for name, text in lost.items()})
    assert (pack.version, faults) == (9, [])
