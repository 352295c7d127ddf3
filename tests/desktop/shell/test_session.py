from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.shell.keyboard import Key, bind
from app.desktop.shell.session_bar import SessionBar
from app.desktop.shell.session_frame import SessionFrame
from app.desktop.theme.tokens import Tone
from app.desktop.widgets.buttons import Button
from app.desktop.widgets.task_list import TaskList

Show = Callable[..., QWidget]


def frame() -> SessionFrame:
    bar = SessionBar("Tạm dừng", "Cho bà xem")
    bar.show_person("Bà Lò Thị Hặc", [("72 tuổi", Tone.PLAIN)], "bản Giàn · thẻ …3127")
    return SessionFrame(bar, TaskList("Việc"), "Kết thúc và in phiếu", "hoặc bấm")


def test_a_new_page_takes_the_keyboard_and_the_old_one_goes(qtbot: QtBot, show: Show) -> None:
    session = frame()
    show(session)
    old, new, button = QWidget(), QWidget(), Button("Xong bước này")
    button.setParent(new)
    new.setFocusProxy(button)
    session.show_page(old)
    with qtbot.waitSignal(old.destroyed):
        session.show_page(new)
    assert button.hasFocus()


def test_the_bar_and_the_foot_say_what_was_asked_for(qtbot: QtBot, show: Show) -> None:
    session = frame()
    show(session)
    buttons = {button.accessibleName(): button for button in session.findChildren(QPushButton)}
    with qtbot.waitSignal(session.bar.pause):
        buttons["Tạm dừng"].click()
    with qtbot.waitSignal(session.bar.show_citizen):
        buttons["Cho bà xem"].click()
    with qtbot.waitSignal(session.finish):
        buttons["Kết thúc và in phiếu"].click()


def test_saving_is_seen(show: Show) -> None:
    session = frame()
    show(session)
    session.bar.show_saved("Đã lưu 9:41")
    session.bar.show_elapsed("6 phút")
    shown = {text.text() for text in session.findChildren(QLabel) if text.isVisible()}
    assert {"Đã lưu 9:41", "6 phút", "Bà Lò Thị Hặc"} <= shown
    session.set_compact(True)
    shown = {text.text() for text in session.findChildren(QLabel) if text.isVisible()}
    assert "6 phút" not in shown
    assert "Đã lưu 9:41" in shown


def test_a_bound_key_is_silent_on_a_hidden_page(show: Show) -> None:
    session, heard = frame(), list[str]()
    show(session)
    for name in ("first", "second"):
        page = QWidget()
        bind(page, Key.CANNOT, lambda name=name: heard.append(name))
        session.show_page(page)
    QTest.keyClick(session, Qt.Key.Key_F7)
    assert heard == ["second"]
