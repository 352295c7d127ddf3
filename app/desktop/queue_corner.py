"""The line of people who wait: the room's presenter, the dialog that gives a number, the public board."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from app.desktop.machine import Machine
from app.desktop.screens.give_number import GiveNumberDialog
from app.desktop.screens.number_board import NumberBoard
from app.desktop.screens.queue import QueueScreen
from app.desktop.second_screen import SecondScreen
from app.desktop.shell.main_window import MainWindow
from app.desktop.theme.tokens import Tone
from app.desktop.widgets.banner import Notice
from app.desktop.wording.queue import two_digits
from app.domain.ladder import TaskCode
from app.domain.problems import Problem
from app.domain.queue import Mark
from app.i18n import _, language
from app.presentation.queue import QueuePresenter
from app.usecases.device import device_identity
from app.usecases.ports import Store


class QueueCorner(QObject):
    """One per operator's day. The board stays up until it is taken away."""

    def __init__(
        self, machine: Machine, window: MainWindow, store: Store, invited: Callable[[], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._machine, self._window, self._store = machine, window, store
        self.presenter = QueuePresenter(store, machine.clock, invited)
        self._board: SecondScreen | None = None

    def make(self) -> QueueScreen:
        """The room."""
        screen = QueueScreen(self.presenter, self._machine.pack(language()))
        screen.give_wanted.connect(self.give)
        screen.board_wanted.connect(self.show_board)
        return screen

    def give(self) -> None:
        """F4: a number for somebody who just came in."""
        GiveNumberDialog(self._give, self._machine.pack(language()), self._window).open()

    def call_next(self) -> None:
        """F5: whoever has waited longest."""
        number = self.presenter.call_next()
        if number:
            words = _("Calling number {number}").format(number=two_digits(number))
            self._window.toast.offer(words, _("Not there"), partial(self.presenter.absent, number))

    def show_board(self) -> None:
        """Put the public numbers on the second screen, or take them away."""
        if self._board is None:
            identity = device_identity(self._store)
            board = NumberBoard(identity.point_name if identity else "")
            self.presenter.attach_board(board.show_state)
            self._board = SecondScreen(board, self._window, _("Number board"))
            self._board.lost.connect(self._lost)
            self.destroyed.connect(self._board.deleteLater)
            self._window.closing.connect(self._board.hide)
        self._board.toggle()

    def _give(self, task: TaskCode | None, name: str, marks: Sequence[Mark]) -> Problem | None:
        """Give it and say which it is: the person wants to know."""
        problem = self.presenter.give(task, name, marks)
        if problem is None:
            number = self.presenter.given
            words = _("Number {number} was given").format(number=two_digits(number))
            self._window.toast.offer(words, _("Take it back"), partial(self.presenter.drop, number))
        return problem

    def _lost(self) -> None:
        words = _("The second screen is gone. The numbers are kept.")
        self._window.show_notice(Notice(words=words, tone=Tone.WARN, icon="monitor-smartphone"))
