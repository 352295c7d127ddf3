"""A page shown on a second screen if there is one, else over the whole of this one. What is on it is not known here."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
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
        chosen = other or self._staff.screen()
        self.setScreen(chosen)
        # Not `self.screen()`: a window that was never shown takes the staff's screen for its own.
        self.setGeometry(chosen.geometry())
        self.showFullScreen()
        if other is None:
            self.activateWindow()
        else:
            self._staff.activateWindow()

    def _screen_gone(self, screen: QScreen) -> None:
        """A cable came out: Qt would move the window over the staff's own, or the staff's before the citizen's eyes."""
        if not self.isVisible():
            return
        if screen == self._staff.screen() != self.screen():
            QTimer.singleShot(0, self, self._stay_on_top)
        elif self.screen() in (screen, self._staff.screen()):
            self.hide()
            self.lost.emit()

    def _stay_on_top(self) -> None:
        """The staff's window has come to this screen: it stays behind until somebody takes the page away."""
        self.raise_()
        self.activateWindow()


def other_screen(staff: QScreen, screens: list[QScreen]) -> QScreen | None:
    """A screen that is not the staff's, or None."""
    return next((screen for screen in screens if screen != staff), None)


def _screens() -> QGuiApplication:
    running = QGuiApplication.instance()
    assert isinstance(running, QGuiApplication)
    return running
