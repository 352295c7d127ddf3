"""`diemtua guide`: a sound pack passes, a broken one is named fault by fault, and a reviewer gets a PDF."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import resources
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


def test_an_unknown_field_is_refused(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = json.loads((pack / "pack.json").read_text(encoding="utf-8"))
    (pack / "pack.json").write_text(json.dumps(head | {"colour": "red"}), encoding="utf-8")
    assert main(["check", str(pack)]) == 2
    assert "colour" in capsys.readouterr().err


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_reviewer_reads_every_card_and_reason(
    pack: Path, tmp_path: Path, qtbot: QtBot, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    target = tmp_path / "out" / "preview.pdf"
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
    assert words.count(_("NOT CONFIRMED")) >= sum(not one["verified"] for one in (*steps, *reasons))


def test_every_fault_has_words() -> None:
    words = [fault_words(GuideProblem(fault, "")) for fault in GuideFault]
    assert len(set(words)) == len(GuideFault)
