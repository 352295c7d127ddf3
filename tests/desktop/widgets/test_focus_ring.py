from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import delete

from app.desktop.widgets.arrange import box, column
from app.desktop.widgets.buttons import Button
from app.desktop.widgets.fit_area import fit_area
from app.desktop.widgets.focus_ring import REACH, FocusRing

Show = Callable[..., QWidget]


class Window(QWidget):
    """Two buttons in the open and twenty in a scrolled page."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = Button("Một"), Button("Hai")
        self.scrolled = [Button(f"Bản {number}") for number in range(20)]
        self.area = fit_area(box(column(*self.scrolled)))
        layout = QVBoxLayout(self)
        for part in (self.first, self.second, self.area):
            layout.addWidget(part)
        self.ring = FocusRing(self)


@pytest.fixture
def window(show: Show) -> Window:
    window = show(Window(), 500, 400)
    assert isinstance(window, Window)
    return window


def around(window: Window, widget: QWidget) -> QRect:
    corner = widget.mapTo(window, QPoint(0, 0))
    return QRect(corner, widget.size()).adjusted(-REACH, -REACH, REACH, REACH)


def test_the_ring_follows_the_keyboard(window: Window) -> None:
    for button in (window.first, window.second):
        button.setFocus()
        assert window.ring.target is button
        assert window.ring.isVisible()
        assert window.ring.geometry() == around(window, button)


def test_the_ring_moves_with_its_widget(window: Window) -> None:
    window.second.setFocus()
    window.first.setMinimumHeight(120)
    QApplication.processEvents()
    assert window.ring.geometry() == around(window, window.second)


def test_the_ring_goes_when_its_widget_goes(window: Window) -> None:
    window.second.setFocus()
    window.second.hide()
    assert window.ring.target is QApplication.focusWidget()
    assert window.ring.target is not window.second
    window.hide()
    assert not window.ring.isVisible()


def test_the_ring_never_floats_over_what_a_page_scrolled_away(window: Window) -> None:
    window.scrolled[0].setFocus()
    assert window.ring.isVisible()
    bar = window.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert not window.ring.isVisible()
    bar.setValue(0)
    assert window.ring.isVisible()


def test_a_page_that_only_holds_keys_gets_no_ring(window: Window) -> None:
    window.first.setFocus()
    window.area.setFocus()
    assert not window.ring.isVisible()


def test_a_deleted_target_leaves_no_ring(window: Window) -> None:
    extra = Button("Ba")
    layout = window.layout()
    assert layout is not None
    layout.addWidget(extra)
    extra.setFocus()
    extra.deleteLater()
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    assert window.ring.target is QApplication.focusWidget()
    window.first.setFocus()
    assert window.ring.geometry() == around(window, window.first)


def test_the_ring_lets_the_mouse_through(window: Window) -> None:
    window.first.setFocus()
    assert window.childAt(window.first.geometry().center()) is window.first


def test_a_target_that_is_gone_without_a_word_is_let_go(window: Window) -> None:
    window.first.setFocus()
    assert window.ring.target is window.first
    gone = Button("Ba")
    window.ring._target = gone
    delete(gone)
    window.second.setFocus()
    assert window.ring.target is window.second
    assert window.ring.isVisible()
