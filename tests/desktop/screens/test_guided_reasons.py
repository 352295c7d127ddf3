"""The page of reasons: chosen by digit or by typing, and the day to come back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.screens.guided.reason import ReasonPage
from app.desktop.screens.guided.reason_dialogs import AllReasons
from app.desktop.screens.guided.session import SessionScreen
from app.desktop.widgets.choice_grid import ChoiceGrid
from app.desktop.widgets.date_chips import DateChips
from app.desktop.widgets.day_picker import DayPicker
from app.desktop.wording import dates
from app.domain.appointments import DateChoice
from app.domain.draft import Stage
from app.presentation.guided.presenter import GuidedPresenter
from tests.desktop.screens.conftest import Put
from tests.support import guided_states as guided
from tests.support.keys import ALT, ENTER, press, write
from tests.support.stage import in_session

ESC = Qt.Key.Key_Escape


def reasons(put: Put, *, market: int | None = guided.SATURDAY) -> tuple[QWidget, GuidedPresenter]:
    """The page of reasons on its real presenter; choosing saves nothing yet."""
    presenter = guided.guided(guided.on_card("insurance.number", stage=Stage.REASON), market=market)
    return put(in_session(SessionScreen(presenter))), presenter


def test_a_digit_and_alt_digit_choose_and_keep_the_keyboard_where_it_is(put: Put) -> None:
    window, _presenter = reasons(put)
    page = window.findChild(ReasonPage)
    press(window, "1")
    press(window, "1", ALT)
    assert window.findChild(ReasonPage) is page
    assert page.findChild(ChoiceGrid).current == "card_not_here"
    assert page.findChild(DateChips).current == DateChoice.TOMORROW
    assert [button for button in page.findChild(DateChips).findChildren(QPushButton) if button.hasFocus()]


def test_a_calendar_closed_without_a_day_changes_nothing(put: Put, qtbot: QtBot) -> None:
    window, _presenter = reasons(put)
    press(window, "1")
    chips = window.findChild(DateChips)
    assert chips.current == DateChoice.MARKET_DAY
    press(window, "4", ALT)
    dialog = window.findChild(DayPicker)
    qtbot.waitUntil(dialog.isVisible)
    press(dialog, ESC)
    assert chips.current == DateChoice.MARKET_DAY


def test_without_a_market_its_chip_is_gone_and_the_calendar_is_one_key_nearer(put: Put, qtbot: QtBot) -> None:
    window, _presenter = reasons(put, market=None)
    press(window, "1")
    assert not [
        one for one in window.findChildren(QPushButton) if dates.choice(DateChoice.MARKET_DAY) in one.text()
    ]
    press(window, "3", ALT)
    dialog = window.findChild(DayPicker)
    qtbot.waitUntil(dialog.isVisible)
    with qtbot.waitSignal(dialog.picked) as caught:
        press(dialog, ENTER)
    chips = window.findChild(DateChips)
    assert chips.current == DateChoice.PICK
    [day] = caught.args
    assert any(f"{day.day}/{day.month}" in button.text() for button in chips.findChildren(QPushButton))


def test_a_reason_behind_the_eighth_key_is_found_by_typing(put: Put, qtbot: QtBot) -> None:
    window, _presenter = reasons(put)
    press(window, "8")
    dialog = window.findChild(AllReasons)
    qtbot.waitUntil(dialog.isVisible)
    write(dialog, "mat dien thoai")
    press(dialog, ENTER)
    grid = window.findChild(ReasonPage).findChild(ChoiceGrid)
    assert grid.current == "more"
    assert any("Mất điện thoại" in button.accessibleName() for button in grid.findChildren(QPushButton))


def test_the_list_of_reasons_closed_without_one_keeps_the_choice(put: Put, qtbot: QtBot) -> None:
    window, _presenter = reasons(put)
    press(window, "1")
    press(window, "8")
    dialog = window.findChild(AllReasons)
    qtbot.waitUntil(dialog.isVisible)
    write(dialog, "khong co ly do nao nhu the")
    press(dialog, ENTER)
    assert dialog.isVisible()
    press(dialog, ESC)
    assert window.findChild(ChoiceGrid).current == "card_not_here"


def test_a_note_is_asked_for_and_digits_belong_to_it(put: Put) -> None:
    window, presenter = reasons(put)
    presenter.pick_reason("other")
    note = window.findChild(ReasonPage).findChild(QLineEdit)
    assert note.hasFocus()
    write(window, "moi 3 ngay")
    assert note.text() == "moi 3 ngay"
    presenter.pick_reason("card_not_here")
    assert not note.isVisible()
