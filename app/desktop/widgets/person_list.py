"""A list of people to pick one from: the name, a quieter line under it, and a word at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.desktop.theme.palette import scaled
from app.desktop.theme.tokens import LINE_HEIGHT, PAPER, RADIUS, TYPES, Role
from app.desktop.widgets import painted
from app.desktop.widgets.buttons import ENTER_KEYS
from app.desktop.widgets.person_row import PersonLine

LINE = Qt.ItemDataRole.UserRole + 1
MARGIN, BAR = 16, 4
Index = QModelIndex | QPersistentModelIndex


class PersonList(QListWidget):
    """Emits `picked` with a person's key; Up on the first row asks to leave the list."""

    picked = Signal(str)
    left_upwards = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(PersonDelegate(self))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(lambda item: self.picked.emit(_key(item)))

    def show_people(self, people: Sequence[tuple[str, PersonLine]]) -> None:
        """Show other people, the first one marked."""
        self.clear()
        for key, line in people:
            item = QListWidgetItem(". ".join(part for part in (line.name, line.detail, line.aside) if part))
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setData(LINE, line)
            self.addItem(item)
        self.setCurrentRow(0 if people else -1)
        self.setMaximumHeight(max(1, self._content()))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as its rows; where there is less room it scrolls."""
        return QSize(super().sizeHint().width(), self._content())

    def minimumSizeHint(self) -> QSize:
        """Two rows."""
        return QSize(0, min(self._content(), 2 * row_height()))

    def _content(self) -> int:
        return self.count() * row_height() + 2 * self.frameWidth()

    def key_at(self, place: int) -> str:
        """The key of the person in a row; empty where there is none."""
        item = self.item(place) if 0 <= place < self.count() else None
        return _key(item) if item is not None else ""

    def pick(self) -> None:
        """Take the marked person, if there is one."""
        item = self.currentItem()
        if item is not None:
            self.picked.emit(_key(item))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the marked person, once however long it is held."""
        if event.key() in ENTER_KEYS:
            event.accept()
            if not event.isAutoRepeat():
                self.pick()
        elif event.key() == Qt.Key.Key_Up and self.currentRow() <= 0:
            self.left_upwards.emit()
        elif event.text().strip():
            event.ignore()  # letters and digits are keys of the page here, not a search
        else:
            super().keyPressEvent(event)


class PersonDelegate(QStyledItemDelegate):
    """Draws one row in two lines; the marked one by a bar at its left as well as by its tint."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines and the air around them."""
        return QSize(0, row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, bar, and the words."""
        line = index.data(LINE)
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            _mark(painter, area)
        else:
            painter.setPen(QColor(PAPER.line))
            painter.drawLine(area.left() + MARGIN, area.bottom(), area.right() - MARGIN, area.bottom())
        _write(painter, area.adjusted(MARGIN, 8, -MARGIN, -8), line, self._fonts())
        painter.restore()

    def _fonts(self) -> tuple[QFont, QFont]:
        view = self.parent()
        assert isinstance(view, PersonList), "a delegate of a list of people"
        strong = painted.font(view, scaled(TYPES[Role.STRONG].px), QFont.Weight.DemiBold)
        return strong, painted.font(view, scaled(TYPES[Role.MUTED].px), QFont.Weight.Normal)


def row_height() -> int:
    """Two lines and the air around them, in px."""
    lines = scaled(TYPES[Role.STRONG].px) + scaled(TYPES[Role.MUTED].px)
    return round(lines * LINE_HEIGHT) + 18


def _mark(painter: QPainter, area: QRect) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(PAPER.primary_tint))
    painter.drawRoundedRect(area.adjusted(0, 1, -1, -1), RADIUS, RADIUS)
    painter.setBrush(QColor(PAPER.primary))
    painter.drawRoundedRect(QRect(area.left(), area.top() + 8, BAR, area.height() - 16), BAR / 2, BAR / 2)


def _write(painter: QPainter, area: QRect, line: PersonLine, fonts: tuple[QFont, QFont]) -> None:
    """The aside keeps its width; name and detail are shortened at the right when they must be."""
    strong, muted = fonts
    aside = QFontMetrics(muted).horizontalAdvance(line.aside)
    words = area.adjusted(0, 0, -(aside + MARGIN) if aside else 0, 0)
    half = round(strong.pixelSize() * LINE_HEIGHT)
    upper = QRect(words.left(), words.top(), words.width(), half)
    lower = QRect(words.left(), words.top() + half, words.width(), words.height() - half)
    painted.line(painter, upper, line.name, strong, PAPER.ink)
    painted.line(painter, lower, line.detail, muted, PAPER.ink3)
    painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, line.aside)


def _key(item: QListWidgetItem) -> str:
    return str(item.data(Qt.ItemDataRole.UserRole))
