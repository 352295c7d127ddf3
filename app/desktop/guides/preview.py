"""A guide pack on paper for a reviewer: each card with its picture, each reason with its way out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPoint, QRectF, QSizeF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument

from app.desktop.guides import pages
from app.desktop.theme.tokens import FAMILY
from app.desktop.widgets.phone_art import PhoneArt
from app.domain.guide import GuidePack, GuideTask, Reason, Step
from app.domain.guide_picture import picture_text

DOTS = 144
"""Dots per inch of the drawing's coordinates: text is drawn as text, whatever they are."""
CARDS_A_PAGE = 2
PHONE_WIDTH = 400
REASONS_A_PAGE = 5
GAP = 40
POINTS = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5)
"""Sizes tried for a text, the largest that has room first."""


def write_preview(pack: GuidePack, target: Path) -> None:
    """Write the whole pack to a PDF, A4 portrait. Needs a running QApplication. Raises OSError."""
    target.write_bytes(b"")  # QPdfWriter itself does not say why it cannot write
    writer = QPdfWriter(str(target))
    writer.setTitle(f"{pack.id} · {pack.version}")
    writer.setResolution(DOTS)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(36, 36, 36, 36)
        )
    )
    painter = QPainter(writer)
    paper = _Paper(writer, painter)
    cards = [(task, step) for task in pack.tasks for step in task.steps]
    for first in range(0, len(cards), CARDS_A_PAGE):
        paper.cards(pack, cards[first : first + CARDS_A_PAGE])
    for first in range(0, len(pack.reasons), REASONS_A_PAGE):
        paper.reasons(pack.reasons[first : first + REASONS_A_PAGE])
    paper.shared(pack)
    painter.end()


class _Paper:
    """The pages, one after another."""

    def __init__(self, writer: QPdfWriter, painter: QPainter) -> None:
        self._writer, self._painter = writer, painter
        self._size = QSizeF(writer.width(), writer.height())
        self._is_first = True

    def cards(self, pack: GuidePack, cards: Sequence[tuple[GuideTask, Step]]) -> None:
        """A page of cards, picture at the left."""
        self._turn()
        height = self._size.height() / CARDS_A_PAGE
        for place, (task, step) in enumerate(cards):
            top = place * height
            self._phone(pack, step, QRectF(0, top, PHONE_WIDTH, height - GAP))
            beside = QRectF(PHONE_WIDTH + GAP, top, self._size.width() - PHONE_WIDTH - GAP, height - GAP)
            self._text(pages.card(pack, task, step), beside)

    def reasons(self, reasons: Sequence[Reason]) -> None:
        """A page of reasons."""
        self._turn()
        self._text("<br>".join(map(pages.reason, reasons)), self._whole())

    def shared(self, pack: GuidePack) -> None:
        """The page of what all cards share."""
        self._turn()
        self._text(pages.shared(pack), self._whole())

    def _whole(self) -> QRectF:
        return QRectF(0, 0, self._size.width(), self._size.height())

    def _turn(self) -> None:
        if not self._is_first:
            self._writer.newPage()
        self._is_first = False

    def _phone(self, pack: GuidePack, step: Step, area: QRectF) -> None:
        drawn = PhoneArt(step.picture, picture_text(pack.words.picture, step.picture))
        drawn.resize(int(area.width()), int(area.height()))
        drawn.render(self._painter, QPoint(int(area.left()), int(area.top())))

    def _text(self, text: str, area: QRectF) -> None:
        """Write rich text into an area; one that is too long is written smaller rather than cut."""
        document = QTextDocument()
        document.setDocumentMargin(0)
        for points in POINTS:
            document.setDefaultFont(_font(points))
            document.documentLayout().setPaintDevice(self._writer)
            document.setHtml(text)
            document.setTextWidth(area.width())
            if document.size().height() <= area.height():
                break
        self._painter.save()
        self._painter.translate(area.topLeft())
        document.drawContents(self._painter)
        self._painter.restore()


def _font(points: float) -> QFont:
    font = QFont(FAMILY)
    font.setPointSizeF(points)
    font.setFeature(QFont.Tag("liga"), 0)  # a joined fi cannot be searched for
    return font
