"""The mark: a hoa ban blossom on the primary colour."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.desktop.theme.tokens import PAPER

PETALS = 5
PETAL_PINK = "#F4B8D2"


class Logo(QWidget):
    """The mark, `size` px square; `name` is read aloud where the product's name is not written beside it."""

    def __init__(self, size: int = 36, name: str = "") -> None:
        super().__init__()
        self.setFixedSize(size, size)
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, five petals and heart."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        paint_mark(painter, float(self.width()))


def paint_mark(painter: QPainter, edge: float) -> None:
    """Draw the mark into the square (0, 0, edge, edge)."""
    painter.setBrush(QColor(PAPER.primary))
    painter.drawRoundedRect(0, 0, int(edge), int(edge), edge * 0.28, edge * 0.28)
    painter.translate(edge / 2, edge * 0.52)
    for number in range(PETALS):
        painter.save()
        painter.rotate(number * 360 / PETALS)
        painter.setBrush(QColor(PAPER.on_primary if number else PETAL_PINK))
        painter.drawPath(_petal(edge))
        painter.restore()
    painter.setBrush(QColor(PAPER.ban))
    painter.drawEllipse(QPointF(0, 0), edge * 0.065, edge * 0.065)


def _petal(edge: float) -> QPainterPath:
    path = QPainterPath(QPointF(0, 0))
    path.cubicTo(-edge * 0.20, -edge * 0.16, -edge * 0.13, -edge * 0.38, 0, -edge * 0.37)
    path.cubicTo(edge * 0.13, -edge * 0.38, edge * 0.20, -edge * 0.16, 0, 0)
    return path
