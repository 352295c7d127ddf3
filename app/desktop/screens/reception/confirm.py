"""The right person? Asked aloud before anything opens. People alike are shown side by side before adding."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desktop.screens.reception.search import person_line
from app.desktop.shell.keyboard import Key, bind, shown
from app.desktop.theme.tokens import Role, Tone
from app.desktop.widgets.action_bar import ActionBar
from app.desktop.widgets.answer_page import AnswerPage
from app.desktop.widgets.arrange import box, column, row
from app.desktop.widgets.avatar import Avatar, initials
from app.desktop.widgets.banner import Banner, Notice
from app.desktop.widgets.buttons import Button, Kind, Size
from app.desktop.widgets.key_cap import with_key
from app.desktop.widgets.person_list import PersonList
from app.desktop.widgets.plain_keys import ENTER, PlainKeys
from app.desktop.widgets.say_card import SayCard
from app.desktop.widgets.tag import Tag
from app.desktop.widgets.typography import label
from app.desktop.wording import people, problems
from app.domain.people import Sex
from app.domain.portrait import Portrait
from app.i18n import _
from app.presentation.reception import ReceptionState


class ConfirmPage(AnswerPage):
    """Emits `yes` or `no`; `guest` tells whose number was asked in."""

    yes = Signal()
    no = Signal()

    def __init__(self, state: ReceptionState, guest: str = "") -> None:
        super().__init__()
        who = state.who or Portrait()
        is_new = not state.citizen
        title = _("Is this the right person?")
        self.setAccessibleName(title)
        parts = column(label(title, Role.H1, wrap=True), gap=14)
        if guest:
            parts.addWidget(label(guest, Role.MUTED, wrap=True))
        parts.addWidget(_face(who, is_new=is_new))
        parts.addWidget(SayCard(_("Ask aloud"), _question(who)))
        add_doubts(parts, state)
        parts.addStretch(1)
        no = Button(_("Not this person"), self.no.emit, kind=Kind.QUIET, size=Size.BIG, icon="arrow-left")
        yes = Button(_("Yes, go on"), self.yes.emit, kind=Kind.PRIMARY, size=Size.BIG, icon="check")
        bar = ActionBar([with_key(no, "Esc")], [with_key(yes, ENTER)])
        self.build(parts, bar)
        PlainKeys(self).on(ENTER, self.yes.emit)
        bind(self, "Esc", self.no.emit)


class ChoosePage(AnswerPage):
    """People alike, each to be opened; adding a new one only where the number is not ours already."""

    chosen = Signal(str)
    none_fits = Signal()
    back = Signal()

    def __init__(self, state: ReceptionState) -> None:
        super().__init__()
        title = _("Is it one of these people?") if state.may_add else _("This number is already here")
        parts = column(label(title, Role.H1, wrap=True), gap=8)
        lead = _("Look at the birth and the village, and ask aloud, before adding anybody.")
        parts.addWidget(label(lead, Role.MUTED, wrap=True))
        add_doubts(parts, state)
        self._list = PersonList(_("People alike"))
        self._list.show_people([(found.citizen, person_line(found)) for found in state.rows])
        self._list.picked.connect(self.chosen)
        parts.addWidget(self._list)
        parts.addStretch(1)
        self.build(parts, self._make_bar(state), scrolls=False)
        self.setAccessibleName(title)
        self.setFocusProxy(self._list)
        PlainKeys(self).on(ENTER, self._list.pick)
        if state.may_add:
            bind(self, Key.NEW_PERSON.value, self.none_fits.emit)
        bind(self, "Esc", self.back.emit)

    def _make_bar(self, state: ReceptionState) -> ActionBar:
        go_back = Button(_("Back"), self.back.emit, kind=Kind.QUIET, size=Size.BIG, icon="arrow-left")
        none = Button(_("None of them, add a new person"), self.none_fits.emit, size=Size.BIG, icon="plus")
        this = Button(_("This person"), self._list.pick, kind=Kind.PRIMARY, size=Size.BIG, icon="check")
        adding = [with_key(none, shown(Key.NEW_PERSON))] if state.may_add else []
        return ActionBar([with_key(go_back, "Esc")], [*adding, with_key(this, ENTER)])


def add_doubts(parts: QVBoxLayout, state: ReceptionState) -> None:
    """What looks odd on the card: said, never in the way."""
    for found in (*state.doubts, *state.problems):
        parts.addWidget(Banner(Notice(words=problems.problem(found), tone=Tone.WARN, icon="triangle-alert")))


def _face(who: Portrait, *, is_new: bool) -> QWidget:
    name = people.title(who)
    facts = " · ".join(
        part for part in (people.born(who), sex_word(who.sex), who.village, people.digits(who)) if part
    )
    tags = [Tag(_("New here"), Tone.INFO)] if is_new else []
    if who.name_suspect:
        tags.append(Tag(_("Check the name's spelling"), Tone.WARN))
    words = column(row(label(name, Role.H2), *tags, None, gap=10), label(facts, Role.LEAD, wrap=True), gap=2)
    return box(row(Avatar(initials(who.name or "?"), name, 56), (words, 1), gap=16))


def _question(who: Portrait) -> str:
    you = people.you(who.form)
    if who.village:
        words = _("“May I ask, {you}, is your name {name}, from {village}?”")
        return words.format(name=who.name, village=who.village, you=you, You=people.opening(who.form))
    words = _("“May I ask, {you}, is your name {name}, born {birth}?”")
    return words.format(name=who.name, birth=people.born(who), you=you, You=people.opening(who.form))


def sex_word(sex: Sex) -> str:
    """`nữ`, `nam`, or empty."""
    return {Sex.FEMALE: _("woman"), Sex.MALE: _("man"), Sex.UNKNOWN: ""}[sex]
