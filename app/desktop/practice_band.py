"""The band over everything in practice: the words that nothing is real, the case, its time, hints, the way out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.desktop.shell.keyboard import bind
from app.desktop.theme.palette import scaled
from app.desktop.theme.tokens import Role
from app.desktop.widgets.arrange import paint_ground, row
from app.desktop.widgets.buttons import Button, Size
from app.desktop.widgets.icon_mark import IconMark
from app.desktop.widgets.key_cap import KeyCap
from app.desktop.widgets.typography import label
from app.desktop.wording.practice import clock
from app.domain.practice import words_in
from app.i18n import _, language
from app.presentation.practice import Phase, PracticeState

HEIGHT, HEIGHT_COMPACT = 48, 42
HINT = "Ctrl+G"
"""G for gợi ý."""


class PracticeBand(QWidget):
    """`hint`, `cases` and `leave` are wishes."""

    hint = Signal()
    cases = Signal()
    leave = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._what = label("", Role.STRONG)
        self._case, self._time = label("", Role.BODY), label("", Role.STRONG)
        self._hint = Button(_("Hint"), self.hint.emit, size=Size.SMALL, icon="lightbulb")
        self._cap = KeyCap(HINT.replace("+", " "))
        cases = Button(_("Cases"), self.cases.emit, size=Size.SMALL, icon="clipboard-list")
        leave = Button(_("Leave practice"), self.leave.emit, size=Size.SMALL, icon="log-out")
        mark = IconMark("graduation-cap", size=24)
        words = row(mark, self._what, 8, (self._case, 1), self._time, gap=10)
        self._row = row((words, 1), self._hint, self._cap, cases, leave, margins=(14, 0, 10, 0))
        self.setLayout(self._row)
        self.setAccessibleName(_("Practice, made-up people"))
        paint_ground(self, "practice")
        self.set_compact(False)

    def listen(self, window: QWidget) -> None:
        """The key for a hint works on every page of this window."""
        bind(window, HINT, self.hint.emit)

    def set_compact(self, compact: bool) -> None:
        """Fewer words on a small window, and where the letters are larger than usual."""
        compact = compact or scaled(HEIGHT) > HEIGHT
        long = _("PRACTICE. Made-up people, nothing is sent.")
        self._what.setText(_("PRACTICE") if compact else long)
        self._cap.leave_out(compact)
        self.setFixedHeight(HEIGHT_COMPACT if compact else HEIGHT)

    def show_state(self, state: PracticeState) -> None:
        """Name the case that runs, and how long it has."""
        runs = state.phase in (Phase.RUNNING, Phase.ENDED)
        self._case.setText(words_in(state.case.title, language()) if runs else "")
        self._time.setText(clock(state.seconds) if runs else "")
        self._hint.setEnabled(state.phase is Phase.RUNNING)
