"""What every screen test gets: scenes shown in a window, in a language and at a text size that are taken back."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.desktop.theme import palette
from app.i18n import use_language
from tests.support.audit import SIZES, faults

Put = Callable[..., QWidget]
USUAL = 100


@pytest.fixture
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """The language of the parameter."""
    use_language(request.param)
    yield request.param
    use_language("vi")


@pytest.fixture
def text_size(request: pytest.FixtureRequest, dressed: QApplication) -> Iterator[int]:
    """The text size of the parameter, in percent."""
    if request.param != USUAL:
        palette.apply(dressed, request.param)
    yield request.param
    if request.param != USUAL:
        palette.apply(dressed)


@pytest.fixture
def put(qtbot: QtBot) -> Iterator[Put]:
    """Shows a window or a page and gives it the keyboard; dialogs keep their own size."""
    kept: list[QWidget] = []

    def show(widget: QWidget, size: tuple[int, int] = SIZES[0]) -> QWidget:
        if not widget.testAttribute(Qt.WidgetAttribute.WA_DeleteOnClose):
            qtbot.addWidget(widget)
        kept.append(widget)
        if not isinstance(widget, QDialog):
            widget.resize(*size)
        with qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()
        return widget

    yield show
    for widget in kept:
        if isValid(widget):
            widget.close()


@pytest.fixture
def audited(put: Put, qtbot: QtBot) -> Callable[[QWidget], list[str]]:
    """Everything the audit finds on a widget at both sizes."""

    def walk(widget: QWidget) -> list[str]:
        found = []
        put(widget)
        for size in SIZES:
            if isinstance(widget, QDialog):
                fits = widget.width() <= size[0] and widget.height() <= size[1]
                found += [] if fits else [f"dialog larger than {size}: {widget.width()}x{widget.height()}"]
            else:
                widget.resize(*size)
            for _each in range(3):  # a layout that learns a new height may ask its neighbours again
                QApplication.processEvents()
            found += [f"{size}: {fault}" for fault in faults(widget)]
        return found

    return walk
