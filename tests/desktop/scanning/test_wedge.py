from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.scanning.wedge import Wedge
from app.desktop.widgets.buttons import Button
from app.desktop.widgets.plain_keys import ENTER, PlainKeys

CARD = "014185000000|050000000|Lò Thị Ín|01011985|Nữ|Bản Mòng, Hua La, Thành phố Sơn La, Sơn La|15062021"
TELEX = "HN2141400000000|48e1bâ16e67205468e1bb8b204ce1bâ775|15/08/1972|2|14 - 001|$"


class Page(QWidget):
    """A page with a field, a note, a button, and keys of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.field, self.note = QLineEdit(), QPlainTextEdit()
        self.pressed: list[str] = []
        self.button = Button("Xong bước này", lambda: self.pressed.append("button"))
        layout = QVBoxLayout(self)
        for part in (self.field, self.note, self.button):
            layout.addWidget(part)
        keys = PlainKeys(self)
        for key in ("0", "1", "V", ENTER):
            keys.on(key, lambda key=key: self.pressed.append(key))


class Scanner:
    """Types at the window as a scanner or a person does; time is a number."""

    def __init__(self, window: QWindow) -> None:
        self.window, self.now = window, 10_000.0
        self.scans: list[str] = []

    def clock(self, _event: QEvent) -> float:
        return self.now

    def type(self, text: str, gap: float) -> None:
        for letter in text:
            self.now += gap
            QTest.keyClick(self.window, letter) if letter.isascii() else self.compose(letter)

    def enter(self, gap: float) -> None:
        self.now += gap
        QTest.keyClick(self.window, Qt.Key.Key_Return)

    def compose(self, text: str) -> None:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QCoreApplication.sendEvent(QApplication.focusWidget(), event)


@pytest.fixture
def page(show: Callable[..., QWidget]) -> Page:
    page = show(Page())
    assert isinstance(page, Page)
    return page


@pytest.fixture
def scanner(page: Page, dressed: QApplication) -> Iterator[Scanner]:
    window = page.windowHandle()
    assert window is not None
    scanner = Scanner(window)
    wedge = Wedge(scanner.clock)
    wedge.scanned.connect(scanner.scans.append)
    wedge.watch(dressed)
    yield scanner
    dressed.removeEventFilter(wedge)


@pytest.mark.parametrize("code", [CARD, TELEX, "014185000000"])
@pytest.mark.parametrize("place", ["field", "note", "button"])
def test_a_scan_is_caught_wherever_the_focus_is(page: Page, scanner: Scanner, code: str, place: str) -> None:
    getattr(page, place).setFocus()
    scanner.type(code, 5)
    scanner.enter(5)
    assert scanner.scans == [code]
    assert page.pressed == []
    assert page.field.text() == ""
    assert page.note.toPlainText() == ""


def test_what_stood_in_the_field_is_as_it_was(page: Page, scanner: Scanner) -> None:
    page.field.setText("bản Giàn")
    page.field.setFocus()
    page.field.selectAll()
    scanner.type("014185000000", 5)
    scanner.enter(5)
    assert page.field.text() == "bản Giàn"
    assert scanner.scans == ["014185000000"]


def test_a_note_keeps_what_was_written_before(page: Page, scanner: Scanner) -> None:
    page.note.setFocus()
    scanner.type("hen lai", 200)
    scanner.now += 500
    scanner.type("014185000000", 5)
    scanner.enter(5)
    assert page.note.toPlainText() == "hen lai"


def test_slow_typing_and_enter_are_untouched(page: Page, scanner: Scanner) -> None:
    page.field.setFocus()
    scanner.type("014185000000", 120)
    scanner.enter(120)
    assert page.field.text() == "014185000000"
    assert page.pressed == [ENTER]
    assert scanner.scans == []


def test_a_quick_word_of_a_person_arrives_in_order(page: Page, scanner: Scanner) -> None:
    page.field.setFocus()
    scanner.type("lo", 20)
    scanner.type(" thi in", 130)
    assert page.field.text() == "lo thi in"


def test_keys_held_back_at_the_end_arrive_by_themselves(qtbot: QtBot, page: Page, scanner: Scanner) -> None:
    page.field.setFocus()
    scanner.type("hac", 20)
    qtbot.waitUntil(lambda: page.field.text() == "hac")


def test_a_persons_single_key_acts_after_a_moment(qtbot: QtBot, page: Page, scanner: Scanner) -> None:
    page.button.setFocus()
    scanner.type("v", 500)
    assert page.pressed == []
    qtbot.waitUntil(lambda: page.pressed == ["V"])


def test_enter_right_after_a_single_key_keeps_the_order(page: Page, scanner: Scanner) -> None:
    page.field.clearFocus()
    page.setFocus()
    scanner.type("1", 500)
    scanner.enter(80)
    assert page.pressed == ["1", ENTER]


def test_the_scanners_second_enter_confirms_nothing(page: Page, scanner: Scanner) -> None:
    page.button.setFocus()
    scanner.type("014185000000", 5)
    scanner.enter(5)
    scanner.enter(5)
    scanner.enter(200)
    assert page.pressed == []
    scanner.enter(301)
    assert page.pressed == ["button"]


def test_space_still_presses_a_button(page: Page, scanner: Scanner) -> None:
    page.button.setFocus()
    scanner.type(" ", 500)
    assert page.pressed == ["button"]


def test_letters_given_back_before_a_scan_stay_in_the_field(page: Page, scanner: Scanner) -> None:
    page.field.setFocus()
    scanner.type("lo", 20)
    scanner.now += 400
    scanner.type("014185000000", 5)
    scanner.enter(5)
    assert page.field.text() == "lo"
    assert scanner.scans == ["014185000000"]


def test_a_line_feed_ends_a_scan_too(page: Page, scanner: Scanner) -> None:
    page.field.setFocus()
    scanner.type("014185000000", 5)
    scanner.now += 5
    feed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, "\n")
    QCoreApplication.sendEvent(scanner.window, feed)
    assert scanner.scans == ["014185000000"]
    assert page.pressed == []


def test_two_scans_in_a_row_are_two(page: Page, scanner: Scanner) -> None:
    page.field.setFocus()
    for code in ("014185000000", "014090000000"):
        scanner.type(code, 5)
        scanner.enter(5)
        scanner.now += 400
    assert scanner.scans == ["014185000000", "014090000000"]


def test_combinations_and_arrows_are_not_a_scanners(page: Page, scanner: Scanner) -> None:
    page.field.setText("Hặc")
    page.field.setFocus()
    QTest.keyClick(scanner.window, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(scanner.window, Qt.Key.Key_Delete)
    assert page.field.text() == ""


def test_backspace_of_a_person_works(page: Page, scanner: Scanner) -> None:
    page.field.setFocus()
    scanner.type("lo", 200)
    scanner.now += 200
    QTest.keyClick(scanner.window, Qt.Key.Key_Backspace)
    assert page.field.text() == "l"
