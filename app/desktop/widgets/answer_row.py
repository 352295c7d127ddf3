"""Answers under something: one way out at the left, the answers at the right; under each other where words are long."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.desktop.widgets.arrange import box, row
from app.desktop.widgets.key_cap import KeyCap

GAP = 10


class Tightness(IntEnum):
    """What is left out where words are long: nothing, the drawn keys, the one line, and then any line of several."""

    NONE = 0
    NO_KEYS = 1
    TWO_LINES = 2
    COLUMN = 3


class AnswerRow(QWidget):
    """Leaves out the drawn keys first, then puts the way out above the answers; every key works all the same."""

    def __init__(self, left: Sequence[QWidget], right: Sequence[QWidget]) -> None:
        super().__init__()
        self._parts, self._answers = (*left, *right), right
        self._right_line = row(None, *right, gap=GAP)
        self._left, self._right = box(row(*left, None, gap=GAP)), box(self._right_line)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(6)
        self._line.addWidget(self._left, 0, Qt.AlignmentFlag.AlignVCenter)
        self._line.addWidget(self._right, 1, Qt.AlignmentFlag.AlignVCenter)
        self._tightness = Tightness.NONE
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(0)
        self._settled.timeout.connect(self.fit)

    def fit(self) -> None:
        """Measure again: other words stand on the answers now."""
        caps = [part for part in self._parts if isinstance(part, KeyCap)]
        words = [part for part in self._parts if part not in caps and not part.isHidden()]
        answers = _width([part for part in self._answers if part in words])
        bare = _width(words)
        needed = {
            Tightness.NONE: bare + _width(caps) + GAP,
            Tightness.NO_KEYS: bare,
            Tightness.TWO_LINES: answers,
        }
        self._tighten(next((one for one in needed if needed[one] <= self.width()), Tightness.COLUMN))

    def minimumSizeHint(self) -> QSize:
        """Never wider than the page."""
        return QSize(0, self._line.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure again once the window has its size: on the way there widths come and go."""
        super().resizeEvent(event)
        self._settled.start()

    def _tighten(self, tightness: Tightness) -> None:
        if tightness is self._tightness:
            return
        self._tightness = tightness
        for part in self._parts:
            if isinstance(part, KeyCap):
                part.leave_out(tightness is not Tightness.NONE)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._line.setDirection(down if tightness >= Tightness.TWO_LINES else across)
        self._right_line.setDirection(down if tightness is Tightness.COLUMN else across)


def _width(parts: Sequence[QWidget]) -> int:
    """What these need side by side."""
    return sum(part.sizeHint().width() + GAP for part in parts)
