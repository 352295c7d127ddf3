"""Consent: read aloud, answered aloud, one key. What is kept, what never is, and that one may stop."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from app.desktop.shell.keyboard import bind
from app.desktop.theme.tokens import PAPER, Role
from app.desktop.widgets.action_bar import ActionBar
from app.desktop.widgets.answer_page import AnswerPage
from app.desktop.widgets.arrange import box, column, row
from app.desktop.widgets.buttons import Button, Kind, Size
from app.desktop.widgets.error_summary import ErrorSummary, Fault
from app.desktop.widgets.field import Field
from app.desktop.widgets.icon_mark import IconMark
from app.desktop.widgets.key_cap import with_key
from app.desktop.widgets.plain_keys import ENTER, PlainKeys
from app.desktop.widgets.say_card import SayCard
from app.desktop.widgets.typography import label, rule
from app.desktop.wording import people, problems
from app.domain.problems import Problem
from app.i18n import _
from app.presentation.consent import ConsentState

FAMILY, DECLINE = "2", "3"


class ConsentScreen(AnswerPage):
    """Emits the answer; nothing is chosen beforehand. Built for the person or for who answers for them."""

    agreed = Signal(bool)
    representative = Signal(bool)
    agreed_by = Signal(str, str, str)
    declined = Signal()
    back = Signal()

    def __init__(self, state: ConsentState) -> None:
        super().__init__()
        self._newer: QCheckBox | None = None
        self._name, self._relation, self._basis = QLineEdit(state.representative), QComboBox(), QComboBox()
        self._summary = ErrorSummary(_("Something needs mending"))
        self._fields: dict[str, Field] = {}
        you, opening = people.you(state.who.form), people.opening(state.who.form)
        if state.asks_representative:
            body, bar = self._family(state, you), self._family_bar()
        else:
            body, bar = self._question(state, you), self._answer_bar(state, opening)
        self.build(body, bar)
        self._bind_keys(state)
        if state.problems:
            self.show_problems(state.problems)

    def show_problems(self, found: tuple[Problem, ...]) -> None:
        """Say what is missing, above and beside; what was written stays."""
        for field in self._fields.values():
            field.accept()
        faults = []
        for one in found:
            words = problems.problem(one)
            if one.field in self._fields:
                self._fields[one.field].refuse(words)
            faults.append(Fault(words, self._fields.get(one.field, self)))
        self._summary.show_faults(faults)

    def _question(self, state: ConsentState, you: str) -> QVBoxLayout:
        title = _("Does the representative of {you} agree?") if state.for_child else _("Does {you} agree?")
        to_whom = (
            _("Say to the representative and {you}, slowly") if state.for_child else _("Say to {you}, slowly")
        )
        title = title.format(you=you)
        self.setAccessibleName(title)
        say = SayCard(to_whom.format(you=you), _sentences(state, you))
        parts = column(label(title, Role.H1, wrap=True), self._summary, say, gap=10)
        for place, fact in enumerate(_facts()):
            if place:
                parts.addWidget(rule())
            parts.addWidget(fact)
        if state.newer:
            self._newer = QCheckBox(_("The card is newer than what we hold. Take over what the card says."))
            parts.addWidget(self._newer)
        parts.addStretch(1)
        return parts

    def _family(self, state: ConsentState, you: str) -> QVBoxLayout:
        title = _("Who answers for {you}?").format(you=you)
        self.setAccessibleName(title)
        self._name.setMaxLength(80)
        self._relation.addItem("", "")
        for key, words in (people.representatives() if state.for_child else people.relations()).items():
            self._relation.addItem(words, key)
        for key, words in people.bases().items():
            self._basis.addItem(words, key)
        lead = (
            _("Mother, father or guardian, who is here and has heard the three sentences.")
            if state.for_child
            else _("A family member who is here and has heard the three sentences.")
        )
        self._fields = {
            "representative": Field(_("Name of the one who answers"), self._name),
            "relation": Field(_("Who are they to the person?"), self._relation),
            "basis": Field(_("Paper seen"), self._basis),
        }
        name, relation, basis = ((field, 1) for field in self._fields.values())
        fields = column(row(name, relation, gap=16), row(basis, (box(row()), 1), gap=16), gap=12)
        self.setFocusProxy(self._relation if self._name.text() else self._name)
        titles = (label(title, Role.H1, wrap=True), label(lead, Role.MUTED, wrap=True))
        return column(*titles, self._summary, 4, fields, None, gap=10)

    def _answer_bar(self, state: ConsentState, opening: str) -> ActionBar:
        words = _("Guidance goes on, no name is kept.")
        no = Button(_("Does not agree"), self.declined.emit, kind=Kind.QUIET, size=Size.BIG)
        no.setToolTip(words)
        no.setAccessibleDescription(words)
        if state.for_child:
            words = _("The representative agrees")
            stands_in = Button(words, self._ask_family, kind=Kind.PRIMARY, size=Size.BIG, icon="users")
            return ActionBar([with_key(no, DECLINE)], [with_key(stands_in, ENTER)])
        family = Button(_("Family answers"), self._ask_family, size=Size.BIG, icon="users")
        agrees = _("{You} agrees").format(You=opening)
        yes = Button(agrees, self._agree, kind=Kind.PRIMARY, size=Size.BIG, icon="check")
        return ActionBar([with_key(no, DECLINE)], [with_key(family, FAMILY), with_key(yes, ENTER)])

    def _family_bar(self) -> ActionBar:
        go_back = Button(_("Back"), self.back.emit, kind=Kind.QUIET, size=Size.BIG, icon="arrow-left")
        yes = Button(_("They agree"), self._by_family, kind=Kind.PRIMARY, size=Size.BIG, icon="check")
        return ActionBar([with_key(go_back, "Esc")], [with_key(yes, ENTER)])

    def _bind_keys(self, state: ConsentState) -> None:
        keys = PlainKeys(self)
        if state.asks_representative:
            keys.on(ENTER, self._by_family)
            bind(self, "Esc", self.back.emit)
        else:
            keys.on(ENTER, self._ask_family if state.for_child else self._agree)
            keys.on(FAMILY, self._ask_family)
            keys.on(DECLINE, self.declined.emit)

    def _agree(self) -> None:
        self.agreed.emit(self._takes_newer())

    def _ask_family(self) -> None:
        self.representative.emit(self._takes_newer())

    def _takes_newer(self) -> bool:
        return bool(self._newer and self._newer.isChecked())

    def _by_family(self) -> None:
        relation, basis = str(self._relation.currentData()), str(self._basis.currentData())
        self.agreed_by.emit(self._name.text().strip(), relation, basis)


def _sentences(state: ConsentState, you: str) -> str:
    may_refuse = (
        _("“The family may say no, and may ask us to delete it at any time. Is that all right?”")
        if state.for_child
        else _("“{You} may say no, and may ask us to delete it at any time. Is that all right?”")
    )
    lines = (
        _("“We would like to write down your name and what we do today, {you}.”"),
        _("“It helps us go on next time. We never ask for passwords or codes.”"),
        may_refuse,
    )
    return "\n".join(line.format(you=you, You=people.opening(state.who.form)) for line in lines)


def _facts() -> tuple[QWidget, ...]:
    """What is kept, what never is, who sees it, and what a no means."""
    kept = _("name, birth, sex, ID number, village, language, what was done; a phone only if they give one")
    return (
        _fact(_("What is kept"), kept, "circle-check", PAPER.ok),
        _fact(_("What is never kept"), _("passwords, message codes, illness"), "x", PAPER.bad),
        _fact(
            _("Who sees it"),
            _("the support point, the commune, and the province's centre"),
            "eye",
            PAPER.ink2,
        ),
        _fact(_("If they say no"), _("guidance goes on, no name is kept"), "hand", PAPER.ink2),
    )


def _fact(title: str, words: str, icon: str, colour: str) -> QWidget:
    mark, name = IconMark(icon, colour, 22), label(title, Role.STRONG, wrap=True)
    return box(row(mark, (name, 1), (label(words, wrap=True), 3), gap=12, margins=(2, 1, 2, 1)))
