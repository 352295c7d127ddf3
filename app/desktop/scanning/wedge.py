"""Catches a keyboard-wedge scanner's burst from any page, whatever has the focus; meaning is not known here.

It watches key presses at the window, before any widget. Outside a text field even the first key waits (90 ms
at most), so a scanned letter never presses a one-key answer; in a text field the first letter shows and is
taken out again. Keys of a person are handed on in order. The scanner's Enter is swallowed, and so is any
Enter in the 300 ms after it.
"""

from collections.abc import Callable
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QWindow
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit

from app.desktop.scanning.burst import Act, Burst, Move
from app.desktop.scanning.key_clock import KeyClock
from app.desktop.widgets.buttons import ENTER_KEYS
from app.desktop.widgets.plain_keys import FREE_MODIFIERS, is_typing

HOLD_MS = 90
"""Longest wait for the next key; twice the burst's gap, so that a busy moment does not break a burst."""
LINE_ENDS = ("\r", "\n")
"""Some scanners end with the line feed character instead of the Enter key."""
MODIFIER_KEYS = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
)


@dataclass(frozen=True, slots=True)
class Held:
    """A key kept back, enough to press it again."""

    key: int
    modifiers: Qt.KeyboardModifier
    text: str
    composed: bool


@dataclass(frozen=True, slots=True)
class Before:
    """A line edit as it was before the burst's first letter went in."""

    field: QLineEdit
    text: str
    cursor: int


class Wedge(QObject):
    """Install with `watch`; `scanned` carries the text as typed, damage of input methods included."""

    scanned = Signal(str)

    def __init__(self, clock: Callable[[QEvent], float] | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock, self._burst = clock or KeyClock(), Burst()
        self._window: QObject | None = None
        self._held: list[Held] = []
        self._before: Before | None = None
        self._replaying = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(HOLD_MS)
        self._timer.timeout.connect(lambda: QTimer.singleShot(0, self._pause))

    def watch(self, app: QApplication) -> None:
        """See every key of the application from now on."""
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Decide about one event; True swallows it."""
        if self._replaying:
            return False
        if isinstance(event, QInputMethodEvent):
            return self._composed(event)
        pressed = event.type() == QEvent.Type.KeyPress and isinstance(watched, QWindow)
        if not (pressed and isinstance(event, QKeyEvent)):
            return False
        self._window = watched
        return self._key(event)

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() in MODIFIER_KEYS or event.modifiers() & ~FREE_MODIFIERS:
            return False
        held = Held(event.key(), event.modifiers(), event.text(), composed=False)
        if event.isAutoRepeat():
            return self._carry_out(self._burst.other(), held)
        at = self._clock(event)
        if event.key() in ENTER_KEYS or event.text() in LINE_ENDS:
            return self._carry_out(self._burst.enter(at), held)
        if event.key() == Qt.Key.Key_Backspace:
            return self._carry_out(self._burst.backspace(at), held)
        if event.text() and event.text().isprintable():
            return self._carry_out(self._printable(event.text(), at), held)
        return self._carry_out(self._burst.other(), held)

    def _composed(self, event: QInputMethodEvent) -> bool:
        """Text an input method puts together arrives this way instead of as keys."""
        at = self._clock(event)
        if not event.commitString():
            self._burst.touch(at)
            return False
        held = Held(0, Qt.KeyboardModifier.NoModifier, event.commitString(), composed=True)
        return self._carry_out(self._printable(held.text, at), held)

    def _printable(self, text: str, at: float) -> Move:
        """Space on a button acts on its release, so it is never kept back as the first key."""
        return self._burst.key(text, at, visible=is_typing() or text == " ")

    def _carry_out(self, move: Move, held: Held) -> bool:
        if move.flush:
            self._flush()
        match move.act:
            case Act.PASS:
                self._before = _snapshot()
                return False
            case Act.HOLD:
                self._hold(held)
            case Act.SCAN:
                self._take()
            case Act.DROP:
                pass
        return True

    def _hold(self, held: Held) -> None:
        if held.key == Qt.Key.Key_Backspace:
            self._held.pop()
        else:
            self._held.append(held)
        self._timer.start()

    def _take(self) -> None:
        """A scan is complete: undo what was already typed, then tell."""
        text = self._burst.text
        self._timer.stop()
        self._held.clear()
        self._take_out()
        self._burst.reset()
        self.scanned.emit(text)

    def _take_out(self) -> None:
        field, before = QApplication.focusWidget(), self._before
        QGuiApplication.inputMethod().reset()
        if before is not None and self._burst.shown and before.field is _line_edit():
            before.field.setText(before.text)
            before.field.setCursorPosition(before.cursor)
        elif isinstance(field, QPlainTextEdit | QTextEdit):
            for _ in range(self._burst.shown):
                field.textCursor().deletePreviousChar()

    def _pause(self) -> None:
        """No key followed in time, nor was one waiting in the queue: a person pressed what was kept back."""
        if self._timer.isActive():
            return
        self._burst.reset()
        self._flush()

    def _flush(self) -> None:
        self._timer.stop()
        waiting, self._held = self._held, []
        self._replaying = True
        try:
            for held in waiting:
                self._press_again(held)
        finally:
            self._replaying = False

    def _press_again(self, held: Held) -> None:
        """Hand a key on; the widgets see it for the first time."""
        if held.composed:
            event = QInputMethodEvent()
            event.setCommitString(held.text)
            QCoreApplication.sendEvent(QGuiApplication.focusObject(), event)
        elif self._window is not None and shiboken6.isValid(self._window):
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                again = QKeyEvent(kind, held.key, held.modifiers, held.text)
                QCoreApplication.sendEvent(self._window, again)


def _line_edit() -> QLineEdit | None:
    widget = QApplication.focusWidget()
    if isinstance(widget, QComboBox):
        return widget.lineEdit()
    if isinstance(widget, QAbstractSpinBox):
        return widget.findChild(QLineEdit)
    return widget if isinstance(widget, QLineEdit) else None


def _snapshot() -> Before | None:
    field = _line_edit()
    return Before(field, field.text(), field.cursorPosition()) if field is not None else None
