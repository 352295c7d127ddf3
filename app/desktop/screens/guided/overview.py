"""The five tasks of today before the first card: where they stand and which one comes next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal

from app.desktop.shell.keyboard import bind
from app.desktop.theme.tokens import Role, Tone
from app.desktop.widgets.action_bar import ActionBar
from app.desktop.widgets.answer_page import AnswerPage
from app.desktop.widgets.arrange import column, row
from app.desktop.widgets.banner import Banner, Notice
from app.desktop.widgets.buttons import Button, Kind, Size
from app.desktop.widgets.key_cap import with_key
from app.desktop.widgets.panel_button import PanelButton
from app.desktop.widgets.plain_keys import ENTER, PlainKeys
from app.desktop.widgets.status_dot import StatusDot
from app.desktop.widgets.tag import Tag
from app.desktop.widgets.typography import label
from app.desktop.wording import tasks
from app.domain.ladder import TaskCode
from app.i18n import _
from app.presentation.guided.state import GuidedState, TaskView

PAST = "H"


class OverviewPage(AnswerPage):
    """Emits `begin`, or `review` when nothing is left; a digit or a click opens one task; `leave` pauses,
    `past` asks what was done before.
    """

    begin = Signal()
    review = Signal()
    leave = Signal()
    past = Signal()
    opened = Signal(str)

    def __init__(self, state: GuidedState) -> None:
        super().__init__()
        title = _("Today's tasks")
        parts = column(label(title, Role.H1), gap=4)
        if state.anonymous:
            words = _("No name is kept for this person. Guidance is the same.")
            parts.addWidget(Banner(Notice(words=words, tone=Tone.INFO)))
        keys = PlainKeys(self)
        for task in state.tasks:
            open_it = partial(self.opened.emit, task.code.value)
            parts.addWidget(_line(task, open_it, _marks(task.code, state)))
            keys.on(str(_number(task)), open_it)
        parts.addStretch(1)
        self._next = state.next_task is not None
        self.build(parts, self._make_bar(state))
        self.setAccessibleName(title)
        keys.on(ENTER, self._enter)
        if not state.anonymous:
            keys.on(PAST, self.past.emit)
        bind(self, "Esc", self.leave.emit)

    def _make_bar(self, state: GuidedState) -> ActionBar:
        if self._next:
            title = next(task.title for task in state.tasks if task.code is state.next_task)
            go = Button(
                _("Begin: {task}").format(task=title),
                self.begin.emit,
                kind=Kind.PRIMARY,
                size=Size.BIG,
                icon="arrow-right",
            )
        else:
            go = Button(
                _("Check and finish"), self.review.emit, kind=Kind.PRIMARY, size=Size.BIG, icon="check"
            )
        past = Button(_("What was done before"), self.past.emit, kind=Kind.QUIET, icon="history")
        aside = label("", Role.MUTED) if state.anonymous else with_key(past, PAST)
        return ActionBar([aside], [with_key(go, ENTER)])

    def _enter(self) -> None:
        (self.begin if self._next else self.review).emit()


def _line(task: TaskView, open_it: Callable[[], object], marks: Sequence[Tag]) -> PanelButton:
    words = tasks.ending(task.state, task.reason_title, is_today=task.is_today)
    dot = StatusDot(tasks.shape(task.state.status), words, str(_number(task)))
    face = row(dot, label(task.title, Role.LEAD), gap=16, margins=(16, 9, 16, 9))
    for mark in marks:
        face.addWidget(mark)
    face.addWidget(label(words, Role.MUTED, right=True, wrap=True), 1)
    said = ". ".join((f"{_number(task)}. {task.title}", *(mark.text() for mark in marks), words))
    button = PanelButton(face, said, kind="line")
    button.clicked.connect(lambda: open_it())
    return button


def _marks(code: TaskCode, state: GuidedState) -> list[Tag]:
    """Which task comes next, and which one the person came for."""
    came = [Tag(_("Came for this"), Tone.BAN)] if code is state.wanted else []
    return [*came, *([Tag(_("Next"), Tone.PRIMARY)] if code is state.next_task else [])]


def _number(task: TaskView) -> int:
    return tuple(type(task.code)).index(task.code) + 1
