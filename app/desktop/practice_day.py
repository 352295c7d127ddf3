"""One village being worked in: its sessions and rooms, until the next case begins. Nobody sends anything here."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal

from app.desktop.counter_day import CounterDay
from app.desktop.counter_rooms import CounterRooms
from app.desktop.machine import Workplace
from app.desktop.scan_ways import ScanWays
from app.desktop.sessions import Sessions
from app.desktop.shell.main_window import MainWindow
from app.desktop.tasks import Tasks
from app.desktop.theme.tokens import Tone
from app.i18n import format_number
from app.usecases.device import OperatorRow
from app.usecases.ports import Store

MINUTE_MS = 60_000


class PracticeDay(CounterDay):
    """`finished` carries each finished session."""

    finished = Signal(object)
    rooms: CounterRooms
    sessions: Sessions

    def __init__(
        self, workplace: Workplace, window: MainWindow, ways: ScanWays, store: Store, learner: OperatorRow
    ) -> None:
        super().__init__(window, workplace)
        self.store = store
        self._tasks = Tasks(self)
        self.sessions = Sessions(workplace, self._tasks, window, store, learner)
        self.rooms = CounterRooms(workplace, store, learner, self.sessions, ways, self._tasks)
        self.rooms.moved.connect(self.show_look)
        self.sessions.put_aside.connect(self.go_on_with)
        self.sessions.ended.connect(self.finished)
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self._tick)
        self._minute.start()

    def changed(self, notice: object) -> None:
        """Something was saved: show it."""
        self.rooms.refresh(notice)
        self.show_look()

    def show_look(self) -> None:
        """How much there is to look at, in the rail."""
        count = len(self.rooms.look.entries)
        self._window.set_badge("look", format_number(count) if count else "", Tone.WARN)
        self._window.offer_room("look", count > 0)

    def close(self) -> None:
        """Leave what is open, wait for what runs; the store may be closed then."""
        self._minute.stop()
        self.sessions.close()
        self.sessions.leave()
        self.rooms.forget()
        self._tasks.close()
        self.sessions.deleteLater()
        self.deleteLater()

    def _tick(self) -> None:
        self.sessions.tick()
        self.rooms.tick()
