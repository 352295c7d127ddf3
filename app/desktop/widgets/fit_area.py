"""The last resort on small windows: a frameless vertical scroll area around a page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def fit_area(content: QWidget) -> QScrollArea:
    """Scrolls up and down only when the content does not fit; never takes the focus itself."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    content.setProperty("fit", "true")
    area.setWidget(content)
    return area
