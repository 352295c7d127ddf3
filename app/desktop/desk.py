"""The desk: the window, the ways a code comes in, the entrance, and the working day behind it. Light at the start."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.desktop.change_bus import ChangeBus
from app.desktop.entrance import Entrance
from app.desktop.machine import Machine
from app.desktop.scan_ways import ScanWays
from app.desktop.shell.main_window import MainWindow
from app.desktop.shell.room import Room
from app.desktop.tasks import Tasks
from app.desktop.theme.tokens import Tone
from app.desktop.widgets.banner import Notice
from app.desktop.wording.trouble import store_trouble
from app.domain.faults import StoreFault
from app.i18n import N_

if TYPE_CHECKING:
    from app.desktop.rooms import Rooms
    from app.desktop.sessions import Sessions
    from app.desktop.sync_runner import SyncRunner
    from app.desktop.working_day import WorkingDay
    from app.usecases.device import OperatorRow
    from app.usecases.ports import Store

ROOMS = (
    ("today", "home", N_("Today")),
    ("reception", "users", N_("People")),
    ("queue", "ticket", N_("Waiting line")),
    ("appointments", "calendar-clock", N_("Appointments")),
    ("village", "map-pin", N_("House to house")),
    ("exchange", "cloud-upload", N_("Send and receive")),
    ("look", "circle-question-mark", N_("To look at")),
    ("practice", "graduation-cap", N_("Practice")),
    ("settings", "settings", N_("Settings")),
)
"""Key, icon and title of every room that works."""
AT_FOOT = ("practice", "settings")
"""The rooms at the foot of the rail."""


class Desk(QObject):
    """The first window is drawn before anything behind the entrance is imported.

    `troubled` carries a StoreFault from whatever thread it came up in; `practice_wanted` asks to leave this desk
    for the one to practise at.
    """

    troubled = Signal(object)
    practice_wanted = Signal()

    def __init__(self, app: QApplication, machine: Machine, bus: ChangeBus) -> None:
        super().__init__()
        self._app, self.machine, self._bus = app, machine, bus
        self.tasks = Tasks(self)
        self.day: WorkingDay | None = None
        self._closed, self._troubled = False, False
        self.window = MainWindow(self._room_list())
        self.ways = ScanWays(app, self.tasks, self.window)
        self.entrance = Entrance(machine, self.tasks, self.window, self.ways, self.opened)
        self.entrance.practice_wanted.connect(self.practice_wanted)
        self._connect()

    @property
    def store(self) -> Store | None:
        """The open store."""
        return self.day.store if self.day else None

    @property
    def rooms(self) -> Rooms | None:
        """The rooms of whoever is at the machine."""
        return self.day.rooms if self.day else None

    @property
    def sessions(self) -> Sessions | None:
        """The sessions of whoever is at the machine."""
        return self.day.sessions if self.day else None

    @property
    def runner(self) -> SyncRunner | None:
        """The round of sending."""
        return self.day.runner if self.day else None

    def start(self) -> None:
        """Show what the machine's folder calls for."""
        self.entrance.begin()

    def opened(self, store: Store, operator: OperatorRow) -> None:
        """The store is open and somebody is at it, or somebody else is now."""
        from app.desktop.working_day import WorkingDay

        if self.day is None:
            self.day = WorkingDay(self._app, self.machine, self.tasks, self.window, self.ways, store)
            self.day.pair_wanted.connect(partial(self.entrance.pair, store, self.day.runner.when_idle))
        self.day.open_for(operator)

    def tell(self, fault: StoreFault) -> None:
        """What was pressed could not be saved: say so above the page until the next save goes through."""
        words = store_trouble(fault.trouble).whole()
        self.window.show_notice(Notice(words=words, tone=Tone.WARN, icon="circle-alert"))
        self._troubled = True

    def close(self) -> None:
        """Wait for running work, then close the file."""
        self.ways.close()
        if self.day is not None:
            self.day.close()
        self.tasks.close()
        store, self.day = self.store or self.entrance.open_store, None
        if store is not None and not self._closed:
            self.machine.close(store)
        self._closed = True

    def _connect(self) -> None:
        self.window.find_wanted.connect(self._find)
        self.window.lock_wanted.connect(self.entrance.lock)
        self.window.sync_wanted.connect(self._open_exchange)
        self.window.banner_acted.connect(self._open_exchange)
        self.window.help_wanted.connect(self._help)
        self.window.give_wanted.connect(self._give_number)
        self.window.call_wanted.connect(self._call_next)
        self.window.citizen_wanted.connect(self._show_citizen)
        self.window.closing.connect(self.close)
        self.ways.scanned.connect(self._scanned)
        self.ways.receive.connect(partial(self._find, ""))
        self._bus.changed.connect(self._changed)
        self.troubled.connect(self.tell)

    def _room_list(self) -> tuple[Room, ...]:
        return tuple(
            Room(
                key=key,
                icon=icon,
                title_msgid=title,
                make=partial(self._make, key),
                at_foot=key in AT_FOOT,
            )
            for key, icon, title in ROOMS
        )

    def _make(self, key: str) -> QWidget:
        if key == "practice":
            return self._practice_door()
        assert self.day is not None, "rooms are opened only after the entrance"
        return self.day.make(key)

    def _practice_door(self) -> QWidget:
        from app.desktop.screens.practice_door import PracticeDoor

        door = PracticeDoor()
        door.practice_wanted.connect(self.practice_wanted)
        return door

    def _find(self, text: str) -> None:
        if self.day is not None:
            self.day.find(text)

    def _open_exchange(self) -> None:
        if self.day is not None:
            self.window.show_room("exchange")

    def _scanned(self, text: str) -> None:
        if not self.entrance.takes(text) and self.day is not None:
            self.day.scanned(text)

    def _help(self) -> None:
        if self.day is not None:
            self.day.help()

    def _give_number(self) -> None:
        if self.rooms is not None:
            self.rooms.queue.give()

    def _call_next(self) -> None:
        if self.rooms is not None:
            self.rooms.queue.call_next()

    def _show_citizen(self) -> None:
        if self.sessions is not None:
            self.sessions.show_citizen()

    def _changed(self, notice: object) -> None:
        if self._troubled:
            self._troubled = False
            self.window.show_notice(None)
        if self.day is not None:
            self.day.changed(notice)
