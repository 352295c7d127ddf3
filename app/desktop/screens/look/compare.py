"""Two places or two records side by side: what to choose, and what may be done about it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.desktop.theme.tokens import PAPER, Role, Tone
from app.desktop.widgets.answer_row import AnswerRow
from app.desktop.widgets.arrange import box, column, row
from app.desktop.widgets.banner import Banner, Notice
from app.desktop.widgets.buttons import Button, Kind
from app.desktop.widgets.card import Card
from app.desktop.widgets.compare_table import CompareTable
from app.desktop.widgets.fit_area import fit_area
from app.desktop.widgets.icon_mark import IconMark
from app.desktop.widgets.key_cap import KeyCap
from app.desktop.widgets.typography import label
from app.desktop.wording import looking as words
from app.i18n import _
from app.presentation.looking import Comparison, LookPresenter, LookState, Sort


class ComparePanel(Card):
    """Every wish goes to the presenter; the panel only remembers how it is laid out."""

    def __init__(self, presenter: LookPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._title, self._place = label("", Role.H3, wrap=True), label("", Role.MUTED)
        self._task = label("", Role.MUTED, wrap=True)
        self._table, self._note = CompareTable(), Banner()
        self._table.chosen.connect(presenter.choose)
        self._whom = label("", Role.MUTED, wrap=True)
        self._whom_box = box(row(IconMark("phone", PAPER.primary, 18), (self._whom, 1), gap=8))
        self._later = Button(_("Later"), presenter.next, kind=Kind.QUIET)
        self._two = Button(_("Two different people"), presenter.two_people)
        self._keep = Button("", presenter.keep, kind=Kind.PRIMARY, icon="check")
        self._body = column(
            row((self._title, 1), self._place, gap=12),
            self._task,
            6,
            self._table,
            4,
            self._note,
            self._whom_box,
            None,
            gap=4,
        )
        self._bar = AnswerRow([self._later, KeyCap("N")], [self._two, self._keep, KeyCap("Ctrl+Enter")])
        self._whole = column((fit_area(box(self._body)), 1), self._bar, gap=8)
        self.setLayout(self._whole)
        self.set_compact(False)

    def set_compact(self, compact: bool) -> None:
        """Closer together on a small window."""
        self._whole.setContentsMargins(*((16, 8, 16, 8) if compact else (22, 14, 22, 14)))
        self._table.set_compact(compact)

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self._table.first() or (self._two if self._keep.isHidden() else self._keep)

    def show_state(self, state: LookState, comparison: Comparison) -> None:
        """Draw one comparison."""
        self._title.setText(words.heading(comparison))
        self._place.setText(words.place(state))
        self._task.setText(words.task(comparison))
        heads, lines = words.table(comparison, state.now)
        chosen = [question.chosen for question in comparison.questions]
        self._table.show_lines(heads, lines, chosen, words.heading(comparison))
        self._note.show_notice(
            Notice(words=words.note(comparison), tone=Tone.INFO, icon="circle-question-mark")
        )
        self._show_whom(words.ask_them(comparison))
        self._show_actions(comparison)

    def _show_whom(self, sentence: str) -> None:
        self._whom.setText(sentence)
        self._whom_box.setVisible(bool(sentence))

    def _show_actions(self, comparison: Comparison) -> None:
        is_pair = comparison.sort is Sort.SAME
        self._later.set_text(_("Not clear yet") if is_pair else _("Later"))
        self._keep.set_text(_("They are one person") if is_pair else _("Keep this choice"))
        self._keep.setEnabled(comparison.is_decided and comparison.may_decide)
        self._two.setVisible(is_pair)
        self._bar.fit()
