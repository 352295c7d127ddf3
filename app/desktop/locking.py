"""The lock over a running program: on request, or after minutes without a key. It hides, it closes nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QDialog

from app.desktop.machine import Machine
from app.desktop.screens.lock import LockScreen
from app.desktop.shell.main_window import MainWindow
from app.desktop.tasks import Tasks
from app.domain.faults import StoreFault
from app.presentation.unlock import LockPresenter
from app.usecases.device import OperatorRow, Place, device_identity, operators
from app.usecases.lock import has_pin, pin_opens
from app.usecases.ports import Store

IDLE_MS = {Place.COUNTER: 10 * 60_000, Place.VISIT: 3 * 60_000, Place.TRAINING: 10 * 60_000}
"""The machine locks after three minutes, ten at the counter (DESIGN §9)."""


class Locking(QObject):
    """Watches for keys and clicks of one open store."""

    def __init__(
        self,
        machine: Machine,
        tasks: Tasks,
        window: MainWindow,
        store: Store,
        opened: Callable[[Store, OperatorRow], None],
    ) -> None:
        super().__init__(window)
        self._machine, self._tasks, self._window, self._store = machine, tasks, window, store
        self._opened = opened
        self.operator: OperatorRow | None = None
        self.is_locked = False
        identity = device_identity(store)
        self.idle = QTimer(self)
        self.idle.setSingleShot(True)
        self.idle.setInterval(IDLE_MS[identity.place if identity else Place.VISIT])
        self.idle.timeout.connect(self.lock)
        app = QCoreApplication.instance()
        assert app is not None, "there is a window"
        app.installEventFilter(self)

    def open_for(self, operator: OperatorRow) -> None:
        """This operator works from now on."""
        self.operator = operator
        self.idle.start()

    def lock(self, *, proven: bool = False) -> None:
        """Cover everything and close what lies over it; `proven` right after the passphrase: only who is asked."""
        if self.is_locked or self.operator is None:
            return
        self.is_locked = True
        for dialog in self._window.findChildren(QDialog):
            dialog.reject()
        store = self._store
        presenter = LockPresenter(
            operators(store),
            self.operator,
            unsent=store.read().counters().waiting,
            pin_opens=lambda who, pin: pin_opens(store, who, pin),
            has_pin=lambda who: has_pin(store, who),
            opened=self._unlocked,
            proven=proven,
        )
        screen = LockScreen(presenter)
        screen.passphrase.connect(lambda text: self._check(text, presenter, screen))
        self._window.cover(screen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Any key or click starts counting idle time anew; nothing is taken from anybody."""
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress) and self.idle.isActive():
            self.idle.start()
        return False

    def _unlocked(self, operator: OperatorRow) -> None:
        self.is_locked = False
        changed = self.operator is None or operator.id != self.operator.id
        self._window.uncover()
        self.open_for(operator)
        if changed:
            self._opened(self._store, operator)

    def _check(self, passphrase: str, presenter: LockPresenter, screen: LockScreen) -> None:
        def checked(right: bool) -> None:
            presenter.passphrase_checked(right=right)

        def failed(failure: Exception) -> None:
            screen.set_busy(busy=False)
            if not isinstance(failure, StoreFault):
                raise failure
            screen.show_trouble(failure.trouble)

        self._tasks.run(lambda _work: self._machine.opens_with(passphrase), checked, failed, owner=screen)
