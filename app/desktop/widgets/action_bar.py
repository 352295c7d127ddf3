"""The bar at the foot of a page: the way back at the left, the answers at the right."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.desktop.widgets.arrange import paint_ground, row
from app.desktop.widgets.buttons import Button, Size
from app.desktop.widgets.key_cap import KeyCap

BAR_HEIGHT = 76
BAR_HEIGHT_COMPACT = 64
LEAST_GAP = 4


class Tightness(IntEnum):
    """How much a bar leaves out where large words need the room; each leaves out what those before it do."""

    NONE = 0
    NO_ICONS = 1
    NORMAL = 2
    SMALL = 3
    NO_KEYS = 4


SIZES = {Tightness.NORMAL: Size.NORMAL, Tightness.SMALL: Size.SMALL, Tightness.NO_KEYS: Size.SMALL}


class ActionBar(QWidget):
    """`left` usually holds one quiet button, `right` ends with the one primary button."""

    def __init__(self, left: Sequence[QWidget], right: Sequence[QWidget]) -> None:
        super().__init__()
        self._row = row(*left, None, *right)
        self._tightness, self._measuring = Tightness.NONE, False
        self.setLayout(self._row)
        paint_ground(self, "bar")
        self.set_compact(False)

    def set_compact(self, compact: bool) -> None:
        """Give 12 px back to the page on a small window, and stand closer."""
        side = 16 if compact else 24
        self._row.setContentsMargins(side, 0, side, 0)
        self._gap = 10 if compact else 14
        self._row.setSpacing(self._gap)
        self.setFixedHeight(BAR_HEIGHT_COMPACT if compact else BAR_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Never wider than the page: what does not fit is left out instead."""
        return QSize(0, self._row.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the icons, then write smaller; the drawn keys go last, and work all the same."""
        super().resizeEvent(event)
        if self._measuring:  # showing a part lays the page out anew, which ends up here again
            return
        self._measuring = True
        for tightness in Tightness:
            self._tighten(tightness)
            if self._row.minimumSize().width() <= event.size().width():
                break
        self._measuring = False

    def _tighten(self, tightness: Tightness) -> None:
        if tightness is self._tightness:
            return
        self._tightness = tightness
        self._row.setSpacing(self._gap if tightness < Tightness.SMALL else LEAST_GAP)
        for cap in self.findChildren(KeyCap):
            cap.leave_out(tightness >= Tightness.NO_KEYS)
        for button in self.findChildren(Button):
            button.set_plain(icon=tightness < Tightness.NO_ICONS, at_most=SIZES.get(tightness, Size.CITIZEN))
        for part in self.findChildren(QWidget):
            part.updateGeometry()  # so that the next size hint already knows
