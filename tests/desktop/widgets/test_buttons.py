from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from app.desktop.widgets.arrange import box, column
from app.desktop.widgets.buttons import Button, IconButton, Kind, Size
from app.desktop.widgets.plain_keys import ENTER, ESC, PlainKeys
from app.desktop.widgets.tile import Tile

Show = Callable[..., QWidget]


def held_enter(widget: QWidget) -> None:
    again = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True
    )
    QApplication.sendEvent(widget, again)


@pytest.mark.parametrize(("size", "height"), [(Size.SMALL, 36), (Size.NORMAL, 44), (Size.BIG, 52)])
def test_heights_follow_the_tokens(show: Show, size: Size, height: int) -> None:
    button = Button("Mời vào", size=size, icon="check")
    show(box(column(button, None)))
    assert button.height() == height


@pytest.mark.parametrize("kind", Kind)
def test_enter_and_space_press_the_focused_button_once(show: Show, kind: Kind) -> None:
    presses: list[int] = []
    button = Button("Mời vào", lambda: presses.append(1), kind=kind)
    show(box(column(button)))
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    held_enter(button)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert len(presses) == 2


def test_a_secondary_button_in_focus_takes_enter_from_the_page(show: Show) -> None:
    heard: list[str] = []
    other = Button("Chưa làm được", lambda: heard.append("other"))
    page = box(column(other))
    PlainKeys(page).on(ENTER, lambda: heard.append("main"))
    show(page)
    other.setFocus()
    QTest.keyClick(other, Qt.Key.Key_Return)
    assert heard == ["other"]
    page.setFocus()
    other.clearFocus()
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert heard == ["other", "main"]


def test_a_held_enter_confirms_one_page_only(show: Show) -> None:
    heard: list[str] = []
    page = QWidget()
    PlainKeys(page).on(ENTER, lambda: heard.append("main"))
    show(page)
    QTest.keyClick(page, Qt.Key.Key_Return)
    for _ in range(5):
        held_enter(page)
    assert heard == ["main"]


def test_letters_work_in_either_case_and_not_with_ctrl(show: Show) -> None:
    heard: list[str] = []
    page = QWidget()
    keys = PlainKeys(page)
    keys.on("v", lambda: heard.append("V"))
    keys.on(ESC, lambda: heard.append("up"))
    show(page)
    QTest.keyClick(page, Qt.Key.Key_V)
    QTest.keyClick(page, Qt.Key.Key_V, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert heard == ["V", "V", "up"]


def test_a_disabled_page_hears_nothing(show: Show) -> None:
    heard: list[str] = []
    page = QWidget()
    holder = box(column(page, QLineEdit()))
    PlainKeys(page).on(ENTER, lambda: heard.append("main"))
    show(holder)
    page.setEnabled(False)
    QTest.keyClick(holder, Qt.Key.Key_Return)
    assert heard == []


def test_icon_buttons_are_named(show: Show) -> None:
    button = IconButton("phone", "Gọi bà Hà Thị Ín")
    show(box(column(button)))
    assert (button.accessibleName(), button.toolTip(), button.text()) == (
        "Gọi bà Hà Thị Ín",
        "Gọi bà Hà Thị Ín",
        "",
    )


def test_a_tile_is_one_button_with_all_its_words(show: Show) -> None:
    presses: list[int] = []
    tile = Tile("Đón người mới", "Quét QR", "scan-qr-code", lambda: presses.append(1), key="F2", hero=True)
    show(box(column(tile, None)))
    assert tile.height() >= 92
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert presses == [1]
    tile.set_detail("Còn 18 nhà")
    assert tile.accessibleName() == "Đón người mới. Còn 18 nhà"
    assert len(tile.findChildren(QPushButton)) == 0
