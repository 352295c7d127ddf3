"""One value to choose, as a real radio button the size of a field: its words, and perhaps a mark at the right."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QRadioButton, QScrollArea, QSizePolicy, QWidget

from app.desktop.theme.palette import scaled
from app.desktop.theme.qss import set_look
from app.desktop.theme.tokens import Role
from app.desktop.widgets.arrange import column, row, show_in_place
from app.desktop.widgets.tag import Tag
from app.desktop.widgets.typography import label

ROOM_FOR_DOT, EDGE = 44, 10
"""From the left edge to the words, and from the words to the right edge."""

LEAST_WIDTH = 150
"""Narrower than this no value is shown; the mark goes under the words before."""

ARROWS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class ValueRadio(QRadioButton):
    """`stepped` asks for the neighbour (rows down, columns right); the words wrap and are never cut."""

    stepped = Signal(int, int)

    def __init__(self, words: str, name: str, *, mark: str = "", caption: str = "") -> None:
        super().__init__()
        self.setProperty("kind", "value")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._words = label(words, wrap=True)
        self._mark = Tag(mark)
        self._mark.setProperty("soft", "true")
        show_in_place(self._mark, bool(mark))
        under = [label(caption, Role.CAP, wrap=True)] if caption else []
        self._line = row((column(self._words, *under, gap=0), 1), self._mark, gap=8)
        self.setLayout(column(self._line, gap=0, margins=(scaled(ROOM_FOR_DOT), 6, EDGE, 6)))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.toggled.connect(self._look)

    def sizeHint(self) -> QSize:
        """What the words ask for."""
        layout = self.layout()
        assert layout is not None
        return layout.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """What the words cannot do without."""
        layout = self.layout()
        assert layout is not None
        asked = layout.totalMinimumSize()
        return QSize(min(asked.width(), scaled(LEAST_WIDTH)), asked.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the mark under the words where both do not fit side by side."""
        super().resizeEvent(event)
        room = event.size().width() - scaled(ROOM_FOR_DOT) - EDGE
        words = max(self._words.minimumSizeHint().width(), min(self._words.sizeHint().width(), room // 2))
        is_narrow = self._mark.isVisibleTo(self) and words + self._mark.sizeHint().width() + 8 > room
        direction = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if direction is not self._line.direction():
            self._line.setDirection(direction)
            self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        """As high as the words need at this width."""
        layout = self.layout()
        assert layout is not None
        return max(layout.totalHeightForWidth(width), self.minimumHeight())

    def hitButton(self, pos: QPoint) -> bool:
        """The whole panel chooses, not the dot alone."""
        return self.rect().contains(pos)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come into sight: arrows go to values a small window hides."""
        super().focusInEvent(event)
        holder = self.parentWidget()
        while holder is not None and not isinstance(holder, QScrollArea):
            holder = holder.parentWidget()
        if holder is not None:
            holder.ensureWidgetVisible(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the neighbour; Space chooses."""
        step = ARROWS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        event.accept()
        self.stepped.emit(*step)

    def _look(self, on: bool) -> None:
        set_look(self._words, "role", Role.STRONG if on else Role.BODY)
        set_look(self, "chosen", "true" if on else "false")
