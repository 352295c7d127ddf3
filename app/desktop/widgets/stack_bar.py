"""One bar cut into parts that add up."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.desktop.theme.tokens import PAPER


@dataclass(frozen=True, slots=True)
class Share:
    """One part: how much, its colour (`#rrggbb`) and its words."""

    amount: int
    colour: str
    words: str


class StackBar(QWidget):
    """Parts side by side; nothing to show draws an empty track. The figures are read out as text."""

    def __init__(self, shares: Sequence[Share] = (), *, height: int = 14) -> None:
        super().__init__()
        self.setFixedHeight(height)
        self.show_shares(shares)

    def show_shares(self, shares: Sequence[Share]) -> None:
        """Show other figures."""
        self._shares = tuple(shares)
        self.setAccessibleName(", ".join(f"{share.words}: {share.amount}" for share in shares))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the parts with a gap between them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        clip = QPainterPath()
        clip.addRoundedRect(QRectF(self.rect()), self.height() / 2, self.height() / 2)
        painter.setClipPath(clip)
        total = sum(share.amount for share in self._shares)
        painter.fillRect(self.rect(), QColor(PAPER.surface if total else PAPER.sunken))
        left = 0.0
        for share in self._shares:
            width = self.width() * share.amount / total if total else 0.0
            painter.fillRect(QRectF(left, 0, max(0.0, width - 2), self.height()), QColor(share.colour))
            left += width
