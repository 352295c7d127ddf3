"""The line of people who wait: the room's presenter, the dialog that gives a number, the public board."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from app.desktop.machine import Workplace
from app.desktop.screens.give_number import GiveNumberDialog
from app.desktop.screens.number_board import NumberBoard
from app.desktop.screens.queue import QueueScreen
from app.desktop.second_screen import SecondScreen
from app.desktop.shell.main_window import MainWindow
from app.desktop.theme.tokens import Tone
from app.desktop.widgets.number_card import Act, Numbered
from app.desktop.wording import queue as words
from app.domain.ladder import TaskCode
from app.domain.problems import Problem
from app.domain.queue import Mark, Ticket
from app.i18n import _, language
from app.presentation.queue import Call, Place, QueuePresenter
from app.usecases.device import device_identity
from app.usecases.ports import Store

UNDO, COME_IN = "Ctrl Z", "Shift F5"
"""The keys of the number on screen, as they are drawn beside what they do."""


class QueueCorner(QObject):
    """One per operator's day. The board stays up until it is taken away."""

    def __init__(
        self,
        machine: Workplace,
        window: MainWindow,
        store: Store,
        invited: Callable[[Ticket], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._machine, self._window, self._store = machine, window, store
        self.presenter = QueuePresenter(store, machine.clock, invited)
        self._board: SecondScreen | None = None
        self._calling = 0

    def make(self) -> QueueScreen:
        """The room."""
        screen = QueueScreen(self.presenter, self._machine.pack(language()))
        screen.give_wanted.connect(self.give)
        screen.call_wanted.connect(self.call_next)
        screen.board_wanted.connect(self.show_board)
        return screen

    def give(self) -> None:
        """F4: a number for somebody who just came in."""
        GiveNumberDialog(self._give, self._machine.pack(language()), self._window).open()

    def call_next(self) -> None:
        """F5: whoever has waited longest, said large on whatever page is open."""
        call = self.presenter.call_next()
        if call.place is None:
            self._window.toast.tell(words.nobody_waits(), icon="users", tone=Tone.INFO)
        else:
            self._show_call(call, call.place)

    def refresh(self) -> None:
        """Numbers changed: one that is in, absent or given up is no longer announced."""
        if self._calling and not self.presenter.is_called(self._calling):
            self._calling = 0
            self._window.number.put_away()

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
        """Give it and say which it is, large: the person wants to know."""
        problem = self.presenter.give(task, name, marks)
        if problem is None:
            number, self._calling = self.presenter.given, 0
            back = Act(words=_("Take it back"), key=UNDO, do=partial(self.presenter.drop, number))
            self._window.number.show_number(
                Numbered(
                    number=words.two_digits(number),
                    title=_("Number {number} was given").format(number=words.two_digits(number)),
                    detail=words.given_to(task, name, self._machine.pack(language())),
                    undo=back,
                )
            )
        return problem

    def _show_call(self, call: Call, place: Place) -> None:
        self._calling = place.number
        absent = Act(words=_("Not there"), key=UNDO, do=partial(self.presenter.absent, place.number))
        come = Act(words=_("Come in"), key=COME_IN, do=partial(self.presenter.invite, place.number))
        self._window.number.show_number(
            Numbered(
                number=words.two_digits(place.number),
                title=words.calling(call, place),
                detail=words.calling_detail(call, place, self._machine.pack(language())),
                tone=Tone.PRIMARY if call.is_new else Tone.WARN,
                undo=absent,
                onward=None if self._window.is_in_session else come,
            )
        )

    def _lost(self) -> None:
        said = _("The second screen is gone. The numbers are kept.")
        self._window.toast.tell(said, icon="monitor-smartphone")
