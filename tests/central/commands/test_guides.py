"""Publishing and withdrawing a guide, as somebody at central types for it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.i18n import _
from tests.central.commands.conftest import Hand
from tests.support.central import Central
from tests.support.guides import NEW_CODE, OLD_CODE, SHIPPED, next_files, write_pack


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A stick with packs on it."""
    return tmp_path / "usb"


def test_published_listed_and_withdrawn(hand: Hand, central: Central, folder: Path) -> None:
    central.device()
    assert hand.types("guide", "list") == _(
        "No guide was published. Laptops use the one that came with their program."
    )
    for version in (8, 9):
        said = hand.types("guide", "publish", str(write_pack(folder, next_files(version))))
        assert re.search(rf"\b{version}\b", said)
    said = hand.types("guide", "withdraw", "9", "--comment", "Thẻ ba sai")
    assert "9" in said.splitlines()[0]
    assert "8" in said.splitlines()[1]
    headings, newest, older = hand.types("guide", "list").splitlines()
    assert headings.startswith(_("Guide pack"))
    assert newest.startswith(SHIPPED)
    assert newest.split()[1] == "9"
    assert newest.endswith("Thẻ ba sai")
    assert (older.split()[1], "Thẻ ba sai" in older) == ("8", False)
    said = hand.types("guide", "withdraw", "8")
    assert said.splitlines()[1] == _("Laptops go back to the guide that came with their program.")


@pytest.mark.parametrize(
    ("says", "drops", "named"),
    [("", True, OLD_CODE), ("Đọc mật khẩu cho cán bộ.", False, "guide check")],
)
def test_what_cannot_be_published_is_said(
    hand: Hand, central: Central, folder: Path, says: str, drops: bool, named: str
) -> None:
    said = hand.types(
        "guide", "publish", str(write_pack(folder, next_files(9, says=says, drops=drops))), ends=2
    )
    assert named in said
    assert NEW_CODE not in said
    assert said.endswith(".")
    assert hand.types("guide", "list") == _(
        "No guide was published. Laptops use the one that came with their program."
    )


def test_a_code_that_was_retired_must_stay_in_the_list(hand: Hand, central: Central, folder: Path) -> None:
    retired = [{"code": "old.card", "version": 3, "meant": "Thẻ cũ"}]
    hand.types("guide", "publish", str(write_pack(folder, next_files(8, retired=retired))))
    said = hand.types("guide", "publish", str(write_pack(folder, next_files(9, retired=[]))), ends=2)
    assert (
        _("{code}: retired before version {before}, it must stay in the list of retired codes.").format(
            code="old.card", before=8
        )
        in said
    )


def test_a_version_that_is_not_higher_and_another_pack_are_told_apart(
    hand: Hand, central: Central, folder: Path
) -> None:
    hand.types("guide", "publish", str(write_pack(folder, next_files(9))))
    said = hand.types("guide", "publish", str(folder), ends=2)
    assert _("Its version is {version}, and must be above {before}.").format(version=9, before=9) in said
    write_pack(folder, next_files(10, id="another-2026"))
    said = hand.types("guide", "publish", str(folder), ends=2)
    assert said == _("Laptops use another guide pack than this: {subject}. Nothing was changed.").format(
        subject=folder
    )


@pytest.mark.parametrize("words", [("publish", "nowhere"), ("withdraw", "9")])
def test_what_is_not_there_is_said_in_a_sentence(
    hand: Hand, central: Central, words: tuple[str, ...]
) -> None:
    assert hand.types("guide", *words, ends=2).endswith(".")


@pytest.mark.parametrize(
    "words", ["", "publish", "withdraw", "withdraw x", "withdraw 0", "withdraw 9 --comment", "list 9"]
)
def test_what_is_mistyped_is_not_begun(hand: Hand, central: Central, words: str) -> None:
    with pytest.raises(SystemExit) as ended:
        hand.types("guide", *words.split())
    assert ended.value.code == 2
