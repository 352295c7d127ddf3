"""Without any network every room opens and a whole visit goes through, and nothing on the way is red."""

from __future__ import annotations

import errno
import socket

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget

from app.desktop.bootstrap import central_of
from app.desktop.desk import ROOMS
from app.desktop.screens.slip import SlipScreen
from app.desktop.screens.today import TodayScreen
from app.desktop.theme.tokens import PAPER
from app.desktop.widgets.sync_pill import SyncPill
from app.domain.sync_state import SyncState
from app.i18n import _
from app.usecases.settings import Setting
from tests.desktop.conftest import OpenDesk
from tests.desktop.test_sessions import PLACES, checked
from tests.support.desks import Bench, Counter, people_of
from tests.support.eyes import shown
from tests.support.keys import ENTER
from tests.support.laptop import Laptop


@pytest.fixture
def denied(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """No name is found and no connection made; the attempts."""
    tried: list[object] = []

    def no(*asked: object, **_more: object) -> object:
        tried.append(asked)
        raise OSError(errno.ENETUNREACH, "no network")

    monkeypatch.setattr(socket, "getaddrinfo", no)
    monkeypatch.setattr(socket.socket, "connect", no)
    return tried


@pytest.fixture
def counter(denied: list[object], bench: Bench, open_desk: OpenDesk) -> Counter:
    """A paired machine with work to send, through the real client, and no network."""
    bench.changed["central"] = central_of
    counter = open_desk()
    store = counter.open_store("Chị Mai Mẫu")
    with store.write() as writing:
        for setting, value in (
            (Setting.ADDRESS, "https://central.invalid"),
            (Setting.SERVER_ID, "central-1"),
            (Setting.TOKEN, "token"),
        ):
            writing.set_setting(setting, value)
    Laptop(store, bench.clock, bench.ids, people_of(store)[0].id).help_new(1)
    counter.desk.entrance.let_in(store, people_of(store)[0])
    counter.window.show()
    rooms = counter.desk.rooms
    assert rooms is not None
    counter.qtbot.waitUntil(lambda: rooms.exchange.state().status.state is SyncState.NO_NETWORK)
    assert denied, "it was tried"
    return counter


def red(window: QWidget) -> int:
    """How many dots of a window have a red of what is wrong."""
    QApplication.processEvents()
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    dots = memoryview(picture.constBits()).cast("B").cast("I").tolist()
    return sum(dots.count(QColor(wrong).rgb()) for wrong in (PAPER.bad, PAPER.bad_tint, PAPER.bad_line))


@pytest.mark.parametrize("room", [key for key, _icon, _title in ROOMS])
def test_every_room_opens_without_a_network_and_nothing_is_red(counter: Counter, room: str) -> None:
    counter.window.show_room(room)
    QApplication.processEvents()
    assert counter.window.room == room
    pill = counter.sees(SyncPill)
    assert _("No network · all saved on this machine") in shown(counter.window) + pill.accessibleName()
    assert red(counter.window) == 0


@pytest.mark.parametrize("place", PLACES)
def test_every_page_of_a_visit_is_there_and_nothing_is_red(counter: Counter, place: str) -> None:
    walk, page = PLACES[place]
    walk(counter)
    counter.sees(page)
    assert red(counter.window) == 0


def test_a_whole_visit_is_saved_and_nothing_is_red(counter: Counter) -> None:
    checked(counter)
    counter.press(ENTER)
    counter.sees(SlipScreen)
    assert red(counter.window) == 0
    counter.press(ENTER)
    counter.sees(TodayScreen)
    assert counter.desk.store is not None
    assert counter.desk.store.read().counters().waiting == 2


def test_red_is_seen_where_there_is_some(counter: Counter) -> None:
    spot = QWidget(counter.window)
    spot.setStyleSheet(f"background: {PAPER.bad}")
    spot.setGeometry(40, 40, 6, 6)
    spot.show()
    assert red(counter.window) == 36
