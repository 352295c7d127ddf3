"""Things to look at: real radio buttons, by keyboard alone, and only buttons that work."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QRadioButton, QWidget

from app.desktop.screens.look.correction import CorrectionDialog
from app.desktop.screens.look.right import RightDialog
from app.desktop.screens.look.screen import LookScreen
from app.desktop.widgets.person_list import PersonList
from app.desktop.widgets.value_radio import ValueRadio
from app.domain.problems import Problem, ProblemCode
from app.i18n import _
from app.presentation.looking import LookState
from tests.desktop.screens.conftest import Put
from tests.support import look_states
from tests.support.keys import CTRL, ENTER, press
from tests.support.stage import Still, in_room


def shown(put: Put, state: LookState) -> tuple[QWidget, Still, LookScreen]:
    still = Still(state)
    screen = LookScreen(still)  # type: ignore[arg-type]
    return put(in_room(lambda: screen, "look")), still, screen


def radios(screen: QWidget) -> list[ValueRadio]:
    return [one for one in screen.findChildren(ValueRadio) if one.isVisible()]


def buttons(screen: QWidget) -> dict[str, QPushButton]:
    return {one.text(): one for one in screen.findChildren(QPushButton) if one.isVisible()}


def words(screen: QWidget) -> list[str]:
    return [one.text() for one in screen.findChildren(QLabel) if one.isVisible()]


def focused() -> ValueRadio:
    widget = QApplication.focusWidget()
    assert isinstance(widget, ValueRadio)
    return widget


def test_every_value_is_a_real_radio_button_with_everything_in_its_name(put: Put) -> None:
    _window, _still, screen = shown(put, look_states.different())
    found = radios(screen)
    assert len(found) == 6
    assert [radio.isChecked() for radio in found] == [False, True, False, True, True, False]
    for radio in found:
        assert isinstance(radio, QRadioButton)
        assert QAccessible.queryAccessibleInterface(radio).role() == QAccessible.Role.RadioButton
    assert "Máy đi bản số 2" in found[1].accessibleName()
    assert "Sùng A Chống" in found[1].accessibleName()
    assert _("came later") in found[1].accessibleName()
    assert _("came later") not in found[0].accessibleName()


def test_the_keyboard_begins_at_the_first_choice(put: Put) -> None:
    _window, _still, screen = shown(put, look_states.different())
    assert focused() is radios(screen)[1]


def test_arrows_go_between_fields_and_choose_within_one(put: Put) -> None:
    window, still, screen = shown(put, look_states.different())
    found = radios(screen)
    press(window, Qt.Key.Key_Down)
    assert focused() is found[3]
    assert still.wishes == [], "going to a field chooses nothing"
    press(window, Qt.Key.Key_Left)
    assert focused() is found[2]
    assert still.wishes == [("choose", 1, 0)]
    press(window, Qt.Key.Key_Left)
    press(window, Qt.Key.Key_Up)
    press(window, Qt.Key.Key_Up)
    assert still.wishes == [("choose", 1, 0)], "there is nothing further"


def test_ctrl_enter_keeps_and_n_goes_on(put: Put) -> None:
    window, still, _screen = shown(put, look_states.different())
    press(window, ENTER, CTRL)
    press(window, "n")
    assert still.wishes == [("keep",), ("next",)]


def test_a_redrawn_choice_leaves_the_keyboard_where_it_was(put: Put) -> None:
    window, still, screen = shown(put, look_states.different())
    press(window, Qt.Key.Key_Down)
    before = focused()
    asked = look_states.QUESTIONS
    still.show(look_states.different((asked[0], replace(asked[1], chosen=0), asked[2])))
    assert focused() is before
    assert [radio.isChecked() for radio in radios(screen)][2:4] == [True, False]


def test_another_person_begins_anew(put: Put) -> None:
    _window, still, screen = shown(put, look_states.different())
    still.show(look_states.same())
    assert focused() is radios(screen)[0]
    assert _("Perhaps one person twice") in words(screen)


def test_with_nothing_chosen_nothing_can_be_kept(put: Put) -> None:
    _window, still, screen = shown(put, look_states.suspect())
    assert [radio.isChecked() for radio in radios(screen)] == [False] * 6
    assert not buttons(screen)[_("Keep this choice")].isEnabled()
    radios(screen)[0].click()
    assert still.wishes == [("choose", 0, 0)]


def test_numbers_show_only_what_differs(put: Put) -> None:
    _window, _still, screen = shown(put, look_states.different())
    found = [text for text in words(screen) if "•" in text]
    assert found == ["0912 ••• 214", "0398 ••• 870"]


def test_three_places_stand_under_each_other_each_with_who_wrote_it(put: Put) -> None:
    _window, _still, screen = shown(put, look_states.three_places())
    assert len(radios(screen)) == 5
    assert len({radio.mapTo(screen, radio.rect().topLeft()).x() for radio in radios(screen)}) == 1
    assert sum("Máy điểm hỗ trợ Nà Hạ" in text for text in words(screen)) == 2


def test_two_records_are_made_one_or_told_apart(put: Put) -> None:
    _window, still, screen = shown(put, look_states.same())
    for text in (_("Two different people"), _("They are one person"), _("Not clear yet")):
        buttons(screen)[text].click()
    assert still.wishes == [("two_people",), ("keep",), ("next",)]


def test_others_ask_a_lead(put: Put) -> None:
    _window, _still, screen = shown(put, look_states.same(may_decide=False))
    assert not buttons(screen)[_("They are one person")].isEnabled()
    assert buttons(screen)[_("Two different people")].isEnabled()


def test_the_list_opens_what_is_picked(put: Put) -> None:
    _window, still, screen = shown(put, look_states.different())
    listed = screen.findChild(PersonList)
    assert listed.currentRow() == 0
    listed.setFocus()
    press(_window, Qt.Key.Key_Down)
    assert still.wishes == [("select", "one two")]


@pytest.mark.parametrize(
    ("state", "there"),
    [
        (look_states.returned(), ["Correct it", "It is right as it is"]),
        (look_states.refused(), ["Correct it", "Keep the centre's", "Send again"]),
        (look_states.sent_back_visit(), ["It is right as it is", "This visit never was"]),
        (look_states.refused_merge(), ["Keep the centre's", "Send again"]),
    ],
    ids=["returned", "refused", "visit", "merge"],
)
def test_only_what_helps_is_offered(put: Put, state: LookState, there: list[str]) -> None:
    _window, _still, screen = shown(put, state)
    offered = {"Correct it", "It is right as it is", "Send again", "This visit never was"}
    offered.add("Keep the centre's")
    assert [text for text in sorted(offered) if _(text) in buttons(screen)] == sorted(there)


def test_words_to_the_centre_are_asked_for_and_not_needed(put: Put) -> None:
    window, _still, _screen = shown(put, look_states.sent_back_visit())
    said: list[str] = []
    work = look_states.sent_back_visit().work
    assert work is not None

    def say(words: str) -> Problem | None:
        said.append(words)
        return Problem(ProblemCode.NOTE_HAS_SECRET, "reason") if words else None

    dialog = RightDialog(work, say, window)
    dialog.open()
    dialog._words.setText("123456")
    dialog._send()
    assert dialog.isVisible()
    dialog._words.clear()
    dialog._send()
    assert (said, dialog.isVisible()) == (["123456", ""], False)


def test_a_comment_is_told_with_who_wrote_it(put: Put) -> None:
    _window, _still, screen = shown(put, look_states.returned())
    assert "Chị Tòng Thị Mẫu" in words(screen)
    assert "“Tên trên thẻ có đúng như vậy không?”" in words(screen)


def test_the_field_at_fault_is_named(put: Put) -> None:
    _window, _still, screen = shown(put, look_states.refused())
    assert any(_("ID number") in text for text in words(screen))


def test_a_correction_begins_with_what_is_there_and_says_what_is_wrong(put: Put) -> None:
    state = look_states.returned()
    assert state.work is not None
    asked = []
    dialog = CorrectionDialog(state.work, lambda typed: asked.append(typed) or ())
    put(dialog)
    buttons(dialog)[_("Save and send again")].click()
    assert [(typed.name, typed.birth, typed.sex) for typed in asked] == [("Lò Thị Hặc", "1953", "f")]
    assert dialog.result() == CorrectionDialog.DialogCode.Accepted


def test_what_was_given_up_can_be_put_back(put: Put) -> None:
    _window, still, screen = shown(put, look_states.given_up())
    buttons(screen)[_("Put it back")].click()
    buttons(screen)[_("Part them again")].click()
    assert [wish[0] for wish in still.wishes] == ["put_back", "part_again"]


def test_only_a_lead_parts_them_again(put: Put) -> None:
    _window, _still, screen = shown(put, look_states.given_up(is_lead=False))
    assert not buttons(screen)[_("Part them again")].isEnabled()


def test_the_kept_ones_are_a_click_away(put: Put) -> None:
    _window, still, screen = shown(put, look_states.different())
    [button] = [
        one for text, one in buttons(screen).items() if text == _("Kept back: {count}").format(count="1")
    ]
    button.click()
    assert still.wishes == [("show_kept",)]


def test_nothing_is_said_kindly(put: Put) -> None:
    _window, _still, screen = shown(put, look_states.nothing())
    assert _("Nothing to look at") in words(screen)
    assert radios(screen) == []
