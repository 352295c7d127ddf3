"""It is right as it is: a few words to the centre, if somebody wants to say any."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from app.desktop.theme.tokens import Role
from app.desktop.widgets.arrange import column, fit_height, row
from app.desktop.widgets.buttons import Button, Kind
from app.desktop.widgets.field import Field
from app.desktop.widgets.typography import label
from app.desktop.wording import looking as words
from app.desktop.wording import problems
from app.domain.problems import Problem
from app.i18n import _
from app.presentation.looking import Work

Said = Callable[[str], Problem | None]
WIDTH, LONGEST = 560, 200


class RightDialog(QDialog):
    """Tells `said` the words; closes when nothing is wrong with them."""

    def __init__(self, work: Work, said: Said, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = said
        self.setWindowTitle(_("It is right as it is"))
        self._words = QLineEdit()
        self._words.setMaxLength(LONGEST)
        self._field = Field(_("A few words to the centre, if you like"), self._words)
        send = Button(_("It is right, send it"), self._send, kind=Kind.PRIMARY, icon="check")
        self.setLayout(
            column(
                label(words.name_of(work), Role.H3, wrap=True),
                *(label(f"“{comment}”", Role.MUTED, wrap=True) for _who, comment in words.comments(work)),
                self._field,
                row(Button(_("Back"), self.reject, kind=Kind.QUIET), None, send),
                gap=10,
                margins=(22, 18, 22, 18),
            )
        )
        self.resize(WIDTH, 0)
        fit_height(self)
        self._words.setFocus()

    def _send(self) -> None:
        problem = self._said(self._words.text())
        if problem is None:
            self.accept()
            return
        self._field.refuse(problems.problem(problem))
        fit_height(self)
