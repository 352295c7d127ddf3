"""What can be read on a window, by eye or by a screen reader, and the window of the person being helped."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from app.desktop.citizen_window import CitizenWindow


def said(widget: QWidget) -> str:
    """Everything on it, shown or not: texts, names for a screen reader, tips, titles."""
    parts: list[str] = []
    for one in (widget, *widget.findChildren(QWidget)):
        parts += [one.accessibleName(), one.accessibleDescription(), one.toolTip(), one.windowTitle()]
        parts += [one.text()] if isinstance(one, QLabel | QAbstractButton | QLineEdit) else []
    return " ".join(parts)


def shown(widget: QWidget) -> str:
    """What is on screen now: the visible parts of it only."""
    kinds = QLabel | QAbstractButton | QLineEdit
    parts = (one for one in widget.findChildren(QWidget) if one.isVisible() and isinstance(one, kinds))
    return " ".join(f"{one.text()} {one.accessibleName()}" for one in parts)


def citizen_window() -> CitizenWindow:
    """The window shown to the person; there is one."""
    tops = QApplication.topLevelWidgets()
    [found] = [one for one in tops if isinstance(one, CitizenWindow) and one.isVisible()]
    return found
