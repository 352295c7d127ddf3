"""Consent: read aloud, answered aloud, one key. What is kept, what never is, and that one may stop."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from app.desktop.theme.tokens import PAPER, Role, Tone
from app.desktop.widgets.action_bar import ActionBar
from app.desktop.widgets.arrange import box, column, row
from app.desktop.widgets.banner import Banner, Notice
from app.desktop.widgets.buttons import Button, Kind, Size
from app.desktop.widgets.card import Card
from app.desktop.widgets.field import Field
from app.desktop.widgets.fit_area import fit_area
from app.desktop.widgets.icon_mark import IconMark
from app.desktop.widgets.key_cap import with_key
from app.desktop.widgets.plain_keys import ENTER, PlainKeys
from app.desktop.widgets.say_card import SayCard
from app.desktop.widgets.typography import label
from app.desktop.wording import people, problems
from app.i18n import _
from app.presentation.consent import ConsentState


class ConsentScreen(QWidget):
    """Emits the answer; nothing is chosen beforehand."""

    agreed = Signal(bool)
    representative = Signal()
    agreed_by = Signal(str, str)
    declined = Signal()
    back = Signal()

    def __init__(self, state: ConsentState) -> None:
        super().__init__()
        self._asks_representative = state.asks_representative
        self._newer: QCheckBox | None = None
        you, opening = people.you(state.who.form), people.opening(state.who.form)
        body = self._representative(state) if state.asks_representative else self._question(state, you)
        bar = self._family_bar() if state.asks_representative else self._answer_bar(you, opening)
        content = box(column(Card(body), margins=(24, 18, 24, 18)))
        self.setLayout(column((fit_area(content), 1), bar, gap=0))
        PlainKeys(self).on(ENTER, self._enter)

    def _question(self, state: ConsentState, you: str) -> QVBoxLayout:
        opening = people.opening(state.who.form)
        say = SayCard(_("Say to {you}, slowly").format(you=you), _sentences(you, opening))
        kept = _kept(
            _("What is kept"),
            _("name, birth, sex, ID number, village, language, what was done"),
            "circle-check",
            PAPER.ok,
        )
        never = _kept(_("What is never kept"), _("passwords, message codes, illness"), "x", PAPER.bad)
        seen = _kept(_("Who sees it"), _("the support point and the commune's centre"), "eye", PAPER.ink2)
        parts = column(
            label(_("Does {you} agree?").format(you=you), Role.H1), say, 4, gap=12, margins=(28, 20, 28, 20)
        )
        for fact in (kept, never, seen):
            parts.addWidget(fact)
        if state.newer:
            self._newer = QCheckBox(_("The card is newer than what we hold. Take over what the card says."))
            parts.addWidget(self._newer)
        for found in state.problems:
            parts.addWidget(Banner(Notice(words=problems.problem(found), tone=Tone.WARN)))
        parts.addStretch(1)
        return parts

    def _representative(self, state: ConsentState) -> QVBoxLayout:
        self._name, self._relation = QLineEdit(), QComboBox()
        self._name.setMaxLength(80)
        for key, words in _relations().items():
            self._relation.addItem(words, key)
        title = _("Who answers for {you}?").format(you=people.you(state.who.form))
        parts = column(label(title, Role.H1), gap=14, margins=(28, 20, 28, 20))
        parts.addWidget(Field(_("Name of the one who answers"), self._name))
        parts.addWidget(Field(_("Who are they to the person?"), self._relation))
        for found in state.problems:
            parts.addWidget(Banner(Notice(words=problems.problem(found), tone=Tone.WARN)))
        parts.addStretch(1)
        self.setFocusProxy(self._name)
        return parts

    def _answer_bar(self, you: str, opening: str) -> ActionBar:
        no = Button(_("Does not agree"), self.declined.emit, kind=Kind.QUIET, size=Size.BIG)
        no.setToolTip(_("Guidance goes on, no name is kept."))
        family = Button(_("Family answers"), self.representative.emit, size=Size.BIG, icon="users")
        yes = Button(
            _("{You} agrees").format(You=opening), self._agree, kind=Kind.PRIMARY, size=Size.BIG, icon="check"
        )
        return ActionBar(
            [no, label(_("Guidance goes on, no name is kept."), Role.MUTED)], [family, with_key(yes, ENTER)]
        )

    def _family_bar(self) -> ActionBar:
        go_back = Button(_("Back"), self.back.emit, kind=Kind.QUIET, size=Size.BIG, icon="arrow-left")
        yes = Button(_("They agree"), self._by_family, kind=Kind.PRIMARY, size=Size.BIG, icon="check")
        return ActionBar([go_back], [with_key(yes, ENTER)])

    def _enter(self) -> None:
        if self._asks_representative:
            self._by_family()
        else:
            self._agree()

    def _agree(self) -> None:
        self.agreed.emit(bool(self._newer and self._newer.isChecked()))

    def _by_family(self) -> None:
        self.agreed_by.emit(self._name.text().strip(), str(self._relation.currentData()))


def _sentences(you: str, opening: str) -> str:
    lines = (
        _("“We would like to write down your name and what we do today, {you}.”"),
        _("“It helps us go on next time. We never ask for passwords or codes.”"),
        _("“{You} may say no, and may ask us to delete it at any time. Is that all right?”"),
    )
    return "\n".join(line.format(you=you, You=opening) for line in lines)


def _kept(title: str, words: str, icon: str, colour: str) -> QWidget:
    return box(
        row(IconMark(icon, colour, 22), label(title, Role.STRONG), (label(words, wrap=True), 1), gap=12)
    )


def _relations() -> dict[str, str]:
    return {
        "parent": _("Mother or father"),
        "child": _("Son or daughter"),
        "spouse": _("Wife or husband"),
        "grandchild": _("Grandchild"),
        "sibling": _("Brother or sister"),
        "guardian": _("Guardian"),
    }
