"""Long work in sight: what is being done, how far it is, and a way to stop."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar

from app.desktop.theme.tokens import Role
from app.desktop.widgets.arrange import column, row
from app.desktop.widgets.buttons import Button, Kind, Size
from app.desktop.widgets.card import Card
from app.desktop.widgets.typography import label


class ProgressPanel(Card):
    """Words, a bar, and a cancel button when the work can be stopped (`cancel_text` not empty)."""

    cancelled = Signal()

    def __init__(self, title: str, cancel_text: str = "") -> None:
        super().__init__()
        self._detail = label("", Role.MUTED, wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(title)
        head = row((label(title, Role.STRONG, wrap=True), 1), gap=8)
        if cancel_text:
            head.addWidget(
                Button(cancel_text, self.cancelled.emit, kind=Kind.QUIET, size=Size.SMALL, icon="x")
            )
        self.setLayout(column(head, self._bar, self._detail, gap=8, margins=(18, 12, 14, 12)))
        self.setAccessibleName(title)
        self.advance(0, 0, "")

    def advance(self, done: int, total: int, detail: str) -> None:
        """Show `done` of `total`; a total of 0 means nobody knows how long it takes."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
