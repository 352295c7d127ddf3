"""The USB part of the screen: its two buttons, and each thing under way said once."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.desktop.screens.usb_card import UsbCard
from app.desktop.wording import courier as words
from app.i18n import _
from app.presentation.courier import CourierState
from tests.support import courier_states as states
from tests.support.stage import Still


def card(qtbot: QtBot, state: CourierState) -> tuple[UsbCard, Still]:
    still = Still(state)
    made = UsbCard(still)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.show()
    return made, still


def said(made: UsbCard) -> list[str]:
    QApplication.processEvents()  # what a layout took in shows itself a moment later
    return [label.text() for label in made.findChildren(QLabel) if label.isVisible()]


def button(made: UsbCard, text: str) -> QPushButton:
    [found] = [one for one in made.findChildren(QPushButton) if one.text() == text]
    return found


def test_both_ways_are_two_buttons(qtbot: QtBot) -> None:
    made, still = card(qtbot, states.QUIET)
    button(made, _("Copy to USB")).click()
    button(made, _("Take from USB")).click()
    assert still.wishes == [("hand_over",), ("take_in",)]


@pytest.mark.parametrize("state", [states.BUSY, states.UNPAIRED])
def test_they_wait_while_a_stick_is_used_or_nobody_could_read_it(qtbot: QtBot, state: CourierState) -> None:
    made, _still = card(qtbot, state)
    assert not button(made, _("Copy to USB")).isEnabled()
    assert not button(made, _("Take from USB")).isEnabled()


def test_everything_under_way_is_said(qtbot: QtBot) -> None:
    made, _still = card(qtbot, states.ALL_AT_ONCE)
    state = states.ALL_AT_ONCE
    assert state.done is not None
    expected = [
        words.done(state.done),
        *(words.handed(one, state.now) for one in state.handed),
        *(words.carried(one, state.now) for one in state.carried[:2]),
        words.more(2),
        words.unrescued(3),
    ]
    assert said(made)[-len(expected) :] == expected


def test_on_a_small_window_less_is_said_and_the_rest_counted(qtbot: QtBot) -> None:
    made, _still = card(qtbot, states.ALL_AT_ONCE)
    made.set_compact(True)
    assert words.more(3) in said(made)
    made.set_compact(False)
    assert words.more(2) in said(made)


def test_trouble_says_what_to_do(qtbot: QtBot) -> None:
    made, _still = card(qtbot, states.PULLED_OUT)
    assert words.trouble("stick_gone").whole() in said(made)
