"""The waiting room on screen: F4 and F5, digits for the task, each button for its number, a board without names."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.bootstrap import load_pack
from app.desktop.screens.consent import ConsentScreen
from app.desktop.screens.give_number import GiveNumberDialog
from app.desktop.screens.guided.overview import OverviewPage
from app.desktop.screens.number_board import NumberBoard
from app.desktop.screens.queue import QueueScreen
from app.desktop.screens.reception.confirm import ConfirmPage
from app.desktop.screens.reception.search import SearchPage
from app.desktop.second_screen import SecondScreen
from app.desktop.theme.tokens import Tone
from app.desktop.widgets.person_row import PersonRow
from app.domain.ladder import TaskCode
from app.domain.problems import Problem, ProblemCode
from app.domain.queue import Mark
from app.i18n import _, language
from app.presentation.queue import QueueState
from tests.support import queue_states
from tests.support.audit import SIZES
from tests.support.desks import Counter, rest_from_bursts
from tests.support.keys import CARD, CTRL, ENTER, press
from tests.support.queue_scenes import board
from tests.support.stage import Still, in_room
from tests.walkthrough.practice import CARDS

Put = Callable[[QWidget], QWidget]
F4, F5, ESC = Qt.Key.Key_F4, Qt.Key.Key_F5, Qt.Key.Key_Escape
SHIFT = Qt.KeyboardModifier.ShiftModifier


def button(where: QWidget, name: str) -> QAbstractButton:
    [found] = [b for b in where.findChildren(QAbstractButton) if b.accessibleName() == name and b.isVisible()]
    return found


def test_every_button_is_for_its_number(put: Put) -> None:
    still = Still(queue_states.busy())
    window = put(in_room(lambda: QueueScreen(still, load_pack(language())), "queue"))  # type: ignore[arg-type]
    for words, number in (
        (_("Call number {number}"), 8),
        (_("Number {number} comes in"), 9),
        (_("Number {number} is not there"), 6),
        (_("Call number {number} again"), 5),
        (_("Give up number {number}"), 4),
    ):
        button(window, words.format(number=f"{number:02d}")).click()
    assert still.wishes == [("call", 8), ("invite", 9), ("absent", 6), ("call", 5), ("drop", 4)]


def given(qtbot: QtBot, problem: Problem | None = None) -> tuple[GiveNumberDialog, list[tuple[object, ...]]]:
    asked: list[tuple[object, ...]] = []

    def give(task: TaskCode | None, name: str, marks: object) -> Problem | None:
        asked.append((task, name, marks))
        return problem

    dialog = GiveNumberDialog(give, load_pack(language()))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog, asked


def test_enter_alone_gives_a_number(qtbot: QtBot) -> None:
    dialog, asked = given(qtbot)
    press(dialog, ENTER)
    assert asked == [(None, "", [])]


def test_a_digit_a_name_and_a_mark(qtbot: QtBot) -> None:
    dialog, asked = given(qtbot)
    press(dialog, "4")
    dialog.findChild(QLineEdit).setText("Bà Mẫu")
    dialog.findChildren(QCheckBox)[0].setChecked(True)
    press(dialog, ENTER)
    assert asked == [(TaskCode.HEALTH_BOOK, "Bà Mẫu", [Mark.ELDER])]


def test_letters_are_the_name_and_a_space_in_it_gives_no_number(qtbot: QtBot) -> None:
    dialog, asked = given(qtbot)
    for key in "Lan A":
        QTest.keyClicks(dialog.focusWidget(), key)
    assert asked == []
    press(dialog, ENTER)
    assert asked == [(None, "Lan A", [])]


def test_a_code_is_said_beside_the_name_and_the_dialog_stays(qtbot: QtBot) -> None:
    dialog, _asked = given(qtbot, Problem(ProblemCode.NOTE_HAS_SECRET, "name"))
    press(dialog, ENTER)
    assert dialog.isVisible()
    assert dialog.findChild(QLineEdit).hasFocus()


@pytest.mark.parametrize(("state", "said"), [(queue_states.BOARD, "06"), (queue_states.EMPTY_BOARD, "")])
def test_the_board_is_read_aloud_as_numbers(put: Put, state: object, said: str) -> None:
    shown = put(board(state))  # type: ignore[arg-type]
    assert isinstance(shown, NumberBoard)
    assert said in shown.accessibleName()
    assert not shown.findChildren(QLabel)


def test_from_the_key_to_the_board(counter: Counter, qtbot: QtBot) -> None:
    counter.press(F4)
    counter.sees(GiveNumberDialog).accept()
    counter.press(F4)
    dialog = counter.sees(GiveNumberDialog)
    dialog._submit()
    counter.sees(QLabel, lambda label: label.text() == _("Number {number} was given").format(number="01"))
    counter.window.show_room("queue")
    screen = counter.sees(QueueScreen)
    counter.press(F5)
    counter.sees(QLabel, lambda label: label.text() == _("Calling number {number}").format(number="01"))
    counter.sees(
        QAbstractButton, lambda b: b.accessibleName() == _("Number {number} comes in").format(number="01")
    )
    screen.board_wanted.emit()
    [shown] = [w for w in QApplication.topLevelWidgets() if isinstance(w, SecondScreen) and w.isVisible()]
    assert "01" in shown.findChild(NumberBoard).accessibleName()
    counter.desk.rooms.queue.show_board()  # type: ignore[union-attr]
    assert not shown.isVisible()


def give(counter: Counter, name: str = "", task: str = "") -> None:
    counter.press(F4)
    dialog = counter.sees(GiveNumberDialog)
    dialog.findChild(QLineEdit).setText(name)
    if task:
        rest_from_bursts(counter.desk)
        press(dialog, task)
        rest_from_bursts(counter.desk)
    dialog._submit()


def line_of(counter: Counter) -> QueueState:
    assert counter.desk.rooms is not None
    return counter.desk.rooms.queue.presenter.state()


def receive(counter: Counter, card: str = CARD) -> None:
    counter.scan(card)
    counter.sees(ConfirmPage)
    counter.press(ENTER)
    counter.sees(ConsentScreen)


def test_the_number_given_is_said_large_on_whatever_page_and_may_be_taken_back(counter: Counter) -> None:
    give(counter, "Ông Vàng A Páo", "3")
    shown = counter.window.number.shown
    assert shown is not None
    assert (shown.number, shown.detail.startswith("Ông Vàng A Páo · ")) == ("01", True)
    assert counter.window.number.isVisible()
    counter.press("Z", CTRL)
    assert not counter.window.number.isVisible()
    assert line_of(counter).waiting == ()


def test_f5_twice_in_a_session_calls_one_number(counter: Counter) -> None:
    give(counter)
    give(counter)
    receive(counter)
    counter.press(ENTER)
    counter.sees(OverviewPage)
    counter.press(F5)
    first = counter.window.number.shown
    counter.press(F5)
    second = counter.window.number.shown
    assert first is not None
    assert second is not None
    assert (first.number, second.number, len(line_of(counter).called)) == ("01", "01", 1)
    assert "02" in second.detail
    assert (first.onward, second.tone) == (None, Tone.WARN), "nobody comes in while another is being helped"
    counter.press(F5)
    assert [place.number for place in line_of(counter).called] == [1, 2]


def test_a_number_is_given_in_the_middle_of_a_session(counter: Counter) -> None:
    receive(counter)
    counter.press(ENTER)
    counter.sees(OverviewPage)
    give(counter)
    assert counter.window.number.isVisible()
    counter.sees(OverviewPage)


def test_who_is_asked_in_comes_with_number_name_and_task(counter: Counter) -> None:
    give(counter, "Bà Lò Thị Ín", "4")
    counter.press(F5)
    counter.press(F5, SHIFT)
    search = counter.sees(SearchPage)
    assert search.findChild(QLineEdit).text() == "Lò Thị Ín"
    counter.sees(QLabel, lambda label: label.text().startswith(_("Number {number}").format(number="01")))
    assert not counter.window.number.isVisible()
    receive(counter)
    assert line_of(counter).called == (), "the number is over"
    counter.press(ENTER)
    counter.sees(OverviewPage)
    counter.sees(QLabel, lambda label: label.text() == _("Came for this"))


def test_an_absent_person_who_comes_after_all_leaves_the_list(counter: Counter) -> None:
    give(counter, "Bà Lò Thị Ín")
    counter.press(F5)
    counter.press("Z", CTRL)
    assert [place.number for place in line_of(counter).absent] == [1]
    receive(counter)
    assert line_of(counter).absent == ()


def test_somebody_else_is_not_received_under_a_number_asked_in_before(counter: Counter) -> None:
    give(counter, "Bà Lò Thị Ín")
    counter.press(F5)
    counter.press(F5, SHIFT)
    counter.sees(SearchPage).other_guest.emit()
    receive(counter, CARDS["giang-a-pao"])
    assert [place.number for place in line_of(counter).called] == [1]


def test_with_nobody_waiting_f5_says_so(counter: Counter) -> None:
    counter.press(F5)
    counter.sees(QLabel, lambda label: label.text() == _("Nobody waits with a number."))
    assert (line_of(counter).called, line_of(counter).absent) == ((), ())


def test_at_least_nine_numbers_are_in_sight_on_a_small_window(put: Put) -> None:
    still = Still(queue_states.crowded())
    window = put(in_room(lambda: QueueScreen(still, load_pack(language())), "queue"))  # type: ignore[arg-type]
    window.resize(*SIZES[1])
    QApplication.processEvents()
    rows = [row for row in window.findChildren(PersonRow) if not row.visibleRegion().isEmpty()]
    assert len(rows) >= 9
