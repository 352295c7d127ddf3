"""The practice cases: a list of eight, and of the open one its story, the hints asked for and how it ended."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QButtonGroup, QWidget

from app.desktop.theme.palette import scaled
from app.desktop.theme.tokens import PAPER, Role
from app.desktop.widgets.action_bar import ActionBar
from app.desktop.widgets.arrange import box, clear, column, row
from app.desktop.widgets.buttons import Button, Kind, Size
from app.desktop.widgets.card import Card, CardLook
from app.desktop.widgets.fit_area import fit_area
from app.desktop.widgets.icon_mark import IconMark
from app.desktop.widgets.key_cap import KeyCap, with_key
from app.desktop.widgets.panel_button import PanelButton
from app.desktop.widgets.plain_keys import ENTER, PlainKeys
from app.desktop.widgets.question import Question
from app.desktop.widgets.tag import Tag
from app.desktop.widgets.typography import label, rule
from app.desktop.wording import practice as words
from app.domain.practice import words_in
from app.i18n import _, language, ngettext
from app.presentation.practice import CaseRow, Phase, PracticePresenter, PracticeState

LIST, LIST_MOST = 330, 400
MOST = 9
"""Cases that have a digit."""


class PracticeScreen(QWidget):
    """The digits choose a case, Enter goes on: begin, hand over the card, next case or the same once more."""

    def __init__(self, presenter: PracticePresenter) -> None:
        super().__init__()
        self._presenter, self._compact = presenter, False
        self._state: PracticeState | None = None
        title = _("Practice")
        self.setAccessibleName(title)
        self._group = QButtonGroup(self)
        self._rows, self._detail = column(gap=1), column(gap=10)
        self._title = label(title, Role.H2)
        self._reset = Button(
            _("Reset the results"), self._ask_reset, kind=Kind.QUIET, size=Size.SMALL, icon="undo-2"
        )
        self._listed = column(self._title, (fit_area(box(self._rows)), 1))
        listed = Card(self._listed)
        listed.setFixedWidth(min(scaled(LIST), LIST_MOST))
        open_case = Card(column((fit_area(box(self._detail)), 1), gap=0, margins=(24, 16, 14, 14)))
        self._page = column((row(listed, (open_case, 1), gap=16), 1), gap=0)
        self._again = Button(_("From the beginning"), presenter.begin, size=Size.BIG, icon="undo-2")
        self._on = Button("", presenter.on, kind=Kind.PRIMARY, size=Size.BIG, icon="arrow-right")
        self._bar = ActionBar([self._again, self._reset], [with_key(self._on, ENTER)])
        self.setLayout(column((box(self._page), 1), self._bar, gap=0))
        keys = PlainKeys(self).on
        keys(ENTER, presenter.on)
        for number in range(1, MOST + 1):
            keys(str(number), partial(presenter.chosen, number))
        self.set_compact(False)
        presenter.attach(self.show_state)

    def set_compact(self, compact: bool) -> None:
        """Closer together on a small window."""
        self._page.setContentsMargins(*((16, 6, 16, 6) if compact else (28, 18, 28, 14)))
        self._listed.setContentsMargins(*((8, 5, 4, 5) if compact else (14, 12, 8, 10)))
        self._title.setVisible(not compact)
        self._bar.set_compact(compact)
        if compact != self._compact and self._state is not None:
            self._compact = compact
            self.show_state(self._state)

    def show_state(self, state: PracticeState) -> None:
        """Draw everything anew."""
        self._state = state
        clear(self._rows)
        for one in state.rows:
            self._rows.addWidget(self._line(one, is_open=one.case.code == state.case.code))
        self._rows.addStretch(1)
        self._reset.setVisible(any(one.attempt for one in state.rows))
        clear(self._detail)
        for part in self._parts(state):
            self._detail.addWidget(part)
        self._detail.addStretch(1)
        tries_again = state.phase is Phase.ENDED and not state.is_right
        self._again.setVisible(state.phase is not Phase.READ and not tries_again)
        self._on.set_text(_("From the beginning") if tries_again else _ON[state.phase]())
        self._on.setEnabled(tries_again or state.phase is not Phase.ENDED or state.following is not None)

    def _ask_reset(self) -> None:
        question = Question(
            self,
            _("Reset the results?"),
            _("All cases are new again. This cannot be taken back."),
            yes=_("Reset"),
            no=_("Keep them"),
            careful=True,
        )
        question.accepted.connect(self._presenter.reset)
        question.open()

    def _line(self, one: CaseRow, *, is_open: bool) -> PanelButton:
        title, (result, tone) = words_in(one.case.title, language()), words.result(one.result)
        went = words.attempt(one.attempt) if one.attempt else ""
        below = [label(went, Role.CAP)] if went and not self._compact else []
        names = column(label(title, Role.STRONG, wrap=True), *below, gap=0)
        face = row((box(names), 1), gap=10, margins=(12, 2, 10, 2))
        if result:
            face.addWidget(Tag(result, tone))
        face.addWidget(KeyCap(str(one.case.number)))
        spoken = f"{one.case.number}. {title}. {result}. {went}".rstrip(". ")
        button = PanelButton(face, spoken, kind="choice", checkable=True)
        button.setProperty("compact", "true")
        button.setChecked(is_open)
        button.clicked.connect(lambda: self._presenter.chosen(one.case.number))
        self._group.addButton(button)
        return button

    def _parts(self, state: PracticeState) -> list[QWidget]:
        speak = language()
        minutes = ngettext("{count} minute", "{count} minutes", state.case.minutes)
        aside = Tag(minutes.format(count=state.case.minutes))
        title = label(words_in(state.case.title, speak), Role.H1, wrap=True)
        parts = [box(row((title, 1), aside, gap=12))]
        if state.phase is Phase.ENDED:
            return [*parts, *_ended(state)]
        parts.append(label(words_in(state.case.story, speak), Role.LEAD, wrap=True))
        if state.phase is Phase.RUNNING:
            parts.append(_here())
        attempt = next((one.attempt for one in state.rows if one.case.code == state.case.code), None)
        if attempt is not None and state.phase is Phase.READ:
            last = _("Last time: {attempt}").format(attempt=words.attempt(attempt))
            parts.append(label(last, Role.MUTED))
        if state.hints:
            parts.append(_hint(words_in(state.case.hints[state.hints - 1], speak)))
        return parts


_ON = {
    Phase.READ: lambda: _("Begin"),
    Phase.RUNNING: lambda: _("Scan the card"),
    Phase.ENDED: lambda: _("Next case"),
}


def _here() -> QWidget:
    said = _("The person sits down and hands over the card. Scan it, or press F2 and type the name.")
    return Card(
        row(
            IconMark("id-card", PAPER.ink2, 24), (label(said, wrap=True), 1), gap=12, margins=(16, 10, 16, 10)
        ),
        CardLook.TINT,
    )


def _hint(said: str) -> QWidget:
    mark = IconMark("lightbulb", PAPER.warn, 22)
    return Card(row(mark, (label(said, wrap=True), 1), gap=12, margins=(16, 8, 16, 8)), CardLook.SUNKEN)


def _ended(state: PracticeState) -> list[QWidget]:
    right = state.is_right
    title = _("The right end") if right else _("Not the right end yet")
    mark = IconMark("circle-check" if right else "circle-alert", PAPER.ok if right else PAPER.warn, 28)
    head = row(mark, (label(title, Role.H2, wrap=True), 1), label(words.summary(state), Role.MUTED), gap=12)
    listed = column(gap=4)
    for one in state.findings:
        icon, colour = ("check", PAPER.ok) if one.right else ("x", PAPER.warn)
        spoken = _("right") if one.right else _("not so yet")
        sign = IconMark(icon, colour, 20, stroke=2.6, name=spoken)
        listed.addLayout(row(sign, (label(words.finding(one, state.titles), wrap=True), 1), gap=12))
    return [rule(), box(head), box(listed), _hint(words_in(state.case.lesson, language()))]
