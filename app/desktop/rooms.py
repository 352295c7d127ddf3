"""All rooms of the house: those in which people are helped, and what sends, receives and sets this machine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from secrets import token_bytes

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.desktop.counter_rooms import CounterRooms, Rereads
from app.desktop.machine import Machine, Sticks
from app.desktop.scan_ways import ScanWays
from app.desktop.screens.exchange import ExchangeScreen
from app.desktop.screens.new_operator import NewOperatorDialog
from app.desktop.screens.settings import SettingsScreen
from app.desktop.screens.usb_card import UsbCard
from app.desktop.sessions import Sessions
from app.desktop.sync_runner import SyncRunner
from app.desktop.tasks import Tasks
from app.domain.points import Role
from app.i18n import language
from app.presentation.courier import CourierPresenter
from app.presentation.exchange import ExchangePresenter
from app.presentation.new_operator import NewOperatorPresenter
from app.presentation.settings import SettingsPresenter
from app.usecases.device import OperatorRow
from app.usecases.ports import Store

SALT_BYTES = 16


class Rooms(CounterRooms):
    """`spoke`, `dressed`, `pair_wanted`: wishes of rooms that the desk carries out."""

    spoke = Signal(str)
    dressed = Signal()
    pair_wanted = Signal()
    passphrase_wanted = Signal()
    recovery_wanted = Signal()
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
        super().__init__(machine, store, operator, sessions, ways, tasks)
        self._runner, self._is_lead = runner, operator.role == Role.LEAD
        pack = machine.pack(language())
        guide = f"{pack.id} · {pack.version}"
        self.exchange = ExchangePresenter(store, machine.clock, runner.send_now, lambda: self.look.entries)
        self.courier = self._carrying(store, machine.sticks)
        self.settings = SettingsPresenter(
            store, guide=guide, version=machine.version, spoke=self.spoke.emit, dressed=self.dressed.emit
        )
        self._adding = self._adding_people(store)
        runner.advanced.connect(self._advanced)
        runner.ended.connect(self._ended)

    def makers(self) -> Mapping[str, Callable[[], QWidget]]:
        """The counter's rooms and two more."""
        more = {"exchange": self._make_exchange, "settings": self._make_settings}
        return {**super().makers(), **more}

    def rereads(self) -> tuple[tuple[str, Rereads], ...]:
        """The counter's presenters and three more."""
        more = (("exchange", self.exchange), ("exchange", self.courier), ("settings", self.settings))
        return (*super().rereads(), *more)

    def _adding_people(self, store: Store) -> NewOperatorPresenter:
        """One more person at this machine."""
        return NewOperatorPresenter(
            store,
            self._workplace.clock,
            self._workplace.ids,
            lambda: token_bytes(SALT_BYTES),
            lambda _row: self.settings.refresh(),
        )

    def _carrying(self, store: Store, sticks: Sticks) -> CourierPresenter:
        """What goes by stick, and what was kept in the rescue folder."""
        return CourierPresenter(
            store,
            self._workplace.clock,
            carried=sticks.carried,
            unrescued=sticks.unrescued,
            hand_over=self.hand_over_wanted.emit,
            take_in=self.take_in_wanted.emit,
        )

    def _make_exchange(self) -> ExchangeScreen:
        screen = ExchangeScreen(self.exchange)
        screen.pair_wanted.connect(self.pair_wanted)
        screen.stop_wanted.connect(self._runner.stop)
        screen.look_wanted.connect(self._open_look)
        usb = UsbCard(self.courier)
        screen.put_beside(usb, usb.set_compact)
        return screen

    def _open_look(self, key: str) -> None:
        """What there is to look at, on one entry of it or on the first."""
        if key:
            self.look.select(key)
        self.look_wanted.emit()

    def _make_settings(self) -> SettingsScreen:
        screen = SettingsScreen(self.settings, is_lead=self._is_lead)
        screen.change_passphrase.connect(self.passphrase_wanted)
        screen.renew_code.connect(self.recovery_wanted)
        screen.add_operator.connect(lambda: NewOperatorDialog(self._adding.written, screen).open())
        return screen

    def _advanced(self, progress: object) -> None:
        self.exchange.advanced(progress)  # type: ignore[arg-type]
        self.moved.emit()

    def _ended(self, report: object) -> None:
        self.exchange.ended(report)  # type: ignore[arg-type]
        self.courier.refresh()
        self.moved.emit()
