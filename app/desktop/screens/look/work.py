"""Work that came back: why, what was said, and putting it right."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.desktop.screens.look.correction import CorrectionDialog
from app.desktop.screens.look.right import RightDialog
from app.desktop.theme.tokens import PAPER, Role, Tone
from app.desktop.widgets.answer_row import AnswerRow
from app.desktop.widgets.arrange import box, clear, column, row
from app.desktop.widgets.banner import Banner, Notice
from app.desktop.widgets.buttons import Button, Kind
from app.desktop.widgets.card import Card, CardLook
from app.desktop.widgets.fit_area import fit_area
from app.desktop.widgets.icon_mark import IconMark
from app.desktop.widgets.key_cap import KeyCap
from app.desktop.widgets.typography import label
from app.desktop.wording import looking as words
from app.desktop.wording import people
from app.i18n import _
from app.presentation.looking import LookPresenter, LookState, Way, Work


class WorkPanel(Card):
    """What can be done depends on what came back: only buttons that work are there."""

    def __init__(self, presenter: LookPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._title, self._place = label("", Role.H3, wrap=True), label("", Role.MUTED)
        self._who = label("", Role.MUTED, wrap=True)
        self._reasons, self._safe = column(gap=8), Banner()
        self._correct = Button(_("Correct it"), self._ask, kind=Kind.PRIMARY, icon="pencil")
        self._right = Button(_("It is right as it is"), self._ask_words, icon="check")
        self._again = Button(_("Send again"), presenter.send_again, icon="refresh-cw")
        self._leave = Button(_("Keep the centre's"), presenter.leave)
        self._out = Button(_("This visit never was"), presenter.take_out)
        self._ways = {
            Way.CORRECT: self._correct,
            Way.RIGHT: self._right,
            Way.AGAIN: self._again,
            Way.LEAVE: self._leave,
            Way.TAKE_OUT: self._out,
        }
        self._work: Work | None = None
        self._offered: frozenset[Way] = frozenset(Way)
        body = column(
            row((self._title, 1), self._place, gap=12), self._who, 8, self._reasons, self._safe, None
        )
        later = Button(_("Later"), presenter.next, kind=Kind.QUIET)
        self._bar = AnswerRow([later, KeyCap("N")], list(reversed(self._ways.values())))
        self._whole = column((fit_area(box(body)), 1), self._bar, gap=8)
        self.setLayout(self._whole)
        self.set_compact(False)

    def set_compact(self, compact: bool) -> None:
        """Closer together on a small window."""
        self._whole.setContentsMargins(*((16, 8, 16, 8) if compact else (22, 14, 22, 14)))

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return next(button for way, button in self._ways.items() if way in self._offered)

    def show_state(self, state: LookState, work: Work) -> None:
        """Draw one session's work."""
        self._work = work
        self._title.setText(words.name_of(work))
        self._place.setText(words.place(state))
        self._who.setText(people.line(work.who) if work.who else "")
        clear(self._reasons)
        for who, comment in words.comments(work):
            self._reasons.addWidget(_said(who, comment))
        for sentence in words.piece(work):
            mark = IconMark("circle-alert", PAPER.warn, 20)
            self._reasons.addLayout(row(mark, (label(sentence, wrap=True), 1), gap=10))
        self._safe.show_notice(Notice(words=_("Everything is still on this machine."), tone=Tone.INFO))
        self._offered = work.ways
        for way, button in self._ways.items():
            button.setVisible(way in work.ways)
        self._bar.fit()

    def _ask(self) -> None:
        if self._work is not None and self._work.person:
            CorrectionDialog(self._work, self._presenter.correct, self).open()

    def _ask_words(self) -> None:
        if self._work is not None:
            RightDialog(self._work, self._presenter.all_right, self).open()


def _said(who: str, comment: str) -> QWidget:
    words_ = column(label(who, Role.SMALL_STRONG), label(f"“{comment}”", wrap=True), gap=0)
    mark = IconMark("message-square", PAPER.ink2, 20)
    return Card(row(mark, (words_, 1), gap=12, margins=(14, 10, 14, 10)), CardLook.SUNKEN)
