"""The frame outside a session: rail, top bar, and the pages of the rooms."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desktop.shell.page_stack import PageStack
from app.desktop.shell.rail import Rail
from app.desktop.shell.room import Room
from app.desktop.shell.top_bar import TopBar
from app.desktop.widgets.arrange import column, paint_ground, row


class HouseFrame(QWidget):
    """Puts the three together; what they say and do is decided outside."""

    def __init__(self, rooms: Sequence[Room]) -> None:
        super().__init__()
        self.rail, self.top, self.pages = Rail(rooms), TopBar(), PageStack(rooms)
        self._main = column((self.pages, 1), gap=0)
        self.setLayout(row(self.rail, (column(self.top, (self._main, 1), gap=0), 1), gap=0))
        paint_ground(self, "canvas")

    @property
    def banner_slot(self) -> QVBoxLayout:
        """Where the shell puts its banner."""
        return self._main

    def set_compact(self, compact: bool) -> None:
        """Tell every part."""
        self.rail.set_compact(compact)
        self.top.set_compact(compact)
        self.pages.set_compact(compact)
