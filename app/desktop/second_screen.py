"""A page shown on a second screen if there is one, else over the whole of this one. What is on it is not known here."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desktop.shell.keyboard import bind


class SecondScreen(QWidget):
    """Hidden until it is wanted; `lost` when the screen it was on is gone.

    It belongs to the staff's window, so that Qt ends it and not whichever thread collects garbage.
    """

    lost = Signal()

    def __init__(self, page: QWidget, staff: QWidget, title: str) -> None:
        super().__init__(staff, Qt.WindowType.Window)
        self._staff = staff
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)
        self.setWindowTitle(title)
        bind(self, "Esc", self.hide)
        _screens().screenRemoved.connect(self._screen_gone)

    def toggle(self) -> None:
        """Show it, or take it away; whoever works at the machine keeps the keyboard if there are two screens."""
        if self.isVisible():
            self.hide()
            return
        other = other_screen(self._staff.screen(), _screens().screens())
        self.setScreen(other or self._staff.screen())
        self.setGeometry(self.screen().geometry())
        self.showFullScreen()
        if other is None:
            self.activateWindow()
        else:
            self._staff.activateWindow()

    def _screen_gone(self, screen: QScreen) -> None:
        """A cable came out: Qt would move the window over the staff's own."""
        if self.isVisible() and self.screen() in (screen, self._staff.screen()):
            self.hide()
            self.lost.emit()


def other_screen(staff: QScreen, screens: list[QScreen]) -> QScreen | None:
    """A screen that is not the staff's, or None."""
    return next((screen for screen in screens if screen != staff), None)


def _screens() -> QGuiApplication:
    running = QGuiApplication.instance()
    assert isinstance(running, QGuiApplication)
    return running
