"""The state of a task or step as a small drawing: shape first, colour second."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.desktop.theme import icons
from app.desktop.theme.tokens import PAPER
from app.desktop.widgets import painted


class Status(StrEnum):
    """What a task or step can be."""

    DONE = "done"
    DOING = "doing"
    AHEAD = "ahead"
    BLOCKED = "blocked"
    WAITING = "waiting"
    REFUSED = "refused"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """How one status is drawn: a circle with an icon in it, or with the number."""

    fill: str
    ring: str
    ring_px: float
    ink: str
    icon: str = ""
    dashed: bool = False


DRAWINGS: dict[Status, Drawing] = {
    Status.DONE: Drawing(fill=PAPER.ok, ring=PAPER.ok, ring_px=1, ink=PAPER.on_primary, icon="check"),
    Status.DOING: Drawing(fill=PAPER.surface, ring=PAPER.primary, ring_px=3, ink=PAPER.primary),
    Status.AHEAD: Drawing(fill=PAPER.surface, ring=PAPER.line_strong, ring_px=2, ink=PAPER.ink2),
    Status.BLOCKED: Drawing(fill=PAPER.warn_line, ring=PAPER.warn, ring_px=1.5, ink=PAPER.ink, icon="hand"),
    Status.WAITING: Drawing(fill=PAPER.warn_tint, ring=PAPER.warn, ring_px=1.5, ink=PAPER.warn, icon="clock"),
    Status.REFUSED: Drawing(fill=PAPER.sunken, ring=PAPER.ink3, ring_px=1.5, ink=PAPER.ink2, icon="x"),
    Status.NOT_APPLICABLE: Drawing(
        fill=PAPER.surface, ring=PAPER.line_strong, ring_px=1.5, ink=PAPER.ink3, icon="minus", dashed=True
    ),
}


class StatusDot(QWidget):
    """One status, `size` px; `name` is its words ("Done") for screen readers; `number` shows in open ones."""

    def __init__(self, status: Status, name: str, number: str = "", size: int = 30) -> None:
        super().__init__()
        self._status, self._number = status, number
        self.setFixedSize(size, size)
        self.setAccessibleName(name)

    @property
    def status(self) -> Status:
        """What is shown."""
        return self._status

    def set_status(self, status: Status, name: str) -> None:
        """Show another status."""
        self._status = status
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the circle and what is in it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawing = DRAWINGS[self._status]
        pen = QPen(QColor(drawing.ring), drawing.ring_px)
        if drawing.dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(drawing.fill))
        painter.drawEllipse(QRectF(self.rect()).adjusted(3, 3, -3, -3))
        if drawing.icon:
            inset = self.width() * 0.24
            box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            icons.paint(painter, drawing.icon, drawing.ink, box, stroke=2.8)
        else:
            painter.setFont(painted.font(self, self.width() * 0.45))
            painter.setPen(QColor(drawing.ink))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._number)
