"""Rows and columns: the only two layouts a screen normally needs."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

LAYOUT_REQUEST = int(QEvent.Type.LayoutRequest.value)

Part = QWidget | QLayout | int | None
Item = Part | tuple[QWidget | QLayout, int]
"""A widget, a layout, a gap in px, `None` for a stretch, or (widget or layout, stretch factor)."""

Margins = tuple[int, int, int, int]


def row(*items: Item, gap: int = 8, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """Items from left to right, `gap` px apart; margins are left, top, right, bottom."""
    layout = QHBoxLayout()
    _fill(layout, items, gap, margins)
    return layout


def column(*items: Item, gap: int = 8, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """Items from top to bottom, `gap` px apart; margins are left, top, right, bottom."""
    layout = QVBoxLayout()
    _fill(layout, items, gap, margins)
    return layout


def box(layout: QLayout, ground: str = "") -> QWidget:
    """A plain widget around a layout; `ground` is one the style sheet knows (rail, top, bar, canvas…)."""
    widget = QWidget()
    widget.setLayout(layout)
    if ground:
        paint_ground(widget, ground)
    return widget


def paint_ground(widget: QWidget, ground: str) -> None:
    """Give a widget one of the style sheet's backgrounds."""
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
    widget.setProperty("ground", ground)


def fit_height(window: QWidget) -> None:
    """Make a dialog as high as its words need at its width; Qt's own `adjustSize` stops at two thirds of a screen."""
    layout = window.layout()
    assert layout is not None, "the dialog has its layout"
    QCoreApplication.sendPostedEvents(None, LAYOUT_REQUEST)  # parts that just came or went tell their holders
    window.resize(window.width(), layout.totalHeightForWidth(window.width()))


def show_in_place(part: QWidget, is_there: bool) -> None:
    """Show or hide a part that may not have its place yet: alone it would be a window, so that its holder shows it."""
    if not is_there or part.parent() is not None:
        part.setVisible(is_there)
    else:
        part.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)  # as if it was never hidden


def clear(layout: QLayout) -> None:
    """Take every widget out of a layout and let Qt delete it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def _fill(layout: QBoxLayout, items: tuple[Item, ...], gap: int, margins: Margins) -> None:
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    for item in items:
        match item:
            case None:
                layout.addStretch(1)
            case int():
                layout.addSpacing(item)
            case (part, stretch):
                _add(layout, part, stretch)
            case _:
                _add(layout, item, 0)


def _add(layout: QBoxLayout, part: QWidget | QLayout, stretch: int) -> None:
    if isinstance(part, QWidget):
        layout.addWidget(part, stretch)
    else:
        layout.addLayout(part, stretch)
