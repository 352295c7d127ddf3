"""The slip after a session: what the paper says, printing it, or letting the person photograph the screen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QLabel, QWidget

from app.desktop.shell.keyboard import Key, bind
from app.desktop.theme.tokens import PAPER, Role, Tone
from app.desktop.widgets.action_bar import ActionBar
from app.desktop.widgets.answer_page import NARROW, WIDE
from app.desktop.widgets.arrange import box, column, row
from app.desktop.widgets.banner import Banner, Notice
from app.desktop.widgets.buttons import Button, Kind, Size
from app.desktop.widgets.card import Card, CardLook
from app.desktop.widgets.fit_area import fit_area
from app.desktop.widgets.icon_mark import IconMark, IconTile
from app.desktop.widgets.key_cap import with_key
from app.desktop.widgets.plain_keys import ENTER, PlainKeys
from app.desktop.widgets.typography import label
from app.domain.slip import Slip
from app.i18n import _

ABOVE_AND_BELOW = 150
"""What the page needs besides the paper, in px."""

KIN = "G"


class SlipScreen(QWidget):
    """Emits `print_wanted`, `done`, and `kin_wanted` when the next one is of the same household."""

    print_wanted = Signal()
    save_wanted = Signal()
    done = Signal()
    kin_wanted = Signal()

    def __init__(self, slip: Slip, pdf: Path, *, with_kin: bool = True) -> None:
        super().__init__()
        self._image = first_page(pdf)
        self._paper = QLabel()
        self._paper.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._paper.setAccessibleName(_slip_text(slip))
        self._notice = Banner()
        title = _("Saved on this machine") if slip.code else _("Done. No name was kept.")
        self.setAccessibleName(title)
        saved = row(IconMark("circle-check", PAPER.ok, 34), (label(title, Role.H1, wrap=True), 1), gap=12)
        words = column(saved, label(slip.greeting, Role.LEAD, wrap=True), self._notice, gap=14)
        for part in _next_time(slip) if sheets(pdf) < 2 else _on_second_sheet(slip):
            words.addWidget(part)
        words.addStretch(1)
        words.addWidget(label(_("No printer? Let the person photograph this screen."), Role.MUTED, wrap=True))
        frame = Card(row((self._paper, 1), (fit_area(box(words)), 1), gap=24, margins=(20, 16, 28, 18)))
        self._around, self._foot = column(frame), self._make_bar(with_kin=with_kin)
        self.setLayout(column((box(self._around), 1), self._foot, gap=0))
        self.set_compact(False)
        bind(self, Key.REPRINT.value, self.print_wanted.emit)
        keys = PlainKeys(self)
        keys.on(ENTER, self.done.emit)
        if with_kin:
            keys.on(KIN, self.kin_wanted.emit)

    def set_compact(self, compact: bool) -> None:
        """More room for the paper on a small window."""
        self._around.setContentsMargins(*(NARROW if compact else WIDE))
        self._foot.set_compact(compact)

    def show_notice(self, words: str, *, is_trouble: bool) -> None:
        """What became of printing."""
        tone, icon = (Tone.WARN, "printer") if is_trouble else (Tone.OK, "printer")
        self._notice.show_notice(Notice(words=words, tone=tone, icon=icon))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the paper as large as there is room."""
        super().resizeEvent(event)
        room = QSize(max(160, int(self.width() * 0.45)), max(200, self.height() - ABOVE_AND_BELOW))
        mode = Qt.TransformationMode.SmoothTransformation
        image = self._image.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, mode)
        self._paper.setPixmap(QPixmap.fromImage(image))

    def _make_bar(self, *, with_kin: bool) -> ActionBar:
        again = Button(_("Print"), self.print_wanted.emit, size=Size.BIG, icon="printer")
        save = Button(
            _("Keep as a file"), self.save_wanted.emit, kind=Kind.QUIET, size=Size.BIG, icon="download"
        )
        finished = Button(_("Next person"), self.done.emit, kind=Kind.PRIMARY, size=Size.BIG, icon="check")
        kin = Button(_("Same household"), self.kin_wanted.emit, size=Size.BIG, icon="users")
        others = [with_key(kin, KIN)] if with_kin else []
        return ActionBar([save], [with_key(again, "Ctrl P"), *others, with_key(finished, ENTER)])


def _next_time(slip: Slip) -> list[QWidget]:
    """When to come back, the biggest thing here as on the paper, and what to bring."""
    parts: list[QWidget] = []
    if slip.back_day:
        day = label(slip.back_day, Role.H1, wrap=True)
        others = [label(other, Role.STRONG, wrap=True) for other in slip.back_others]
        texts = column(label(slip.back_label, Role.STRONG, wrap=True), day, *others, gap=0)
        face = row(IconTile("calendar-days", Tone.BAN, 56), (texts, 1), gap=16, margins=(18, 14, 18, 14))
        parts.append(Card(face, CardLook.SUNKEN))
    if slip.bring:
        line = label(f"{slip.bring_label}: {slip.bring}", Role.LEAD, wrap=True)
        parts.append(box(row(IconMark("id-card", PAPER.ink2, 24), (line, 1), gap=12, margins=(18, 0, 0, 0))))
    return parts


def _on_second_sheet(slip: Slip) -> list[QWidget]:
    """What to do, beside the first sheet that says when and with what: whoever has no printer photographs both."""
    return [box(column(*(label(sentence, wrap=True) for sentence in slip.advice), gap=6))]


def sheets(pdf: Path) -> int:
    """How many pages it has; 0 when it cannot be read."""
    document = QPdfDocument()
    document.load(str(pdf))
    try:
        return document.pageCount()
    finally:
        document.close()


def first_page(pdf: Path, width: int = 1240) -> QImage:
    """The first page as a picture on white, `width` px wide; an empty image when it cannot be read."""
    document = QPdfDocument()
    document.load(str(pdf))
    if document.pageCount() < 1:
        return QImage()
    size = document.pagePointSize(0)
    drawn = document.render(0, QSize(width, int(width * size.height() / size.width())))
    paper = QImage(drawn.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    _lay(drawn, paper)
    document.close()
    return paper


def _lay(drawn: QImage, paper: QImage) -> None:
    painter = QPainter(paper)
    painter.drawImage(0, 0, drawn)
    painter.end()


def _slip_text(slip: Slip) -> str:
    lines = [slip.greeting, *(f"{line.title}: {line.ending}" for line in slip.lines)]
    lines += [f"{slip.back_label} {slip.back_day}", *slip.back_others, f"{slip.bring_label} {slip.bring}"]
    lines += [*slip.advice, slip.safety, slip.warning, slip.contact, *slip.hotlines]
    return ". ".join(line.strip() for line in lines if line.strip())
