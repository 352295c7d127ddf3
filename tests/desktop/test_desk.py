"""The desk as a whole on a real store: who is let in, what a lock keeps, what is forgotten, where a session goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desktop.desk import Desk
from app.desktop.main import make_application, make_desk, note_failure
from app.desktop.screens.consent import ConsentScreen
from app.desktop.screens.first_run.pages import PairingPage
from app.desktop.screens.guided.card import CardPage
from app.desktop.screens.lock import LockScreen
from app.desktop.screens.today import TodayScreen
from app.desktop.widgets.question import Question
from app.domain.draft import Standing
from app.domain.faults import StoreFault, StoreTrouble
from app.storage.store import SqliteStore
from app.usecases.device import FirstRun, OperatorRow, Place, add_operator, first_run
from app.usecases.lock import set_pin
from tests.support.stores import temp_store

CARD = "014153000000|050000000|Lò Thị Ín|01011953|Nữ|Bản Mòng, Hua La, Thành phố Sơn La, Sơn La|15062021"
OTHER = "014090000000||Giàng A Páo|05091990|Nam|Bản Bẹ, Tà Xùa, Bắc Yên, Sơn La|20122021"
PIN = "135790"


class Counter:
    """One desk with its store and the people at it."""

    def __init__(self, qtbot: QtBot, app: QApplication, folder: Path) -> None:
        self.qtbot, self.app, self.folder = qtbot, app, folder
        self.desk = make_desk(app, folder)
        self.store: SqliteStore = temp_store(folder, self.desk._bus.announce)
        machine = self.desk.machine
        first_run(self.store, machine.ids, FirstRun(place=Place.COUNTER, commune="03646"), "instance")
        self.people = [self._person(name) for name in ("Anh An Mẫu", "Chị Mai Mẫu")]
        self.qtbot.addWidget(self.desk.window)
        self.desk.window.show()

    def enter(self, who: int) -> None:
        """This operator comes in."""
        self.desk.entrance.let_in(self.store, self.people[who])
        self.sees(TodayScreen)

    def scan(self, text: str) -> None:
        self.desk.ways.scanned.emit(text)

    def sees(self, kind: type) -> object:
        """Wait for a widget of this kind to be on screen."""

        def shown() -> list[object]:
            return [one for one in self.desk.window.findChildren(kind) if one.isVisible()]

        self.qtbot.waitUntil(lambda: bool(shown()))
        return shown()[0]

    def enter_key(self) -> None:
        QTest.keyClick(self.desk.window, Qt.Key.Key_Return)
        self.app.processEvents()

    def drafts(self) -> int:
        return len(self.store.read().drafts())

    def _person(self, name: str) -> OperatorRow:
        machine = self.desk.machine
        row = add_operator(self.store, machine.clock, machine.ids, name=name, address_form="chi")
        assert isinstance(row, OperatorRow)
        set_pin(self.store, row.id, PIN, b"0" * 16)
        return row


@pytest.fixture
def counter(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Counter]:
    made = Counter(qtbot, make_application(["diemtua"]), tmp_path)
    made.enter(1)
    yield made
    made.desk.close()


def _to_consent(counter: Counter, card: str = CARD) -> ConsentScreen:
    counter.scan(card)
    assert counter.desk.rooms is not None
    counter.desk.rooms.reception.confirmed()
    screen = counter.sees(ConsentScreen)
    assert isinstance(screen, ConsentScreen)
    return screen


def _pair(counter: Counter) -> None:
    assert counter.desk.runner is not None
    counter.desk.entrance.pair(counter.store, counter.desk.runner.when_idle)


def test_leaving_the_question_of_consent_keeps_nothing(counter: Counter) -> None:
    _to_consent(counter)
    assert counter.drafts() == 1
    counter.desk.window.show_room("exchange")
    counter.qtbot.waitUntil(lambda: counter.drafts() == 0)
    assert not counter.store.read().people_with_number("014153000000")


def test_a_scan_over_the_question_asks_first_and_keeps_nothing(counter: Counter) -> None:
    _to_consent(counter)
    counter.scan(OTHER)
    question = counter.sees(Question)
    assert isinstance(question, Question)
    question.accept()
    counter.qtbot.waitUntil(lambda: counter.drafts() == 0)


def test_a_yes_is_kept_and_a_killed_desk_goes_on_at_the_same_card(counter: Counter, qtbot: QtBot) -> None:
    _to_consent(counter).agreed.emit(False)
    sessions = counter.desk.sessions
    assert sessions is not None
    assert sessions.presenter is not None
    sessions.presenter.begin()
    sessions.presenter.done()
    step = sessions.presenter.draft.step
    (left,) = counter.store.read().drafts()
    assert left.standing is Standing.CONSENTED
    counter.desk.opened(counter.store, counter.people[0])
    again = counter.desk.sessions
    assert again is not None
    again.resume(left.id)
    assert again.presenter is not None
    assert again.presenter.draft.step == step
    assert isinstance(counter.sees(CardPage), CardPage)


def test_the_lock_hides_and_only_a_pin_gives_back(counter: Counter) -> None:
    counter.desk.entrance.lock()
    screen = counter.sees(LockScreen)
    assert isinstance(screen, LockScreen)
    counter.scan(CARD)
    assert counter.drafts() == 0
    assert not [one for one in counter.desk.window.findChildren(TodayScreen) if one.isVisible()]
    screen._presenter.pin_entered("000000")
    assert screen.isVisible()
    screen._presenter.pin_entered(PIN)
    counter.sees(TodayScreen)


def test_a_lock_over_the_pairing_page_is_not_taken_away_by_an_answer(counter: Counter) -> None:
    _pair(counter)
    counter.sees(PairingPage)
    day_one, locking = counter.desk.entrance.day_one, counter.desk.entrance.locking
    assert day_one is not None
    assert locking is not None
    counter.desk.entrance.lock()
    counter.sees(LockScreen)
    day_one._done()
    assert locking.is_locked
    assert [one for one in counter.desk.window.findChildren(LockScreen) if one.isVisible()]


def test_pairing_later_leaves_the_same_person_at_the_machine(counter: Counter) -> None:
    _pair(counter)
    counter.sees(PairingPage)
    assert counter.desk.entrance.day_one is not None
    counter.desk.entrance.day_one._done()
    counter.sees(TodayScreen)
    assert counter.desk.day is not None
    assert counter.desk.day.operator == counter.people[1]


@pytest.mark.parametrize("trouble", [StoreTrouble.DISK_FULL, StoreTrouble.LOCKED, StoreTrouble.READ_ONLY])
def test_a_save_that_cannot_be_is_told_above_the_page(counter: Counter, trouble: StoreTrouble) -> None:
    note_failure(counter.desk, counter.folder / "log.txt", StoreFault, StoreFault(trouble), None)
    notice = counter.desk.window._banner.notice
    assert notice is not None
    assert "máy này" in notice.words or "this machine" in notice.words
    assert not (counter.folder / "log.txt").exists()


def test_a_bug_is_noted_with_its_place_and_nobody_s_data(counter: Counter) -> None:
    log = counter.folder / "log.txt"
    note_failure(counter.desk, log, ValueError, ValueError("Lò Thị Ín 014153000000"), None)
    written = log.read_text(encoding="utf-8")
    assert "ValueError" in written
    assert "014153000000" not in written


def test_closing_in_the_middle_loses_nothing(counter: Counter) -> None:
    _to_consent(counter).agreed.emit(False)
    desk: Desk = counter.desk
    desk.window.close()
    assert desk.day is None
