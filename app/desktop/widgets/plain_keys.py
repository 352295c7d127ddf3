"""Enter, letters and digits for one page, taken only after the focused widget declined them.

They are no QShortcuts on purpose: a shortcut would take digits out of a scanner's burst before the
scanner's filter could see them, and would take Enter from a focused button.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

ENTER = "Enter"
ESC = "Esc"
NAMES = {Qt.Key.Key_Return: ENTER, Qt.Key.Key_Enter: ENTER, Qt.Key.Key_Escape: ESC}
TEXT_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox)
FREE_MODIFIERS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


def is_typing() -> bool:
    """Whether a text field has the focus, so that letters and digits belong to it."""
    return isinstance(QApplication.focusWidget(), TEXT_FIELDS)


class PlainKeys(QObject):
    """Calls an action for a plain key while its page is visible and enabled; ignores auto-repeat."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._actions: dict[str, Callable[[], object]] = {}
        self._window: QWidget | None = None
        page.installEventFilter(self)

    def on(self, key: str, action: Callable[[], object]) -> None:
        """Bind a letter, a digit, `ENTER` or `ESC`; letters and digits are silent while somebody types."""
        self._actions[key.upper() if len(key) == 1 else key] = action

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the page to its window, and take the keys nobody wanted."""
        if watched is self._page and event.type() in (QEvent.Type.Show, QEvent.Type.ParentChange):
            self._follow(self._page.window())
        if watched is self._window and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._press(event)
        return False

    def _follow(self, window: QWidget) -> None:
        if window is self._window:
            return
        if self._window is not None:
            self._window.removeEventFilter(self)
        window.installEventFilter(self)
        self._window = window

    def _press(self, event: QKeyEvent) -> bool:
        if not (self._page.isVisible() and self._page.isEnabled()) or event.modifiers() & ~FREE_MODIFIERS:
            return False
        name = key_name(event)
        action = self._actions.get(name)
        if action is None or (name not in NAMES.values() and is_typing()):
            return False
        if not event.isAutoRepeat():
            action()
        return True


def key_name(event: QKeyEvent) -> str:
    """`ENTER`, `ESC`, an upper-case letter or digit, or an empty text."""
    return NAMES.get(Qt.Key(event.key()), event.text().upper())
