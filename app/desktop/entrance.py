"""Getting in: the passphrase, or day one on a new machine. Light, because the first window waits for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.desktop.screens.opening import OpeningScreen
from app.desktop.store_is import StoreIs
from app.domain.faults import StoreFault, StoreTrouble

if TYPE_CHECKING:
    from app.desktop.day_one import DayOne, WhenIdle
    from app.desktop.locking import Locking
    from app.desktop.machine import Machine
    from app.desktop.scan_ways import ScanWays
    from app.desktop.shell.main_window import MainWindow
    from app.desktop.tasks import Tasks
    from app.usecases.device import OperatorRow
    from app.usecases.ports import Store

Opened = Callable[["Store", "OperatorRow"], None]


class Entrance(QObject):
    """Covers the window until somebody may see it. What only day one or the lock needs is imported then.

    `practice_wanted`: somebody wants to practise, whether or not they may see the store.
    """

    practice_wanted = Signal()

    def __init__(
        self, machine: Machine, tasks: Tasks, window: MainWindow, ways: ScanWays, opened: Opened
    ) -> None:
        super().__init__(window)
        self._machine, self._tasks, self._window, self._ways = machine, tasks, window, ways
        self._opened = opened
        self._store: Store | None = None
        self.day_one: DayOne | None = None
        self.locking: Locking | None = None

    @property
    def open_store(self) -> Store | None:
        """The store that is open, also while day one still asks."""
        return self._store or (self.day_one.store if self.day_one else None)

    def begin(self) -> None:
        """Day one, or the passphrase."""
        match self._machine.store_is():
            case StoreIs.NONE:
                self._begin_day_one(None)
            case StoreIs.LOCKED:
                self._ask_passphrase()
            case StoreIs.DAMAGED:
                self._ask_passphrase().show_trouble(StoreTrouble.DAMAGED)
            case StoreIs.HEADER_DAMAGED:
                self._ask_passphrase().show_trouble(StoreTrouble.HEADER_DAMAGED)

    def lock(self) -> None:
        """Cover everything; what was under it stays as it is."""
        if self.locking is not None:
            self.locking.lock()

    def pair(self, store: Store, when_idle: WhenIdle) -> None:
        """Pair a machine that works already; whoever is at it stays at it."""
        if self.locking is not None and self.locking.operator is not None:
            self._day_one().pair(store, self.locking.operator, when_idle)

    def takes(self, text: str) -> bool:
        """Whether a scan is for the entrance: a pairing sheet on day one, anything while locked."""
        if self._store is None or (self.day_one is not None and self.day_one.is_open):
            if self.day_one is not None:
                self.day_one.scanned(text)
            return True
        return self.locking is not None and self.locking.is_locked

    def let_in(self, store: Store, operator: OperatorRow) -> None:
        """Somebody may work with an open store from now on."""
        from app.desktop.locking import Locking

        self._store = store
        self._ways.watch()
        if self.locking is None:
            self.locking = Locking(self._machine, self._tasks, self._window, store, self._opened)
        if self.locking.is_locked:
            return  # only a PIN or the passphrase takes the lock away
        self.locking.open_for(operator)
        self._opened(store, operator)

    def _begin_day_one(self, store: Store | None) -> None:
        self._day_one().begin(store)

    def _day_one(self) -> DayOne:
        from app.desktop.day_one import DayOne

        self._ways.watch()
        self.day_one = DayOne(self._machine, self._tasks, self._window, self._ways, self.let_in)
        self.day_one.practice_wanted.connect(self.practice_wanted)
        return self.day_one

    def _ask_passphrase(self) -> OpeningScreen:
        screen = OpeningScreen("")

        def failed(failure: Exception) -> None:
            if not isinstance(failure, StoreFault):
                raise failure
            screen.show_trouble(failure.trouble)

        def open_it(passphrase: str) -> None:
            self._tasks.run(
                lambda _work: self._machine.open(passphrase), self._unsealed, failed, owner=screen
            )

        def recover(code: str, passphrase: str) -> None:
            from app.presentation.first_run import LEAST_PASSPHRASE

            if len(passphrase) < LEAST_PASSPHRASE:
                screen.refuse_passphrase()
                return
            work = self._machine.recover
            self._tasks.run(lambda _work: work(code, passphrase), self._unsealed, failed, owner=screen)

        screen.passphrase.connect(open_it)
        screen.recovery.connect(recover)
        screen.practice.connect(self.practice_wanted)
        self._window.cover(screen)
        return screen

    def _unsealed(self, store: Store) -> None:
        """Somebody alone goes straight in; of several, one says who they are. Nobody yet: day one was cut short."""
        from app.usecases.device import operators

        people = operators(store)
        if not people:
            self._begin_day_one(store)
            return
        self.let_in(store, people[0])
        if len(people) > 1 and self.locking is not None:
            self.locking.lock(proven=True)
