"""The lock: it hides everything, gives it back as it was, and lets somebody else take over."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from app.desktop.locking import IDLE_MS
from app.desktop.screens.guided.card import CardPage
from app.desktop.screens.help import HelpDialog
from app.desktop.screens.lock import LockScreen
from app.desktop.screens.today import TodayScreen
from app.desktop.widgets.buttons import Button
from app.i18n import _
from app.usecases.device import Place
from tests.desktop.conftest import OpenDesk
from tests.support.desks import PIN, Counter
from tests.support.keys import ALT, CARD, CTRL, ENTER
from tests.support.stores import PASSPHRASE


def begin_session(counter: Counter) -> None:
    """Scan, the right person, yes, the first card, the second."""
    counter.scan(CARD)
    for _each in range(4):
        counter.press(ENTER)
    counter.sees(CardPage)


def step_of(counter: Counter) -> str:
    sessions = counter.desk.sessions
    assert sessions is not None
    assert sessions.presenter is not None
    return sessions.presenter.draft.step


def test_ctrl_l_hides_a_session_and_the_pin_gives_it_back_on_its_card(counter: Counter) -> None:
    begin_session(counter)
    step = step_of(counter)
    counter.press(Qt.Key.Key_L, CTRL)
    counter.sees(LockScreen)
    assert counter.does_not_see(CardPage)
    counter.press(ENTER)
    counter.press(Qt.Key.Key_F7)
    counter.write(PIN)
    counter.sees(CardPage)
    assert step_of(counter) == step


@pytest.mark.parametrize("place", [Place.COUNTER, Place.VISIT])
def test_minutes_without_a_key_lock_sooner_in_the_villages(open_desk: OpenDesk, place: Place) -> None:
    counter = open_desk().enter(place=place)
    locking = counter.desk.entrance.locking
    assert locking is not None
    assert locking.idle.isActive()
    assert locking.idle.interval() == IDLE_MS[place]
    locking.idle.timeout.emit()
    counter.sees(LockScreen)


def test_a_key_begins_the_idle_time_anew(counter: Counter) -> None:
    locking = counter.desk.entrance.locking
    assert locking is not None
    begun: list[int] = []
    locking.idle.start = lambda *_given: begun.append(1)  # type: ignore[method-assign]
    counter.press(Qt.Key.Key_Tab)
    assert begun


def test_what_lies_over_the_window_goes_with_the_lock(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F1)
    dialog = counter.sees(HelpDialog)
    gone: list[bool] = []
    dialog.destroyed.connect(lambda: gone.append(True))
    counter.desk.entrance.lock()
    counter.sees(LockScreen)
    counter.qtbot.waitUntil(lambda: bool(gone))


def test_somebody_else_opens_with_their_pin_and_finds_the_session_half_way(counter: Counter) -> None:
    begin_session(counter)
    counter.desk.entrance.lock()
    counter.sees(LockScreen)
    counter.press("2", ALT)
    counter.write(PIN)
    screen = counter.sees(TodayScreen)
    assert counter.does_not_see(CardPage)
    assert counter.desk.day is not None
    assert counter.desk.day.operator is not None
    assert counter.desk.day.operator.name == "Chị Mai Mẫu"
    [draft] = counter.desk.store.read().drafts()  # type: ignore[union-attr]
    screen.go_on.emit(draft.id)
    counter.sees(CardPage)
    assert step_of(counter) == draft.step


def test_five_wrong_pins_ask_for_the_passphrase_and_only_it_opens(counter: Counter) -> None:
    counter.desk.entrance.lock()
    screen = counter.sees(LockScreen)
    for _each in range(5):
        counter.write("000000")
    counter.write("khong phai")
    counter.press(ENTER)
    counter.sees(QLineEdit, lambda field: field.property("wrong") == "true" and field.isVisible())
    assert screen.isVisible()
    counter.qtbot.waitUntil(lambda: screen._open.isEnabled())
    screen.passphrase.emit(PASSPHRASE)
    counter.sees(TodayScreen)


def test_a_forgotten_pin_does_not_need_five_tries(counter: Counter) -> None:
    counter.desk.entrance.lock()
    screen = counter.sees(LockScreen)
    [forgot] = [b for b in screen.findChildren(Button) if b.text() == _("Use the passphrase")]
    forgot.click()
    screen.passphrase.emit(PASSPHRASE)
    counter.sees(TodayScreen)
    assert counter.does_not_see(LockScreen)


def test_a_scan_under_the_lock_opens_nobody(counter: Counter) -> None:
    counter.desk.entrance.lock()
    counter.sees(LockScreen)
    counter.scan(CARD)
    counter.write(PIN)
    counter.sees(TodayScreen)
    assert not counter.desk.store.read().drafts()  # type: ignore[union-attr]
