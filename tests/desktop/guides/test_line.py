"""`diemtua guide`: a sound pack passes, a broken one is named fault by fault, and a reviewer gets a PDF."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import resources
from app.contract.guide_format import read_overlay
from app.desktop.guides import main
from app.desktop.guides.line import shipped_packs
from app.desktop.wording.guide_faults import fault_words, unreadable_words
from app.domain.guide_faults import GuideFault, GuideProblem
from app.i18n import _
from tests.support.guides import SHIPPED
from tests.support.paper import said


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the shipped pack that may be broken."""
    return Path(shutil.copytree(resources.path("guides", SHIPPED), tmp_path / SHIPPED))


def change(pack: Path, file: str, old: str, new: str) -> None:
    text = (pack / file).read_text(encoding="utf-8")
    assert old in text
    (pack / file).write_text(text.replace(old, new), encoding="utf-8")


def test_the_packs_we_ship_are_fit(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(shipped_packs())


def test_every_fault_is_named_with_its_place(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(pack, "tasks/install.json", '"no_smartphone"', '"never_heard_of"')
    assert main(["check", str(pack)]) == 1
    told = capsys.readouterr().out
    assert fault_words(GuideProblem(GuideFault.REASON_UNKNOWN, "", "never_heard_of")) in told
    assert "install.store" in told


@pytest.mark.parametrize(
    ("file", "text", "code"),
    [
        ("pack.json", "{", "not_json"),
        ("pack.json", "{}", "wrong_shape"),
        ("reasons.json", '[{"code": 1}]', "wrong_shape"),
    ],
)
def test_what_cannot_be_read_says_why(
    pack: Path, capsys: pytest.CaptureFixture[str], file: str, text: str, code: str
) -> None:
    (pack / file).write_text(text, encoding="utf-8")
    assert main(["check", str(pack)]) == 2
    told = capsys.readouterr().err
    assert told.startswith(unreadable_words(code, file).strip())


def test_a_folder_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "nowhere")]) == 2
    assert capsys.readouterr().err


def test_a_pack_that_loses_a_code_of_the_one_before_is_named(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    after = ["--after", str(resources.path("guides", SHIPPED))]
    change(pack, "pack.json", '"version": 3', '"version": 4')
    assert main(["check", str(pack), *after]) == 0
    for file in ("reasons.json", "en.json"):
        change(pack, file, '"nfc_fail"', '"chip_unread"')
    for file in ("identity", "alone"):
        change(pack, f"tasks/{file}.json", '"nfc_fail"', '"chip_unread"')
    assert main(["check", str(pack)]) == 0, "by itself it is whole"
    assert main(["check", str(pack), *after]) == 1
    assert fault_words(GuideProblem(GuideFault.CODE_LOST, "", "nfc_fail")) in capsys.readouterr().out
    retired = '"retired": [{"code": "nfc_fail", "version": 3, "meant": "The chip could not be read"}]'
    change(pack, "pack.json", '"retired": []', retired)
    assert main(["check", str(pack), *after]) == 0


def test_a_speaker_gets_every_slot_empty(pack: Path, tmp_path: Path) -> None:
    target = tmp_path / "thai.json"
    assert main(["slots", str(pack), "--language", "thai", "--out", str(target)]) == 0
    overlay = read_overlay({"thai.json": target.read_bytes()}, "thai")
    assert overlay is not None
    assert not overlay.is_reviewed
    assert {text.say for text in overlay.steps.values()} == {""}
    assert main(["slots", str(pack), "--language", "thai", "--out", str(target)]) == 2, (
        "it may be half filled"
    )


def test_an_unknown_field_is_refused(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = json.loads((pack / "pack.json").read_text(encoding="utf-8"))
    (pack / "pack.json").write_text(json.dumps(head | {"colour": "red"}), encoding="utf-8")
    assert main(["check", str(pack)]) == 2
    assert "colour" in capsys.readouterr().err


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_reviewer_reads_every_card_and_reason(
    pack: Path, tmp_path: Path, qtbot: QtBot, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    target = tmp_path / "preview.pdf"
    assert main(["preview", str(pack), "--language", language, "--out", str(target)]) == 0
    words = said(target)
    reasons = json.loads((pack / "reasons.json").read_text(encoding="utf-8"))
    steps = [
        step
        for file in (pack / "tasks").glob("*.json")
        for step in json.loads(file.read_text(encoding="utf-8"))["steps"]
    ]
    assert all(step["code"] in words for step in steps)
    assert all(reason["code"] in words for reason in reasons)
    assert "{" not in words, "nothing is left to be filled in"
    assert words.count(_("NOT CONFIRMED")) >= sum(not one["verified"] for one in (*steps, *reasons))


@pytest.mark.parametrize(
    "words",
    [
        ["preview", "--language", "xx"],
        ["preview", "--language", "pack"],
        ["preview", "--language", "../vi"],
        ["preview", "--language", ""],
        ["preview", "--out", "nowhere/preview.pdf"],
        ["preview", "--out", "."],
        ["preview", "--out", ""],
        ["preview", "nowhere"],
        ["check", "nowhere"],
        ["check", "x" * 5_000],
        ["check", "\udce9"],
        ["check", "."],
        [],
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_said_and_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    try:
        ended = main(words)
    except SystemExit as told:
        ended = int(told.code or 0)
    said = capsys.readouterr()
    assert (ended, said.out) == (2, "")
    assert said.err.strip()
    assert "Traceback" not in said.err
    assert list(tmp_path.iterdir()) == []


def test_every_fault_has_words() -> None:
    words = [fault_words(GuideProblem(fault, "")) for fault in GuideFault]
    assert len(set(words)) == len(GuideFault)
