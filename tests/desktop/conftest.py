"""What every window test gets: the application in its everyday clothes."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.screens.today import TodayScreen
from app.desktop.theme import palette
from tests.support.desks import Bench, Counter

Show = Callable[..., QWidget]
OpenDesk = Callable[..., Counter]


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


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A machine's folder and parts."""
    return Bench(tmp_path / "home")


@pytest.fixture
def open_desk(qtbot: QtBot, bench: Bench) -> Iterator[OpenDesk]:
    """Makes a desk on this bench, or on what another one left behind; all are closed in the end."""
    opened: list[Counter] = []

    def make(on: Bench | None = None) -> Counter:
        opened.append(Counter(qtbot, on or bench))
        return opened[-1]

    yield make
    for counter in reversed(opened):
        counter.close()
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))


@pytest.fixture
def counter(open_desk: OpenDesk) -> Counter:
    """A desk with somebody at it, on its first page."""
    made = open_desk().enter("Anh An Mẫu", "Chị Mai Mẫu")
    made.sees(TodayScreen)
    return made
