"""What everybody in the room reads: the number being called and the ones that follow. Never a name."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.desktop.theme.tokens import PAPER
from app.desktop.widgets import painted
from app.desktop.wording.queue import two_digits
from app.i18n import _
from app.presentation.queue import BoardState


class NumberBoard(QWidget):
    """Drawn as large as the screen allows; `place` is where to come."""

    def __init__(self, place: str) -> None:
        super().__init__()
        self._place, self._state = place, BoardState(0, ())
        self.setWindowTitle(_("Number board"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_state(self, state: BoardState) -> None:
        """Show other numbers, and have them read out."""
        self._state = state
        self.setAccessibleName(self._calling())
        self.setAccessibleDescription(self._following())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The number as large as there is room, where to come under it, the next ones at the foot."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(PAPER.primary))
        painter.fillRect(self._band(0.78, 1.0), QColor(PAPER.primary_press))
        shown = two_digits(self._state.calling) if self._state.calling else "–"
        for start, end, text, size, colour in (
            (0.02, 0.18, _("Please come in"), 0.075, PAPER.on_primary_soft),
            (0.16, 0.68, shown, 0.46, PAPER.on_primary),
            (0.66, 0.76, self._place, 0.05, PAPER.on_primary_soft),
            (0.78, 1.0, self._following(), 0.075, PAPER.on_primary_soft),
        ):
            painter.setPen(QColor(colour))
            self._write(painter, self._band(start, end), text, size * self.height())

    def _band(self, start: float, end: float) -> QRectF:
        """A part of the height, over the whole width."""
        return QRectF(0, self.height() * start, self.width(), self.height() * (end - start))

    def _calling(self) -> str:
        if not self._state.calling:
            return _("No number is being called.")
        return _("Number {number}, please come in").format(number=two_digits(self._state.calling))

    def _following(self) -> str:
        if not self._state.following:
            return _("Nobody else is waiting")
        return _("Next: {numbers}").format(numbers=" · ".join(map(two_digits, self._state.following)))

    def _write(self, painter: QPainter, area: QRectF, text: str, size: float) -> None:
        painter.setFont(painted.font(self, size))
        room = painter.boundingRect(area, Qt.AlignmentFlag.AlignCenter, text)
        if room.width() > area.width() * 0.94:
            painter.setFont(painted.font(self, size * area.width() * 0.94 / room.width()))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
