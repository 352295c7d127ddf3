"""Fields under each other, their values beside each other: one real radio button each, moved through by arrows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLayout, QWidget

from app.desktop.theme.palette import scaled
from app.desktop.theme.tokens import PAPER, Role
from app.desktop.widgets.arrange import column, row
from app.desktop.widgets.icon_mark import IconMark
from app.desktop.widgets.typography import label
from app.desktop.widgets.value_radio import ValueRadio

FIELD_WIDTH, FIELD_WIDTH_COMPACT = 118, 96


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A column: where its values were written, and by whom and when; `icon` is a Lucide name."""

    icon: str
    title: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One value: its words, what is read out, a mark at the right, a caption where columns have no heads."""

    words: str
    name: str
    mark: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One field with its values, each at its column; `chosen` is the place among `cells`."""

    field: str
    cells: tuple[Cell, ...]
    columns: tuple[int, ...]


class CompareTable(QWidget):
    """`chosen` carries the line and the place of the value a person took."""

    chosen = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._shape: tuple[tuple[Head, ...], tuple[Line, ...]] = ((), ())
        self._radios: list[list[ValueRadio]] = []
        self._groups: list[QButtonGroup] = []
        self._field_width = FIELD_WIDTH
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)

    def show_lines(
        self, heads: Sequence[Head], lines: Sequence[Line], chosen: Sequence[int | None], name: str
    ) -> None:
        """Show these; what is on screen already only changes its marks, so that the focus stays where it is."""
        self.setAccessibleName(name)
        if self._shape != (tuple(heads), tuple(lines)):
            self._shape = (tuple(heads), tuple(lines))
            self._build()
        for group, radios, place in zip(self._groups, self._radios, chosen, strict=True):
            group.setExclusive(place is not None)
            for at, radio in enumerate(radios):
                radio.setChecked(at == place)
            group.setExclusive(True)

    def set_compact(self, compact: bool) -> None:
        """Closer together on a small window."""
        self._field_width = FIELD_WIDTH_COMPACT if compact else FIELD_WIDTH
        self._grid.setVerticalSpacing(6 if compact else 8)
        self._grid.setColumnMinimumWidth(0, scaled(self._field_width))

    def first(self) -> QWidget | None:
        """Where the keyboard begins: the first question's chosen value, or its first one."""
        if not self._radios:
            return None
        return next((radio for radio in self._radios[0] if radio.isChecked()), self._radios[0][0])

    def _build(self) -> None:
        heads, lines = self._shape
        self._empty()
        width = max([len(heads), *(max(line.columns) + 1 for line in lines)], default=1)
        for place, head in enumerate(heads):
            self._grid.addLayout(_head(head), 0, place + 1)
        for place, line in enumerate(lines):
            self._grid.addWidget(label(line.field, Role.STRONG, wrap=True), place + 1, 0)
            self._radios.append([self._radio(place, at, cell) for at, cell in enumerate(line.cells)])
            self._group(place, line)
        for place in range(self._grid.columnCount()):
            self._grid.setColumnStretch(place, 1 if 0 < place <= width else 0)
        self._grid.setColumnMinimumWidth(0, scaled(self._field_width))

    def _empty(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            _drop(item.widget(), item.layout())
        for group in self._groups:
            group.deleteLater()
        self._radios, self._groups = [], []

    def _group(self, place: int, line: Line) -> None:
        group = QButtonGroup(self)
        rows: dict[int, int] = {}
        for radio, at in zip(self._radios[place], line.columns, strict=True):
            group.addButton(radio)
            depth = rows.get(at, 0)
            rows[at] = depth + 1
            if depth == 0:
                self._grid.addWidget(radio, place + 1, at + 1)
            else:  # a second value of the same place stands under the first
                self._stack(place, at, radio)
        self._groups.append(group)

    def _stack(self, place: int, at: int, radio: ValueRadio) -> None:
        item = self._grid.itemAtPosition(place + 1, at + 1)
        assert item is not None, "something stands there already"
        above = item.widget() or item.layout()
        self._grid.removeItem(item)
        self._grid.addLayout(column(above, radio, gap=6), place + 1, at + 1)

    def _radio(self, line: int, place: int, cell: Cell) -> ValueRadio:
        radio = ValueRadio(cell.words, cell.name, mark=cell.mark, caption=cell.caption)
        radio.clicked.connect(lambda: self.chosen.emit(line, place))
        radio.stepped.connect(lambda down, right: self._step(line, place, down, right))
        return radio

    def _step(self, line: int, place: int, down: int, right: int) -> None:
        """Left and right choose within the field; up and down go to the next field's chosen value."""
        if right:
            places = range(len(self._radios[line]))
            if place + right in places:
                radio = self._radios[line][place + right]
                radio.setFocus(Qt.FocusReason.TabFocusReason)
                radio.click()
        elif line + down in range(len(self._radios)):
            radios = self._radios[line + down]
            spot = next((radio for radio in radios if radio.isChecked()), radios[min(place, len(radios) - 1)])
            spot.setFocus(Qt.FocusReason.TabFocusReason)


def _head(head: Head) -> QLayout:
    words = column(label(head.title, Role.STRONG, wrap=True), label(head.detail, Role.CAP, wrap=True), gap=0)
    return row(IconMark(head.icon, PAPER.ink2, 20), (words, 1), gap=12)


def _drop(widget: QWidget | None, inner: QLayout | None) -> None:
    if widget is not None:
        widget.hide()
        widget.deleteLater()
    if inner is not None:
        while (item := inner.takeAt(0)) is not None:
            _drop(item.widget(), item.layout())
