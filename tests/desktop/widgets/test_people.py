"""The list of people, the question over the window, the bar that makes room, and the page they stand on."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.desktop.widgets.action_bar import ActionBar, Tightness
from app.desktop.widgets.answer_page import NARROW, WIDE, AnswerPage
from app.desktop.widgets.arrange import column
from app.desktop.widgets.buttons import Button, Kind, Size
from app.desktop.widgets.key_cap import KeyCap, with_key
from app.desktop.widgets.person_list import PersonList, row_height
from app.desktop.widgets.person_row import PersonLine
from app.desktop.widgets.question import Question
from app.desktop.widgets.search_line import SearchLine

Show = Callable[..., QWidget]
PEOPLE = [
    ("a", PersonLine(name="Bà Lò Thị Hặc", detail="1953 · bản Giàn", aside="đã đến 2 lần")),
    ("b", PersonLine(name="Ông Vàng A Páo", detail="1960 · bản Pá Hốc" * 12)),
]
DOWN, UP, ENTER = Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return


@pytest.fixture
def people(show: Show) -> PersonList:
    rows = PersonList("Người tìm thấy")
    rows.show_people(PEOPLE)
    show(rows)
    return rows


def test_enter_and_a_click_pick_a_person(people: PersonList) -> None:
    picked: list[str] = []
    people.picked.connect(picked.append)
    QTest.keyClick(people, DOWN)
    QTest.keyClick(people, ENTER)
    first = people.visualItemRect(people.item(0)).center()
    QTest.mouseClick(people.viewport(), Qt.MouseButton.LeftButton, pos=first)
    assert picked == ["b", "a"]


def test_up_on_the_first_row_leaves_the_list(people: PersonList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(people.left_upwards):
        QTest.keyClick(people, UP)


def test_nobody_is_picked_from_an_empty_list(people: PersonList) -> None:
    picked: list[str] = []
    people.picked.connect(picked.append)
    people.show_people([])
    people.pick()
    QTest.keyClick(people, ENTER)
    assert picked == []


def test_the_list_is_as_high_as_its_people(people: PersonList) -> None:
    people.show_people(PEOPLE)  # the frame is known once the list was shown
    assert people.sizeHint().height() == 2 * row_height() + 2 * people.frameWidth()
    assert people.maximumHeight() == people.sizeHint().height()


def test_the_marked_row_is_drawn_apart_also_without_colour(people: PersonList) -> None:
    grey = people.viewport().grab().toImage()
    bar = [grey.pixelColor(1, y).lightness() for y in (row_height() // 2, row_height() + row_height() // 2)]
    assert bar[0] < 120 < bar[1]


def test_the_words_of_a_row_are_there_for_a_screen_reader(people: PersonList) -> None:
    assert people.item(0).text() == "Bà Lò Thị Hặc. 1953 · bản Giàn. đã đến 2 lần"


def test_a_question_answers_by_enter_and_esc(qtbot: QtBot, show: Show) -> None:
    answers: list[str] = []
    for key in (ENTER, Qt.Key.Key_Escape):
        question = Question(show(QWidget()), "Tạm dừng?", "Mọi việc đã lưu.", yes="Tạm dừng", no="Ở lại")
        question.accepted.connect(lambda: answers.append("yes"))
        question.rejected.connect(lambda: answers.append("no"))
        question.open()
        qtbot.waitUntil(question.isVisible)
        QTest.keyClick(question, key)
    assert answers == ["yes", "no"]


def test_a_question_with_one_answer_has_one_button(show: Show) -> None:
    question = Question(show(QWidget()), "Quét", "Chưa thấy máy ảnh.", yes="Đóng")
    assert [button.text() for button in question.findChildren(QPushButton)] == ["Đóng"]
    question.open()
    question.accept()
    assert not (isValid(question) and question.isVisible())


def test_the_arrows_of_a_search_line_move_through_its_list(show: Show) -> None:
    rows = QListWidget()
    rows.addItems(["một", "hai", "ba"])
    rows.setCurrentRow(0)
    line = SearchLine(rows, "Gõ để tìm", "Tìm")
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.addWidget(line)
    layout.addWidget(rows)
    show(page)
    line.setFocus()
    QTest.keyClick(line, DOWN)
    QTest.keyClick(line, Qt.Key.Key_H)
    assert (rows.currentRow(), line.text()) == (1, "h")


def bar() -> ActionBar:
    back = Button("Quay lại các việc", kind=Kind.QUIET, size=Size.BIG, icon="arrow-left")
    on = Button("Kết thúc và in phiếu", kind=Kind.PRIMARY, size=Size.BIG, icon="printer")
    return ActionBar([with_key(back, "Esc")], [with_key(on, "Enter")])


def on_a_page(show: Show) -> ActionBar:
    """A bar on a page, which gives it any width: a window would keep it wide enough."""
    page = QWidget()
    shown = bar()
    shown.setParent(page)
    shown.resize(900, 76)
    show(page, 900, 200)
    return shown


def test_a_bar_leaves_out_icons_then_size_then_keys(show: Show) -> None:
    shown = on_a_page(show)
    left_out = [_looks(shown)]
    for _ in range(4):
        shown.resize(shown._row.minimumSize().width() - 1, 76)
        left_out.append(_looks(shown))
    assert left_out == [
        (True, True, "big"),
        (True, False, "big"),
        (True, False, "normal"),
        (True, False, "small"),
        (False, False, "small"),
    ]


def _looks(shown: ActionBar) -> tuple[bool, bool, str]:
    """Whether keys and icons are drawn, and how large the words are; all buttons alike."""
    [looks] = {
        (
            all(cap.isVisible() for cap in shown.findChildren(KeyCap)),
            not button.icon().isNull(),
            str(button.property("measure")),
        )
        for button in shown.findChildren(Button)
    }
    return looks


def test_a_bar_with_room_again_shows_everything_again(show: Show) -> None:
    shown = on_a_page(show)
    shown.resize(430, 76)
    assert shown._tightness > Tightness.NONE
    shown.resize(900, 76)
    assert shown._tightness == Tightness.NONE
    assert all(cap.isVisible() for cap in shown.findChildren(KeyCap))


def test_an_ampersand_is_a_letter(show: Show) -> None:
    button = Button("Send & receive")
    assert (button.text(), button.accessibleName()) == ("Send && receive", "Send & receive")
    button.set_text("a & b")
    assert (button.text(), button.accessibleName()) == ("a && b", "a & b")


def test_a_page_stands_closer_on_a_small_window(show: Show) -> None:
    page = AnswerPage()
    page.build(column(Button("Xong"), gap=12), bar())
    show(page)
    edges = [page._around.contentsMargins().left()]
    page.set_compact(True)
    edges.append(page._around.contentsMargins().left())
    assert edges == [WIDE[0], NARROW[0]]
