"""The code that opens the machine when this account's key is lost: for paper, and proven to be on it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from app.desktop.theme.tokens import Role
from app.desktop.widgets.arrange import column, row
from app.desktop.widgets.card import Card, CardLook
from app.desktop.widgets.field import Field
from app.desktop.widgets.typography import label
from app.domain.ids import read_code
from app.i18n import _


class RecoveryCode(QWidget):
    """The code, and a field for its last group: an Enter alone does not pass by it."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self._end = read_code(code.rsplit("-", 1)[-1])
        words = label(code, Role.H1)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        words.setAccessibleName(_("Recovery code {code}").format(code=" ".join(code)))
        lines = (
            _("Write it on paper now. It is not shown again."),
            _("Keep the paper in the commune's safe, away from this machine."),
        )
        self._typed = QLineEdit()
        self._typed.setMaxLength(2 * len(self._end))
        self._field = Field(_("Last group, as it stands on the paper"), self._typed)
        paper = Card(row(None, words, None, margins=(16, 14, 16, 14)), CardLook.SUNKEN)
        self.setLayout(column(paper, *[label(line, wrap=True) for line in lines], self._field, gap=10))
        self.setFocusProxy(self._typed)

    def is_on_paper(self) -> bool:
        """Whether the last group was typed; if not, the field says what is missing."""
        if read_code(self._typed.text()) == self._end:
            return True
        self.refuse(_("Write the code on paper, then type its last group here."))
        return False

    def refuse(self, words: str) -> None:
        """Say under the field why it does not go on."""
        self._field.refuse(words)
        self._typed.setFocus()
