"""Finds what a person could not read, hit or hear on a window: run it on every screen at every size."""

from collections.abc import Iterator
from itertools import combinations
from typing import TypeVar

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

W = TypeVar("W", bound=QWidget)
SIZES = ((1366, 696), (1093, 557))
"""A 1366x768 screen without its bars, and the same at 125 % scaling."""
LEAST_TARGET = 32
LEAST_TEXT = 13
ASKING = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QAbstractItemView)


def faults(window: QWidget) -> list[str]:
    """One sentence per fault; an empty list is a pass. The window must be shown."""
    walks = (cut_texts, small_targets, unnamed, outside, cut_pages, overlaps)
    return [fault for walk in walks for fault in walk(window)]


def cut_texts(window: QWidget) -> Iterator[str]:
    """Labels and buttons whose words do not fit, and words smaller than anybody should have to read."""
    for label in _seen(window, QLabel):
        if label.text() and label.pixmap().isNull():
            yield from _cut_label(label)
    for button in _seen(window, QPushButton):
        need = button.minimumSizeHint()
        if need.width() > button.width() + 1 or need.height() > button.height() + 1:
            yield f"button cut: {_called(button)!r} needs {need.width()}x{need.height()}, has {_size(button)}"


def _cut_label(label: QLabel) -> Iterator[str]:
    need = label.sizeHint()
    if label.wordWrap():
        if label.heightForWidth(label.width()) > label.height() + 1:
            yield f"label cut below: {label.text()!r}"
    elif need.width() > label.width() + 1 or need.height() > label.height() + 1:
        yield f"label cut: {label.text()!r} needs {need.width()}x{need.height()}, has {_size(label)}"
    if 0 < label.font().pixelSize() < LEAST_TEXT:
        yield f"label too small: {label.text()!r} {label.font().pixelSize()} px"


def small_targets(window: QWidget) -> Iterator[str]:
    """Things to press that are smaller than 32 px in either direction."""
    for target in _seen(window, QAbstractButton):
        small = min(target.width(), target.height()) < LEAST_TARGET
        if target.isEnabled() and small and not isinstance(target.parent(), QLineEdit):
            yield f"target too small: {_called(target)!r} {_size(target)}"


def unnamed(window: QWidget) -> Iterator[str]:
    """Things that take the focus or an answer and have no name for a screen reader."""
    for kind in ASKING:
        for widget in _seen(window, kind):
            if isinstance(widget.parent(), QAbstractSpinBox | QComboBox | QLineEdit):
                continue
            if not (widget.accessibleName() or getattr(widget, "text", str)()):
                yield f"no name: {type(widget).__name__} {widget.objectName()}"


def outside(window: QWidget) -> Iterator[str]:
    """Things that lie outside what holds them, where no scroll bar can reach."""
    for widget in _seen(window, QWidget):
        holder = widget.parentWidget()
        if holder is None or widget.isWindow() or _scrolls(holder) or widget.property("floats"):
            continue
        if not isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            continue
        box = QRect(widget.mapTo(holder, QPoint(0, 0)), widget.size())
        if not holder.rect().adjusted(-1, -1, 1, 1).contains(box):
            yield f"sticks out: {_called(widget)!r} {box.getRect()} of {holder.rect().getRect()}"


def overlaps(window: QWidget) -> Iterator[str]:
    """Neighbours lying on each other, which a row too narrow for its parts does without a word."""
    parts: dict[QWidget | None, list[QWidget]] = {}
    for kind in (QAbstractButton, QLabel, QLineEdit):
        for widget in _seen(window, kind):
            if not isinstance(widget.parentWidget(), QLineEdit):
                parts.setdefault(widget.parentWidget(), []).append(widget)
    for neighbours in parts.values():
        for one, other in combinations(neighbours, 2):
            common = one.geometry().intersected(other.geometry())
            if common.width() > 2 and common.height() > 2:
                yield f"on each other: {_called(one)!r} and {_called(other)!r}"


def cut_pages(window: QWidget) -> Iterator[str]:
    """Scrolled pages wider than their window: what sticks out at the right can never be seen."""
    for area in _seen(window, QScrollArea):
        if area.widget() is not None and area.widget().width() > area.viewport().width() + 1:
            yield f"page cut at the right: {area.widget().width()} of {area.viewport().width()}"


def _seen(window: QWidget, kind: type[W]) -> Iterator[W]:
    yield from (widget for widget in window.findChildren(kind) if widget.isVisible())


def _scrolls(holder: QWidget) -> bool:
    around = holder.parentWidget()
    return isinstance(holder, QScrollArea) or isinstance(around, QAbstractScrollArea)


def _called(widget: QWidget) -> str:
    return widget.accessibleName() or str(getattr(widget, "text", str)())


def _size(widget: QWidget) -> str:
    return f"{widget.width()}x{widget.height()}"
