"""A new person: the four things that are needed, and two that may be given."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout

from app.desktop.screens.reception.confirm import add_doubts, sex_word
from app.desktop.shell.keyboard import bind
from app.desktop.theme.tokens import Role, Tone
from app.desktop.widgets.action_bar import ActionBar
from app.desktop.widgets.answer_page import AnswerPage
from app.desktop.widgets.arrange import column, row
from app.desktop.widgets.banner import Banner, Notice
from app.desktop.widgets.buttons import Button, Kind, Size
from app.desktop.widgets.error_summary import ErrorSummary, Fault
from app.desktop.widgets.field import Field
from app.desktop.widgets.key_cap import with_key
from app.desktop.widgets.plain_keys import ENTER, PlainKeys
from app.desktop.widgets.question import Question
from app.desktop.widgets.typography import label
from app.desktop.wording import people, problems
from app.domain.people import Sex
from app.domain.problems import Problem
from app.i18n import _
from app.presentation.reception import ReceptionState
from app.usecases.welcome import TypedPerson


class WritePage(AnswerPage):
    """Emits `written(TypedPerson)`; problems are listed above and said beside each field.

    Leaving it half-written asks first.
    """

    written = Signal(object)
    back = Signal()

    def __init__(self, state: ReceptionState) -> None:
        super().__init__()
        values = state.values or {}
        who = state.who
        self._name = QLineEdit("" if who is None or who.name_suspect else who.name)
        self._birth = QLineEdit(people.born(who) if who else "")
        self._village = QLineEdit(who.village if who else "")
        self._number = QLineEdit(str(values.get("id_number") or ""))
        self._sex = _choices(
            {"": "", Sex.FEMALE.value: sex_word(Sex.FEMALE), Sex.MALE.value: sex_word(Sex.MALE)}
        )
        self._sex.setCurrentIndex(max(0, self._sex.findData(who.sex.value if who else "")))
        self._language = _choices(people.languages())
        self._language.setCurrentIndex(max(0, self._language.findData(who.language if who else "vi")))
        self._fields = self._make_fields()
        self._summary = ErrorSummary(_("Something needs mending"))
        self.build(self._form(state), self._make_bar())
        self.setFocusProxy(self._name)
        PlainKeys(self).on(ENTER, self._enter)
        bind(self, "Esc", self._leave)

    def show_problems(self, found: tuple[Problem, ...]) -> None:
        """Say what is wrong, above and beside; the focus goes to the list."""
        for field in self._fields.values():
            field.accept()
        faults = []
        for one in found:
            field = self._fields.get(one.field, self._fields["name"])
            words = problems.problem(one)
            field.refuse(words)
            faults.append(Fault(words, field))
        self._summary.show_faults(faults)

    def _make_fields(self) -> dict[str, Field]:
        for editor in (self._name, self._village):
            editor.setMaxLength(80)
        return {
            "name": Field(_("Full name, as on the card"), self._name),
            "birth": Field(_("Birth"), self._birth, _("Day/month/year, or the year alone")),
            "sex": Field(_("Woman or man"), self._sex),
            "village": Field(_("Village"), self._village),
            "id_number": Field(_("ID number, if they have the card"), self._number),
            "language": Field(_("Language for help"), self._language),
        }

    def _form(self, state: ReceptionState) -> QVBoxLayout:
        fields, title = self._fields, _("A new person")
        self.setAccessibleName(title)
        parts = column(label(title, Role.H1), self._summary, gap=12)
        add_doubts(parts, ReceptionState(doubts=state.doubts))
        if state.who is not None and state.who.name_suspect:
            words = _("The scanner lost the accents of “{name}”. Write the name as on the card.")
            notice = Notice(words=words.format(name=state.who.name), tone=Tone.WARN, icon="scan-qr-code")
            parts.addWidget(Banner(notice))
        parts.addLayout(row((fields["name"], 3), (fields["sex"], 1), gap=16))
        parts.addLayout(row((fields["birth"], 2), (fields["village"], 2), gap=16))
        parts.addLayout(row((fields["id_number"], 2), (fields["language"], 2), gap=16))
        parts.addStretch(1)
        return parts

    def _make_bar(self) -> ActionBar:
        go_back = Button(_("Back"), self._leave, kind=Kind.QUIET, size=Size.BIG, icon="arrow-left")
        go = Button(_("Go on"), self._submit, kind=Kind.PRIMARY, size=Size.BIG, icon="arrow-right")
        return ActionBar([with_key(go_back, "Esc")], [with_key(go, ENTER)])

    def _enter(self) -> None:
        """Enter goes to the next empty field, the number last though it is not needed; from there it goes on."""
        fields: tuple[QLineEdit | QComboBox, ...] = (
            self._name,
            self._sex,
            self._birth,
            self._village,
            self._number,
        )
        here = next((place for place, field in enumerate(fields) if field.hasFocus()), len(fields))
        following = next((field for field in fields[here + 1 :] if not _written(field)), None)
        if following is None:
            self._submit()
        else:
            following.setFocus()

    def _leave(self) -> None:
        """What somebody typed is in nobody's file yet: it goes only when that is said."""
        if not any(field.isModified() for field in (self._name, self._birth, self._village, self._number)):
            self.back.emit()
            return
        words = _("Nothing typed here is saved yet.")
        title, stay, go = _("Leave what was typed?"), _("Go on typing"), _("Leave it")
        question = Question(self.window(), title, words, yes=stay, no=go, tone=Tone.WARN)
        question.rejected.connect(self.back.emit)
        question.open()

    def _submit(self) -> None:
        self.written.emit(
            TypedPerson(
                name=self._name.text(),
                birth=self._birth.text(),
                sex=str(self._sex.currentData() or ""),
                village=self._village.text(),
                id_number=self._number.text(),
                language=str(self._language.currentData()),
            )
        )


def _written(field: QLineEdit | QComboBox) -> bool:
    return bool((field.text() if isinstance(field, QLineEdit) else field.currentText()).strip())


def _choices(words: dict[str, str]) -> QComboBox:
    editor = QComboBox()
    for key, text in words.items():
        editor.addItem(text, key)
    return editor
