"""A number on a rounded square: a waiting number or a house number."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.desktop.theme.tokens import PAPER, RADIUS
from app.desktop.widgets import painted


class NumBadge(QWidget):
    """`filled` is for the one that is next; `name` says what the number is ("Waiting number 07")."""

    def __init__(self, text: str, name: str, *, filled: bool = False, size: int = 44) -> None:
        super().__init__()
        self._text, self._filled = text, filled
        self.setFixedSize(size, size)
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw square and number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(PAPER.primary if self._filled else PAPER.sunken))
        painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)
        painter.setFont(painted.font(self, self.width() * 0.41))
        painter.setPen(QColor(PAPER.on_primary if self._filled else PAPER.ink))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
