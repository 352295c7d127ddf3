"""Somebody at a practice desk: keys, what is seen, and a whole case played as it should be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.desktop.bootstrap import build_ground
from app.desktop.change_bus import ChangeBus
from app.desktop.main import make_application
from app.desktop.practice_desk import PracticeDesk
from app.desktop.screens.practice import PracticeScreen
from app.desktop.sessions import Sessions
from app.domain.guide import GuidePack
from app.i18n import language
from app.presentation.practice import Phase
from app.storage.opening import SqliteStore
from tests.support.keys import ENTER, pause, press
from tests.support.playing import Player, decide
from tests.support.practice import case_of

W = TypeVar("W", bound=QWidget)
LOOK = "7"
"""Ctrl and this digit open what is to be looked at, in practice."""
PATIENCE_MS = 20_000


class Learning:
    """One practice desk over a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        bus = ChangeBus()
        self.desk = PracticeDesk(make_application(["diemtua"]), build_ground(folder, bus.announce), bus)
        self.window = self.desk.window
        self.window.resize(1366, 696)
        self.window.show()
        self.window.activateWindow()
        self.desk.start()
        self._closed = False

    @property
    def store(self) -> SqliteStore:
        """The village's store."""
        assert self.desk.day is not None
        assert isinstance(self.desk.day.store, SqliteStore)
        return self.desk.day.store

    @property
    def sessions(self) -> Sessions:
        """Those of the village."""
        assert self.desk.day is not None
        return self.desk.day.sessions

    @property
    def pack(self) -> GuidePack:
        """The guide in force."""
        return self.desk._ground.workplace.pack(language())

    @property
    def today(self) -> date:
        """The laptop's day."""
        return self.desk._ground.workplace.clock.now().date()

    def until(self, condition: Callable[[], bool]) -> None:
        """Let the program run until something is so."""
        end = QDeadlineTimer(PATIENCE_MS)
        while not condition():
            assert not end.hasExpired(), "waited in vain"
            QApplication.processEvents()

    def ready(self) -> Learning:
        """Wait for the village, and for the case if one was begun."""
        self.until(lambda: self.desk.day is not None and self.window._cover is None)
        return self

    def press(self, key: Any, *modifier: Any) -> None:
        """One key of a person, who is slower than a scanner."""
        QApplication.processEvents()
        pause(self.desk.ways._wedge)
        press(self.window, key, *modifier)
        pause(self.desk.ways._wedge)
        QApplication.processEvents()

    def write(self, text: str) -> None:
        """Letters one by one."""
        for letter in text:
            self.press(letter)

    def scan(self, text: str) -> None:
        """A card, whichever way it came."""
        self.desk.ways.scanned.emit(text)
        QApplication.processEvents()

    def sees(self, kind: type[W], where: Callable[[W], bool] = lambda _one: True) -> W:
        """Wait until a widget of this kind is on screen."""

        def shown() -> list[W]:
            return [one for one in self.window.findChildren(kind) if one.isVisible() and where(one)]

        self.until(lambda: bool(shown()))
        return shown()[0]

    def begin(self, code: str) -> None:
        """Choose a case by its digit and begin it."""
        self.desk._show_cases()
        self.sees(PracticeScreen)
        self.press(str(case_of(code).number))
        if self.desk.presenter.state().phase is Phase.READ:
            self.press(ENTER)
        self.until(lambda: self.desk.presenter.state().phase is Phase.RUNNING)
        self.ready()

    def play(self, code: str) -> None:
        """A whole case by keys, up to what the practice says of it; the card comes with Enter."""
        self.begin(code)
        case, player = case_of(code), Player(self)
        decide(player, case, LOOK)
        self.desk._show_cases()
        self.sees(PracticeScreen)
        self.press(ENTER)
        player.confirm(case)
        player.go(case)
        self.press(ENTER)
        self.sees(PracticeScreen)

    def close(self) -> None:
        """Close the window, once."""
        if not self._closed:
            self._closed = True
            self.window.close()
            self.window.deleteLater()
            QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))


def play_alone(folder: Path) -> None:
    """Two cases in a process of their own."""
    learning = Learning(folder).ready()
    for code in ("two_places", "sim_not_own"):
        learning.play(code)
        assert learning.desk.presenter.state().is_right
    learning.close()
