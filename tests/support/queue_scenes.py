"""The waiting room, the slip of a number and the public board, in every state worth a look."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from app.desktop.bootstrap import load_pack
from app.desktop.screens.give_number import GiveNumberDialog
from app.desktop.screens.number_board import NumberBoard
from app.desktop.screens.queue import QueueScreen
from app.i18n import language
from app.presentation.queue import BoardState, QueueState
from tests.support import queue_states as states
from tests.support.stage import Still, in_room


def waiting(state: QueueState) -> QWidget:
    """People who wait."""
    return in_room(lambda: QueueScreen(Still(state), load_pack(language())), "queue")  # type: ignore[arg-type]


def board(state: BoardState) -> QWidget:
    """The public numbers."""
    shown = NumberBoard("Điểm hỗ trợ xã Mường Bú")
    shown.show_state(state)
    return shown


QUEUE: dict[str, Callable[[], QWidget]] = {
    "queue": partial(waiting, states.busy()),
    "queue_empty": partial(waiting, states.nobody()),
    "queue_give": lambda: GiveNumberDialog(lambda _task, _name, _marks: None, load_pack(language())),
    "number_board": partial(board, states.BOARD),
    "number_board_empty": partial(board, states.EMPTY_BOARD),
}
