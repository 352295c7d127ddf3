"""Which key does what, and how a page binds one; Enter, letters and digits are in widgets.plain_keys.

A scanner's Enter never gets here: scanning.wedge swallows it, and any other Enter for 300 ms after it.
"""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


class Key(StrEnum):
    """The one map of function keys and combinations; the same key means the same thing everywhere."""

    HELP = "F1"
    FIND = "F2"
    HAD_BEFORE = "F3"
    GIVE_NUMBER = "F4"
    CALL_NEXT = "F5"
    COME_IN = "Shift+F5"
    VILLAGE = "F6"
    CANNOT = "F7"
    FINISH = "F8"
    SHOW_CITIZEN = "F9"
    LISTEN = "F10"
    KEEP_CHOICE = "Ctrl+Return"
    STEP_BACK = "Alt+Left"
    LOCK = "Ctrl+L"
    REPRINT = "Ctrl+P"
    NEW_PERSON = "Ctrl+N"
    FIND_IN_LIST = "Ctrl+F"
    UNDO = "Ctrl+Z"


def bind(page: QWidget, key: str, action: Callable[[], object]) -> QShortcut:
    """Call `action` when the key is pressed while `page` is on screen; holding it down calls once."""
    shortcut = QShortcut(QKeySequence(key), page)
    shortcut.setAutoRepeat(False)
    shortcut.activated.connect(lambda: action())
    return shortcut


def shown(key: str) -> str:
    """A key as it is drawn: `Ctrl N`."""
    return key.replace("Return", "Enter").replace("+", " ")


def room_key(number: int) -> str:
    """The combination that opens the n-th room, counted from 1."""
    return f"Ctrl+{number}"
