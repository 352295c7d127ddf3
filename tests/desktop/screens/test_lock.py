"""The lock and the opening: digits and passphrases, who opens, what went wrong; nobody's name but the staff's."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from app.desktop.screens.lock import LockScreen
from app.desktop.screens.opening import OpeningScreen
from app.desktop.widgets.banner import Banner
from app.desktop.wording.trouble import store_trouble
from app.domain.faults import StoreTrouble
from app.i18n import _
from app.presentation.unlock import LockState
from tests.desktop.screens.conftest import Put
from tests.support import states
from tests.support.keys import ALT, ENTER, press, write
from tests.support.stage import Still, covered


def locked(put: Put, state: LockState) -> tuple[QWidget, Still, LockScreen]:
    still = Still(state)
    screen = LockScreen(still)  # type: ignore[arg-type]
    return put(covered(screen)), still, screen


def seen(window: QWidget) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible()]


def test_six_digits_are_tried_and_forgotten(put: Put) -> None:
    window, still, _screen = locked(put, states.lock())
    write(window, "135790")
    assert still.wishes == [("pin_entered", "135790")]
    still.show(states.lock_refused())
    assert [field.text() for field in window.findChildren(QLineEdit) if field.isVisible()] == [""]
    assert _("Not this PIN. {count} tries left.").format(count=4) in seen(window)


def test_somebody_else_is_chosen_by_key_and_their_pin_is_asked(put: Put) -> None:
    window, still, _screen = locked(put, states.lock())
    press(window, "2", ALT)
    assert still.wishes == [("chosen", states.CHONG)]
    still.show(states.lock(chosen=states.CHONG))
    marked = [
        b for b in window.findChildren(QPushButton) if b.isCheckable() and b.isChecked() and b.isVisible()
    ]
    assert [button.accessibleName().split(".")[0] for button in marked] == [states.CHONG.name]
    write(window, "2")
    assert next(f for f in window.findChildren(QLineEdit) if f.isVisible()).text() == "2"


def test_a_key_for_nobody_does_nothing(put: Put) -> None:
    window, still, _screen = locked(put, states.lock_alone())
    press(window, "2", ALT)
    assert still.wishes == []


def test_the_passphrase_is_asked_when_pins_are_used_up(put: Put) -> None:
    window, _still, screen = locked(put, states.lock_by_passphrase())
    heard: list[str] = []
    screen.passphrase.connect(heard.append)
    write(window, "hoa ban")
    press(window, ENTER)
    press(window, ENTER)
    assert heard == ["hoa ban"]


def test_a_forgotten_pin_leads_to_the_passphrase(put: Put) -> None:
    window, still, _screen = locked(put, states.lock())
    [forgot] = [b for b in window.findChildren(QPushButton) if b.text() == _("Use the passphrase")]
    forgot.click()
    assert still.wishes == [("passphrase_wanted",)]


def test_the_lock_names_no_citizen_and_says_that_work_is_kept(put: Put) -> None:
    window, _still, _screen = locked(put, states.lock())
    words = " ".join(seen(window))
    assert _("What you were doing is kept.") in words
    assert states.HAC.name not in words


def opening(put: Put) -> tuple[QWidget, OpeningScreen, list[object]]:
    screen, heard = OpeningScreen("Xã Mường Bú"), list[object]()
    screen.passphrase.connect(heard.append)
    screen.recovery.connect(lambda code, fresh: heard.append((code, fresh)))
    return put(covered(screen)), screen, heard


def test_enter_opens_once_while_it_is_tried(put: Put) -> None:
    window, screen, heard = opening(put)
    press(window, ENTER)
    write(window, "hoa ban")
    press(window, ENTER)
    press(window, ENTER)
    assert heard == ["hoa ban"]
    screen.show_trouble(StoreTrouble.WRONG_PASSPHRASE)
    write(window, "hoa dao")
    press(window, ENTER)
    assert heard == ["hoa ban", "hoa dao"]


@pytest.mark.parametrize("trouble", StoreTrouble)
def test_each_trouble_says_its_own_sentence_and_deletes_nothing(put: Put, trouble: StoreTrouble) -> None:
    window, screen, _heard = opening(put)
    screen.show_trouble(trouble)
    notice = screen.findChild(Banner).notice
    assert notice is not None
    assert notice.words == store_trouble(trouble).whole()
    assert _("What was saved before is still on this machine.") in notice.words
    offered = {b.text() for b in window.findChildren(QPushButton) if b.isVisible()} - {""}
    assert offered == {_("Use the recovery code"), _("Practise with made-up people"), _("Unlock")}


def test_the_code_on_paper_opens_with_a_new_passphrase(put: Put) -> None:
    window, screen, heard = opening(put)
    screen.ask_recovery()
    press(window, ENTER)
    write(window, "3D9EF")
    press(window, Qt.Key.Key_Tab)
    write(window, "ngan")
    press(window, ENTER)
    assert heard == [("3D9EF", "ngan")]
    screen.refuse_passphrase()
    assert _("The passphrase needs at least 8 characters.") in seen(window)
    screen.show_trouble(StoreTrouble.WRONG_PASSPHRASE)
    notice = screen.findChild(Banner).notice
    assert notice is not None
    assert _("This code does not open the machine.") in notice.words
