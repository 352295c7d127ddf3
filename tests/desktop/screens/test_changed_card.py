"""The button of a card that has changed: a few words for central, and the session goes on where it was."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from app.desktop.screens.guided.card import CHANGED, CardPage
from app.desktop.screens.guided.changed_card import ChangedCardDialog
from app.desktop.widgets.tag import Tag
from app.domain.problems import Problem, ProblemCode
from app.i18n import _
from tests.desktop.screens.conftest import Put
from tests.support import guided_states as guided
from tests.support.keys import press
from tests.support.scenes import session


def test_d_asks_and_the_answer_is_told(put: Put) -> None:
    told: list[tuple[str, str]] = []
    dialog = ChangedCardDialog("Chạm “Ví giấy tờ”", lambda vneid, note: told.append((vneid, note)))
    put(dialog)
    note, version = dialog.findChildren(QLineEdit)
    note.setText("Nút nằm ở dưới")
    version.setText("2.2.0")
    press(dialog, Qt.Key.Key_Return)
    assert told == [("2.2.0", "Nút nằm ở dưới")]


def test_a_code_in_the_note_is_refused_beside_it(put: Put) -> None:
    problem = Problem(ProblemCode.NOTE_HAS_SECRET, "note")
    dialog = ChangedCardDialog("Chạm “Ví giấy tờ”", lambda _vneid, _note: problem)
    put(dialog)
    dialog._submit()
    note, _version = dialog.findChildren(QLineEdit)
    assert note.property("wrong") == "true"
    assert dialog.isVisible()


def test_the_card_asks_with_one_key_and_says_when_it_was_told(put: Put) -> None:
    window = session(guided.on_card("insurance.number"))
    put(window)
    press(page_of(window), CHANGED)
    dialog = window.findChild(ChangedCardDialog)
    assert dialog is not None
    dialog._submit()
    assert _("Changed, reported") in [tag.text() for tag in page_of(window).findChildren(Tag)]


def page_of(window: QWidget) -> CardPage:
    page = window.findChildren(CardPage)[-1]
    assert isinstance(page, CardPage)
    return page
