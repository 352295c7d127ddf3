"""Getting in: day one, opening with the passphrase, the lock over a running program, pairing later."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer

from app import resources
from app.contract.faults import Refused, Unreachable
from app.contract.pairing import PREFIX, PairingSheet
from app.desktop.machine import Machine, StoreIs
from app.desktop.scan_ways import ScanWays
from app.desktop.screens.first_run.wizard import FirstRunWizard
from app.desktop.screens.lock import LockScreen
from app.desktop.screens.opening import OpeningScreen
from app.desktop.shell.main_window import MainWindow
from app.desktop.tasks import Tasks
from app.domain.faults import StoreFault, StoreTrouble
from app.domain.places import communes_from_csv, renames_from_csv
from app.domain.points import Role
from app.domain.problems import Problem
from app.i18n import language
from app.presentation.first_run import Answers, FirstRunPresenter, Page, Steps
from app.presentation.unlock import LockPresenter
from app.usecases.device import (
    DeviceIdentity,
    FirstRun,
    OperatorRow,
    Place,
    add_operator,
    first_run,
    operators,
)
from app.usecases.lock import has_pin, pin_opens, set_pin
from app.usecases.ports import Store

Opened = Callable[[Store, OperatorRow], None]

IDLE_MS = {Place.COUNTER: 10 * 60_000, Place.VISIT: 3 * 60_000, Place.TRAINING: 10 * 60_000}
"""The machine locks after three minutes, ten at the counter (DESIGN §9)."""


class Entrance(QObject):
    """Covers the window until somebody may see it."""

    def __init__(
        self, machine: Machine, tasks: Tasks, window: MainWindow, ways: ScanWays, opened: Opened
    ) -> None:
        super().__init__(window)
        self._machine, self._tasks, self._window, self._ways, self._opened = (
            machine,
            tasks,
            window,
            ways,
            opened,
        )
        self._store: Store | None = None
        self._operator: OperatorRow | None = None
        self._pairing: FirstRunPresenter | None = None
        self._locked = False
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._idled)

    def begin(self) -> None:
        """Day one, or the passphrase."""
        match self._machine.store_is():
            case StoreIs.NONE:
                self._first_run(Page.PLACE)
            case StoreIs.LOCKED:
                self._ask_passphrase()
            case StoreIs.DAMAGED:
                self._ask_passphrase().show_trouble(StoreTrouble.DAMAGED)
            case StoreIs.HEADER_DAMAGED:
                self._ask_passphrase().show_trouble(StoreTrouble.HEADER_DAMAGED)

    def lock(self, store: Store, operator: OperatorRow) -> None:
        """Cover everything; what was under it stays as it is."""
        if self._locked:
            return
        self._locked = True
        presenter = LockPresenter(
            operators(store),
            operator,
            unsent=store.read().counters().waiting,
            pin_opens=lambda who, pin: pin_opens(store, who, pin),
            has_pin=lambda who: has_pin(store, who),
            opened=lambda who: self._unlocked(store, who),
        )
        screen = LockScreen(presenter)
        screen.passphrase.connect(lambda text: self._check(text, presenter))
        self._window.cover(screen)

    def pair(self, store: Store) -> None:
        """Pair a machine that works already."""
        self._store = store
        self._first_run(Page.PAIRING)

    def takes(self, text: str) -> bool:
        """Whether a scan is for the entrance: a pairing sheet while one is asked for, anything while locked."""
        if self._pairing is not None and text.startswith(PREFIX):
            self._pairing.sheet_read(text)
            return True
        return self._locked or self._pairing is not None or self._store is None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Any key or click starts counting idle time anew; nothing is taken from anybody."""
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress) and self._idle.isActive():
            self._idle.start()
        return False

    def _first_run(self, page: Page) -> None:
        communes = communes_from_csv(resources.text("places", "communes_sonla.csv"))
        renames = renames_from_csv(resources.text("places", "old_to_new_communes_sonla.csv"))
        steps = Steps(create=self._create, set_pin=self._set_pin, pair=self._pair, done=self._entered)
        presenter = FirstRunPresenter(communes, renames, steps, page)
        self._pairing = presenter
        wizard = FirstRunWizard(presenter)
        wizard.sheet_file_wanted.connect(self._ways.from_text_file)
        wizard.sheet_picture_wanted.connect(self._ways.from_picture)
        self._window.cover(wizard)

    def _create(self, answers: Answers, passphrase: str, made: Callable[[str], None]) -> None:
        def done(result: tuple[Store, str]) -> None:
            self._store, code = result
            self._settle(answers)
            made(code)

        self._tasks.run(lambda _work: self._machine.create(passphrase), done, self._not_created, owner=self)

    def _settle(self, answers: Answers) -> None:
        assert self._store is not None and answers.commune is not None, (
            "the store was made from these answers"
        )
        facts = FirstRun(
            place=answers.place,
            commune=answers.commune.code,
            commune_name=answers.commune.name,
            language=language(),
        )
        first_run(self._store, self._machine.ids, facts, self._machine.instance())
        added = add_operator(
            self._store,
            self._machine.clock,
            self._machine.ids,
            name=answers.operator_name,
            address_form=answers.address_form,
            role=Role.LEAD,
        )
        assert isinstance(added, OperatorRow), "the wizard asked for a name"
        self._operator = added

    def _not_created(self, failure: Exception) -> None:
        if not isinstance(failure, StoreFault):
            raise failure
        if self._pairing is not None:
            self._pairing.failed(failure.trouble.value)

    def _set_pin(self, pin: str) -> None:
        assert self._store is not None and self._operator is not None, "the PIN page follows the passphrase"
        set_pin(self._store, self._operator.id, pin, secrets.token_bytes(16))

    def _pair(self, sheet: PairingSheet, answered: Callable[[str], None]) -> None:
        store = self._store
        assert store is not None, "pairing follows the passphrase"

        def done(result: DeviceIdentity | Problem) -> None:
            answered(result.code.value if isinstance(result, Problem) else "")

        def failed(failure: Exception) -> None:
            if not isinstance(failure, Unreachable | Refused):
                raise failure
            answered(failure.code)

        self._tasks.run(lambda _work: self._machine.pair(store, sheet), done, failed, owner=self)

    def _entered(self) -> None:
        self._pairing = None
        assert self._store is not None, "nobody enters without a store"
        who = self._operator or operators(self._store)[0]
        self.let_in(self._store, who)

    def _ask_passphrase(self) -> OpeningScreen:
        screen = OpeningScreen("")

        def failed(failure: Exception) -> None:
            if not isinstance(failure, StoreFault):
                raise failure
            screen.show_trouble(failure.trouble)

        def done(store: Store) -> None:
            self.let_in(store, operators(store)[0])

        def open_it(passphrase: str) -> None:
            self._tasks.run(lambda _work: self._machine.open(passphrase), done, failed, owner=screen)

        def recover(code: str, passphrase: str) -> None:
            self._tasks.run(lambda _work: self._machine.recover(code, passphrase), done, failed, owner=screen)

        screen.passphrase.connect(open_it)
        screen.recovery.connect(recover)
        self._window.cover(screen)
        return screen

    def let_in(self, store: Store, operator: OperatorRow) -> None:
        """Somebody may work with an open store from now on."""
        self._store, self._operator = store, operator
        self._idle.setInterval(IDLE_MS[Place.COUNTER])
        self._idle.start()
        self._opened(store, operator)

    def _unlocked(self, store: Store, operator: OperatorRow) -> None:
        self._locked = False
        changed = self._operator is None or operator.id != self._operator.id
        self._operator = operator
        self._window.uncover()
        self._idle.start()
        if changed:
            self._opened(store, operator)

    def _check(self, passphrase: str, presenter: LockPresenter) -> None:
        def checked(right: bool) -> None:
            presenter.passphrase_checked(right=right)

        self._tasks.run(
            lambda _work: self._machine.opens_with(passphrase), checked, self._not_created, owner=self
        )

    def _idled(self) -> None:
        if self._store is not None and self._operator is not None and not self._locked:
            self.lock(self._store, self._operator)
