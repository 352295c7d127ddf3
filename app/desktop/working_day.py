"""Everything behind the entrance: rooms, sessions and the round of sending of one open store and its operator."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.desktop.counter_day import CounterDay
from app.desktop.machine import Machine
from app.desktop.rooms import Rooms
from app.desktop.scan_ways import ScanWays
from app.desktop.screens.new_passphrase import NewPassphraseDialog
from app.desktop.screens.new_recovery import NewRecoveryDialog
from app.desktop.sessions import Sessions
from app.desktop.shell.main_window import MainWindow
from app.desktop.stick_work import StickWork
from app.desktop.sync_runner import SyncRunner
from app.desktop.tasks import Tasks
from app.desktop.theme import palette
from app.desktop.theme.tokens import CONTRAST, PAPER, SCALES, Tone
from app.desktop.widgets.banner import Notice
from app.desktop.wording import exchange as words
from app.desktop.wording import people
from app.desktop.wording.trouble import store_trouble
from app.domain.faults import StoreFault, StoreTrouble
from app.domain.records import KINDS
from app.i18n import language, use_language
from app.usecases import guidance
from app.usecases.device import USUAL_SCALE, DeviceIdentity, OperatorRow, device_identity
from app.usecases.ports import Store

MINUTE_MS = 60_000
DELIVERY = "delivery"
"""A notice's kind when it only tells how far own work has come."""


