"""A line to type into above a list: the arrows move through the list, everything else narrows it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget

ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class SearchLine(QLineEdit):
    """Hands the arrows on to `rows`, so that nobody has to leave the line to choose."""

    def __init__(self, rows: QListWidget, words: str, name: str) -> None:
        super().__init__()
        self._rows = rows
        self.setPlaceholderText(words)
        self.setAccessibleName(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down move through the list."""
        if event.key() in ARROWS:
            self._rows.keyPressEvent(event)
        else:
            super().keyPressEvent(event)
