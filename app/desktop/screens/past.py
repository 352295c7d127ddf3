"""What happened with a person, line by line; today's session can be taken back, a task's standing put right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from app.desktop.theme.palette import scaled
from app.desktop.theme.tokens import Role
from app.desktop.widgets.arrange import box, clear, column, fit_height, row
from app.desktop.widgets.buttons import Button, Kind, Size
from app.desktop.widgets.card import Card
from app.desktop.widgets.field import Field
from app.desktop.widgets.fit_area import fit_area
from app.desktop.widgets.person_row import PersonLine, PersonRow
from app.desktop.widgets.status_dot import StatusDot
from app.desktop.widgets.typography import label, rule
from app.desktop.wording import past as words
from app.desktop.wording import people, problems, tasks
from app.domain.problems import Problem
from app.i18n import _
from app.presentation.past import PastLine, PastPresenter, PastState, Rung

WIDTH, HEIGHT, RUNGS = 1040, 520, 390
LONGEST_WHY = 120
"""Characters; a reason is a few words."""

Answer = Callable[[str], Problem | None]


class PastDialog(QDialog):
    """Opened over the rooms or a session, closed with Enter or Esc."""

    def __init__(self, presenter: PastPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(min(scaled(WIDTH), 1060), min(scaled(HEIGHT), 530))
        self._title, self._about = label("", Role.H2), label("", Role.MUTED)
        self._rungs, self._lines = column(gap=0), column(gap=0)
        close = Button(_("Close"), self.accept, kind=Kind.PRIMARY)
        close.setDefault(True)
        kept = label(_("Nothing is ever deleted here: what is put right is written beside it."), Role.MUTED)
        left = _card(_("The five tasks"), self._rungs)
        left.setFixedWidth(scaled(RUNGS))
        right = _card(_("What happened"), self._lines)
        self.setLayout(
            column(
                row(self._title, self._about, None, gap=12),
                (row(left, (right, 1), gap=12), 1),
                row((kept, 1), close, gap=12),
                gap=12,
                margins=(22, 16, 22, 16),
            )
        )
        presenter.attach(self.show_state)
        close.setFocus()

    def show_state(self, state: PastState) -> None:
        """Draw everything anew."""
        title = _("{name}: what happened").format(name=people.title(state.who))
        self.setWindowTitle(title)
        self._title.setText(people.title(state.who))
        self._about.setText(people.line(state.who))
        clear(self._rungs)
        for rung in state.rungs:
            self._rungs.addWidget(self._rung(rung, may_write=state.may_write))
        self._rungs.addStretch(1)
        clear(self._lines)
        for place, line in enumerate(state.lines):
            if place:
                self._lines.addWidget(rule())
            self._lines.addWidget(self._line(line, state))
        self._lines.addStretch(1)

    def _rung(self, rung: Rung, *, may_write: bool) -> QWidget:
        said = words.rung(rung)
        dot = StatusDot(tasks.shape(rung.state.status), said, "")
        text = column(label(rung.title, Role.STRONG, wrap=True), label(said, Role.MUTED, wrap=True), gap=0)
        parts = row(dot, (text, 1), gap=10, margins=(0, 5, 0, 5))
        if not may_write:
            return box(parts)
        answer = partial(self._presenter.mend, rung.task)
        title = f"{rung.title}: {words.mend(rung)}"
        button = Button(words.mend(rung), partial(self._ask, title, answer), size=Size.SMALL)
        button.setAccessibleName(title)
        parts.addWidget(button)
        return box(parts)

    def _line(self, line: PastLine, state: PastState) -> QWidget:
        name, detail = words.sentence(line), words.whence(line, state.now)
        if not line.session:
            return PersonRow(PersonLine(name=name, detail=detail), tight=True)
        title = _("Take this visit back")
        answer = partial(self._presenter.take_back, line.session)
        button = Button(_("Take back"), partial(self._ask, title, answer), size=Size.SMALL, icon="undo-2")
        button.setAccessibleName(f"{title}: {detail}")
        return PersonRow(PersonLine(name=name, detail=detail), [button], tight=True)

    def _ask(self, title: str, answer: Answer) -> None:
        WhyDialog(title, answer, self).open()


def _card(title: str, rows: QVBoxLayout) -> Card:
    """A heading over rows that scroll where there are many."""
    area = fit_area(box(rows))
    return Card(column(label(title, Role.H3), (area, 1), gap=4, margins=(16, 12, 10, 10)))


class WhyDialog(QDialog):
    """A few words why; `answer` carries it out and says what is amiss. Without anything amiss the dialog closes."""

    def __init__(self, title: str, answer: Answer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answer = answer
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(scaled(520))
        editor = QLineEdit()
        editor.setMaxLength(LONGEST_WHY)
        self._why = Field(_("Why?"), editor, _("A few words, without numbers of cards or codes."))
        self._editor = editor
        leave = Button(_("Back"), self.reject, kind=Kind.QUIET, icon="arrow-left")
        go = Button(title, self._submit, kind=Kind.PRIMARY, icon="check")
        go.setDefault(True)
        head = label(title, Role.H3, wrap=True)
        self.setLayout(column(head, self._why, row(leave, None, go), gap=14, margins=(24, 20, 24, 18)))
        editor.setFocus()

    def _submit(self) -> None:
        problem = self._answer(self._editor.text())
        if problem is None:
            self.accept()
            return
        self._why.refuse(problems.problem(problem))
        fit_height(self)
