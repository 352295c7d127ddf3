"""The help page: every key that does something, drawn from the one table of keys."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollBar, QWidget

from app.desktop.shell.keyboard import bind
from app.desktop.theme.palette import scaled
from app.desktop.theme.tokens import Role
from app.desktop.widgets.arrange import box, column, row
from app.desktop.widgets.buttons import Button, Kind
from app.desktop.widgets.card import Card
from app.desktop.widgets.fit_area import fit_area
from app.desktop.widgets.key_cap import KeyCap
from app.desktop.widgets.typography import label
from app.desktop.wording import keys
from app.i18n import _

WIDTH, HEIGHT, AROUND = 1240, 580, QSize(32, 26)
"""Its size in px, and what of the window under it stays in sight at least."""
SMALLEST = QSize(1060, 530)
LINE = 40
"""How far an arrow moves the list, in px."""


class HelpDialog(QDialog):
    """Opened with F1 from anywhere, closed with Enter or Esc; `calls_wanted` asks for the telephone numbers."""

    calls_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = _("Help: the keys")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        room = parent.window().size() - AROUND if parent else SMALLEST
        self.resize(QSize(scaled(WIDTH), scaled(HEIGHT)).boundedTo(room))
        lists = _table(_("Lists and slips"), keys.on_lists())
        left = column(_table(_("Everywhere"), keys.everywhere()), None)
        right = column(_table(_("With a person"), keys.in_session()), None)
        tables = box(row((left, 1), (right, 1), (column(lists, None), 1), gap=12))
        close = Button(_("Close"), self.accept, kind=Kind.PRIMARY)
        close.setDefault(True)
        safe = label(_("Everything is saved by itself after every answer."), Role.MUTED, wrap=True)
        calls = Button(_("Numbers to call"), self._ask_calls, kind=Kind.QUIET, icon="phone")
        foot = row((safe, 1), calls, close, gap=12)
        area = fit_area(tables)
        bar = area.verticalScrollBar()
        for key, step in (("Down", LINE), ("Up", -LINE)):
            bind(self, key, partial(_scroll, bar, step)).setAutoRepeat(True)
        body = column(label(title, Role.H2), (area, 1), foot, gap=8, margins=(16, 12, 16, 12))
        self.setLayout(body)
        close.setFocus()

    def _ask_calls(self) -> None:
        self.accept()
        self.calls_wanted.emit()


def _scroll(bar: QScrollBar, step: int) -> None:
    bar.setValue(bar.value() + step)


def _table(title: str, rows: Mapping[str, str]) -> Card:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(1)
    grid.setColumnStretch(1, 1)
    for place, (key, words) in enumerate(rows.items()):
        cap, line = KeyCap(key.replace("+", " ")), label(words, wrap=True)
        grid.addWidget(cap, place, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(line, place, 1)
    return Card(column(label(title, Role.STRONG), grid, gap=4, margins=(14, 8, 14, 8)))
