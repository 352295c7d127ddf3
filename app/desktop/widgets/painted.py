"""Text drawn by hand, always in the widget's own font so that the text scale is followed."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget


def font(widget: QWidget, pixels: float, weight: QFont.Weight = QFont.Weight.Bold) -> QFont:
    """The widget's font at a size in px and a weight."""
    result = QFont(widget.font())
    result.setPixelSize(max(9, round(pixels)))
    result.setWeight(weight)
    return result


def line(painter: QPainter, area: QRect, words: str, font: QFont, ink: str) -> None:
    """One line of words, shortened at the right when it must be."""
    painter.setFont(font)
    painter.setPen(QColor(ink))
    fitting = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, fitting)
