"""Choices, chips, lists and fields: what is picked, by mouse and by keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.widgets.arrange import box, column
from app.desktop.widgets.choice_grid import Choice, ChoiceGrid
from app.desktop.widgets.date_chips import Chip, DateChips
from app.desktop.widgets.error_summary import ErrorSummary, Fault
from app.desktop.widgets.field import Field
from app.desktop.widgets.pin_pad import PinPad
from app.desktop.widgets.plain_keys import ENTER, PlainKeys
from app.desktop.widgets.scan_field import ScanField

Show = Callable[..., QWidget]
REASONS = [
    Choice("forgot", "Quên mật khẩu hoặc mã", "key-round"),
    Choice("no_card", "Không mang thẻ BHYT", "file-question"),
    Choice("tired", "Bà mệt, muốn để hôm khác", "hand"),
]
DAYS = [
    Chip("tomorrow", "Mai", "T5 16/10"),
    Chip("market", "Phiên chợ", "T7 18/10"),
    Chip("none", "Không hẹn"),
]


class ReasonPage(QWidget):
    """The page of F7: reasons, days, a note, and Enter for the main action."""

    def __init__(self) -> None:
        super().__init__()
        self.grid, self.chips, self.note = ChoiceGrid(REASONS, "Lý do"), DateChips(DAYS, "Ngày"), QLineEdit()
        self.heard: list[str] = []
        layout = QVBoxLayout(self)
        for part in (self.grid, self.chips, self.note):
            layout.addWidget(part)
        self.grid.chosen.connect(self.heard.append)
        self.chips.chosen.connect(self.heard.append)
        PlainKeys(self).on(ENTER, lambda: self.heard.append("saved"))


@pytest.fixture
def page(show: Show) -> ReasonPage:
    page = show(ReasonPage())
    assert isinstance(page, ReasonPage)
    page.grid.findChildren(QPushButton)[0].setFocus()
    return page


def press(page: QWidget, key: str | Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    window = page.windowHandle()
    assert window is not None
    QTest.keyClick(window, key, modifier or Qt.KeyboardModifier.NoModifier)


def test_a_digit_picks_and_enter_saves(page: ReasonPage) -> None:
    press(page, "2")
    press(page, "2", Qt.KeyboardModifier.AltModifier)
    press(page, Qt.Key.Key_Return)
    assert page.heard == ["no_card", "market", "saved"]
    assert (page.grid.current, page.chips.current) == ("no_card", "market")


def test_a_second_pick_replaces_the_first(page: ReasonPage) -> None:
    press(page, "1")
    press(page, "3")
    assert page.grid.current == "tired"
    assert [button.isChecked() for button in page.grid.findChildren(QPushButton)] == [False, False, True]


def test_space_picks_the_focused_choice(page: ReasonPage) -> None:
    press(page, Qt.Key.Key_Space)
    assert page.heard == ["forgot"]


def test_digits_belong_to_the_note_while_somebody_writes(page: ReasonPage) -> None:
    page.note.setFocus()
    press(page, "2")
    assert page.grid.current is None
    assert page.note.text() == "2"


def test_a_digit_without_a_choice_does_nothing(page: ReasonPage) -> None:
    press(page, "9")
    assert page.heard == []


def test_digits_are_silent_while_the_page_is_hidden(page: ReasonPage) -> None:
    page.grid.hide()
    press(page, "1")
    assert page.grid.current is None


def test_the_grid_can_be_set_and_emptied_without_an_echo(page: ReasonPage) -> None:
    page.grid.choose("tired")
    assert page.grid.current == "tired"
    page.grid.clear_choice()
    assert page.grid.current is None
    assert page.heard == []


def test_more_choices_than_digits_are_refused(qtbot: QtBot) -> None:
    with pytest.raises(ValueError, match="at most 9"):
        ChoiceGrid([Choice(str(number), "Lý do", "hand") for number in range(10)], "Lý do")


def test_a_chip_shows_the_day_that_was_picked(page: ReasonPage) -> None:
    page.chips.set_detail("none", "Ngày khác", "T2 20/10")
    assert "Ngày khác T2 20/10" in [b.accessibleName() for b in page.chips.findChildren(QPushButton)]


def test_the_scan_field_keeps_enter_for_itself(show: Show) -> None:
    field, outer = ScanField("Quét", "Tìm"), []
    page = show(box(column(field)))
    PlainKeys(page).on(ENTER, lambda: outer.append("page"))
    page.hide()
    page.show()
    heard: list[str] = []
    field.submitted.connect(heard.append)
    field.setFocus()
    QTest.keyClicks(field, "lo thi hac")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert heard == ["lo thi hac"]
    assert outer == []


def test_down_leaves_the_scan_field_for_the_results(qtbot: QtBot, show: Show) -> None:
    field = ScanField("Quét", "Tìm")
    show(box(column(field)))
    with qtbot.waitSignal(field.moved_down):
        QTest.keyClick(field, Qt.Key.Key_Down)


def test_six_digits_are_a_pin_and_letters_are_not(qtbot: QtBot, show: Show) -> None:
    pad = PinPad("Mã PIN", "Xóa")
    show(pad)
    edit = pad.findChild(QLineEdit)
    assert edit is not None
    with qtbot.waitSignal(pad.entered) as caught:
        QTest.keyClicks(edit, "12a34b56")
    assert caught.args == ["123456"]
    assert edit.echoMode() is QLineEdit.EchoMode.Password


def test_the_keys_of_the_pad_type_and_take_back(qtbot: QtBot, show: Show) -> None:
    pad = PinPad("Mã PIN", "Xóa", length=2)
    show(pad)
    keys = {button.accessibleName(): button for button in pad.findChildren(QPushButton)}
    heard: list[str] = []
    pad.entered.connect(heard.append)
    for name in ("7", "Xóa", "0", "9"):
        keys[name].click()
    assert heard == ["09"]


def test_a_refused_pin_is_empty_and_says_why(show: Show) -> None:
    pad = PinPad("Mã PIN", "Xóa")
    show(pad)
    edit = pad.findChild(QLineEdit)
    assert edit is not None
    edit.setText("123")
    pad.refuse("Mã chưa đúng. Chị thử lại.")
    assert edit.text() == ""
    assert edit.accessibleDescription() == "Mã chưa đúng. Chị thử lại."
    QTest.keyClick(edit, "1")
    assert edit.accessibleDescription() == ""


def test_a_field_names_its_editor_and_carries_the_complaint(show: Show) -> None:
    edit = QLineEdit()
    field = Field("Họ và tên", edit, "Như trên thẻ")
    show(field)
    buddies = [label.buddy() for label in field.findChildren(QLabel) if label.buddy()]
    assert buddies == [edit]
    assert (edit.accessibleName(), edit.accessibleDescription()) == ("Họ và tên", "Như trên thẻ")
    field.refuse("Chị ghi tên.")
    assert edit.property("wrong") == "true"
    field.accept()
    assert edit.accessibleDescription() == "Như trên thẻ"
    assert edit.property("wrong") == "false"


def test_the_error_summary_takes_the_focus_and_leads_to_the_field(show: Show) -> None:
    summary, edit = ErrorSummary("Có chỗ cần sửa"), QLineEdit()
    show(box(column(summary, edit)))
    edit.setFocus()
    summary.show_faults([Fault("Chị ghi tên.", edit)])
    assert summary.hasFocus()
    assert summary.accessibleName() == "Có chỗ cần sửa. Chị ghi tên."
    summary.findChildren(QPushButton)[-1].click()
    assert edit.hasFocus()
    summary.show_faults([])
    assert summary.isHidden()
