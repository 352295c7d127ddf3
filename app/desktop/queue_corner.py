"""The line of people who wait: the room's presenter, the dialog that gives a number, the public board."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.desktop.machine import Machine
from app.desktop.screens.give_number import GiveNumberDialog
from app.desktop.screens.number_board import NumberBoard
from app.desktop.screens.queue import QueueScreen
from app.desktop.second_screen import SecondScreen
from app.desktop.shell.main_window import MainWindow
from app.desktop.theme.tokens import Tone
from app.desktop.widgets.banner import Notice
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
        GiveNumberDialog(self.presenter.give, self._machine.pack(language()), self._window).open()

    def call_next(self) -> None:
        """F5: whoever has waited longest."""
        self.presenter.call_next()

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

    def _lost(self) -> None:
        words = _("The second screen is gone. The numbers are kept.")
        self._window.show_notice(Notice(words=words, tone=Tone.WARN, icon="monitor-smartphone"))
