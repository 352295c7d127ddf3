"""Draws the things on a phone screen: rows, tiles, fields, buttons, the keypad, the tabs. Neutral on purpose.

The colours are ours, never those of a government application: a drawing must not pass for the real thing.
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from app.desktop.theme import icons
from app.desktop.theme.tokens import PAPER
from app.desktop.widgets.phone_plan import KEYPAD_HEIGHT, SCREEN_WIDTH, SIDE, Placed
from app.domain.guide_picture import ItemKind, PictureItem, PictureTab

ROUND = 14.0
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
CENTRE = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
EDGE = QPen(QColor(PAPER.line), 1.2)
SMALLEST = 8.0


def write(
    painter: QPainter,
    box: QRectF,
    text: str,
    size: float,
    colour: str = PAPER.ink,
    weight: QFont.Weight = QFont.Weight.DemiBold,
    flags: Qt.AlignmentFlag | Qt.TextFlag = LEFT,
) -> None:
    """Write text into a box, smaller until it fits."""
    font = QFont(painter.font())
    font.setWeight(weight)
    while True:
        font.setPixelSize(round(size))
        needed = QFontMetricsF(font).boundingRect(box, int(flags), text)
        if size <= SMALLEST or (needed.height() <= box.height() + 1 and needed.width() <= box.width() + 1):
            break
        size -= 1
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(box, int(flags), text)


def draw(painter: QPainter, placed: Placed) -> None:
    """Draw one thing in its box."""
    match placed.item.kind:
        case ItemKind.ROW:
            _row(painter, placed.box, placed.item, PAPER.surface)
        case ItemKind.CARD:
            _row(painter, placed.box, placed.item, PAPER.phone_tint)
        case ItemKind.TILE:
            _tile(painter, placed.box, placed.item)
        case ItemKind.BUTTON:
            _button(painter, placed.box, placed.item)
        case ItemKind.FIELD:
            _field(painter, placed.box, placed.item)
        case ItemKind.CHECK:
            _check(painter, placed.box, placed.item)
        case ItemKind.TEXT:
            write(painter, placed.box, placed.item.label, 14, PAPER.ink2, QFont.Weight.Medium)


def bubble(painter: QPainter, placed: Placed) -> None:
    """A text message, with the tail of a message that came in."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(PAPER.phone_tint))
    painter.drawRoundedRect(placed.box, ROUND, ROUND)
    painter.drawPolygon(
        [
            placed.box.bottomLeft() + QPointF(2, -22),
            placed.box.bottomLeft() + QPointF(-7, 0),
            placed.box.bottomLeft() + QPointF(20, -2),
        ]
    )
    write(painter, placed.box.adjusted(12, 4, -10, -4), placed.item.label, 14, PAPER.ink, QFont.Weight.Medium)


def keypad(painter: QPainter, bottom: float) -> None:
    """Twelve keys at the foot of the screen; no digit is ever drawn as pressed."""
    width, height = (SCREEN_WIDTH - 2 * SIDE - 16) / 3, (KEYPAD_HEIGHT - 34) / 4
    for number, text in enumerate("123456789 0 "):
        left = SIDE + number % 3 * (width + 8)
        box = QRectF(left, bottom - KEYPAD_HEIGHT + 4 + number // 3 * (height + 8), width, height)
        if text == " ":
            continue
        painter.setPen(EDGE)
        painter.setBrush(QColor(PAPER.surface))
        painter.drawRoundedRect(box, 9, 9)
        write(painter, box, text, 17, PAPER.ink, flags=CENTRE)


def tab(painter: QPainter, box: QRectF, face: PictureTab, current: bool) -> None:
    """One bottom tab."""
    colour = PAPER.phone_head if current else PAPER.ink3
    icons.paint(painter, face.icon, colour, QRectF(box.center().x() - 11, box.y() + 9, 22, 22))
    weight = QFont.Weight.Bold if current else QFont.Weight.Medium
    write(
        painter,
        QRectF(box.x() + 1, box.y() + 32, box.width() - 2, 24),
        face.label,
        10,
        colour,
        weight,
        CENTRE,
    )


def paper_lines(painter: QPainter, room: QRectF, top: float) -> None:
    """The unread rest of a document as grey strokes."""
    painter.setPen(QPen(QColor(PAPER.line), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    number = 0
    while top < room.bottom() - 6:
        right = room.right() - (46 if number % 3 == 2 else 8)
        painter.drawLine(QPointF(room.left() + 8, top), QPointF(right, top))
        top += 16
        number += 1


def _row(painter: QPainter, box: QRectF, item: PictureItem, ground: str) -> None:
    painter.setPen(EDGE)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(box, ROUND, ROUND)
    edge = min(26.0 if item.kind is ItemKind.ROW else 38.0, box.height() * 0.7)
    inset = 14.0
    if item.icon:
        icons.paint(
            painter,
            item.icon,
            PAPER.phone_head,
            QRectF(box.x() + 14, box.center().y() - edge / 2, edge, edge),
        )
        inset = 14 + edge + 12
    write(painter, box.adjusted(inset, 2, -8, -2), item.label, 15)


def _tile(painter: QPainter, box: QRectF, item: PictureItem) -> None:
    painter.setPen(EDGE)
    painter.setBrush(QColor(PAPER.surface))
    painter.drawRoundedRect(box, ROUND, ROUND)
    edge = min(30.0, box.height() * 0.42)
    words = box.adjusted(5, 4, -5, -4)
    if item.icon:
        place = QRectF(box.center().x() - edge / 2, box.y() + box.height() * 0.1, edge, edge)
        icons.paint(painter, item.icon, PAPER.phone_head, place)
        words.setTop(place.bottom() + 2)
    write(painter, words, item.label, 13, flags=CENTRE)


def _button(painter: QPainter, box: QRectF, item: PictureItem) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(PAPER.phone_head))
    painter.drawRoundedRect(box, 12, 12)
    write(painter, box.adjusted(8, 2, -8, -2), item.label, 16, PAPER.on_primary, QFont.Weight.Bold, CENTRE)


def _field(painter: QPainter, box: QRectF, item: PictureItem) -> None:
    caption = min(18.0, box.height() * 0.34)
    write(
        painter,
        QRectF(box.x(), box.y(), box.width(), caption),
        item.label,
        13,
        PAPER.ink3,
        QFont.Weight.Medium,
    )
    frame = QRectF(box.x(), box.y() + caption + 3, box.width(), box.height() - caption - 3)
    painter.setPen(QPen(QColor(PAPER.line_strong), 1.2))
    painter.setBrush(QColor(PAPER.surface))
    painter.drawRoundedRect(frame, 10, 10)
    painter.drawLine(QPointF(frame.x() + 13, frame.y() + 10), QPointF(frame.x() + 13, frame.bottom() - 10))


def _check(painter: QPainter, box: QRectF, item: PictureItem) -> None:
    edge = 22.0
    frame = QRectF(box.x() + 2, box.center().y() - edge / 2, edge, edge)
    painter.setPen(QPen(QColor(PAPER.phone_head), 2))
    painter.setBrush(QColor(PAPER.surface))
    painter.drawRoundedRect(frame, 5, 5)
    write(painter, box.adjusted(edge + 14, 0, 0, 0), item.label, 14, weight=QFont.Weight.Medium)
