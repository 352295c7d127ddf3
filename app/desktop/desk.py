"""The desk: which screen is up, and what follows what. It decides nothing about people and touches no disk itself."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.desktop.change_bus import ChangeBus
from app.desktop.entrance import Entrance
from app.desktop.machine import Machine
from app.desktop.rooms import Rooms
from app.desktop.scan_ways import ScanWays
from app.desktop.sessions import Sessions
from app.desktop.shell.main_window import MainWindow
from app.desktop.shell.room import Room
from app.desktop.sync_runner import SyncRunner
from app.desktop.tasks import Tasks
from app.desktop.theme import palette
from app.desktop.wording import exchange as words
from app.i18n import N_, language, use_language
from app.usecases.device import OperatorRow, device_identity
from app.usecases.ports import Store

MINUTE_MS = 60_000

ROOMS = (
    ("today", "home", N_("Today")),
    ("reception", "users", N_("People")),
    ("exchange", "cloud-upload", N_("Send and receive")),
    ("settings", "settings", N_("Settings")),
)
"""Key, icon and title of every room that works; the last one stands at the foot of the rail."""


class Desk(QObject):
    """One per process. The order of a day: entrance → rooms → session → slip → rooms; the lock lies over all."""

    def __init__(self, app: QApplication, machine: Machine, bus: ChangeBus) -> None:
        super().__init__()
        self._app, self.machine, self._bus = app, machine, bus
        self.tasks = Tasks(self)
        self._scale = 100
        self.store: Store | None = None
        self._operator: OperatorRow | None = None
        self.rooms: Rooms | None = None
        self.sessions: Sessions | None = None
        self.runner: SyncRunner | None = None
        self.window = MainWindow(self._room_list())
        self.ways = ScanWays(app, self.tasks, self.window)
        self.entrance = Entrance(machine, self.tasks, self.window, self.ways, self.opened)
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self._tick)
        self._connect()

    def start(self) -> None:
        """Show what the machine's folder calls for."""
        self.entrance.begin()

    def opened(self, store: Store, operator: OperatorRow) -> None:
        """The store is open and somebody is at it (or somebody else is now): build their rooms, send what waits."""
        self.store, self._operator = store, operator
        identity = device_identity(store)
        if identity is not None and identity.language != language():
            use_language(identity.language)
        if self.runner is None:
            self.runner = SyncRunner(self.machine, self.tasks, store, self)
            self._minute.start()
        if self.rooms is not None and self.sessions is not None:
            self.rooms.forget()
            self.sessions.deleteLater()  # and with it its rooms: their signals end there
        self.sessions = Sessions(self.machine, self.tasks, self.window, store, operator)
        self.rooms = Rooms(self.machine, store, operator, self.runner, self.sessions, self.ways)
        self.rooms.spoke.connect(self._speak)
        self.rooms.scaled.connect(self._grow)
        self.rooms.pair_wanted.connect(lambda: self.entrance.pair(store))
        self.rooms.moved.connect(self._show_sync)
        self.window.uncover()
        self.window.show_room("today")
        self._redraw()
        self.runner.start()

    def close(self) -> None:
        """Wait for running work, then close the file."""
        if self.runner is not None:
            self.runner.close()
        self._minute.stop()
        self.ways.close()
        self.tasks.close()
        if self.store is not None:
            self.machine.close(self.store)
            self.store = None

    def _connect(self) -> None:
        self.window.find_wanted.connect(self._find)
        self.window.lock_wanted.connect(self._lock)
        self.window.sync_wanted.connect(self._open_exchange)
        self.window.closing.connect(self.close)
        self.ways.scanned.connect(self._scanned)
        self.ways.receive.connect(lambda: self._find(""))
        self._bus.changed.connect(self._changed)
        self._app.installEventFilter(self.entrance)

    def _room_list(self) -> tuple[Room, ...]:
        return tuple(
            Room(
                key=key,
                icon=icon,
                title_msgid=title,
                make=partial(self._make, key),
                at_foot=key == "settings",
            )
            for key, icon, title in ROOMS
        )

    def _make(self, key: str) -> QWidget:
        assert self.rooms is not None, "rooms are opened only after the entrance"
        return self.rooms.make(key)

    def _find(self, text: str) -> None:
        if self.rooms is not None:
            self.window.show_room("reception")
            self.rooms.find(text)

    def _open_exchange(self) -> None:
        if self.rooms is not None:
            self.window.show_room("exchange")

    def _scanned(self, text: str) -> None:
        if self.entrance.takes(text) or self.rooms is None:
            return
        if self.sessions is not None and self.sessions.is_open:
            self.sessions.scanned(text)
            return
        self.window.show_room("reception")
        self.rooms.scanned(text)

    def _lock(self) -> None:
        if self.store is not None and self._operator is not None:
            self.entrance.lock(self.store, self._operator)

    def _changed(self, notice: object) -> None:
        if self.rooms is not None:
            self.rooms.refresh(notice)
            self._show_sync()
        if self.runner is not None:
            self.runner.saved()

    def _tick(self) -> None:
        if self.sessions is not None:
            self.sessions.tick()
        self._show_sync()

    def _speak(self, code: str) -> None:
        use_language(code)
        self._redraw()

    def _grow(self, percent: int) -> None:
        self._scale = percent
        palette.apply(self._app, percent)
        self._redraw()

    def _redraw(self) -> None:
        """Build the window's words anew and tell it its state again."""
        if self.rooms is None or self._operator is None or self.store is None:
            return
        self.rooms.forget()
        self.window.rebuild()
        identity = device_identity(self.store)
        self.window.set_place(identity.commune_name if identity else "")
        self.window.set_operator(self._operator.name, "")
        self._show_sync()

    def _show_sync(self) -> None:
        if self.rooms is None:
            return
        status = self.rooms.exchange.state().status
        self.window.show_sync(status.state, words.pill(status))
