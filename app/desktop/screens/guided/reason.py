"""Why it cannot be done now, and when to come back: one digit, one date, Enter."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.desktop.screens.guided.back_day import BackDay
from app.desktop.screens.guided.reason_tiles import ReasonTiles
from app.desktop.screens.guided.way_out import WayOut
from app.desktop.shell.keyboard import bind
from app.desktop.theme.palette import scaled
from app.desktop.theme.tokens import PAPER, Role, Tone
from app.desktop.widgets.action_bar import ActionBar
from app.desktop.widgets.arrange import box, clear, column, row
from app.desktop.widgets.banner import Banner, Notice
from app.desktop.widgets.buttons import Button, Kind, Size
from app.desktop.widgets.card import Card, CardLook
from app.desktop.widgets.fit_area import fit_area
from app.desktop.widgets.icon_mark import IconMark
from app.desktop.widgets.key_cap import with_key
from app.desktop.widgets.plain_keys import ENTER, PlainKeys
from app.desktop.widgets.typography import label
from app.desktop.wording import dates, problems
from app.domain.guide_words import slip_sentence
from app.i18n import _
from app.presentation.guided.state import ReasonPage as Page


class ReasonPage(QWidget):
    """Built for one card; `show_state` moves the choice and leaves the keyboard where it is."""

    picked = Signal(str)
    dated = Signal(str, object)
    noted = Signal(str)
    keep = Signal()
    back = Signal()

    def __init__(self, page: Page, you: str, *, compact: bool) -> None:
        super().__init__()
        self._page, self._you, self._compact = page, you, compact
        title = _("Why can {you} not do it now?").format(you=you)
        self.setAccessibleName(title)
        self._troubles, self._ways = column(gap=6), column(gap=0)
        self._tiles = ReasonTiles(page, folds=compact or scaled(100) > 100)
        self._tiles.picked.connect(self.picked)
        self._note, self._chips = self._make_note(), self._make_chips()
        self._mark, self._slip = IconMark("info"), label("", Role.STRONG, wrap=True)
        lead = _("Choose one. It only tells what help is needed, it marks nobody.")
        self._lead = label(lead, Role.MUTED, wrap=True)
        when = _("When does {you} come back?")
        if page.agreed is not None:
            when = _("When does {you} come back? Agreed already: {day}")
        day = dates.long_day(page.agreed) if page.agreed else ""
        when = when.format(you=you, day=day)
        self._question = label(when, Role.H3, wrap=True)
        self._keep, bar = self._make_bar()
        bar.set_compact(compact)
        side, edge = (10, 5) if compact else (18, 7)
        card = Card(self._parts(title))
        around = fit_area(box(column(card, margins=(side, edge, side, edge))))
        self.setLayout(column((around, 1), bar, gap=0))
        PlainKeys(self).on(ENTER, self._enter)
        bind(self, "Esc", self.back.emit)
        self.show_state(page)

    def _parts(self, title: str) -> QVBoxLayout:
        compact, edge = self._compact, 4 if self._compact else 6
        slip = Card(row(self._mark, (self._slip, 1), gap=10, margins=(14, edge, 14, edge)), CardLook.SUNKEN)
        return column(
            label(title, Role.H2 if compact else Role.H1, wrap=True),
            self._lead,
            self._troubles,
            self._tiles,
            self._ways,
            self._note,
            self._question,
            self._chips,
            slip,
            None,
            gap=5 if compact else 6,
            margins=(20, 5, 20, 5) if compact else (24, 6, 24, 6),
        )

    def show_state(self, page: Page) -> None:
        """Another choice on the same page."""
        self._page = page
        clear(self._troubles)
        for found in page.problems:
            notice = Notice(words=problems.problem(found), tone=Tone.WARN, icon="triangle-alert")
            self._troubles.addWidget(Banner(notice))
        self._tiles.show_choice(page)
        self._show_way()
        self._chips.show_day(page.choice, page.day)
        wants_note = bool(page.chosen and page.chosen.needs_note)
        if wants_note and self._note.isHidden():
            self._note.setText(page.note)
            self._note.show()
            self._note.setFocus()
        elif not wants_note:
            self._note.hide()
        self._lead.setVisible(page.chosen is None and not self._compact)
        self._show_slip()
        self._keep.setEnabled(page.chosen is not None)

    def _make_note(self) -> QLineEdit:
        """One line without a title of its own, so that the days below it stay in sight."""
        editor = QLineEdit()
        editor.setMaxLength(80)
        editor.setPlaceholderText(_("In a few words, never a password or a code"))
        editor.setAccessibleName(_("In a few words, never a password or a code"))
        editor.textEdited.connect(self.noted)
        editor.hide()
        return editor

    def _make_chips(self) -> BackDay:
        chips = BackDay(self._page.dates, self._page.choice, self._page.day)
        chips.dated.connect(self.dated)
        return chips

    def _make_bar(self) -> tuple[Button, ActionBar]:
        words = _("Back to the step")
        go_back = Button(words, self.back.emit, kind=Kind.QUIET, size=Size.BIG, icon="arrow-left")
        number = self._page.next_number
        words = _("Save and go to task {number}").format(number=number) if number else _("Save and check")
        keep = Button(words, self.keep.emit, kind=Kind.PRIMARY, size=Size.BIG, icon="check")
        return keep, ActionBar([with_key(go_back, "Esc")], [with_key(keep, ENTER)])

    def _show_way(self) -> None:
        clear(self._ways)
        if self._page.chosen is not None:
            self._ways.addWidget(WayOut(self._page.chosen, self._you))

    def _show_slip(self) -> None:
        chosen, words = self._page.chosen, _("Press a digit to choose a reason.")
        if chosen is not None:
            day = dates.long_day(self._page.day) if self._page.day else ""
            sentence = slip_sentence(chosen, self._you, day)
            words = _("The slip will say: “{sentence}”").format(sentence=sentence)
        self._slip.setText(words)
        self._mark.set_icon("circle-check" if chosen else "info", PAPER.ok if chosen else PAPER.ink3)

    def _enter(self) -> None:
        if self._page.chosen is not None:
            self.keep.emit()
