"""Changing the passphrase: short and unequal ones stay here, the rest is written once."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.desktop.screens.new_passphrase import NewPassphraseDialog
from app.domain.faults import StoreTrouble


@pytest.fixture
def dialog(qtbot: QtBot) -> NewPassphraseDialog:
    made = NewPassphraseDialog()
    qtbot.addWidget(made)
    made.show()
    return made


def _fill(dialog: NewPassphraseDialog, old: str, new: str, again: str) -> None:
    dialog._old.setText(old)
    dialog._new.setText(new)
    dialog._again.setText(again)
    dialog._go.click()


@pytest.mark.parametrize(
    ("old", "new", "again"),
    [
        ("cũ", "ngắn", "ngắn"),
        ("cũ", "bốn từ rất dài", "bốn từ khác hẳn"),
        ("", "bốn từ rất dài", "bốn từ rất dài"),
    ],
)
def test_what_cannot_be_taken_is_not_sent(
    qtbot: QtBot, dialog: NewPassphraseDialog, old: str, new: str, again: str
) -> None:
    with qtbot.assertNotEmitted(dialog.written):
        _fill(dialog, old, new, again)
    assert dialog.isVisible()


def test_a_good_one_is_sent_once_and_the_old_one_may_be_wrong(
    qtbot: QtBot, dialog: NewPassphraseDialog
) -> None:
    with qtbot.waitSignal(dialog.written) as sent:
        _fill(dialog, "cũ rồi", "bốn từ rất dài", "bốn từ rất dài")
    assert sent.args == ["cũ rồi", "bốn từ rất dài"]
    assert not dialog._go.isEnabled()
    dialog.refused(StoreTrouble.WRONG_PASSPHRASE)
    assert dialog._go.isEnabled()
    assert dialog._old_field.editor.accessibleDescription()
