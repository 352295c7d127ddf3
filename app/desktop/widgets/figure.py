"""One number that matters with the words that say what it counts."""

from PySide6.QtWidgets import QWidget

from app.desktop.theme.tokens import Role, Tone
from app.desktop.widgets.arrange import column
from app.desktop.widgets.typography import label


class Figure(QWidget):
    """A large number over a muted line; both are read together."""

    def __init__(self, amount: str, words: str, tone: Tone | None = None) -> None:
        super().__init__()
        self._amount, self._words = label(amount, Role.H1, tone), words
        self.setLayout(column(self._amount, label(words, Role.MUTED, wrap=True), gap=0))
        self.set_amount(amount)

    def set_amount(self, amount: str) -> None:
        """Show another number."""
        self._amount.setText(amount)
        self.setAccessibleName(f"{amount} {self._words}")
