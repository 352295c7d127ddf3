"""The check before finishing: every task with its outcome, the contact, one button that says what it does."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from app.desktop.screens.guided.back_day import BackDay
from app.desktop.shell.keyboard import Key, bind
from app.desktop.theme.palette import scaled
from app.desktop.theme.tokens import Role
from app.desktop.widgets.action_bar import ActionBar
from app.desktop.widgets.arrange import box, column, row
from app.desktop.widgets.buttons import Button, IconButton, Kind, Size
from app.desktop.widgets.card import Card
from app.desktop.widgets.error_summary import ErrorSummary, Fault
from app.desktop.widgets.field import Field
from app.desktop.widgets.fit_area import fit_area
from app.desktop.widgets.key_cap import with_key
from app.desktop.widgets.one_line import OneLine
from app.desktop.widgets.plain_keys import ENTER, PlainKeys
from app.desktop.widgets.status_dot import StatusDot
from app.desktop.widgets.typography import label, rule
from app.desktop.wording import people, problems, tasks
from app.domain.draft import Contact
from app.i18n import _
from app.presentation.guided.state import ClosingCheck, Review, ReviewRow

QUESTION_WIDTH = 124
"""Least width of the question beside the days, in px."""


class ReviewPage(QWidget):
    """Emits `finish(contact or None, print)`; `change` opens one task again, `dated` takes a day to come back.

    `written` carries the contact with every letter, so that leaving the page loses none.

    `checked` carries the task, variant and choice of something asked once more before the end.
    """

    finish = Signal(object, bool)
    written = Signal(object)
    dated = Signal(str, object)
    change = Signal(str)
    back = Signal()
    checked = Signal(str, str, str)

    def __init__(self, review: Review, you: str, *, anonymous: bool, compact: bool) -> None:
        super().__init__()
        self._review, self._anonymous = review, anonymous
        self._keys = PlainKeys(self)
        title = _title(review)
        self.setAccessibleName(title)
        self._phone, self._owner = QLineEdit(review.phone), QComboBox()
        self._agreed = QCheckBox(_("May be called as a reminder"))
        ask = _("Phone, if they want to give one") if review.phone else _("Ask for a phone; they may say no")
        self._field = Field(ask, self._phone)
        self._summary = ErrorSummary(_("Something needs mending"))
        checks = [self._check(place, one) for place, one in enumerate(review.checks, 1)]
        role = Role.H2 if compact or review.unanswered else Role.H1
        head = row((label(title, role, wrap=True), 1), *checks, gap=8)
        margins = (16, 4, 16, 4) if compact else (28, 14, 28, 14)
        parts = column(head, self._summary, gap=1 if compact else 6, margins=margins)
        for line in review.rows:
            parts.addWidget(rule())
            parts.addWidget(self._line(line))
        parts.addWidget(rule())
        self._days = self._make_days(review)
        asked = [] if self._days is None else [_asked(you, self._days)]
        for part in (*asked, *([] if anonymous else [self._contact()])):
            parts.addSpacing(1 if compact else 6)
            parts.addWidget(part)
        parts.addStretch(1)
        side, edge = (12, 5) if compact else (18, 9)
        bar = self._bar(compact=compact)
        bar.set_compact(compact)
        body = fit_area(box(column(Card(parts), margins=(side, edge, side, edge))))
        self.setLayout(column((body, 1), bar, gap=0))
        bind(self, "Esc", self.back.emit)
        self._show_problems()

    def _check(self, place: int, one: ClosingCheck) -> QWidget:
        """Nobody may forget the account on a borrowed phone: one key opens the cards for it."""
        act = partial(self.checked.emit, one.task.value, one.variant, one.choice)
        self._keys.on(str(place), act)
        button = Button(
            _("{case}?").format(case=one.title), act, kind=Kind.SOFT, size=Size.SMALL, icon="smartphone"
        )
        button.setAccessibleName(_("Before finishing: {case}?").format(case=one.title))
        return with_key(button, str(place))

    def show_day(self, review: Review) -> None:
        """Another day was taken; what was typed stays."""
        if self._days is not None:
            self._days.show_day(review.choice, review.day)

    def _make_days(self, review: Review) -> BackDay | None:
        if review.dates is None:
            return None
        days = BackDay(review.dates, review.choice, review.day)
        days.dated.connect(self.dated)
        return days

    def _show_problems(self) -> None:
        faults = []
        for found in self._review.problems:
            words = problems.problem(found)
            self._field.refuse(words)
            faults.append(Fault(words, self._field))
        self._summary.show_faults(faults)
        if faults:
            self.setFocusProxy(self._summary)

    def _line(self, line: ReviewRow) -> QWidget:
        words = tasks.ending(line.state, line.reason_title, is_today=line.is_today)
        dot = StatusDot(tasks.shape(line.state.status), words, size=24)
        asked = partial(self.change.emit, line.code.value)
        change = Button(_("Change"), asked, kind=Kind.QUIET, size=Size.SMALL)
        change.setAccessibleName(_("Change: {task}").format(task=line.title))
        names = (label(line.title, Role.STRONG, wrap=True), 5)
        return box(row(dot, names, (label(words, wrap=True), 7), change, gap=14, margins=(2, 1, 2, 1)))

    def _contact(self) -> QWidget:
        self._phone.setMaxLength(20)
        for key, words in people.phone_owners().items():
            self._owner.addItem(words, key)
        self._owner.setCurrentIndex(max(0, self._owner.findData(self._review.phone_owner)))
        self._agreed.setChecked(self._review.phone_agreed)
        for changed in (self._phone.textEdited, self._owner.activated, self._agreed.clicked):
            changed.connect(self._tell)
        fields = box(row((self._field, 5), (Field(_("Whose phone"), self._owner), 4), gap=14))
        return OneLine((fields, 1), (box(column(None, self._agreed, 8, gap=0)), 0))

    def _bar(self, *, compact: bool) -> ActionBar:
        words = _("Back to the tasks")
        go_back = Button(words, self.back.emit, kind=Kind.QUIET, size=Size.BIG, icon="arrow-left")
        silent = Button(_("Finish, no slip"), partial(self._finish, print_slip=False), size=Size.BIG)
        print_it = partial(self._finish, print_slip=True)
        icon = None if compact else "printer"
        bind(self, Key.KEEP_CHOICE.value, print_it)
        if not self._review.unanswered:
            self._keys.on(ENTER, print_it)
            paper = Button(_("Finish and print"), print_it, kind=Kind.PRIMARY, size=Size.BIG, icon=icon)
            return ActionBar([with_key(go_back, "Esc")], [silent, with_key(paper, ENTER)])
        paper = Button(_("Finish and print"), print_it, size=Size.BIG, icon=icon)
        back: QWidget = go_back
        if scaled(100) > 100:
            back = IconButton("arrow-left", words, self.back.emit, kind=Kind.QUIET)
        answers = [silent, with_key(paper, "Ctrl Enter"), with_key(self._make_go_on(compact=compact), ENTER)]
        return ActionBar([back], answers)

    def _make_go_on(self, *, compact: bool) -> Button:
        """Enter alone never ends a session in which something is simply left."""
        first = self._review.unanswered[0]
        go_on = partial(self.change.emit, first.code.value)
        self._keys.on(ENTER, go_on)
        words = _("Go on: {task}").format(task=first.title)
        seen = _("Go on") if compact or scaled(100) > 100 else words
        button = Button(seen, go_on, kind=Kind.PRIMARY, size=Size.BIG, icon="arrow-right")
        button.setAccessibleName(words)
        return button

    def _tell(self) -> None:
        self.written.emit(self._read_contact())

    def _finish(self, *, print_slip: bool) -> None:
        written = self._phone.text().strip() or self._review.phone
        self.finish.emit(self._read_contact() if written and not self._anonymous else None, print_slip)

    def _read_contact(self) -> Contact:
        """What stands in the field."""
        owner = str(self._owner.currentData())
        return Contact(phone=self._phone.text().strip(), owner=owner, agreed=self._agreed.isChecked())


def _title(review: Review) -> str:
    """What is open, before anything else."""
    if not review.unanswered:
        return _("Check before finishing")
    left, first = len(review.unanswered), review.unanswered[0].title
    if left == 1:  # no plural: Vietnamese has one form, and nothing is "first" of one
        return _("One task is not done yet: {task}.").format(task=first)
    return _("{count} tasks are not done yet, first {task}.").format(count=left, task=first)


def _asked(you: str, days: BackDay) -> QWidget:
    """When the person comes back, beside the days."""
    when = label(_("When does {you} come back?").format(you=you), Role.STRONG, wrap=True)
    when.setMinimumWidth(QUESTION_WIDTH)
    return OneLine((when, 1), (days, 4), gap=12)
