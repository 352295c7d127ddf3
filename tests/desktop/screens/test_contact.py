"""The telephone on the check page: told with every letter, so that looking elsewhere loses none of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit
from shiboken6 import isValid

from app.desktop.screens.guided.review import ReviewPage
from app.desktop.screens.guided.session import SessionScreen
from app.domain.draft import Contact
from tests.desktop.screens.conftest import Put
from tests.desktop.screens.test_guided import ESC, F8, review_of
from tests.support import guided_states as guided
from tests.support.audit import SIZES
from tests.support.keys import ENTER, press, write
from tests.support.stage import in_session


def test_a_phone_goes_along_and_one_that_was_deleted_is_deleted(put: Put) -> None:
    window, still = review_of(put, phone="0912000000", phone_owner="child", phone_agreed=True)
    press(window, ENTER)
    [number] = [field for field in window.findChildren(QLineEdit) if field.text() == "0912000000"]
    number.clear()
    press(window, ENTER)
    contacts = [wish[1] for wish in still.wishes if wish[0] == "finish"]
    assert [(contact.phone, contact.owner, contact.agreed) for contact in contacts] == [
        ("0912000000", "child", True),
        ("", "child", True),
    ]


def test_every_letter_of_the_contact_is_told_and_nothing_that_was_there_before(put: Put) -> None:
    window, still = review_of(put)
    page = window.findChild(ReviewPage)
    assert still.wishes == []
    page.findChild(QLineEdit).setFocus()
    write(window, "09")
    page.findChild(QCheckBox).click()
    assert still.wishes == [
        ("contact_typed", Contact("0", "self", agreed=False)),
        ("contact_typed", Contact("09", "self", agreed=False)),
        ("contact_typed", Contact("09", "self", agreed=True)),
    ]


@pytest.mark.parametrize("key", [ESC, "1"], ids=["esc", "closing_check"])
def test_a_number_half_written_is_there_again_and_on_another_size_too(put: Put, key: Qt.Key | str) -> None:
    window = put(in_session(SessionScreen(guided.guided(guided.ended()))))

    def line() -> QLineEdit:
        return window.findChild(ReviewPage).findChild(QLineEdit)

    line().setFocus()
    write(window, "0912")
    line().clearFocus()
    press(window, key)
    assert window.findChild(ReviewPage) is None
    press(window, F8)
    assert line().text() == "0912"
    line().setFocus()
    write(window, "345")
    before = line()
    window.resize(*SIZES[1])
    QApplication.processEvents()
    assert not isValid(before)
    assert line().text() == "0912345"
