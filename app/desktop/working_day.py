"""Everything behind the entrance: rooms, sessions and the round of sending of one open store and its operator."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.desktop.machine import Machine
from app.desktop.rooms import Rooms
from app.desktop.scan_ways import ScanWays
from app.desktop.screens.help import HelpDialog
from app.desktop.screens.new_passphrase import NewPassphraseDialog
from app.desktop.sessions import Sessions
from app.desktop.shell.main_window import MainWindow
from app.desktop.stick_work import StickWork
from app.desktop.sync_runner import SyncRunner
from app.desktop.tasks import Tasks
from app.desktop.theme import palette
from app.desktop.theme.tokens import SCALES, Tone
from app.desktop.widgets.banner import Notice
from app.desktop.wording import exchange as words
from app.desktop.wording import people
from app.desktop.wording.trouble import store_trouble
from app.domain.faults import StoreFault, StoreTrouble
from app.domain.records import KINDS
from app.i18n import format_number, language, use_language
from app.usecases import guidance
from app.usecases.device import DeviceIdentity, OperatorRow, device_identity
from app.usecases.ports import Store

MINUTE_MS = 60_000
DELIVERY = "delivery"
"""A notice's kind when it only tells how far own work has come."""


class WorkingDay(QObject):
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
        super().__init__(window)
        self._app, self._machine, self._tasks = app, machine, tasks
        self._window, self._ways = window, ways
        self._scale = 100
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
        self.rooms.scaled.connect(self._grow)
        self.rooms.pair_wanted.connect(self.pair_wanted)
        self.rooms.moved.connect(self._show_sync)
        self.rooms.hand_over_wanted.connect(partial(self._sticks.hand_over, self.rooms.courier))
        self.rooms.take_in_wanted.connect(partial(self._sticks.take_in, self.rooms.courier))
        self.rooms.passphrase_wanted.connect(self._change_passphrase)
        self.sessions.put_aside.connect(self._go_on_with)
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
            self._window.show_room("reception")
            self.rooms.scanned(text)

    def help(self) -> None:
        """The keys."""
        HelpDialog(self._window).open()

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

    def _go_on_with(self, text: str) -> None:
        """The session before it was paused: now what came in between."""
        if text:
            self.scanned(text)
        else:
            self.find("")

    def _dress(self, identity: DeviceIdentity | None) -> None:
        """The language and text size this machine was left in."""
        if identity is not None and identity.language != language():
            use_language(identity.language)
        if identity is not None and identity.text_scale != self._scale and identity.text_scale in SCALES:
            self._scale = identity.text_scale
            palette.apply(self._app, self._scale)

    def _tick(self) -> None:
        if self.sessions is not None:
            self.sessions.tick()
        if self.rooms is not None:
            self.rooms.tick()
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
        status = self.rooms.exchange.state().status
        self._window.show_sync(status.state, words.pill(status))
        self._window.set_badge("exchange", *words.badge(status.counters))
        count = self.rooms.look.count
        self._window.set_badge("look", format_number(count) if count else "", Tone.WARN)
        self._window.offer_room("look", count > 0)
        self.rooms.offer_look(count)


def is_own_work(kinds: frozenset[str]) -> bool:
    """Whether a commit wrote something that travels; a run's own notes about what was answered do not count."""
    return bool(kinds & KINDS.keys()) and DELIVERY not in kinds
