"""One overlay that shows where the keyboard is; style sheet outlines are not reliable for that."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.desktop.theme.tokens import PAPER

REACH = 6
"""How far the ring stands outside the focused widget, in px."""


class FocusRing(QWidget):
    """Follows the application's focus inside `window`; lets every click through."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._target: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._moved)

    @property
    def target(self) -> QWidget | None:
        """The widget the ring is around."""
        return self._target

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._leave()
        if new is not None and self._rings(new):
            self._target = new
            for part in self._chain(new):
                part.installEventFilter(self)
        self._place()

    def _rings(self, widget: QWidget) -> bool:
        """A page that holds the focus for its keys is not something to press, so it gets no ring."""
        inside = widget is not self._window and self._window.isAncestorOf(widget)
        return inside and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus

    def _leave(self) -> None:
        if self._target is not None and isValid(self._target):
            for part in self._chain(self._target):
                part.removeEventFilter(self)
        self._target = None

    def _chain(self, widget: QWidget) -> list[QWidget]:
        """The widget and everything it sits in, because each of them can move it."""
        parts: list[QWidget] = []
        part: QWidget | None = widget
        while part is not None and part is not self._window:
            parts.append(part)
            part = part.parentWidget()
        return parts

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move along when the target or something around it moves, resizes or goes away."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self._place()
        return False

    def _place(self) -> None:
        target = self._target
        if target is None or not isValid(target) or not target.isVisible():
            self.hide()
            return
        corner = target.mapTo(self._window, QPoint(0, 0))
        box = QRect(corner, target.size())
        if not box.intersects(self._clip(target)):
            self.hide()
            return
        self.setGeometry(box.adjusted(-REACH, -REACH, REACH, REACH))
        self.raise_()
        self.show()

    def _clip(self, target: QWidget) -> QRect:
        """The part of the window the target can be seen in, so the ring never floats over a bar."""
        seen = self._window.rect()
        for part in self._chain(target)[1:]:
            seen = seen.intersected(QRect(part.mapTo(self._window, QPoint(0, 0)), part.size()))
        return seen

    def paintEvent(self, event: QPaintEvent) -> None:
        """Amber for the eye, ink for contrast on any ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(PAPER.focus), 4))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 13, 13)
        painter.setPen(QPen(QColor(PAPER.ink), 1.6))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.8, 0.8, -0.8, -0.8), 15, 15)
