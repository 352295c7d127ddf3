"""The phone shows another screen than the card: a few words for the centre, and back to the person."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from app.desktop.theme.palette import scaled
from app.desktop.theme.tokens import Role
from app.desktop.widgets.arrange import column, fit_height, row
from app.desktop.widgets.buttons import Button, Kind
from app.desktop.widgets.field import Field
from app.desktop.widgets.typography import label
from app.desktop.wording import problems
from app.domain.problems import Problem
from app.i18n import _

WIDTH, LONGEST_VERSION, LONGEST_NOTE = 560, 20, 120
Report = Callable[[str, str], Problem | None]


class ChangedCardDialog(QDialog):
    """`report` takes the version seen and a note, and says what is amiss; both may be left empty."""

    def __init__(self, title: str, report: Report, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = report
        head = _("The screen has changed")
        self.setWindowTitle(head)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(scaled(WIDTH))
        self._note, self._version = QLineEdit(), QLineEdit()
        self._note.setMaxLength(LONGEST_NOTE)
        self._version.setMaxLength(LONGEST_VERSION)
        hint = _("A few words. No name, no number, no code.")
        self._fields = {
            "note": Field(_("What is different?"), self._note, hint),
            "vneid": Field(_("VNeID version, if it can be seen"), self._version),
        }
        leave = Button(_("Back"), self.reject, kind=Kind.QUIET, icon="arrow-left")
        tell = Button(_("Tell the centre"), self._submit, kind=Kind.PRIMARY, icon="check")
        tell.setDefault(True)
        titles = (label(head, Role.H3), label(title, Role.MUTED, wrap=True))
        self.setLayout(
            column(*titles, *self._fields.values(), row(leave, None, tell), gap=14, margins=(24, 20, 24, 18))
        )
        self._note.setFocus()

    def _submit(self) -> None:
        problem = self._report(self._version.text(), self._note.text())
        if problem is None:
            self.accept()
            return
        self._fields[problem.field].refuse(problems.problem(problem))
        fit_height(self)
