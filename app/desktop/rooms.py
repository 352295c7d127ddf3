"""The rooms of the house: one presenter each, made once; their screens are made anew when words change."""

from __future__ import annotations

from secrets import token_bytes

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.desktop.doubles import Doubles
from app.desktop.machine import Machine
from app.desktop.queue_corner import QueueCorner
from app.desktop.scan_ways import ScanWays
from app.desktop.screens.appointments import AppointmentsScreen
from app.desktop.screens.exchange import ExchangeScreen
from app.desktop.screens.look.screen import LookScreen
from app.desktop.screens.new_operator import NewOperatorDialog
from app.desktop.screens.reception.screen import ReceptionScreen
from app.desktop.screens.settings import SettingsScreen
from app.desktop.screens.today import TodayScreen
from app.desktop.screens.usb_card import UsbCard
from app.desktop.sessions import Sessions
from app.desktop.sync_runner import SyncRunner
from app.desktop.tasks import Tasks
from app.domain.guide import GuidePack
from app.i18n import language
from app.presentation.appointments import AppointmentsPresenter
from app.presentation.courier import CourierPresenter
from app.presentation.exchange import ExchangePresenter
from app.presentation.looking import LookPresenter
from app.presentation.new_operator import NewOperatorPresenter
from app.presentation.reception import ReceptionPresenter
from app.presentation.settings import SettingsPresenter
from app.presentation.today import TodayPresenter
from app.usecases.device import OperatorRow
from app.usecases.ports import Store

SALT_BYTES = 16


