"""Day one on screen: pages by keyboard, complaints beside their fields, nothing looks filled in that is not."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QPushButton, QWidget

from app.desktop.screens.first_run.pages import CommunePage, PairingPage
from app.desktop.screens.first_run.wizard import FirstRunWizard
from app.desktop.widgets.banner import Banner
from app.desktop.widgets.buttons import Button
from app.desktop.widgets.step_bar import StepBar
from app.i18n import _
from app.presentation.first_run import Blame, FirstRunState, Page
from tests.desktop.screens.conftest import Put
from tests.support import states
from tests.support.keys import ENTER, press, write
from tests.support.stage import Still, covered

DOWN = Qt.Key.Key_Down


def shown(put: Put, state: FirstRunState) -> tuple[QWidget, Still]:
    still = Still(state)
    return put(covered(FirstRunWizard(still))), still  # type: ignore[arg-type]


def test_a_digit_chooses_where_the_machine_stands(put: Put) -> None:
    window, still = shown(put, states.first_run(Page.PLACE))
    press(window, "2")
    press(window, ENTER)
    assert still.wishes == [("place_chosen", "visit")]


def test_the_commune_is_typed_moved_to_and_taken(put: Put) -> None:
    window, still = shown(put, states.first_run(Page.COMMUNE))
    write(window, "mu")
    press(window, DOWN)
    press(window, ENTER)
    rows = window.findChild(CommunePage).findChild(QListWidget)
    assert rows.currentRow() == 1
    assert still.wishes[:2] == [("commune_typed", "m"), ("commune_typed", "mu")]
    assert still.wishes[2] == ("commune_chosen", rows.currentItem().data(Qt.ItemDataRole.UserRole))


def test_narrowing_the_list_keeps_the_page_and_what_was_typed(put: Put) -> None:
    window, still = shown(put, states.first_run(Page.COMMUNE))
    page = window.findChild(CommunePage)
    write(window, "ch")
    still.show(states.renamed_commune())
    assert window.findChild(CommunePage) is page
    assert page.findChild(QLineEdit).text() == "ch"
    listed = page.findChild(QListWidget).item(0).text()
    assert "Chiềng An" in listed
    assert "Chiềng Xôm" in listed


def test_a_commune_that_kept_its_name_is_named_once(put: Put) -> None:
    window, still = shown(put, states.first_run(Page.COMMUNE))
    still.show(states.renamed_commune("chieng hoa"))
    assert window.findChild(CommunePage).findChild(QListWidget).item(0).text() == "Xã Chiềng Hoa"


def test_the_name_goes_on_with_how_to_address(put: Put) -> None:
    window, still = shown(put, states.first_run(Page.OPERATOR))
    press(window, ENTER)
    assert still.wishes == [("operator_written", "Cầm Thị Mai", "chi")]


@pytest.mark.parametrize(
    ("page", "secret", "wish"),
    [(Page.PASSPHRASE, "hoa ban tren doi", "passphrase_written"), (Page.PIN, "135790", "pin_written")],
)
def test_a_secret_is_written_twice_and_enter_goes_from_one_to_the_other(
    put: Put, page: Page, secret: str, wish: str
) -> None:
    window, still = shown(put, states.first_run(page))
    assert [field.displayText() for field in window.findChildren(QLineEdit) if field.isVisible()] == ["", ""]
    write(window, secret)
    press(window, ENTER)
    assert still.wishes == []
    write(window, secret)
    press(window, ENTER)
    assert still.wishes == [(wish, secret, secret)]
    assert all(
        field.echoMode() == QLineEdit.EchoMode.Password for field in window.findChildren(QLineEdit)[-2:]
    )


def test_a_pin_takes_digits_only(put: Put) -> None:
    window, _still = shown(put, states.first_run(Page.PIN))
    write(window, "12ab34")
    first = next(field for field in window.findChildren(QLineEdit) if field.isVisible())
    assert first.text() == "1234"


@pytest.mark.parametrize(
    ("page", "blame"),
    [
        (Page.OPERATOR, Blame.NAME_MISSING),
        (Page.PASSPHRASE, Blame.PASSPHRASE_SHORT),
        (Page.PASSPHRASE, Blame.PASSPHRASES_DIFFER),
        (Page.PIN, Blame.PIN_SHORT),
        (Page.PIN, Blame.PINS_DIFFER),
    ],
)
def test_a_complaint_stands_beside_its_field(put: Put, page: Page, blame: Blame) -> None:
    window, _still = shown(put, states.blamed(page, blame))
    wrong = [field for field in window.findChildren(QLineEdit) if field.property("wrong") == "true"]
    assert len(wrong) == 1
    assert wrong[0].accessibleDescription()


def test_a_full_disk_is_told_where_the_store_would_be_made(put: Put) -> None:
    window, _still = shown(put, states.first_run(Page.PASSPHRASE, trouble="disk_full"))
    words = " ".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())
    assert _("The disk is full, so this could not be saved.") in words


def test_the_recovery_code_is_shown_whole_and_read_letter_by_letter(put: Put) -> None:
    window, _still = shown(put, states.first_run(Page.RECOVERY, recovery="AB-CD"))
    [code] = [label for label in window.findChildren(QLabel) if label.text() == "AB-CD"]
    assert "A B" in code.accessibleName()


def test_the_recovery_code_is_passed_by_what_stands_on_the_paper(put: Put) -> None:
    window, still = shown(put, states.first_run(Page.RECOVERY, recovery="3D9EF-83T39"))
    for typed in ("", "83T3"):
        write(window, typed)
        press(window, ENTER)
    assert still.wishes == [], "neither by an Enter nor by half of it"
    words = _("Write the code on paper, then type its last group here.")
    assert words in [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    write(window, "9")
    press(window, ENTER)
    assert still.wishes == [("recovery_kept",)]


def test_a_sheet_pairs_pasted_typed_or_later(put: Put) -> None:
    window, still = shown(put, states.first_run(Page.PAIRING))
    page = window.findChild(PairingPage)
    paste, *fields = page.findChildren(QLineEdit)
    paste.setText("DIEMTUA1|x|y|z")
    press(window, ENTER)
    for field, text in zip(fields, ("https://a.example", "0123456789abcdef", "7Q2M4T9XB0"), strict=True):
        field.setText(text)
    press(window, ENTER)
    [later] = [b for b in window.findChildren(Button) if b.text() == _("Later, work without the centre")]
    later.click()
    assert still.wishes == [
        ("sheet_read", "DIEMTUA1|x|y|z"),
        ("sheet_typed", "https://a.example", "0123456789abcdef", "7Q2M4T9XB0"),
        ("later",),
    ]


def test_while_pairing_runs_there_is_nothing_to_press(put: Put) -> None:
    window, still = shown(put, states.first_run(Page.PAIRING, busy=True))
    press(window, ENTER)
    assert still.wishes == []
    assert [b for b in window.findChildren(Button) if b.isVisible() and b.isEnabled()] == []


def test_pairing_that_did_not_work_says_why_and_that_nothing_changed(put: Put) -> None:
    window, _still = shown(put, states.first_run(Page.PAIRING, trouble="code_expired"))
    notice = window.findChild(PairingPage).findChild(Banner).notice
    assert notice is not None
    assert _("Nothing was changed. You can work without the centre for now.") in notice.words


def test_pairing_alone_is_no_page_of_seven(put: Put) -> None:
    window, _still = shown(put, states.first_run(Page.PAIRING, alone=True))
    assert window.findChildren(StepBar) == []


@pytest.mark.parametrize(
    "page", [Page.COMMUNE, Page.OPERATOR, Page.PASSPHRASE, Page.RECOVERY, Page.PIN], ids=str
)
def test_the_way_back_ends_where_the_store_is_made(put: Put, page: Page) -> None:
    window, still = shown(put, states.first_run(page, recovery="AB"))
    back = [b for b in window.findChildren(QPushButton) if b.text() == _("Back") and b.isVisible()]
    assert len(back) == (1 if page in (Page.COMMUNE, Page.OPERATOR, Page.PASSPHRASE) else 0)
    for button in back:
        button.click()
    assert still.wishes == [("back",)] * len(back)
