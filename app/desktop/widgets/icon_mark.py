"""Icons as widgets: bare, or on a tinted square."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.desktop.theme import icons
from app.desktop.theme.tokens import PAPER, Tone


class IconMark(QWidget):
    """One icon, `size` px square; decoration unless `name` says what it means."""

    def __init__(
        self,
        icon: str,
        colour: str = PAPER.ink2,
        size: int = 20,
        *,
        stroke: float = icons.STROKE,
        name: str = "",
    ) -> None:
        super().__init__()
        icons.check(icon)
        self._icon, self._colour, self._stroke = icon, colour, stroke
        self.setFixedSize(size, size)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(name)

    def set_icon(self, icon: str, colour: str = PAPER.ink2) -> None:
        """Show another icon in the same place."""
        icons.check(icon)
        self._icon, self._colour = icon, colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        icons.paint(painter, self._icon, self._colour, QRectF(self.rect()), self._stroke)


class IconTile(QWidget):
    """An icon on a rounded square of its tone's tint; `lifted` is for use on the primary colour."""

    def __init__(self, icon: str, tone: Tone = Tone.PRIMARY, size: int = 54, *, lifted: bool = False) -> None:
        super().__init__()
        icons.check(icon)
        self._icon = icon
        self._ground = PAPER.primary_lift if lifted else PAPER.tint_of(tone)
        self._ink = PAPER.on_primary if lifted else PAPER.ink_of(tone)
        self.setFixedSize(size, size)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the square and the icon."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._ground))
        edge = self.width()
        painter.drawRoundedRect(self.rect(), edge * 0.26, edge * 0.26)
        inset = edge * 0.24
        icons.paint(
            painter, self._icon, self._ink, QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        )