class Rooms(QObject):
    """`spoke`, `scaled`, `pair_wanted`: wishes of rooms that the desk carries out; `moved`: the counters may differ."""

    spoke = Signal(str)
    scaled = Signal(int)
    pair_wanted = Signal()
    moved = Signal()
    passphrase_wanted = Signal()
    hand_over_wanted = Signal()
    take_in_wanted = Signal()
    look_wanted = Signal()

    def __init__(
        self,
        machine: Machine,
        store: Store,
        operator: OperatorRow,
        runner: SyncRunner,
        sessions: Sessions,
        ways: ScanWays,
        tasks: Tasks,
    ) -> None:
        super().__init__(sessions)
        self._machine, self._runner, self._sessions, self._ways = machine, runner, sessions, ways
        pack = machine.pack(language())
        guide = f"{pack.id} · {pack.version}"
        self.exchange = ExchangePresenter(store, machine.clock, runner.send_now)
        self.courier = self._carrying(store)
        self.look = self._looking(store, operator, pack, tasks)
        self.today = TodayPresenter(store, machine.clock, operator)
        self.reception = self._receiving(store, operator, pack)
        self.settings = SettingsPresenter(
            store, guide=guide, version=machine.version, spoke=self.spoke.emit, scaled=self.scaled.emit
        )
        self._adding = self._adding_people(store)
        self.appointments = AppointmentsPresenter(
            store,
            machine.clock,
            machine.ids,
            pack=pack,
            operator=operator.id,
            open_person=self._open_person,
        )
        self.queue = QueueCorner(machine, sessions.window, store, ways.receive.emit, self)
        self._screens: dict[str, QWidget] = {}
        runner.advanced.connect(self._advanced)
        runner.ended.connect(self._ended)

    def _receiving(self, store: Store, operator: OperatorRow, pack: GuidePack) -> ReceptionPresenter:
        """Who comes in."""
        return ReceptionPresenter(
            store,
            self._machine.clock,
            self._machine.ids,
            operator=operator.id,
            guide=f"{pack.id}@{pack.version}",
            start=self._sessions.begin,
        )

    def _adding_people(self, store: Store) -> NewOperatorPresenter:
        """One more person at this machine."""
        return NewOperatorPresenter(
            store,
            self._machine.clock,
            self._machine.ids,
            lambda: token_bytes(SALT_BYTES),
            lambda _row: self.settings.refresh(),
        )

    def _carrying(self, store: Store) -> CourierPresenter:
        """What goes by stick, and what was kept in the rescue folder."""
        return CourierPresenter(
            store,
            self._machine.clock,
            carried=self._machine.sticks.carried,
            unrescued=self._machine.sticks.unrescued,
            hand_over=self.hand_over_wanted.emit,
            take_in=self.take_in_wanted.emit,
        )

    def _looking(self, store: Store, operator: OperatorRow, pack: GuidePack, tasks: Tasks) -> LookPresenter:
        """What has to be looked at, for this operator, with the pack's names of tasks and reasons."""
        titles = {task.code.value: task.title for task in pack.tasks}
        return LookPresenter(
            store,
            self._machine.clock,
            self._machine.ids,
            operator=operator.id,
            role=operator.role,
            titles={**titles, **{reason.code: reason.title for reason in pack.reasons}},
            search=Doubles(tasks, store, self).search,
            moved=self.moved.emit,
        )

    def make(self, key: str) -> QWidget:
        """The screen of a room."""
        makers = {
            "today": self._make_today,
            "reception": self._make_reception,
            "queue": self.queue.make,
            "appointments": lambda: AppointmentsScreen(self.appointments),
            "exchange": self._make_exchange,
            "look": lambda: LookScreen(self.look),
            "settings": self._make_settings,
        }
        self._screens[key] = makers[key]()
        return self._screens[key]

    def find(self, text: str) -> None:
        """Search from the top bar."""
        screen = self._screens.get("reception")
        if isinstance(screen, ReceptionScreen):
            screen.begin_with(text)

    def scanned(self, text: str) -> None:
        """A card or a slip was scanned outside a session."""
        self.reception.scanned(text)

    def refresh(self, notice: object) -> None:
        """Something was saved: rooms that show it read again."""
        kinds: frozenset[str] = getattr(notice, "kinds", frozenset())
        for key, presenter in (
            ("today", self.today),
            ("queue", self.queue.presenter),
            ("appointments", self.appointments),
            ("exchange", self.exchange),
            ("exchange", self.courier),
            ("look", self.look),
            ("settings", self.settings),
        ):
            if presenter.kinds & kinds and self._is_there(key):
                presenter.refresh()
        if self.look.alike_kinds & kinds:
            self.look.look_for_doubles()

    def tick(self) -> None:
        """The minute hand moved: people have waited longer."""
        if self._is_there("queue"):
            self.queue.presenter.refresh()

    def offer_look(self, count: int) -> None:
        """Say on send and receive how much there is to look at."""
        screen = self._screens.get("exchange")
        if isinstance(screen, ExchangeScreen) and shiboken6.isValid(screen):
            screen.offer_look(count)

    def forget(self) -> None:
        """The screens are about to go: drawn anew in other words, or left to another operator."""
        self._screens.clear()
        rooms = (self.today, self.queue.presenter, self.reception, self.exchange, self.courier, self.look)
        for presenter in (*rooms, self.appointments, self.settings):
            presenter.detach()

    def _make_today(self) -> TodayScreen:
        screen = TodayScreen()
        self.today.attach(screen.show_state)
        screen.receive.connect(lambda: self._ways.receive.emit())
        screen.go_on.connect(self._sessions.resume)
        screen.forget.connect(self._sessions.forget)
        screen.open_person.connect(self._open_person)
        screen.reprint.connect(self._sessions.reprint)
        return screen

    def _open_person(self, citizen: str) -> None:
        self._ways.receive.emit()
        self.reception.chosen(citizen)

    def _make_reception(self) -> ReceptionScreen:
        screen = ReceptionScreen(self.reception)
        screen.picture_wanted.connect(self._ways.from_picture)
        screen.clipboard_wanted.connect(self._ways.from_clipboard)
        screen.camera_wanted.connect(self._ways.from_camera)
        return screen

    def _make_exchange(self) -> ExchangeScreen:
        screen = ExchangeScreen(self.exchange)
        screen.pair_wanted.connect(self.pair_wanted)
        screen.stop_wanted.connect(self._runner.stop)
        screen.look_wanted.connect(self.look_wanted)
        screen.offer_look(self.look.count)
        usb = UsbCard(self.courier)
        screen.put_beside(usb, usb.set_compact)
        return screen

    def _make_settings(self) -> SettingsScreen:
        screen = SettingsScreen(self.settings)
        screen.change_passphrase.connect(self.passphrase_wanted)
        screen.add_operator.connect(lambda: NewOperatorDialog(self._adding.written, screen).open())
        return screen

    def _advanced(self, progress: object) -> None:
        self.exchange.advanced(progress)  # type: ignore[arg-type]
        self.moved.emit()

    def _ended(self, report: object) -> None:
        self.exchange.ended(report)  # type: ignore[arg-type]
        self.courier.refresh()
        self.moved.emit()

    def _is_there(self, key: str) -> bool:
        screen = self._screens.get(key)
        return screen is not None and shiboken6.isValid(screen)
