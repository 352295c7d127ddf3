"""Hands and eyes at a real window: presses keys as a person would, waits for what should follow, takes pictures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.desktop.desk import Desk

W = TypeVar("W", bound=QWidget)

PERSON_MS = 70
"""A person's keys are further apart than a scanner's (45 ms)."""
PATIENCE_MS = 60_000
POLL_MS = 10


class Robot:
    """One pair of hands for one desk; `pictures` is a folder, or None to take none."""

    def __init__(self, app: QApplication, desk: Desk, pictures: Path | None = None) -> None:
        self._app, self.desk, self._pictures = app, desk, pictures
        self._taken = 0
        self.actions = 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key; it counts as one action."""
        self.actions += 1
        self._key(lambda handle: QTest.keyClick(handle, key, modifier))

    def enter(self) -> None:
        """The key for the page's main action."""
        self.press(Qt.Key.Key_Return)

    def write(self, text: str) -> None:
        """Type letters into whatever has the focus."""
        for letter in text:
            self._key(lambda handle, one=letter: QTest.keyClick(handle, one))  # type: ignore[misc]

    def scan(self, text: str) -> None:
        """A card under the camera or scanner: the code arrives as text."""
        self.actions += 1
        self.desk.ways.scanned.emit(text)
        self.settle()

    def sees(self, kind: type[W], where: Callable[[W], bool] = lambda _found: True) -> W:
        """Wait until a widget of this kind is on screen and give it."""
        found: list[W] = []

        def look() -> bool:
            found[:] = [one for one in self.desk.window.findChildren(kind) if one.isVisible() and where(one)]
            return bool(found)

        self.wait(look, kind.__name__)
        return found[0]

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        """Let the program run until something is so; AssertionError when it never is."""
        waited = 0
        while not condition():
            assert waited < PATIENCE_MS, f"waited in vain for {what}"
            self._let_run(POLL_MS)
            waited += POLL_MS

    def settle(self) -> None:
        """Let everything that is ready happen."""
        self._let_run(PERSON_MS)

    def picture(self, name: str) -> None:
        """Keep what the window looks like."""
        if self._pictures is None:
            return
        self.settle()
        self._taken += 1
        self._pictures.mkdir(parents=True, exist_ok=True)
        self.desk.window.grab().save(str(self._pictures / f"{self._taken:02}_{name}.png"))

    def click(self, widget: QWidget) -> None:
        """One press of the mouse, where there is no key for it."""
        QTest.mouseClick(
            widget, Qt.MouseButton.LeftButton, pos=QPoint(widget.width() // 2, widget.height() // 2)
        )
        self.settle()

    def _key(self, press: Callable[[object], None]) -> None:
        window = self.desk.window
        if not window.isActiveWindow():
            window.activateWindow()
        self.settle()
        handle = window.windowHandle()
        assert handle is not None, "the window is shown"
        press(handle)
        self.settle()

    def _let_run(self, milliseconds: int) -> None:
        """A nested loop, so that worker threads run too (QTest.qWait would keep the interpreter's lock)."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()
        self._app.sendPostedEvents(None, 52)  # DeferredDelete: pages that were replaced go now
