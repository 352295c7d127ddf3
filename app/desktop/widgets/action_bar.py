"""The bar at the foot of a page: the way back at the left, the answers at the right."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.desktop.widgets.arrange import paint_ground, row

BAR_HEIGHT = 76
BAR_HEIGHT_COMPACT = 64


class ActionBar(QWidget):
    """`left` usually holds one quiet button, `right` ends with the one primary button."""

    def __init__(self, left: Sequence[QWidget], right: Sequence[QWidget]) -> None:
        super().__init__()
        self.setLayout(row(*left, None, *right, gap=14, margins=(24, 0, 24, 0)))
        paint_ground(self, "bar")
        self.setFixedHeight(BAR_HEIGHT)

    def set_compact(self, compact: bool) -> None:
        """Give 12 px back to the page on a small window."""
        self.setFixedHeight(BAR_HEIGHT_COMPACT if compact else BAR_HEIGHT)
