"""Another recovery code: the passphrase first, and nothing is changed before the new code is on paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.desktop.screens.new_recovery import NewRecoveryDialog
from app.desktop.wording.trouble import store_trouble
from app.domain.faults import StoreTrouble
from tests.support.keys import ENTER, press, write

CODE = "3D9EF-TG217-F58GM-83T39"


@pytest.fixture
def dialog(qtbot: QtBot) -> NewRecoveryDialog:
    made = NewRecoveryDialog()
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def type_the_end(dialog: NewRecoveryDialog) -> Callable[[], None]:
    """The last group, as it stands on the paper."""

    def act() -> None:
        QApplication.processEvents()  # what a layout took in shows itself a moment later
        [field] = [line for line in dialog.findChildren(QLineEdit) if line.isVisible()]
        field.setFocus()
        write(dialog, "83t39")

    return act


def test_the_passphrase_is_asked_first_and_may_be_wrong(qtbot: QtBot, dialog: NewRecoveryDialog) -> None:
    with qtbot.assertNotEmitted(dialog.wanted):
        press(dialog, ENTER)
    write(dialog, "bon tu dai")
    with qtbot.waitSignal(dialog.wanted) as sent:
        press(dialog, ENTER)
    assert sent.args == ["bon tu dai"]
    dialog.refused(StoreTrouble.WRONG_PASSPHRASE)
    assert dialog._go.isEnabled()
    press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible(), "nothing was changed"


def test_only_a_code_that_is_on_paper_is_taken(
    qtbot: QtBot, dialog: NewRecoveryDialog, type_the_end: Callable[[], None]
) -> None:
    dialog.show_code(CODE)
    QApplication.processEvents()
    assert dialog.height() == dialog.layout().totalHeightForWidth(dialog.width()), "nothing is squeezed"
    with qtbot.assertNotEmitted(dialog.on_paper):
        press(dialog, ENTER)
    type_the_end()
    with qtbot.waitSignal(dialog.on_paper):
        press(dialog, ENTER)


def test_a_code_that_is_shown_goes_with_escape(qtbot: QtBot, dialog: NewRecoveryDialog) -> None:
    dialog.show_code(CODE)
    with qtbot.assertNotEmitted(dialog.on_paper):
        press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible(), "nothing was changed"


def test_a_code_that_cannot_be_kept_stays_to_be_tried_again(
    qtbot: QtBot, dialog: NewRecoveryDialog, type_the_end: Callable[[], None]
) -> None:
    dialog.show_code(CODE)
    type_the_end()
    dialog.refused(StoreTrouble.DISK_FULL)
    told = [one.text() for one in dialog.findChildren(QLabel) if one.isVisible()]
    assert store_trouble(StoreTrouble.DISK_FULL).whole() in told
    with qtbot.waitSignal(dialog.on_paper):
        press(dialog, ENTER)


def test_a_code_of_wide_letters_is_seen_whole(dialog: NewRecoveryDialog) -> None:
    wide = "MWMWM-WMWMW-MWMWM-WMWMW"
    dialog.show_code(wide)
    QApplication.processEvents()
    [words] = [one for one in dialog.findChildren(QLabel) if one.text() == wide]
    assert words.width() >= words.sizeHint().width()
