"""What every window test gets: the application in its everyday clothes."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.theme import palette

Show = Callable[..., QWidget]


@pytest.fixture(scope="session")
def _dressed(qapp: QApplication) -> QApplication:
    palette.apply(qapp)
    return qapp


@pytest.fixture(autouse=True)
def dressed(_dressed: QApplication) -> QApplication:
    """The application with fonts, palette and style sheet on."""
    return _dressed


@pytest.fixture
def large_text(dressed: QApplication) -> Iterator[QApplication]:
    """The largest text size, taken back afterwards."""
    palette.apply(dressed, 130)
    yield dressed
    palette.apply(dressed)


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Puts a widget on the screen with the keyboard in it."""

    kept: list[QWidget] = []  # qtbot itself only holds weak references

    def put(widget: QWidget, width: int = 800, height: int = 600) -> QWidget:
        qtbot.addWidget(widget)
        kept.append(widget)
        widget.resize(width, height)
        with qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()
        return widget

    return put
