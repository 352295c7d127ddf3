"""The window of practice: the same rooms inside an amber frame, under a band that says what this is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.desktop.practice_band import HEIGHT, PracticeBand
from app.desktop.shell.main_window import MainWindow
from app.desktop.shell.rail import PRODUCT
from app.desktop.shell.room import Room
from app.desktop.theme.tokens import COMPACT_HEIGHT, COMPACT_WIDTH
from app.desktop.widgets.arrange import column, paint_ground
from app.i18n import _

FRAME = 6
"""Amber all around, in px (ux.md §3.19)."""


class PracticeWindow(MainWindow):
    """Nothing it shows is real."""

    def __init__(self, rooms: Sequence[Room]) -> None:
        super().__init__(rooms)
        self.band = PracticeBand()
        self.band.listen(self)
        frame = QWidget()
        inside = self.takeCentralWidget()
        assert inside is not None, "a window has its layers"
        frame.setLayout(column(self.band, (inside, 1), gap=0, margins=(FRAME, FRAME, FRAME, FRAME)))
        paint_ground(frame, "practice")
        self.setCentralWidget(frame)
        title = _("PRACTICE. Made-up people, nothing is sent.")
        self.setWindowTitle(f"{title} {PRODUCT}")
        self.around = QSize(2 * FRAME, 2 * FRAME + HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The band follows the layout of the pages."""
        super().resizeEvent(event)
        small = event.size().width() < COMPACT_WIDTH or event.size().height() < COMPACT_HEIGHT
        self.band.set_compact(small)