class WorkingDay(CounterDay):
    """One per open store. `pair_wanted` is carried out by the entrance."""

    pair_wanted = Signal()

    def __init__(
        self,
        app: QApplication,
        machine: Machine,
        tasks: Tasks,
        window: MainWindow,
        ways: ScanWays,
        store: Store,
    ) -> None:
        super().__init__(window, machine)
        self._app, self._machine, self._tasks = app, machine, tasks
        self._ways = ways
        self._look = (USUAL_SCALE, False)
        guidance.forget_unanswered(store, machine.clock)
        self.store = store
        self.operator: OperatorRow | None = None
        self.rooms: Rooms | None = None
        self.sessions: Sessions | None = None
        self.runner = SyncRunner(machine, tasks, store, self)
        self._sticks = StickWork(machine, tasks, window, store)
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self._tick)
        self._minute.start()
        tasks.run(lambda _work: machine.check(store), self._checked, self._not_checked, owner=self)

    def open_for(self, operator: OperatorRow) -> None:
        """Somebody is at it (or somebody else is now): build their rooms, send what waits."""
        self.operator = operator
        self._dress(device_identity(self.store))
        if self.rooms is not None and self.sessions is not None:
            self.sessions.leave()
            self.rooms.forget()
            self.sessions.deleteLater()  # and with it its rooms: their signals end there
        self.sessions = Sessions(self._machine, self._tasks, self._window, self.store, operator)
        self.rooms = Rooms(
            self._machine, self.store, operator, self.runner, self.sessions, self._ways, self._tasks
        )
        self.rooms.look_wanted.connect(lambda: self._window.show_room("look"))
        self.rooms.spoke.connect(self._speak)
        self.rooms.dressed.connect(self._dress_anew)
        self.rooms.pair_wanted.connect(self.pair_wanted)
        self.rooms.moved.connect(self._show_sync)
        self.rooms.hand_over_wanted.connect(partial(self._sticks.hand_over, self.rooms.courier))
        self.rooms.take_in_wanted.connect(partial(self._sticks.take_in, self.rooms.courier))
        self.rooms.passphrase_wanted.connect(self._change_passphrase)
        self.rooms.recovery_wanted.connect(self._renew_code)
        self.sessions.put_aside.connect(self.go_on_with)
        self._window.uncover()
        self._window.show_room("today")
        self._redraw()
        self.rooms.look.look_for_doubles()
        self.runner.start()

    def close(self) -> None:
        """Begin nothing more; what runs ends with the tasks."""
        self._minute.stop()
        self.runner.close()
        if self.sessions is not None:
            self.sessions.close()

    def make(self, room: str) -> QWidget:
        """A room's screen."""
        assert self.rooms is not None, "rooms are opened for somebody"
        return self.rooms.make(room)

    def changed(self, notice: object) -> None:
        """Something was saved: show it, and send own work soon."""
        kinds: frozenset[str] = getattr(notice, "kinds", frozenset())
        if self.rooms is not None:
            self.rooms.refresh(notice)
            self._show_sync()
        if is_own_work(kinds):
            self.runner.saved()
            self._sticks.rescue(self._show_sticks)

    def _checked(self, whole: bool) -> None:
        """Once a day, right after opening: a file that is damaged is told before more is written into it."""
        if not whole:
            words = store_trouble(StoreTrouble.DAMAGED).whole()
            self._window.show_notice(Notice(words=words, tone=Tone.BAD, icon="triangle-alert"))

    def _not_checked(self, failure: Exception) -> None:
        raise failure

    def _change_passphrase(self) -> None:
        dialog = NewPassphraseDialog(self._window)

        def refused(failure: Exception) -> None:
            if not isinstance(failure, StoreFault):
                raise failure
            dialog.refused(failure.trouble)

        def change(old: str, new: str) -> None:
            work = self._machine.change_passphrase
            self._tasks.run(
                lambda _work: work(old, new), lambda _done: dialog.accept(), refused, owner=dialog
            )

        dialog.written.connect(change)
        dialog.open()

    def _renew_code(self) -> None:
        dialog = NewRecoveryDialog(self._window)

        def refused(failure: Exception) -> None:
            if not isinstance(failure, StoreFault):
                raise failure
            dialog.refused(failure.trouble)

        def made(renewed: tuple[str, Callable[[], None]]) -> None:
            code, take = renewed
            dialog.on_paper.connect(lambda: taken(take))
            dialog.show_code(code)

        def taken(take: Callable[[], None]) -> None:
            try:
                take()
            except StoreFault as fault:
                dialog.refused(fault.trouble)
            else:
                dialog.accept()

        def renew(passphrase: str) -> None:
            work = self._machine.renew_code
            self._tasks.run(lambda _work: work(passphrase), made, refused, owner=dialog)

        dialog.wanted.connect(renew)
        dialog.open()

    def _dress(self, identity: DeviceIdentity | None) -> None:
        """The language, text size and colours this machine was left in."""
        if identity is None:
            return
        if identity.language != language():
            use_language(identity.language)
        look = (identity.text_scale if identity.text_scale in SCALES else USUAL_SCALE, identity.contrast)
        if look != self._look:
            self._look = look
            palette.apply(self._app, look[0], CONTRAST if identity.contrast else PAPER)

    def _tick(self) -> None:
        if self.sessions is not None:
            self.sessions.tick()
        if self.rooms is not None:
            self.rooms.tick()
        self._show_sync()

    def _speak(self, code: str) -> None:
        use_language(code)
        self._redraw()

    def _dress_anew(self) -> None:
        self._dress(device_identity(self.store))
        self._redraw()

    def _redraw(self) -> None:
        """Build the window's words anew and tell it its state again."""
        if self.rooms is None or self.operator is None:
            return
        self.rooms.forget()
        self._window.rebuild()
        identity = device_identity(self.store)
        self._window.set_place(identity.commune_name if identity else "")
        self._window.set_operator(self.operator.name, people.duty(self.operator.role))
        self._show_sync()

    def _show_sticks(self) -> None:
        if self.rooms is not None:
            self.rooms.courier.refresh()

    def _show_sync(self) -> None:
        if self.rooms is None:
            return
        shown = self.rooms.exchange.state()
        count, waiting = len(shown.to_look), shown.status.counters.waiting
        self._window.show_sync(shown.status.state, words.pill(shown.status, count, shown.at_centre))
        self._window.set_badge("exchange", words.badge(waiting))
        self._window.set_badge("look", words.badge(count), Tone.WARN)
        self._window.offer_room("look", count > 0)
        self._window.show_standing(words.standing(shown.status.state))


def is_own_work(kinds: frozenset[str]) -> bool:
    """Whether a commit wrote something that travels; a run's own notes about what was answered do not count."""
    return bool(kinds & KINDS.keys()) and DELIVERY not in kinds
