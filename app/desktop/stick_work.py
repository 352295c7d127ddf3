"""Work with sticks and rescue copies in worker threads; what comes of it goes to the courier's presenter.

Policy: nothing is tried again by itself. A rescue copy is brought up to date after each save; what cannot be
written is counted where it is shown, and a bug is told like any other.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.contract.faults import StickFault
from app.desktop.machine import Machine
from app.desktop.stick_picker import ask_folder
from app.desktop.tasks import Lane, Tasks
from app.domain.faults import StoreFault
from app.presentation.courier import CourierPresenter
from app.usecases.courier import CannotSeal, HandedOver, TakenIn
from app.usecases.ports import Store


class StickWork(QObject):
    """One per open store."""

    def __init__(
        self,
        machine: Machine,
        tasks: Tasks,
        window: QWidget,
        store: Store,
        ask: Callable[[QWidget], Path | None] | None = None,
    ) -> None:
        """`ask` gives the folder a person chose, or None; the system's own dialog if not said."""
        super().__init__(window)
        self._sticks, self._tasks = machine.sticks, tasks
        self._window, self._store, self._ask = window, store, ask or ask_folder
        self._is_rescuing, self._again = False, False

    def hand_over(self, presenter: CourierPresenter) -> None:
        """Ask for a stick and copy own work to it."""
        self._begin(presenter, self._sticks.hand_over)

    def take_in(self, presenter: CourierPresenter) -> None:
        """Ask for a stick and take what it brings."""
        self._begin(presenter, self._sticks.take_in)

    def rescue(self, then: Callable[[], None]) -> None:
        """Bring the rescue copies up to date; while that is under way, once more after it."""
        if self._is_rescuing:
            self._again = True
            return
        self._is_rescuing, self._again = True, False

        def ended(_report: object) -> None:
            self._is_rescuing = False
            then()
            if self._again:
                self.rescue(then)

        def failed(failure: Exception) -> None:
            ended(None)
            if not isinstance(failure, StoreFault):
                raise failure

        store = self._store
        self._tasks.run(lambda _work: self._sticks.rescue(store), ended, failed, lane=Lane.STORE, owner=self)

    def _begin(
        self, presenter: CourierPresenter, work: Callable[[Store, Path], HandedOver | TakenIn]
    ) -> None:
        folder = self._ask(self._window)
        if folder is None:
            return
        presenter.began()
        store = self._store
        self._tasks.run(
            lambda _work: work(store, folder), presenter.ended, partial(_failed, presenter), owner=self
        )


def _failed(presenter: CourierPresenter, failure: Exception) -> None:
    match failure:
        case StickFault() | CannotSeal():
            presenter.failed(failure.code)
        case StoreFault():
            presenter.failed(failure.trouble.value)
        case _:
            presenter.failed("bug")
            raise failure
