"""A drawn key comes and goes for two reasons that know nothing of each other: typing, and want of room."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.shell.rail import NavButton
from app.desktop.widgets.action_bar import ActionBar
from app.desktop.widgets.answer_row import AnswerRow
from app.desktop.widgets.arrange import box, column
from app.desktop.widgets.buttons import Button, Size
from app.desktop.widgets.key_cap import KeyCap, with_key

Show = Callable[..., QWidget]
Foot = Callable[[], QWidget]


class Shown(QObject):
    """Notes every drawn key that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, KeyCap) and watched.isWindow():
            self.keys.append(watched.text())
        return False


def in_bar() -> QWidget:
    """Buttons with their letter, at the foot of a page."""
    return ActionBar([], [with_key(Button("Chưa làm được bước này", size=Size.BIG), "N")])


def in_row() -> QWidget:
    """The same under a question."""
    return AnswerRow([Button("Chưa làm được bước này"), KeyCap("N")], [])


def test_a_key_is_never_a_window_of_its_own(dressed: QApplication) -> None:
    shown = Shown()
    dressed.installEventFilter(shown)
    made = [KeyCap("N"), NavButton("Hôm nay", "home", key="1"), with_key(Button("Xong"), "X")]
    for one in made:
        dressed.processEvents()
        one.deleteLater()
    dressed.removeEventFilter(shown)
    assert shown.keys == []


@pytest.mark.parametrize("foot", [in_bar, in_row])
def test_a_key_that_found_no_room_stays_away_when_somebody_stops_typing(
    qtbot: QtBot, show: Show, foot: Foot
) -> None:
    field, beside = QLineEdit(), Button("Quay lại")
    holder = box(column(field, beside, foot()))
    holder.setMinimumSize(60, 50)
    show(holder, 900, 200)
    [cap] = holder.findChildren(KeyCap)
    beside.setFocus()
    qtbot.waitUntil(cap.isVisible)
    wide = cap.parentWidget().sizeHint().width()  # type: ignore[union-attr]
    field.setFocus()
    assert not cap.isVisible()
    assert cap.parentWidget().sizeHint().width() == wide, "its place is kept"  # type: ignore[union-attr]
    holder.resize(120, 200)
    QApplication.processEvents()
    beside.setFocus()
    QApplication.processEvents()
    assert not cap.isVisible(), "there is no room"
    holder.resize(900, 200)
    qtbot.waitUntil(cap.isVisible)
