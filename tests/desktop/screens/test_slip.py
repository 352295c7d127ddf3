"""The slip's page: what a second sheet says can be read too, and it claims no record that was not kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QLabel

from app.desktop.bootstrap import load_pack
from app.desktop.screens.slip import SlipScreen, sheets
from app.documents.slip import write_slip
from app.domain.guide_words import slip_sentence
from app.i18n import _
from tests.desktop.screens.conftest import Put
from tests.support import guided_states as guided
from tests.support.scenes import slip
from tests.support.slips import EVERYDAY


def texts(screen: SlipScreen) -> list[str]:
    return [label.text() for label in screen.findChildren(QLabel)]


def test_what_is_on_a_second_sheet_can_be_read_and_photographed(put: Put) -> None:
    of, pack = guided.all_stuck(), load_pack("vi")
    read = texts(put(slip(of)).findChild(SlipScreen))
    for end in of.ends.values():
        reason = pack.reason(end.reason)
        assert reason is not None
        assert slip_sentence(reason, "bà", "Thứ Ba 1/12") in read


def test_what_the_paper_in_view_says_is_not_said_twice(put: Put) -> None:
    read = texts(put(slip()).findChild(SlipScreen))
    assert not [text for text in read if "mang theo thẻ bảo hiểm y tế." in text]


def test_where_nothing_was_kept_it_does_not_say_saved(put: Put, tmp_path: Path) -> None:
    unkept = replace(EVERYDAY, code="", code_words=())
    write_slip(unkept, tmp_path / "slip.pdf")
    screen = put(SlipScreen(unkept, tmp_path / "slip.pdf", with_kin=False))
    assert screen.accessibleName() == _("Done. No name was kept.")


def test_a_paper_that_cannot_be_read_has_no_sheets(tmp_path: Path) -> None:
    broken = tmp_path / "slip.pdf"
    broken.write_bytes(b"no paper at all")
    assert sheets(broken) == 0
