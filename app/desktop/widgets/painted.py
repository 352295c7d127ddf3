"""Text drawn by hand, always in the widget's own font so that the text scale is followed."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget


def font(widget: QWidget, pixels: float, weight: QFont.Weight = QFont.Weight.Bold) -> QFont:
    """The widget's font at a size in px and a weight."""
    result = QFont(widget.font())
    result.setPixelSize(max(9, round(pixels)))
    result.setWeight(weight)
    return result
