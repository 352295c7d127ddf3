"""A practice case played by keys alone at a real window, from the scan to the slip; every action is counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.desktop.screens.consent import ConsentScreen
from app.desktop.screens.guided.card import CardPage
from app.desktop.screens.guided.overview import OverviewPage
from app.desktop.screens.guided.reason import ReasonPage
from app.desktop.screens.guided.review import ReviewPage
from app.desktop.screens.reception.confirm import ConfirmPage
from app.desktop.screens.slip import SlipScreen
from app.desktop.sessions import Sessions
from app.desktop.shell.main_window import MainWindow
from app.desktop.widgets.value_radio import ValueRadio
from app.domain.draft import Draft
from app.domain.guide import GuidePack
from app.domain.ladder import TaskStatus
from app.domain.names import fold
from app.domain.practice import Answer, PracticeCase, WantedEnd
from tests.support.keys import ALT, CTRL, ENTER

W = TypeVar("W", bound=QWidget)
NEXT_WEEK = "3"
"""The third of the date chips."""
MOST_CARDS = 40


class Keyboard(Protocol):
    """A desk with somebody at its keyboard."""

    window: MainWindow

    @property
    def sessions(self) -> Sessions:
        """The sessions of whoever is at it."""
        ...

    @property
    def pack(self) -> GuidePack:
        """The guide in force."""
        ...

    def press(self, key: Any, *modifier: Any) -> None:
        """One key."""
        ...

    def write(self, text: str) -> None:
        """Letters one by one."""
        ...

    def scan(self, text: str) -> None:
        """A card."""
        ...

    def sees(self, kind: type[W], where: Callable[[W], bool] = ...) -> W:
        """Wait for a page."""
        ...


class Player:
    """Counts a scan as one action and a key as one, as ux.md §2 does."""

    def __init__(self, at: Keyboard) -> None:
        self.at, self.actions = at, 0

    def scan(self, text: str) -> None:
        """A card under the scanner."""
        self.actions += 1
        self.at.scan(text)

    def key(self, key: Any, *modifier: Any) -> None:
        """One key."""
        self.actions += 1
        self.at.press(key, *modifier)

    def enter(self, times: int = 1) -> None:
        """The page's main action."""
        for _each in range(times):
            self.key(ENTER)

    @property
    def draft(self) -> Draft:
        """The running session."""
        presenter = self.at.sessions.presenter
        assert presenter is not None, "a session is open"
        return presenter.draft

    def meet(self, case: PracticeCase) -> None:
        """Scan, the right person, the question of consent, the tasks."""
        self.scan(case.card)
        self.confirm(case)

    def confirm(self, case: PracticeCase) -> None:
        """The right person, the question of consent, the tasks."""
        self.at.sees(ConfirmPage)
        self.enter()
        if not case.before:
            self.at.sees(ConsentScreen)
            self._answer(case)
        self.at.sees(OverviewPage)

    def go(self, case: PracticeCase) -> None:
        """From the tasks to the slip, each task as the case has it."""
        self.enter()
        for wanted in case.ends:
            self._reach(wanted)
        self.finish()

    def finish(self) -> None:
        """The check page and the slip."""
        self.key(Qt.Key.Key_F8)
        self.at.sees(ReviewPage)
        self.key(ENTER, CTRL)
        self.at.sees(SlipScreen)

    def stuck(self, reason: str, *, dated: bool) -> None:
        """On a card: it cannot be done, for this reason, perhaps until next week."""
        step = self.at.pack.step(self.draft.step)
        assert step is not None
        self.key(Qt.Key.Key_F7)
        self.at.sees(ReasonPage)
        self.key(str(step.reasons.index(reason) + 1))
        if dated:
            self.key(NEXT_WEEK, ALT)
        self.enter()

    def _answer(self, case: PracticeCase) -> None:
        match case.answer:
            case Answer.SPOKEN:
                self.enter()
            case Answer.DECLINED:
                self.key("3")
            case Answer.REPRESENTATIVE:
                self.key("2")
                self.at.write(fold(case.representative))  # keys without a Vietnamese input method
                self.key(Qt.Key.Key_Tab)
                self.key(Qt.Key.Key_Down)
                self.enter()

    def _reach(self, wanted: WantedEnd) -> None:
        """Cards one by one until the task is over, or until the one where it gets stuck."""
        for _each in range(MOST_CARDS):
            if wanted.status is TaskStatus.DONE and self.draft.task is not wanted.task:
                return
            self.at.sees(CardPage)
            step = self.at.pack.step(self.draft.step)
            assert step is not None
            here = self.draft.task is wanted.task and set(wanted.reasons) & set(step.reasons)
            if here and wanted.status is not TaskStatus.DONE:
                self.stuck(wanted.reasons[0], dated=wanted.dated)
                return
            self.enter()
        raise AssertionError(f"no way to {wanted}")


def decide(player: Player, case: PracticeCase, room: str) -> None:
    """What two places wrote: Ctrl+Enter keeps the later one; `room` is the digit of the room to look in."""
    if case.elsewhere is not None:
        player.key(room, CTRL)
        player.at.sees(ValueRadio)
        player.key(ENTER, CTRL)
