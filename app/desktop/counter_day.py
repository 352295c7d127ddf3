"""What a day at the counter does with a search, a scan or a call for help, whoever sends its work, or nobody."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.desktop.counter_rooms import CounterRooms
from app.desktop.laid_over import clear_away
from app.desktop.machine import Workplace
from app.desktop.screens.help import HelpDialog
from app.desktop.screens.hotlines import HotlinesDialog
from app.desktop.sessions import Sessions
from app.desktop.shell.main_window import MainWindow
from app.i18n import language


class CounterDay(QObject):
    """`rooms` and `sessions` are there once somebody is at it."""

    rooms: CounterRooms | None
    sessions: Sessions | None

    def __init__(self, window: MainWindow, place: Workplace) -> None:
        super().__init__(window)
        self._window, self._place = window, place

    def find(self, text: str) -> None:
        """Search; in the middle of a session it is asked first."""
        if self.sessions is not None and self.sessions.is_open:
            self.sessions.scanned("")
        elif self.rooms is not None:
            self._window.show_room("reception")
            self.rooms.find(text)

    def scanned(self, text: str) -> None:
        """A card or a slip; in the middle of a session it is asked first."""
        if self.sessions is not None and self.sessions.is_open:
            self.sessions.scanned(text)
        elif self.rooms is not None:
            clear_away(self._window)
            self._window.show_room("reception")
            self.rooms.scanned(text)

    def help(self) -> None:
        """The keys, and from there the telephone numbers."""
        keys = HelpDialog(self._window)
        keys.calls_wanted.connect(self._show_calls)
        keys.open()

    def _show_calls(self) -> None:
        HotlinesDialog(self._place.pack(language()), self._window).open()

    def go_on_with(self, text: str) -> None:
        """The session before it was paused: now what came in between."""
        if text:
            self.scanned(text)
        else:
            self.find("")
