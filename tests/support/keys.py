"""Keys at a window: a person's, a key held down, and a scanner's burst. Time is a number, nobody waits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.desktop.scanning.wedge import Wedge

CARD = "014153000000|050000000|Lò Thị Ín|01011953|Nữ|Bản Mòng, Hua La, Thành phố Sơn La, Sơn La|15062021"
"""A fictional card whose number and birth agree."""
NONE, ALT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
)
ENTER = Qt.Key.Key_Return


def handle(window: QWidget) -> QWindow:
    """The native window; it is made the active one, which offscreen it may have stopped to be."""
    window = window.window()
    if not window.isActiveWindow():
        window.activateWindow()
        QApplication.processEvents()
    native = window.windowHandle()
    assert native is not None, "the window is shown"
    return native


def press(window: QWidget, key: Qt.Key | str, modifier: Qt.KeyboardModifier = NONE) -> None:
    """One key, down and up."""
    QTest.keyClick(handle(window), key, modifier)


def write(window: QWidget, text: str) -> None:
    """Letters into whatever has the focus."""
    for letter in text:
        press(window, letter)


def pause(wedge: Wedge) -> None:
    """As if a person's pause had passed: the scanner's filter gives back what it held."""
    wedge._timer.stop()
    wedge._pause()


def held_enter(window: QWidget) -> None:
    """What arrives while Enter is held down."""
    event = QKeyEvent(QEvent.Type.KeyPress, ENTER, NONE, "\r", True)
    QCoreApplication.sendEvent(handle(window), event)


class Wand:
    """A scanner that types like a keyboard, 5 ms between keys."""

    def __init__(self, window: QWidget) -> None:
        self._window, self._now = window, 10_000.0
        self.scans: list[str] = []

    def clock(self, _event: QEvent) -> float:
        """The time of a key in ms."""
        return self._now

    def scan(self, text: str) -> None:
        """The whole code and two Enters, as some scanners send."""
        native = handle(self._window)
        for letter in text:
            self._now += 5
            if letter.isascii():
                QTest.keyClick(native, letter)
            else:
                self._compose(letter)
        for _each in range(2):
            self._now += 5
            QTest.keyClick(native, ENTER)

    def _compose(self, letter: str) -> None:
        event = QInputMethodEvent()
        event.setCommitString(letter)
        target = QApplication.focusWidget() or self._window
        QCoreApplication.sendEvent(target, event)


@contextmanager
def wand_at(window: QWidget) -> Iterator[Wand]:
    """A scanner watched for while the block runs."""
    wand, app = Wand(window), QApplication.instance()
    assert isinstance(app, QApplication)
    wedge = Wedge(wand.clock)
    wedge.scanned.connect(wand.scans.append)
    wedge.watch(app)
    try:
        yield wand
    finally:
        app.removeEventFilter(wedge)
