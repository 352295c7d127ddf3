"""The dialog that gives a waiting number: a digit for the task, perhaps a name and a mark, Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QWidget

from app.desktop.theme.palette import scaled
from app.desktop.theme.tokens import Role
from app.desktop.widgets.arrange import column, row
from app.desktop.widgets.buttons import Button, Kind
from app.desktop.widgets.choice_grid import Choice, ChoiceGrid
from app.desktop.widgets.field import Field
from app.desktop.widgets.key_cap import with_key
from app.desktop.widgets.plain_keys import ENTER
from app.desktop.widgets.typography import label
from app.desktop.wording import problems
from app.desktop.wording import queue as words
from app.domain.guide import GuidePack
from app.domain.ladder import TaskCode
from app.domain.problems import Problem
from app.domain.queue import Mark
from app.i18n import _

WIDTH = 620
Give = Callable[[TaskCode | None, str, Sequence[Mark]], Problem | None]


class GiveNumberDialog(QDialog):
    """`give` keeps the number and says what is wrong with the name; without anything wrong the dialog closes."""

    def __init__(self, give: Give, pack: GuidePack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._give = give
        title = _("Give a number")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(scaled(WIDTH))
        choices = [Choice(task.code.value, task.short_title, task.icon) for task in pack.tasks]
        self._tasks = ChoiceGrid(choices, _("What for? It may be left open."), columns=2, compact=True)
        self._name = QLineEdit()
        self._name.setMaxLength(80)
        self._name_field = Field(
            _("Name, if they want to give it"), self._name, _("Gone at the end of the day")
        )
        self._marks = {mark: QCheckBox(text) for mark, text in words.marks().items()}
        leave = Button(_("Back"), self.reject, kind=Kind.QUIET, icon="arrow-left")
        go = Button(_("Give the number"), self._submit, kind=Kind.PRIMARY, icon="ticket")
        go.setDefault(True)
        body = column(
            label(title, Role.H2),
            label(_("What for? It may be left open."), Role.MUTED),
            self._tasks,
            self._name_field,
            row(*self._marks.values(), None, gap=18),
            row(leave, None, with_key(go, ENTER)),
            gap=12,
            margins=(24, 20, 24, 18),
        )
        self.setLayout(body)
        go.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Whoever begins to type types the name: a space in it must not press a button."""
        if event.text().isalpha() and not self._name.hasFocus():
            self._name.setFocus()
            self._name.insert(event.text())
        else:
            super().keyPressEvent(event)

    def _submit(self) -> None:
        task = TaskCode(self._tasks.current) if self._tasks.current else None
        marks = [mark for mark, box in self._marks.items() if box.isChecked()]
        problem = self._give(task, self._name.text(), marks)
        if problem is None:
            self.accept()
        else:
            self._name_field.refuse(problems.problem(problem))
            self._name.setFocus()
