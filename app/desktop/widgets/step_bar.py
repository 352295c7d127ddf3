"""Progress through the steps of a task, one segment each."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.desktop.theme.tokens import PAPER

GAP = 6


class StepBar(QWidget):
    """`current` of `total` segments are filled; `name` says it in words ("Step 3 of 5")."""

    def __init__(self, total: int, current: int, name: str, *, height: int = 8) -> None:
        super().__init__()
        self.setFixedHeight(height)
        self.show_step(total, current, name)

    def show_step(self, total: int, current: int, name: str) -> None:
        """Move to another step."""
        self._total, self._current = max(1, total), current
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the segments; open ones keep an outline so they show in print and bright light."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = (self.width() - GAP * (self._total - 1)) / self._total
        radius = self.height() / 2
        for number in range(self._total):
            box = QRectF(number * (width + GAP), 0, width, self.height())
            painter.setPen(Qt.PenStyle.NoPen if number < self._current else QPen(QColor(PAPER.line_soft), 1))
            painter.setBrush(QColor(PAPER.primary if number < self._current else PAPER.line_soft))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
