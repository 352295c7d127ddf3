"""Another recovery code: the passphrase first, and no way past the new code but the paper."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.desktop.screens.new_recovery import NewRecoveryDialog
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


def test_the_new_code_stays_until_it_is_on_paper(dialog: NewRecoveryDialog) -> None:
    dialog.show_code(CODE)
    for key in (ENTER, Qt.Key.Key_Escape):
        press(dialog, key)
    assert dialog.isVisible()
    [field] = [line for line in dialog.findChildren(QLineEdit) if line.isVisible()]
    field.setFocus()
    write(dialog, "83t39")
    press(dialog, ENTER)
    assert not dialog.isVisible()
