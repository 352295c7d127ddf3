"""One instruction card: the picture, what to do, what to say aloud, what is seen when right, and two answers."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.desktop.screens.guided.case_button import CASE, CaseButton
from app.desktop.shell.keyboard import Key, bind
from app.desktop.theme.palette import scaled
from app.desktop.theme.tokens import PAPER, Role, Tone
from app.desktop.widgets.action_bar import ActionBar
from app.desktop.widgets.arrange import box, column, row
from app.desktop.widgets.banner import Banner, Notice
from app.desktop.widgets.buttons import Button, IconButton, Kind, Size
from app.desktop.widgets.card import Card as CardFrame
from app.desktop.widgets.fit_area import fit_area
from app.desktop.widgets.icon_mark import IconMark
from app.desktop.widgets.key_cap import with_key
from app.desktop.widgets.phone_art import PhoneArt
from app.desktop.widgets.plain_keys import ENTER, PlainKeys
from app.desktop.widgets.say_card import SayCard
from app.desktop.widgets.step_bar import StepBar
from app.desktop.widgets.tag import Tag
from app.desktop.widgets.trouble_list import Trouble, TroubleList
from app.desktop.widgets.typography import label
from app.desktop.widgets.unverified import unverified
from app.i18n import _
from app.presentation.guided.state import Card

PHONE, PHONE_COMPACT = 300, 232
CHANGED = "D"
FIRST = "Home"


class CardPage(QWidget):
    """Emits the answer; `already` only where a task begins, `first` where an earlier day goes on.

    `chosen` carries a variant and a choice: this person needs other cards; `changed`: the phone shows another screen.
    """

    done = Signal()
    cannot = Signal()
    back = Signal()
    already = Signal()
    first = Signal()
    chosen = Signal(str, str)
    changed = Signal()

    def __init__(self, card: Card, *, compact: bool) -> None:
        super().__init__()
        phone = PhoneArt(card.step.picture, card.picture_text)
        phone.setFixedWidth(PHONE_COMPACT if compact else PHONE)
        self._keys = PlainKeys(self)
        self._keys.on(ENTER, self.done.emit)
        self._troubles = self._make_troubles(card, folded=compact)
        words = fit_area(Words(self._words(card, compact=compact), self._troubles))
        gap = 14 if compact else 22
        frame = CardFrame(row(phone, (words, 1), gap=gap, margins=(gap, 10, gap, 10)))
        edge = 12 if compact else 18
        bar = self._bar(card, compact=compact)
        bar.set_compact(compact)
        self.setLayout(column((box(column(frame, margins=(edge, edge, edge, edge))), 1), bar, gap=0))
        bind(self, Key.CANNOT.value, self.cannot.emit)
        self.setAccessibleName(card.title)
        for key in (Key.STEP_BACK.value, "Esc"):
            bind(self, key, self.back.emit)
        if card.resumed:
            bind(self, FIRST, self.first.emit)
        if card.already_done:
            bind(self, Key.HAD_BEFORE.value, self.already.emit)

    def _words(self, card: Card, *, compact: bool) -> QVBoxLayout:
        where = _("Step {number} of {total}").format(number=card.number, total=card.total)
        usual = _("usually {minutes} min").format(minutes=card.step.minutes)
        tag, bar = Tag(where, Tone.PRIMARY), StepBar(card.total, card.number, where)
        tag.setToolTip(usual)
        is_narrow = compact or scaled(100) > 100
        beside = [*self._case(card), *self._change(card, is_narrow=is_narrow)]
        parts = column(
            *_head(tag, bar, beside, label(usual, Role.MUTED), is_narrow=is_narrow),
            label(card.title, Role.H2 if compact else Role.H1, wrap=True),
            gap=5 if compact else 12,
            margins=(0, 4, 6, 4),
        )
        if card.resumed:
            parts.addWidget(label(_("Last time ended at this step."), Role.MUTED, wrap=True))
        if card.secret_line:
            parts.addWidget(Banner(Notice(words=card.secret_line, tone=Tone.WARN, icon="eye")))
        parts.addWidget(SayCard(_("Say to {you}").format(you=card.hearer), card.say))
        parts.addLayout(row(IconMark("eye", PAPER.ink2, 20), (label(card.expect, wrap=True), 1), gap=10))
        if not card.step.verified:
            parts.addWidget(unverified(card.step.source, card.step.checked_on))
        parts.addStretch(1)
        parts.addWidget(self._troubles)
        return parts

    def _case(self, card: Card) -> list[QWidget]:
        if not card.questions:
            return []
        case = CaseButton(card.questions, self._keys)
        case.chosen.connect(self.chosen)
        return [with_key(case, CASE)]

    def _change(self, card: Card, *, is_narrow: bool) -> list[QWidget]:
        if card.reported:
            return [Tag(_("Changed, reported"), Tone.WARN)]
        self._keys.on(CHANGED, self.changed.emit)
        words, hint = _("Has changed"), _("The phone shows another screen than this card: tell the centre.")
        if is_narrow:
            icon = IconButton("refresh-cw", f"{words}. {hint}", self.changed.emit, kind=Kind.QUIET)
            return [with_key(icon, CHANGED)]
        button = Button(words, self.changed.emit, kind=Kind.QUIET, size=Size.SMALL, icon="refresh-cw")
        button.setToolTip(hint)
        return [with_key(button, CHANGED)]

    def _make_troubles(self, card: Card, *, folded: bool) -> TroubleList:
        troubles = [Trouble(str(place), seen, remedy) for place, (seen, remedy) in enumerate(card.trouble)]
        return TroubleList(_("If something is in the way"), troubles, folded=folded)

    def _bar(self, card: Card, *, compact: bool) -> ActionBar:
        before = _("Step before")
        if card.resumed or (compact and card.already_done):
            left: list[QWidget] = [IconButton("arrow-left", before, self.back.emit, kind=Kind.QUIET)]
        else:
            left = [Button(before, self.back.emit, kind=Kind.QUIET, size=Size.BIG, icon="arrow-left")]
        if card.resumed:
            left.append(self._make_first())
        if card.already_done:
            had = Button(_("Has it already"), self.already.emit, kind=Kind.QUIET, size=Size.BIG)
            had.setToolTip(card.already_done)
            left.append(with_key(had, Key.HAD_BEFORE.value))
        cannot = Button(_("Cannot do it now"), self.cannot.emit, size=Size.BIG, icon="clock")
        words = _("Note the reason") if card.step.leads_to else _("This step is done")
        done = Button(words, self.done.emit, kind=Kind.PRIMARY, size=Size.BIG, icon="check")
        return ActionBar(left, [with_key(cannot, Key.CANNOT.value), with_key(done, ENTER)])

    def _make_first(self) -> QWidget:
        words, hint = _("From step 1"), _("Do this task from step 1.")
        if scaled(100) > 100:
            return IconButton("undo-2", hint, self.first.emit, kind=Kind.QUIET)
        button = Button(words, self.first.emit, kind=Kind.QUIET, size=Size.BIG)
        button.setToolTip(hint)
        return with_key(button, FIRST)


def _head(
    tag: Tag, bar: StepBar, beside: list[QWidget], usual: QWidget, *, is_narrow: bool
) -> list[QHBoxLayout | QWidget]:
    """Which step it is, and what may differ: one line, two where the letters are large."""
    if not is_narrow:
        return [row(tag, *beside, None, usual, gap=10), bar]
    if scaled(100) == 100:
        return [row(tag, *beside, (bar, 1), gap=10)]
    return [row(tag, (bar, 1), gap=10), row(*beside, None, gap=10)]


class Words(QWidget):
    """The right side of a card; where it is too long for the room there is, the troubles fold away first."""

    def __init__(self, layout: QVBoxLayout, troubles: TroubleList) -> None:
        super().__init__()
        self._troubles, self._room = troubles, QSize()
        self.setLayout(layout)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look once for each size of the room, so that a trouble somebody opened stays open."""
        super().resizeEvent(event)
        room, layout = self.parentWidget(), self.layout()
        if room is None or layout is None or room.size() == self._room:
            return
        self._room = room.size()
        if layout.heightForWidth(room.width()) > room.height():
            self._troubles.set_folded(True)
