"""Houses in walking order, as tiles or as rows: one list for eyes, keyboard and screen readers alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.desktop.theme import icons
from app.desktop.theme.palette import scaled
from app.desktop.theme.tokens import LINE_HEIGHT, PAPER, RADIUS, TYPES, Role
from app.desktop.widgets import painted
from app.desktop.widgets.buttons import ENTER_KEYS

CELL = Qt.ItemDataRole.UserRole + 1
TILE, GAP, ICON = 58, 8, 20
"""Edge of a tile at 100 %, what lies between two of them, and the drawing in it, in px."""
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseLook:
    """How a tile is drawn; shape first (an icon, a dashed edge), colour second."""

    fill: str
    line: str
    ink: str
    icon: str = ""
    dashed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseCell:
    """One house: its number, its name and one line about it, as read aloud; `key` is what is emitted."""

    key: str
    number: str
    name: str
    detail: str
    look: HouseLook


class HouseGrid(QListWidget):
    """Emits `chosen` with the key of the house the keyboard or the mouse is at."""

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(HouseDelegate(self))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(lambda item: self.chosen.emit(_key(item)) if item else None)
        self.show_as_rows(False)

    @property
    def is_rows(self) -> bool:
        """Whether houses stand in rows."""
        return self.viewMode() is QListView.ViewMode.ListMode

    def show_as_rows(self, rows: bool) -> None:
        """One house a line, with its words beside it; or tiles."""
        self.setViewMode(QListView.ViewMode.ListMode if rows else QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFlow(QListView.Flow.TopToBottom if rows else QListView.Flow.LeftToRight)
        self.setWrapping(not rows)
        edge = tile_edge() + GAP
        self.setGridSize(QSize() if rows else QSize(edge, edge))

    def show_houses(self, cells: Sequence[HouseCell], chosen: str) -> None:
        """Show these, standing at the one with the key `chosen`, or at none."""
        self.blockSignals(True)
        while self.count() > len(cells):
            self.takeItem(self.count() - 1)
        for place, cell in enumerate(cells):
            if place == self.count():
                self.addItem(QListWidgetItem())
            item = self.item(place)
            item.setText(f"{cell.number}. {cell.name}. {cell.detail}")
            item.setToolTip("" if self.is_rows else f"{cell.name}. {cell.detail}")
            item.setData(Qt.ItemDataRole.UserRole, cell.key)
            item.setData(CELL, cell)
        place = next((n for n, cell in enumerate(cells) if cell.key == chosen), -1)
        if place != self.currentRow():
            self.setCurrentRow(place)
        self.blockSignals(False)
        if place >= 0:
            self.scrollToItem(self.item(place))
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming to the board chooses no house; Qt would stand at the first one."""
        place = self.currentRow()
        self.blockSignals(True)
        super().focusInEvent(event)
        if place < 0:
            self.setCurrentRow(place)
        self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and letters are keys of the page here; arrows go from house to house."""
        if event.key() in ENTER_KEYS or event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)


class HouseDelegate(QStyledItemDelegate):
    """Draws a house; the one somebody stands at has the ring of the keyboard around it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A tile with its air, or two lines."""
        grid = self._grid()
        return QSize(0, row_height()) if grid.is_rows else grid.gridSize()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the tile, in rows with its words beside it."""
        cell, area = index.data(CELL), option.rect
        is_here = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._grid().is_rows:
            self._row(painter, area, cell, is_here)
        else:
            inset = GAP // 2
            self._tile(painter, area.adjusted(inset, inset, -inset, -inset), cell, is_here)
        painter.restore()

    def _grid(self) -> HouseGrid:
        grid = self.parent()
        assert isinstance(grid, HouseGrid), "a delegate of a grid of houses"
        return grid

    def _tile(self, painter: QPainter, area: QRect, cell: HouseCell, is_here: bool) -> None:
        look = cell.look
        pen = QPen(QColor(look.line), 1.5, Qt.PenStyle.DashLine if look.dashed else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.setBrush(QColor(look.fill))
        painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        if is_here:
            ring(painter, area)
        edge = min(ICON, round(area.height() * 0.36)) if look.icon else 0
        painter.setFont(painted.font(self._grid(), scaled(TYPES[Role.STRONG].px)))
        painter.setPen(QColor(look.ink))
        upper = area.adjusted(0, 0, 0, -edge - 4 if edge else 0)
        painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, cell.number)
        if edge:
            left, top = area.center().x() - edge / 2 + 0.5, area.bottom() - edge - 7
            icons.paint(painter, look.icon, look.ink, QRectF(left, top, edge, edge), stroke=2.4)

    def _row(self, painter: QPainter, area: QRect, cell: HouseCell, is_here: bool) -> None:
        edge = area.height() - 12
        self._tile(painter, QRect(area.left() + 8, area.top() + 6, edge, edge), cell, is_here)
        words = area.adjusted(edge + 24, 8, -8, -8)
        strong = painted.font(self._grid(), scaled(TYPES[Role.STRONG].px), QFont.Weight.DemiBold)
        muted = painted.font(self._grid(), scaled(TYPES[Role.MUTED].px), QFont.Weight.Normal)
        half = round(strong.pixelSize() * LINE_HEIGHT)
        painted.line(
            painter, QRect(words.left(), words.top(), words.width(), half), cell.name, strong, PAPER.ink
        )
        below = QRect(words.left(), words.top() + half, words.width(), words.height() - half)
        painted.line(painter, below, cell.detail, muted, PAPER.ink3)


def tile_edge() -> int:
    """The edge of a tile at the text size in force, in px."""
    return scaled(TILE)


def row_height() -> int:
    """Two lines and the air around them, in px."""
    return round((scaled(TYPES[Role.STRONG].px) + scaled(TYPES[Role.MUTED].px)) * LINE_HEIGHT) + 20


def ring(painter: QPainter, area: QRect) -> None:
    """The ring of the keyboard: amber for the eye, ink for contrast on any ground."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(PAPER.focus), 4))
    painter.drawRoundedRect(QRectF(area).adjusted(0, 0, 0, 0), RADIUS, RADIUS)
    painter.setPen(QPen(QColor(PAPER.ink), 1.6))
    painter.drawRoundedRect(QRectF(area).adjusted(-2.6, -2.6, 2.6, 2.6), RADIUS + 2, RADIUS + 2)


def _key(item: QListWidgetItem) -> str:
    return str(item.data(Qt.ItemDataRole.UserRole))
