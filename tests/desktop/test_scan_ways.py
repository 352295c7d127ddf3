"""The ways a code comes in besides the scanner: a picture, a text file, the clipboard, the camera."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import segno
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.scan_ways import ScanWays
from app.desktop.scanning import camera
from app.desktop.scanning.picture import PictureFault
from app.desktop.tasks import Tasks
from app.desktop.widgets.question import Question
from app.desktop.wording.pictures import picture_fault
from app.i18n import _
from tests.support.keys import CARD

Show = Callable[..., QWidget]


class Ways:
    """The ways over a window, and what came of them."""

    def __init__(self, qtbot: QtBot, app: QApplication, window: QWidget) -> None:
        self.qtbot, self.window, self.tasks = qtbot, window, Tasks()
        self.ways = ScanWays(app, self.tasks, window)
        self.scans: list[str] = []
        self.ways.scanned.connect(self.scans.append)

    def told(self) -> str:
        """The words of the dialog that opened, which is closed again."""

        def dialogs() -> list[Question]:
            return [one for one in self.window.findChildren(Question) if one.isVisible()]

        self.qtbot.waitUntil(lambda: bool(dialogs()))
        words = [label.text() for label in dialogs()[0].findChildren(QLabel)]
        dialogs()[0].accept()
        return " ".join(words)


@pytest.fixture
def ways(qtbot: QtBot, dressed: QApplication, show: Show) -> Iterator[Ways]:
    made = Ways(qtbot, dressed, show(QWidget()))
    yield made
    made.ways.close()
    made.tasks.close()


def chosen(monkeypatch: pytest.MonkeyPatch, path: Path | str) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_words: (str(path), ""))


def test_a_picture_of_a_card_is_read_in_a_worker(
    ways: Ways, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = tmp_path / "card.png"
    segno.make(CARD, error="m").save(str(picture), scale=4)
    chosen(monkeypatch, picture)
    ways.ways.from_picture()
    qtbot.waitUntil(lambda: ways.scans == [CARD])


def test_a_picture_without_a_code_says_what_to_do(
    ways: Ways, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blank = QImage(200, 200, QImage.Format.Format_RGB32)
    blank.fill(0xFFFFFF)
    assert blank.save(str(tmp_path / "blank.png"))
    chosen(monkeypatch, tmp_path / "blank.png")
    ways.ways.from_picture()
    assert picture_fault(PictureFault.NO_CODE) in ways.told()
    assert ways.scans == []


def test_a_file_that_is_gone_is_told(ways: Ways, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen(monkeypatch, tmp_path / "gone.txt")
    ways.ways.from_text_file()
    assert picture_fault(None) in ways.told()


def test_a_pairing_sheet_is_read_from_a_text_file(
    ways: Ways, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = tmp_path / "sheet.txt"
    sheet.write_text("DIEMTUA1|https://a.example|00|7Q2M4T9XB0\n" + "x" * 5000, encoding="utf-8")
    chosen(monkeypatch, sheet)
    ways.ways.from_text_file()
    qtbot.waitUntil(lambda: len(ways.scans) == 1)
    assert ways.scans[0].startswith("DIEMTUA1|https://a.example")
    assert len(ways.scans[0]) <= 2048


@pytest.mark.parametrize("way", ["from_picture", "from_text_file"])
def test_no_file_chosen_is_no_scan(ways: Ways, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    chosen(monkeypatch, "")
    getattr(ways.ways, way)()
    assert ways.scans == []
    assert not [one for one in ways.window.findChildren(Question) if one.isVisible()]


def test_a_code_that_was_copied_is_taken(ways: Ways, tmp_path: Path) -> None:
    segno.make(CARD, error="m").save(str(tmp_path / "card.png"), scale=4)
    QGuiApplication.clipboard().setImage(QImage(str(tmp_path / "card.png")))
    ways.ways.from_clipboard()
    assert ways.scans == [CARD]


def test_an_empty_clipboard_says_so(ways: Ways) -> None:
    QGuiApplication.clipboard().clear()
    ways.ways.from_clipboard()
    assert picture_fault(PictureFault.EMPTY_CLIPBOARD) in ways.told()


def test_no_camera_is_a_normal_state(ways: Ways, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camera, "has_camera", lambda: False)
    ways.ways.from_camera()
    assert _("No camera was found. Use the scanner, or a picture of the card.") in ways.told()


def test_keys_are_watched_from_when_it_is_asked_until_the_end(ways: Ways, dressed: QApplication) -> None:
    ways.ways.watch()
    ways.ways.watch()
    assert ways.ways._watches
    ways.ways.close()
    assert not ways.ways._watches
