"""Day one: the wizard's pages and what the machine does between them; also pairing a machine that works already."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from app import resources
from app.contract.faults import Refused, Unreachable
from app.contract.pairing import PREFIX, PairingSheet
from app.desktop.machine import Machine
from app.desktop.scan_ways import ScanWays
from app.desktop.screens.first_run.wizard import FirstRunWizard
from app.desktop.shell.main_window import MainWindow
from app.desktop.tasks import Tasks
from app.desktop.theme.tokens import Tone
from app.desktop.widgets.banner import Notice
from app.domain.faults import StoreFault
from app.domain.places import communes_from_csv, renames_from_csv
from app.domain.points import Role
from app.domain.problems import Problem
from app.i18n import _, language
from app.presentation.first_run import Answers, FirstRunPresenter, Page, Steps
from app.usecases.device import (
    DeviceIdentity,
    FirstRun,
    OperatorRow,
    add_operator,
    device_identity,
    first_run,
    operators,
)
from app.usecases.lock import set_pin
from app.usecases.ports import Store

LetIn = Callable[[Store, OperatorRow], None]
WhenIdle = Callable[[Callable[[], None]], None]


class DayOne(QObject):
    """Covers the window until everything is answered; `let_in` takes over then.

    `practice_wanted`: this machine is for training; nothing is made on it.
    """

    practice_wanted = Signal()

    def __init__(
        self, machine: Machine, tasks: Tasks, window: MainWindow, ways: ScanWays, let_in: LetIn
    ) -> None:
        super().__init__(window)
        self._machine, self._tasks, self._window, self._ways = machine, tasks, window, ways
        self._let_in = let_in
        self.store: Store | None = None
        self._operator: OperatorRow | None = None
        self._presenter: FirstRunPresenter | None = None
        self._when_idle: WhenIdle = _at_once

    @property
    def is_open(self) -> bool:
        """Whether the wizard is on screen: a lock takes it away, and what it asked is left for later."""
        return self._presenter is not None and isValid(self._wizard)

    def begin(self, store: Store | None) -> None:
        """All pages; with a `store` the power went right after it was made, and its key is not asked again."""
        self.store = store
        self._show(Page.PLACE)

    def pair(self, store: Store, operator: OperatorRow, when_idle: WhenIdle) -> None:
        """The last page only; `operator` goes on afterwards. Pairing waits until no run is under way."""
        self.store, self._operator, self._when_idle = store, operator, when_idle
        self._show(Page.PAIRING)

    def scanned(self, text: str) -> None:
        """A pairing sheet is read wherever one stands; any other code is nobody's yet."""
        if self._presenter is not None and text.startswith(PREFIX):
            self._presenter.sheet_read(text)

    def _show(self, page: Page) -> None:
        communes = communes_from_csv(resources.text("places", "communes_sonla.csv"))
        renames = renames_from_csv(resources.text("places", "old_to_new_communes_sonla.csv"))
        steps = Steps(
            create=self._create,
            set_pin=self._set_pin,
            pair=self._pair,
            done=self._done,
            practise=self.practice_wanted.emit,
        )
        self._presenter = FirstRunPresenter(communes, renames, steps, page, has_store=self.store is not None)
        self._wizard = FirstRunWizard(self._presenter)
        self._wizard.sheet_file_wanted.connect(self._ways.from_text_file)
        self._wizard.sheet_picture_wanted.connect(self._ways.from_picture)
        self._window.cover(self._wizard)

    def _create(self, answers: Answers, passphrase: str, made: Callable[[str], None]) -> None:
        def done(result: tuple[Store, str]) -> None:
            self.store, code = result
            self._settle(self.store, answers)
            made(code)

        if self.store is not None:
            done((self.store, ""))
            return
        self._tasks.run(lambda _work: self._machine.create(passphrase), done, self._not_created, owner=self)

    def _settle(self, store: Store, answers: Answers) -> None:
        assert answers.commune is not None, "the wizard asked for a commune"
        facts = FirstRun(
            place=answers.place,
            commune=answers.commune.code,
            commune_name=answers.commune.name,
            language=language(),
        )
        machine = self._machine
        first_run(store, machine.ids, facts, machine.instance())
        added = add_operator(
            store,
            machine.clock,
            machine.ids,
            name=answers.operator_name,
            address_form=answers.address_form,
            role=Role.LEAD,
        )
        assert isinstance(added, OperatorRow), "the wizard asked for a name"
        self._operator = added

    def _not_created(self, failure: Exception) -> None:
        if not isinstance(failure, StoreFault) or self._presenter is None:
            raise failure
        self._presenter.failed(failure.trouble.value)

    def _set_pin(self, pin: str) -> None:
        assert self.store is not None, "the PIN page follows the passphrase"
        assert self._operator is not None, "the PIN page follows the name"
        set_pin(self.store, self._operator.id, pin, secrets.token_bytes(16))

    def _pair(self, sheet: PairingSheet, answered: Callable[[str], None]) -> None:
        store, page = self.store, self._wizard
        assert store is not None, "pairing follows the passphrase"
        before = device_identity(store)

        def done(result: DeviceIdentity | Problem) -> None:
            answered(result.code.value if isinstance(result, Problem) else "")
            if isinstance(result, DeviceIdentity) and before is not None and result.commune != before.commune:
                self._tell_commune(result)

        def failed(failure: Exception) -> None:
            if not isinstance(failure, Unreachable | Refused):
                raise failure
            answered(failure.code)

        # The answer is for the page that asked: under a lock it is gone, and what was agreed is in the store.
        def ask() -> None:
            self._tasks.run(lambda _work: self._machine.pair(store, sheet), done, failed, owner=page)

        self._when_idle(ask)

    def _tell_commune(self, identity: DeviceIdentity) -> None:
        """The sheet was for another commune than the one chosen: the sheet counts, and it is said."""
        words = _("By the pairing sheet, this machine belongs to {commune}.").format(
            commune=identity.commune_name
        )
        self._window.show_notice(Notice(words=words, tone=Tone.INFO, icon="landmark"))

    def _done(self) -> None:
        self._presenter = None
        assert self.store is not None, "nobody enters without a store"
        self._let_in(self.store, self._operator or operators(self.store)[0])


def _at_once(call: Callable[[], None]) -> None:
    """On day one nothing runs yet."""
    call()
