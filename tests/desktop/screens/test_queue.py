"""The waiting room on screen: F4 and F5, digits for the task, each button for its number, a board without names."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.bootstrap import load_pack
from app.desktop.screens.give_number import GiveNumberDialog
from app.desktop.screens.number_board import NumberBoard
from app.desktop.screens.queue import QueueScreen
from app.desktop.second_screen import SecondScreen
from app.domain.ladder import TaskCode
from app.domain.problems import Problem, ProblemCode
from app.domain.queue import Mark
from app.i18n import _, language
from tests.support import queue_states
from tests.support.desks import Counter
from tests.support.keys import ENTER, press
from tests.support.queue_scenes import board
from tests.support.stage import Still, in_room

Put = Callable[[QWidget], QWidget]
F4, F5, ESC = Qt.Key.Key_F4, Qt.Key.Key_F5, Qt.Key.Key_Escape


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
