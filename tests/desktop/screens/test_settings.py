"""Settings, adding a person, the list of keys, and the slip's page."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.desktop.screens.help import HelpDialog
from app.desktop.screens.new_operator import NewOperatorDialog
from app.desktop.screens.settings import SettingsScreen
from app.desktop.screens.slip import SlipScreen, first_page
from app.desktop.shell.keyboard import Key
from app.desktop.widgets.banner import Banner
from app.desktop.widgets.error_summary import ErrorSummary
from app.desktop.widgets.key_cap import KeyCap
from app.desktop.wording import keys
from app.domain.slip import Paper
from app.i18n import _
from app.presentation.new_operator import Amiss, WrittenOperator
from tests.desktop.screens.conftest import Put
from tests.support import states
from tests.support.keys import CTRL, ENTER, press, write
from tests.support.scenes import slip
from tests.support.stage import Still, in_room

NOT_YET = {Key.FIND_IN_LIST}
"""Keys of the map whose pages are not built yet: the help must not promise them."""


def test_every_choice_is_kept_at_once(put: Put, qtbot: QtBot) -> None:
    still = Still(states.settings())
    screen = SettingsScreen(still)  # type: ignore[arg-type]
    put(in_room(lambda: screen, "settings"))
    language, scale, colours, market, paper = screen.findChildren(QComboBox)
    values = ((language, "en"), (scale, 130), (colours, True), (market, 2), (paper, Paper.ROLL.value))
    for box, value in values:
        box.setCurrentIndex(box.findData(value))
        box.activated.emit(box.currentIndex())
    assert still.wishes == [
        ("language_chosen", "en"),
        ("scale_chosen", 130),
        ("contrast_chosen", True),
        ("market_day_chosen", 2),
        ("paper_chosen", Paper.ROLL),
    ]
    [add] = [button for button in screen.findChildren(QPushButton) if button.text() == _("Add a person")]
    with qtbot.waitSignal(screen.add_operator):
        add.click()


def test_people_are_listed_with_their_duty(put: Put) -> None:
    still = Still(states.settings())
    screen = SettingsScreen(still)  # type: ignore[arg-type]
    put(in_room(lambda: screen, "settings"))
    words = [label.text() for label in screen.findChildren(QLabel)]
    assert _("Support point lead") in words
    assert any("Sùng A Chống" in text for text in words)
    still.show(states.settings(operators=(states.MAI,), is_paired=False))
    assert not any(
        "Sùng A Chống" in label.text() for label in screen.findChildren(QLabel) if label.isVisible()
    )


def test_a_person_is_added_by_keyboard(put: Put) -> None:
    written: list[WrittenOperator] = []

    def keep(fields: WrittenOperator) -> tuple[Amiss, ...]:
        written.append(fields)
        return ()

    dialog = put(NewOperatorDialog(keep))
    write(dialog, "Lo Thi Mau")
    for _each in range(3):
        press(dialog, Qt.Key.Key_Tab)
    write(dialog, "246810")
    press(dialog, Qt.Key.Key_Tab)
    write(dialog, "246810")
    press(dialog, ENTER)
    [one] = written
    assert (one.name, one.pin, one.again, one.role) == ("Lo Thi Mau", "246810", "246810", "staff")
    assert not (isValid(dialog) and dialog.isVisible())


def test_what_is_amiss_is_said_and_the_dialog_stays(put: Put) -> None:
    dialog = put(NewOperatorDialog(lambda _fields: (Amiss.NAME_MISSING, Amiss.PIN_SHORT)))
    press(dialog, ENTER)
    assert dialog.isVisible()
    assert dialog.findChild(ErrorSummary).hasFocus()
    wrong = [field for field in dialog.findChildren(QLineEdit) if field.property("wrong") == "true"]
    assert len(wrong) == 2


def test_the_help_names_every_key_that_works_and_no_other(put: Put) -> None:
    dialog = put(HelpDialog())
    told = (
        " ".join((*keys.everywhere(), *keys.in_session(), *keys.on_lists()))
        .replace("←", "Left")
        .replace("Ctrl+Enter", "Ctrl+Return")
    )
    assert {key for key in Key if key.value in told.split() or key.value in told} == set(Key) - NOT_YET
    assert len(dialog.findChildren(KeyCap)) == len(
        {**keys.everywhere(), **keys.in_session(), **keys.on_lists()}
    )
    press(dialog, Qt.Key.Key_Escape)
    assert not (isValid(dialog) and dialog.isVisible())


def test_the_slip_prints_again_by_key_and_tells_what_became_of_it(put: Put) -> None:
    window = put(slip())
    screen = window.findChild(SlipScreen)
    heard: list[str] = []
    screen.print_wanted.connect(lambda: heard.append("print"))
    screen.save_wanted.connect(lambda: heard.append("save"))
    press(window, Qt.Key.Key_P, CTRL)
    [keep] = [button for button in screen.findChildren(QPushButton) if button.text() == _("Keep as a file")]
    keep.click()
    assert heard == ["print", "save"]
    screen.show_notice("Chưa thấy máy in.", is_trouble=True)
    notice = screen.findChild(Banner).notice
    assert notice is not None
    assert notice.words == "Chưa thấy máy in."


def test_the_paper_is_read_aloud_line_by_line(put: Put) -> None:
    screen = put(slip()).findChild(SlipScreen)
    [paper] = [label for label in screen.findChildren(QLabel) if not label.pixmap().isNull()]
    assert "28/11" in paper.accessibleName()
    assert "Không đọc mật khẩu" in paper.accessibleName()


def test_a_paper_that_cannot_be_read_is_no_picture(tmp_path: Path) -> None:
    broken = tmp_path / "slip.pdf"
    broken.write_bytes(b"no paper at all")
    assert first_page(broken).isNull()
