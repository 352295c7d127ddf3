"""Practice in its amber frame, in every state worth a look, and the way to it from the house."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from app.desktop.bootstrap import load_pack
from app.desktop.practice_desk import ROOMS
from app.desktop.practice_window import PracticeWindow
from app.desktop.screens.practice import PracticeScreen
from app.desktop.screens.practice_door import PracticeDoor
from app.desktop.screens.practice_wait import PracticeWait
from app.desktop.shell.room import Room
from app.domain.faults import StoreTrouble
from app.domain.ladder import TaskState
from app.domain.practice import Attempt, Reached
from app.i18n import language
from app.presentation.practice import PracticePresenter, PracticeState, Ways
from tests.support.hands import HandClock
from tests.support.practice import shipped_cases
from tests.support.stage import Still, in_room


def state(
    number: int,
    *,
    hints: int = 0,
    reached: Reached | None = None,
    begun: bool = True,
    attempts: tuple[Attempt, ...] = (),
) -> PracticeState:
    """A case as far as it has come."""
    clock = HandClock()
    presenter = PracticePresenter(
        shipped_cases(),
        clock,
        lambda: load_pack(language()),
        Ways(
            begin=lambda _case: None,
            scan=lambda _text: None,
            keep=lambda _attempt: None,
            forget=lambda: None,
        ),
        attempts,
    )
    presenter.chosen(number)
    if begun:
        presenter.began()
        clock.move(seconds=247)
    for _each in range(hints):
        presenter.hint()
    if reached is not None:
        presenter.ended(reached)
    return presenter.state()


def right(number: int) -> Reached:
    """How a case should end."""
    case = shipped_cases()[number - 1]
    ends = {
        wanted.task: TaskState(
            status=wanted.status,
            reason=next(iter(wanted.reasons), ""),
            recheck="2026-11-30" if wanted.dated else "",
        )
        for wanted in case.ends
    }
    return Reached(answer=case.answer, ends=ends)


def all_tried() -> tuple[Attempt, ...]:
    """What a trainer finds after a class."""
    return tuple(
        Attempt(case=case.code, right=place % 3 != 1, seconds=200 + 37 * place, hints=place % 4)
        for place, case in enumerate(shipped_cases())
    )


def framed(shown: PracticeState) -> QWidget:
    """The cases in the window of practice."""

    def make() -> QWidget:
        return PracticeScreen(Still(shown))  # type: ignore[arg-type]

    rooms = [Room(key=key, icon=icon, title_msgid=title, make=make) for key, icon, title in ROOMS]
    window = PracticeWindow(rooms)
    window.set_place("Xã Luyện Tập")
    window.house.top.pill.hide()
    window.band.show_state(shown)
    window.show_room("practice")
    return window


def waiting(trouble: StoreTrouble | None = None) -> QWidget:
    """Between two cases."""
    window = framed(state(1, begun=False))
    assert isinstance(window, PracticeWindow)
    window.cover(PracticeWait(trouble))
    return window


PRACTICE: dict[str, Callable[[], QWidget]] = {
    "practice_read": lambda: framed(state(8, begun=False)),
    "practice_results": lambda: framed(state(8, begun=False, attempts=all_tried())),
    "practice_running": lambda: framed(state(7, hints=2)),
    "practice_right": lambda: framed(state(7, hints=2, reached=right(7))),
    "practice_not_right": lambda: framed(state(2, reached=Reached(answer=None))),
    "practice_wait": waiting,
    "practice_trouble": partial(waiting, StoreTrouble.IN_USE),
    "practice_door": lambda: in_room(PracticeDoor, "practice"),
}
