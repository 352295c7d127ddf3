"""The waiting room, the slip of a number and the public board, in every state worth a look."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from app.desktop.bootstrap import load_pack
from app.desktop.screens.give_number import GiveNumberDialog
from app.desktop.screens.guided.session import SessionScreen
from app.desktop.screens.number_board import NumberBoard
from app.desktop.screens.queue import QueueScreen
from app.desktop.shell.main_window import MainWindow
from app.desktop.theme.tokens import Tone
from app.desktop.widgets.number_card import Act, Numbered
from app.i18n import language
from app.presentation.queue import BoardState, QueueState
from tests.support import guided_states as guided
from tests.support import queue_states as states
from tests.support.stage import Still, in_room, in_session


def waiting(state: QueueState) -> QWidget:
    """People who wait."""
    return in_room(lambda: QueueScreen(Still(state), load_pack(language())), "queue")  # type: ignore[arg-type]


def board(state: BoardState) -> QWidget:
    """The public numbers."""
    shown = NumberBoard("Điểm hỗ trợ xã Mường Bú")
    shown.show_state(state)
    return shown


def number(what: Numbered, window: MainWindow) -> QWidget:
    """A number said large over a page."""
    window.number.show_number(what)
    return window


def in_the_line() -> MainWindow:
    """Over the waiting room, where it must leave the buttons free."""
    return in_room(lambda: QueueScreen(Still(states.busy()), load_pack(language())), "queue")  # type: ignore[arg-type]


def on_a_card() -> MainWindow:
    """Over a card somebody is being guided by."""
    return in_session(SessionScreen(guided.guided(guided.on_card("insurance.add"))))


GIVEN = Numbered(
    number="08",
    title="Đã phát số 08",
    detail="Ông Vàng A Páo · Thẻ BHYT",
    undo=Act(words="Lấy lại số", key="Ctrl Z", do=lambda: None),
)
CALLED = Numbered(
    number="06",
    title="Đang gọi số 06",
    detail="Bà Lò Thị Hặc · Thẻ BHYT · Người cao tuổi",
    undo=Act(words="Vắng", key="Ctrl Z", do=lambda: None),
    onward=Act(words="Mời vào", key="Shift F5", do=lambda: None),
)
DOUBTED = Numbered(
    number="06",
    title="Vẫn đang gọi số 06",
    detail="Bấm F5 lần nữa để gọi số 07.",
    tone=Tone.WARN,
    undo=CALLED.undo,
)

QUEUE: dict[str, Callable[[], QWidget]] = {
    "queue": partial(waiting, states.busy()),
    "queue_crowded": partial(waiting, states.crowded()),
    "queue_empty": partial(waiting, states.nobody()),
    "queue_give": lambda: GiveNumberDialog(lambda _task, _name, _marks: None, load_pack(language())),
    "number_given": lambda: number(GIVEN, in_the_line()),
    "number_called": lambda: number(CALLED, in_the_line()),
    "number_doubted": lambda: number(DOUBTED, on_a_card()),
    "number_board": partial(board, states.BOARD),
    "number_board_empty": partial(board, states.EMPTY_BOARD),
}
