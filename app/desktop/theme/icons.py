"""Draws the vendored Lucide icons in any colour and size; the files lie in resources/icons."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app import resources
from app.desktop.theme.tokens import PAPER

STROKE = 2.0
"""Line width of an icon in its own 24-unit box."""


@lru_cache(maxsize=256)
def svg(name: str) -> str:
    """The file's text; an unknown name is a FileNotFoundError."""
    return resources.text("icons", f"{name}.svg")


def check(*names: str) -> None:
    """FileNotFoundError for an unknown name; ask before a painter is open, which no error may leave."""
    for name in names:
        svg(name)


def paint(
    painter: QPainter,
    name: str,
    colour: str,
    box: QRectF,
    stroke: float = STROKE,
    fill: str = "none",
) -> None:
    """Draw an icon into `box` of a painter; `fill` colours its inside."""
    text = svg(name).replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{stroke}"')
    if fill != "none":
        text = text.replace('fill="none"', f'fill="{fill}"', 1)
    QSvgRenderer(QByteArray(text.encode())).render(painter, box)


def pixmap(name: str, colour: str = PAPER.ink2, size: int = 20, *, gap: int = 0) -> QPixmap:
    """A transparent pixmap of `size` logical px for the sharpest screen, `gap` px free at its right."""
    check(name)
    ratio = max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
    result = QPixmap(QSize(size + gap, size) * ratio)
    result.setDevicePixelRatio(ratio)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint(painter, name, colour, QRectF(0, 0, size, size))
    painter.end()
    return result


def icon(
    name: str, colour: str = PAPER.ink2, size: int = 20, *, gap: int = 0, checked: str | None = None
) -> QIcon:
    """An icon for a button; `checked` is its colour while the button is on, grey while disabled.

    The style sheet leaves no room between icon and words, so `gap` puts it into the icon.
    """
    result = QIcon(pixmap(name, colour, size, gap=gap))
    result.addPixmap(pixmap(name, PAPER.line_strong, size, gap=gap), QIcon.Mode.Disabled)
    if checked is not None:
        result.addPixmap(pixmap(name, checked, size, gap=gap), QIcon.Mode.Normal, QIcon.State.On)
    return result
