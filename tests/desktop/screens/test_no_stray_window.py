"""While a screen is being built nothing of it flashes up as a window of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.widgets.arrange import box, column
from app.desktop.widgets.banner import Banner, Notice
from tests.desktop.screens.conftest import Put
from tests.support.scenes import SCENES


class Strays(QObject):
    """Names every widget shown as a window that is no dialog."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen += [] if isinstance(watched, QDialog) else [type(watched).__name__]
        return False


@pytest.fixture
def strays(dressed: QApplication) -> Iterator[list[str]]:
    """What was shown so far."""
    watching = Strays()
    dressed.installEventFilter(watching)
    yield watching.seen
    dressed.removeEventFilter(watching)


@pytest.mark.parametrize("scene", list(SCENES))
def test_nothing_is_shown_before_it_has_its_place(qtbot: QtBot, strays: list[str], scene: str) -> None:
    made = SCENES[scene]()
    QApplication.processEvents()
    made.close()
    made.deleteLater()
    assert strays == []


def test_what_is_told_before_it_has_its_place_is_seen_in_it(put: Put) -> None:
    late, early = Banner(), Banner(Notice(words="Có mạng lại rồi."))
    late.show_notice(Notice(words="Chưa có mạng."))
    put(box(column(late, early)))
    QApplication.processEvents()
    assert late.isVisible()
    assert early.isVisible()
