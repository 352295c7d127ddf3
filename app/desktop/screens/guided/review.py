"""The check before finishing: every task with its outcome, the contact, one button that says what it does."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from app.desktop.theme.tokens import Role, Tone
from app.desktop.widgets.action_bar import ActionBar
from app.desktop.widgets.arrange import box, column, row
from app.desktop.widgets.banner import Banner, Notice
from app.desktop.widgets.buttons import Button, Kind, Size
from app.desktop.widgets.card import Card
from app.desktop.widgets.field import Field
from app.desktop.widgets.fit_area import fit_area
from app.desktop.widgets.key_cap import with_key
from app.desktop.widgets.plain_keys import ENTER, PlainKeys
from app.desktop.widgets.status_dot import StatusDot
from app.desktop.widgets.typography import label, rule
from app.desktop.wording import problems, tasks
from app.i18n import _
from app.presentation.guided.state import Review, ReviewRow
from app.usecases.closing import Contact


class ReviewPage(QWidget):
    """Emits `finish(contact or None, print)`; `change` opens one task again."""

    finish = Signal(object, bool)
    change = Signal(str)
    back = Signal()

    def __init__(self, review: Review, *, anonymous: bool, compact: bool) -> None:
        super().__init__()
        self._contact: tuple[QLineEdit, QComboBox, QCheckBox] | None = None
        parts = column(gap=2 if compact else 6, margins=(28, 14, 28, 14))
        parts.addWidget(label(_("Check before finishing"), Role.H2 if compact else Role.H1))
        for found in review.problems:
            parts.addWidget(Banner(Notice(words=problems.problem(found), tone=Tone.WARN)))
        for line in review.rows:
            parts.addWidget(rule())
            parts.addWidget(self._line(line))
        parts.addWidget(rule())
        if not anonymous:
            parts.addWidget(self._contact_row(review))
        parts.addStretch(1)
        edge = 12 if compact else 18
        bar = self._bar()
        bar.set_compact(compact)
        self.setLayout(
            column((fit_area(box(column(Card(parts), margins=(edge, edge, edge, edge)))), 1), bar, gap=0)
        )
        PlainKeys(self).on(ENTER, lambda: self._finish(print_slip=True))

    def _line(self, line: ReviewRow) -> QWidget:
        words = tasks.ending(line.state, line.reason_title, is_today=line.is_today)
        dot = StatusDot(tasks.shape(line.state.status), words, size=24)
        change = Button(
            _("Change"), lambda: self.change.emit(line.code.value), kind=Kind.QUIET, size=Size.SMALL
        )
        change.setAccessibleName(_("Change: {task}").format(task=line.title))
        names = (label(line.title, Role.STRONG, wrap=True), 2)
        return box(row(dot, names, (label(words, wrap=True), 3), change, gap=14, margins=(2, 2, 2, 2)))

    def _contact_row(self, review: Review) -> QWidget:
        phone, owner = QLineEdit(review.phone), QComboBox()
        phone.setMaxLength(20)
        for key, words in owners().items():
            owner.addItem(words, key)
        owner.setCurrentIndex(max(0, owner.findData(review.phone_owner)))
        agreed = QCheckBox(_("May be called as a reminder"))
        agreed.setChecked(review.phone_agreed)
        self._contact = (phone, owner, agreed)
        fields = row(
            (Field(_("Phone, if they want to give one"), phone), 2),
            (Field(_("Whose phone"), owner), 2),
            gap=14,
        )
        return box(column(fields, agreed, gap=4))

    def _bar(self) -> ActionBar:
        go_back = Button(
            _("Back to the tasks"), self.back.emit, kind=Kind.QUIET, size=Size.BIG, icon="arrow-left"
        )
        silent = Button(_("Finish, no slip"), lambda: self._finish(print_slip=False), size=Size.BIG)
        paper = Button(
            _("Finish and print"),
            lambda: self._finish(print_slip=True),
            kind=Kind.PRIMARY,
            size=Size.BIG,
            icon="printer",
        )
        return ActionBar([go_back], [silent, with_key(paper, ENTER)])

    def _finish(self, *, print_slip: bool) -> None:
        self.finish.emit(self._read_contact(), print_slip)

    def _read_contact(self) -> Contact | None:
        if self._contact is None:
            return None
        phone, owner, agreed = self._contact
        if not phone.text().strip():
            return None
        return Contact(phone=phone.text().strip(), owner=str(owner.currentData()), agreed=agreed.isChecked())


def owners() -> dict[str, str]:
    """Whose phone it can be."""
    return {
        "self": _("their own"),
        "child": _("a son's or daughter's"),
        "spouse": _("a wife's or husband's"),
        "neighbour": _("a neighbour's"),
        "other": _("somebody else's"),
    }
