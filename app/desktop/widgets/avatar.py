"""A person's initials in a circle."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.desktop.theme.tokens import PAPER, Tone
from app.desktop.widgets import painted


class Avatar(QWidget):
    """Initials on a tint; `name` is the person's name for screen readers."""

    def __init__(self, initials: str, name: str, size: int = 38, tone: Tone = Tone.BAN) -> None:
        super().__init__()
        self._initials, self._tone = initials, tone
        self.setFixedSize(size, size)
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw circle and letters."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(PAPER.tint_of(self._tone)))
        painter.drawEllipse(self.rect())
        painter.setFont(painted.font(self, self.width() * 0.38))
        painter.setPen(QColor(PAPER.ink_of(self._tone)))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._initials)


def initials(name: str) -> str:
    """First letters of the first and the last word: Cầm Thị Mai is CM."""
    words = name.split()
    return "".join(word[0].upper() for word in (words[:1] + words[1:][-1:]))
