"""The bar at the foot of a page: the way back at the left, the answers at the right."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.desktop.widgets.arrange import paint_ground, row
from app.desktop.widgets.key_cap import KeyCap

BAR_HEIGHT = 76
BAR_HEIGHT_COMPACT = 64


class ActionBar(QWidget):
    """`left` usually holds one quiet button, `right` ends with the one primary button."""

    def __init__(self, left: Sequence[QWidget], right: Sequence[QWidget]) -> None:
        super().__init__()
        self._row = row(*left, None, *right)
        self.setLayout(self._row)
        paint_ground(self, "bar")
        self.set_compact(False)

    def set_compact(self, compact: bool) -> None:
        """Give 12 px back to the page on a small window, and stand closer."""
        side = 16 if compact else 24
        self._row.setContentsMargins(side, 0, side, 0)
        self._row.setSpacing(10 if compact else 14)
        self.setFixedHeight(BAR_HEIGHT_COMPACT if compact else BAR_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the drawn keys where large words need their room; the keys work all the same."""
        super().resizeEvent(event)
        self._show_caps(True)
        if self.minimumSizeHint().width() > event.size().width():
            self._show_caps(False)

    def _show_caps(self, shown: bool) -> None:
        for cap in self.findChildren(KeyCap):
            cap.setVisible(shown)
            if (holder := cap.parentWidget()) is not None:
                holder.updateGeometry()  # so that the next size hint already knows
