"""A neutral phone drawn from a picture's plain values, with a ring and a hand on what to press."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.desktop.theme import icons
from app.desktop.theme.tokens import PAPER
from app.desktop.widgets import phone_paint, phone_plan
from app.domain.guide_picture import ItemKind, Picture, PictureStyle, picture_target

CASE_WIDTH, CASE_HEIGHT = 250.0, 513.0
HAND = 58.0
UNFRAMED = (ItemKind.FIELD, ItemKind.TEXT, ItemKind.CHECK)
"""Items without an edge of their own: the ring keeps off their words."""
MARGIN_X, MARGIN_Y = 26.0, 10.0
"""Room around the case for the ring and the hand, in the drawing's units."""


class PhoneArt(QWidget):
    """Draws as large as its height allows; `words` is the same picture told in sentences."""

    def __init__(self, picture: Picture, words: str) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.show_picture(picture, words)

    def show_picture(self, picture: Picture, words: str) -> None:
        """Draw another screen; an unknown icon is a FileNotFoundError."""
        names = [item.icon for item in picture.items] + [tab.icon for tab in picture.tabs]
        icons.check(*filter(None, names))
        self._picture = picture
        self.setAccessibleName(picture.title)
        self.setAccessibleDescription(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Modest: a scrolled page is as high as its parts would like, and this one grows into free room."""
        return QSize(280, 340)

    def minimumSizeHint(self) -> QSize:
        """Below this the words on the phone cannot be read."""
        return QSize(190, 330)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Scale the drawing's units to the widget, then draw from the back to the front."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(QFont(self.font()))
        whole = QSize(int(CASE_WIDTH + 2 * MARGIN_X), int(CASE_HEIGHT + 2 * MARGIN_Y))
        scale = min(self.width() / whole.width(), self.height() / whole.height())
        painter.translate((self.width() - CASE_WIDTH * scale) / 2, (self.height() - CASE_HEIGHT * scale) / 2)
        painter.scale(scale, scale)
        if self._picture.style in (PictureStyle.PAPERS, PictureStyle.BROWSER):
            painter.translate(8, 8)
            _flat(painter, self._picture)
            _target(painter, self._picture)
            return
        _case(painter)
        painter.translate(8, 8)
        self._screen(painter)
        _target(painter, self._picture)

    def _screen(self, painter: QPainter) -> None:
        glass = QRectF(0, 0, phone_plan.SCREEN_WIDTH, phone_plan.SCREEN_HEIGHT)
        clip = QPainterPath()
        clip.addRoundedRect(glass, 27, 27)
        painter.save()
        painter.setClipPath(clip)
        painter.fillRect(glass, QColor(PAPER.frame))
        _head(painter, self._picture.title)
        _foot(painter, self._picture)
        _items(painter, self._picture)
        painter.restore()


def _case(painter: QPainter) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(22, 35, 31, 26))
    painter.drawRoundedRect(QRectF(2, 6, CASE_WIDTH, CASE_HEIGHT), 34, 34)
    painter.setBrush(QColor(PAPER.phone_body))
    painter.drawRoundedRect(QRectF(0, 0, CASE_WIDTH, CASE_HEIGHT), 34, 34)


def _flat(painter: QPainter, picture: Picture) -> None:
    """Papers on the desk, or a page on a computer: no phone, so that nobody looks for it on one."""
    is_page = picture.style is PictureStyle.BROWSER
    end = _end(picture) + phone_plan.SIDE
    sheet = QRectF(0, 0, phone_plan.SCREEN_WIDTH, end + (phone_plan.NOTE_HEIGHT if picture.note else 0))
    painter.setPen(phone_paint.EDGE)
    painter.setBrush(QColor(PAPER.frame if is_page else PAPER.surface))
    painter.drawRoundedRect(sheet, 12, 12)
    (_address if is_page else _heading)(painter, picture.title)
    _items(painter, picture)
    if picture.note:
        note = QRectF(phone_plan.SIDE, end, phone_plan.SCREEN_WIDTH - 32, phone_plan.NOTE_HEIGHT - 8)
        phone_paint.write(painter, note, picture.note, 12, PAPER.ink3, QFont.Weight.Medium)


def _end(picture: Picture) -> float:
    return max(placed.box.bottom() for placed in phone_plan.place(picture))


def _heading(painter: QPainter, title: str) -> None:
    icons.paint(painter, "clipboard-list", PAPER.primary, QRectF(phone_plan.SIDE, 26, 28, 28))
    box = QRectF(54, 12, phone_plan.SCREEN_WIDTH - 66, phone_plan.HEAD - 16)
    phone_paint.write(painter, box, title, 17, PAPER.ink, QFont.Weight.Bold)
    line = QRectF(phone_plan.SIDE, phone_plan.HEAD, phone_plan.SCREEN_WIDTH - 32, 2)
    painter.fillRect(line, QColor(PAPER.primary))


def _address(painter: QPainter, address: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(PAPER.line))
    for left in (16, 30, 44):
        painter.drawEllipse(QRectF(left, 12, 9, 9))
    painter.setPen(phone_paint.EDGE)
    painter.setBrush(QColor(PAPER.surface))
    painter.drawRoundedRect(QRectF(14, 32, phone_plan.SCREEN_WIDTH - 28, 36), 18, 18)
    icons.paint(painter, "globe", PAPER.ink3, QRectF(26, 41, 18, 18))
    box = QRectF(52, 34, phone_plan.SCREEN_WIDTH - 76, 32)
    phone_paint.write(painter, box, address, 15, PAPER.ink, QFont.Weight.Bold)


def _head(painter: QPainter, title: str) -> None:
    painter.fillRect(QRectF(0, 0, phone_plan.SCREEN_WIDTH, phone_plan.HEAD), QColor(PAPER.phone_head))
    phone_paint.write(painter, QRectF(16, 8, 60, 16), "9:41", 11, PAPER.on_primary)
    box = QRectF(18, 26, phone_plan.SCREEN_WIDTH - 30, phone_plan.HEAD - 30)
    phone_paint.write(painter, box, title, 17, PAPER.on_primary, QFont.Weight.Bold)


def _items(painter: QPainter, picture: Picture) -> None:
    if picture.style is PictureStyle.DOCUMENT:
        _sheet(painter, picture)
    for placed in phone_plan.place(picture):
        if picture.style is PictureStyle.MESSAGE and placed.item.kind is ItemKind.TEXT:
            phone_paint.bubble(painter, placed)
        else:
            phone_paint.draw(painter, placed)


def _sheet(painter: QPainter, picture: Picture) -> None:
    room = phone_plan.body(picture).adjusted(-6, -6, 6, 0)
    painter.setPen(phone_paint.EDGE)
    painter.setBrush(QColor(PAPER.surface))
    painter.drawRoundedRect(room, 8, 8)
    placed = phone_plan.place(picture)
    phone_paint.paper_lines(painter, room, (placed[-1].box.bottom() if placed else room.top()) + 18)


def _foot(painter: QPainter, picture: Picture) -> None:
    bottom = phone_plan.SCREEN_HEIGHT - (phone_plan.TAB_BAR if picture.tabs else 8.0)
    if picture.tabs:
        bar = QRectF(0, bottom, phone_plan.SCREEN_WIDTH, phone_plan.TAB_BAR)
        painter.fillRect(bar, QColor(PAPER.surface))
        painter.fillRect(QRectF(0, bottom, phone_plan.SCREEN_WIDTH, 1.2), QColor(PAPER.line))
    for number, box in enumerate(phone_plan.place_tabs(picture)):
        phone_paint.tab(painter, box, picture.tabs[number], number == picture.tab)
    if picture.style is PictureStyle.KEYPAD:
        phone_paint.keypad(painter, bottom)
        bottom -= phone_plan.KEYPAD_HEIGHT
    if picture.note:
        box = QRectF(
            phone_plan.SIDE,
            bottom - phone_plan.NOTE_HEIGHT + 4,
            phone_plan.SCREEN_WIDTH - 2 * phone_plan.SIDE,
            phone_plan.NOTE_HEIGHT - 8,
        )
        phone_paint.write(painter, box, picture.note, 12, PAPER.ink3, QFont.Weight.Medium)


def _target(painter: QPainter, picture: Picture) -> None:
    target, pressed = phone_plan.target_box(picture), picture_target(picture)
    if target is None or pressed is None:
        return
    reach = 9 if pressed.kind in UNFRAMED else 5
    ring = target.adjusted(-reach, -reach, reach, reach)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(PAPER.focus), 6))
    painter.drawRoundedRect(ring, 17, 17)
    painter.setPen(QPen(QColor(PAPER.ink), 1.8))
    painter.drawRoundedRect(ring.adjusted(-3.6, -3.6, 3.6, 3.6), 20, 20)
    if pressed.kind is not ItemKind.TEXT:
        overlap = min(HAND * 0.58, ring.width() * 0.26)
        box = QRectF(ring.right() - overlap, ring.center().y() + 4, HAND, HAND)
        icons.paint(painter, "pointer", PAPER.ink, box, stroke=1.7, fill=PAPER.surface)
