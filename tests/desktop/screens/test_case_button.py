"""Another phone, another card, a child: one key, and the other cards come."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.desktop.screens.guided.case_button import CaseButton, CaseDialog
from app.desktop.screens.guided.session import SessionScreen
from app.desktop.widgets.choice_grid import ChoiceGrid
from app.desktop.widgets.panel_button import PanelButton
from app.domain.draft import Draft
from app.i18n import _
from tests.desktop.screens.conftest import Put
from tests.support import guided_states as guided
from tests.support.keys import press
from tests.support.stage import Still, in_session


def shown(put: Put, draft: Draft) -> tuple[QWidget, Still]:
    """The session on a presenter that only notes what is wished."""
    states: list[Any] = []
    guided.guided(draft).attach(states.append)
    still = Still(states[-1])
    return put(in_session(SessionScreen(still))), still  # type: ignore[arg-type]


def case_of(window: QWidget) -> CaseButton:
    found = window.findChild(CaseButton)
    assert isinstance(found, CaseButton)
    return found


def test_a_digit_takes_another_case_at_once(put: Put) -> None:
    window, still = shown(put, guided.on_card("install.store", before={}))
    press(window, "4")
    assert still.wishes == [("choose", "phone", "iphone")]


def test_the_usual_case_taken_again_changes_nothing(put: Put) -> None:
    window, still = shown(put, guided.on_card("install.store", before={}))
    press(window, "3")
    assert still.wishes == []


def test_the_button_says_only_what_is_not_usual(put: Put) -> None:
    window, _still = shown(put, guided.on_card("install.store", before={}))
    assert case_of(window).text() == _("Another case…")
    chosen = {"phone": "iphone", "state": "full"}
    window, _still = shown(put, guided.on_card("install.get_iphone", before={}, choices=chosen))
    assert case_of(window).accessibleName() == "iPhone · Đầy bộ nhớ"


def test_every_choice_stands_there_with_its_digit_the_present_ones_marked(put: Put) -> None:
    window, still = shown(put, guided.on_card("insurance.number"))
    press(window, "K")
    dialog = case_of(window).findChild(CaseDialog)
    assert dialog is not None
    grids = dialog.findChildren(ChoiceGrid)
    buttons = [button for grid in grids for button in grid.findChildren(PanelButton)]
    assert [button.accessibleName()[:3] for button in buttons] == [f"{number}. " for number in range(1, 10)]
    assert [grid.current for grid in grids] == ["yes", "ten", "new"]
    press(dialog, "9")
    assert still.wishes == [("choose", "request", "sent")]


def test_leaving_the_choices_changes_nothing(put: Put) -> None:
    window, still = shown(put, guided.on_card("insurance.number"))
    press(window, "K")
    dialog = case_of(window).findChild(CaseDialog)
    assert dialog is not None
    press(dialog, Qt.Key.Key_Escape)
    assert case_of(window).findChild(CaseDialog) is None
    assert still.wishes == []


def test_only_what_would_change_the_cards_is_asked(put: Put) -> None:
    chosen = {"person": "foreigner", "level": "none"}
    window, _still = shown(put, guided.on_card("identity.foreigner", choices=chosen))
    press(window, "K")
    dialog = case_of(window).findChild(CaseDialog)
    assert dialog is not None
    assert [grid.accessibleName() for grid in dialog.findChildren(ChoiceGrid)] == ["Làm cho ai", "Mức 2"]
