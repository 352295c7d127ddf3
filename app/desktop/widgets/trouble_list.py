"""Folding rows: what may go wrong here, and what to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from app.desktop.theme import icons
from app.desktop.theme.tokens import PAPER, Role
from app.desktop.widgets.arrange import clear, column, show_in_place
from app.desktop.widgets.buttons import EnterButton
from app.desktop.widgets.typography import label


@dataclass(frozen=True, slots=True)
class Trouble:
    """One known difficulty: a stable key, what is seen, and what to do."""

    key: str
    seen: str
    remedy: str


class TroubleList(QWidget):
    """Rows that open one at a time; `folded` hides them behind the title (compact windows)."""

    opened = Signal(str)

    def __init__(self, title: str, troubles: Sequence[Trouble] = (), *, folded: bool = False) -> None:
        super().__init__()
        self._answers: list[tuple[EnterButton, QLabel]] = []
        self._rows = column(gap=0)
        self._inner = QWidget()
        self._inner.setLayout(self._rows)
        self._head, self._opener = label(title, Role.CAP_STRONG), _row_button(title)
        self._opener.clicked.connect(lambda: self._fold(self._opener, self._inner))
        self.setLayout(column(self._head, self._opener, self._inner, gap=2))
        self.set_folded(folded)
        self.show_troubles(troubles)

    def set_folded(self, folded: bool) -> None:
        """Put the rows behind one row that opens them, or show them under a title."""
        self._head.setVisible(not folded)
        self._opener.setVisible(folded)
        if folded == self._inner.isHidden():
            return
        self._fold(self._opener, self._inner)

    def show_troubles(self, troubles: Sequence[Trouble]) -> None:
        """Show other rows, all closed; no rows hides the whole list."""
        clear(self._rows)
        self._answers = []
        for trouble in troubles:
            self._add(trouble)
        show_in_place(self, bool(troubles))

    def _add(self, trouble: Trouble) -> None:
        button, answer = _row_button(trouble.seen), label(trouble.remedy, wrap=True)
        answer.setContentsMargins(30, 0, 8, 10)
        answer.hide()
        button.clicked.connect(lambda: self._open(trouble.key, button, answer))
        self._answers.append((button, answer))
        self._rows.addWidget(button)
        self._rows.addWidget(answer)

    def _open(self, key: str, button: EnterButton, answer: QLabel) -> None:
        for other, text in self._answers:
            if other is not button and not text.isHidden():
                self._fold(other, text)
        if self._fold(button, answer):
            self.opened.emit(key)

    def _fold(self, button: EnterButton, part: QWidget) -> bool:
        """Turn one row over and tell whether it is open now."""
        is_open = part.isHidden()
        part.setVisible(is_open)
        button.setIcon(icons.icon("chevron-down" if is_open else "chevron-right", PAPER.ink3, 18))
        return is_open


def _row_button(text: str) -> EnterButton:
    button = EnterButton("  " + text)
    button.setProperty("kind", "row")
    button.setAccessibleName(text)
    button.setIcon(icons.icon("chevron-right", PAPER.ink3, 18))
    return button
