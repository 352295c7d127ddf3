"""Parts beside each other as long as there is room, above each other where large letters leave none."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

BESIDE, ABOVE = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class OneLine(QWidget):
    """`parts` are (widget, stretch), `gap` px apart in one line and `tight` px above each other."""

    def __init__(self, *parts: tuple[QWidget, int], gap: int = 14, tight: int = 2) -> None:
        super().__init__()
        self._parts, self._gap, self._tight = [part for part, _stretch in parts], gap, tight
        self._line = QBoxLayout(BESIDE)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(gap)
        for part, stretch in parts:
            self._line.addWidget(part, stretch)
        self.setLayout(self._line)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest part: what does not fit beside it goes below."""
        width = max(part.minimumSizeHint().width() for part in self._parts)
        return QSize(width, self._line.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look whether everything fits into one line."""
        super().resizeEvent(event)
        widths = [part.minimumSizeHint().width() for part in self._parts]
        need = sum(widths) + self._gap * (len(widths) - 1)
        direction = BESIDE if need <= event.size().width() else ABOVE
        if direction is not self._line.direction():
            self._line.setDirection(direction)
            self._line.setSpacing(self._gap if direction is BESIDE else self._tight)
            self.updateGeometry()
