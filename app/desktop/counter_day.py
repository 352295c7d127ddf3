"""What a day at the counter does with a search, a scan or a call for help, whoever sends its work, or nobody."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.desktop.counter_rooms import CounterRooms
from app.desktop.laid_over import clear_away
from app.desktop.screens.help import HelpDialog
from app.desktop.sessions import Sessions
from app.desktop.shell.main_window import MainWindow


class CounterDay(QObject):
    """`rooms` and `sessions` are there once somebody is at it."""

    rooms: CounterRooms | None
    sessions: Sessions | None

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

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
        """The keys."""
        HelpDialog(self._window).open()

    def go_on_with(self, text: str) -> None:
        """The session before it was paused: now what came in between."""
        if text:
            self.scanned(text)
        else:
            self.find("")
