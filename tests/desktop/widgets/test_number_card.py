"""A number said large over the window: its keys, its corner, and that it goes only when it is told to."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.shell.main_window import MainWindow
from app.desktop.shell.room import Room
from app.desktop.shell.session_bar import SessionBar
from app.desktop.shell.session_frame import SessionFrame
from app.desktop.widgets.action_bar import BAR_HEIGHT_COMPACT
from app.desktop.widgets.buttons import Button
from app.desktop.widgets.number_card import Act, Numbered
from app.desktop.widgets.task_list import TaskList
from tests.support.keys import CTRL, press

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def main(show: Callable[..., QWidget]) -> MainWindow:
    rooms = [Room(key=key, icon="home", title_msgid=key, make=QWidget) for key in ("today", "people")]
    window = MainWindow(rooms)
    window.show_room("today")
    show(window, 1366, 696)
    return window


def numbered(done: list[str]) -> Numbered:
    return Numbered(
        number="07",
        title="Đang gọi số 07",
        detail="Bà Mẫu",
        undo=Act(words="Vắng", key="Ctrl Z", do=lambda: done.append("absent")),
        onward=Act(words="Mời vào", key="Shift F5", do=lambda: done.append("in")),
    )


@pytest.mark.parametrize(
    ("key", "modifier", "wish"), [(Qt.Key.Key_Z, CTRL, "absent"), (Qt.Key.Key_F5, SHIFT, "in")]
)
def test_what_a_number_offers_is_taken_once_by_its_key(
    main: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier, wish: str
) -> None:
    done: list[str] = []
    main.number.show_number(numbered(done))
    press(main, key, modifier)
    press(main, key, modifier)
    assert (done, main.number.isVisible()) == ([wish], False)


def test_a_number_stays_until_esc_which_then_does_nothing_else(main: MainWindow) -> None:
    main.number.show_number(numbered([]))
    main.show_room("people")
    above = QLabel("above")
    main.push_page(above)
    assert main.number.isVisible()
    press(main, Qt.Key.Key_Escape)
    assert (main.number.isVisible(), above.isVisible()) == (False, True)
    press(main, Qt.Key.Key_Escape)
    assert main.house.pages.currentWidget() is not above


def test_a_number_keeps_its_corner_and_leaves_the_bar_at_the_foot_free(main: MainWindow) -> None:
    main.number.show_number(numbered([]))
    for size in ((1366, 696), (1093, 557)):
        main.resize(*size)
        QApplication.processEvents()
        box = main.number.geometry()
        assert main.rect().contains(box)
        assert main.height() - box.bottom() >= BAR_HEIGHT_COMPACT


def test_another_number_has_the_room_the_first_one_had(main: MainWindow) -> None:
    bare = Numbered(number="06", title="Đã phát số 06")
    main.number.show_number(numbered([]))
    fresh = main.number.geometry()
    for what in (bare, numbered([])):
        QApplication.processEvents()
        main.number.show_number(what)
    assert main.number.geometry() == fresh
    for button in main.number.findChildren(Button):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width(), button.text()


def test_numbers_are_given_and_called_in_a_session_too(qtbot: QtBot, main: MainWindow) -> None:
    main.begin_session(SessionFrame(SessionBar("Tạm dừng"), TaskList("Việc"), "Kết thúc", "hoặc bấm"))
    for key, wish in ((Qt.Key.Key_F4, main.give_wanted), (Qt.Key.Key_F5, main.call_wanted)):
        with qtbot.waitSignal(wish):
            press(main, key)


def test_under_the_lock_no_number_is_seen(main: MainWindow) -> None:
    main.number.show_number(numbered([]))
    main.cover(QWidget())
    assert not main.number.isVisible()
