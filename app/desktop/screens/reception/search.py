"""Find a person: one field, results as one types, and the other ways to read a card."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.desktop.shell.keyboard import Key, bind, shown
from app.desktop.theme.tokens import PAPER, Role, Tone
from app.desktop.widgets.answer_page import NARROW, WIDE
from app.desktop.widgets.arrange import box, clear, column, row
from app.desktop.widgets.banner import Banner, Notice
from app.desktop.widgets.buttons import Button, Kind, Size
from app.desktop.widgets.card import Card
from app.desktop.widgets.empty_state import EmptyState
from app.desktop.widgets.icon_mark import IconMark
from app.desktop.widgets.key_cap import with_key
from app.desktop.widgets.person_list import PersonList
from app.desktop.widgets.person_row import PersonLine
from app.desktop.widgets.scan_field import ScanField
from app.desktop.widgets.typography import label
from app.desktop.wording import people, problems
from app.domain.ladder import TaskCode
from app.i18n import _
from app.presentation.reception import ReceptionState, Row


class SearchPage(QWidget):
    """Keeps the typed text; only the results are drawn anew."""

    typed = Signal(str)
    chosen = Signal(str)
    new_person = Signal()
    other_guest = Signal()
    picture_wanted = Signal()
    clipboard_wanted = Signal()
    camera_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        title = _("Receive a person")
        self.setAccessibleName(title)
        words = _("Scan the card's QR, or type a name or the last 4 digits")
        self._field = ScanField(words, _("Find a person"), "")
        self._notice, self._count = Banner(), label("", Role.MUTED, wrap=True)
        self._list = PersonList(_("People found"))
        self._guest, self._guest_words = QWidget(), label("", Role.STRONG, wrap=True)
        self._empty = row(gap=0)
        self._blank = box(self._empty)
        self._foot, self._nobody = QWidget(), False
        drop = Button(_("Somebody else"), self.other_guest.emit, kind=Kind.QUIET, size=Size.SMALL, icon="x")
        self._guest.setLayout(
            row(IconMark("ticket", PAPER.primary, 22), (self._guest_words, 1), drop, gap=10)
        )
        self._guest.hide()
        self._field.textChanged.connect(self.typed)
        self._field.submitted.connect(lambda _text: self._take())
        self._field.moved_down.connect(self._list.setFocus)
        self._list.left_upwards.connect(self._field.setFocus)
        self._list.picked.connect(self.chosen)
        self._body = column(
            row((label(title, Role.H1, wrap=True), 1), self._adding(), gap=12),
            self._guest,
            self._field,
            self._notice,
            self._ways(),
            self._count,
            self._list,
            (self._blank, 1),
            (self._foot, 1),
            gap=12,
        )
        self._around = column(Card(self._body))
        self.setLayout(self._around)
        self.set_compact(False)
        self.setFocusProxy(self._field)
        bind(self, Key.NEW_PERSON.value, self.new_person.emit)

    def set_compact(self, compact: bool) -> None:
        """Closer together on a small window."""
        self._around.setContentsMargins(*(NARROW if compact else WIDE))
        self._body.setContentsMargins(*((20, 10, 20, 10) if compact else (28, 20, 28, 20)))

    def show_state(self, state: ReceptionState) -> None:
        """Draw the results and what went wrong with a scan."""
        if not state.typed and self._field.text():
            self._field.blockSignals(True)
            self._field.clear()
            self._field.blockSignals(False)
        if state.refused is not None:
            what, todo = problems.refused_scan(state.refused)
            self._notice.show_notice(Notice(words=f"{what} {todo}", tone=Tone.WARN, icon="scan-qr-code"))
        else:
            self._notice.clear_notice()
        self._nobody = bool(state.typed.strip()) and not state.rows
        self._list.show_people([(found.citizen, person_line(found)) for found in state.rows])
        self._list.setVisible(bool(state.rows))
        self._foot.setVisible(bool(state.rows))
        self._blank.setVisible(not state.rows)
        self._show_empty(state)
        count = (
            _("Nobody is called just that. {count} nearly so") if state.near else _("{count} people found")
        )
        self._count.setText(count.format(count=len(state.rows)))
        self._count.setVisible(bool(state.rows))

    def show_guest(self, words: str) -> None:
        """Whose number was asked in; nobody's hides the line."""
        self._guest_words.setText(words)
        self._guest.setVisible(bool(words))

    def begin_with(self, text: str) -> None:
        """Start from what was typed into the top bar."""
        self._field.setText(text)
        self._field.setFocus()

    def _ways(self) -> QWidget:
        """Other ways to read a card."""
        others = row(
            Button(_("Picture of the card"), self.picture_wanted.emit, icon="image"),
            Button(_("From the clipboard"), self.clipboard_wanted.emit, icon="clipboard"),
            Button(_("Camera"), self.camera_wanted.emit, icon="camera"),
            None,
            gap=10,
        )
        return box(others)

    def _adding(self) -> QWidget:
        """For somebody without any card."""
        words = _("Add a new person")
        button = Button(words, self.new_person.emit, kind=Kind.SOFT, icon="plus")
        return with_key(button, shown(Key.NEW_PERSON))

    def _show_empty(self, state: ReceptionState) -> None:
        clear(self._empty)
        if self._nobody:
            words = _("Press Enter to add a new person, or try the last 4 digits of the card.")
            self._empty.addWidget(EmptyState(_("Nobody found"), words, "user"))
        elif not state.rows:
            words = _("Names are found without accents, in any order of words.")
            self._empty.addWidget(EmptyState(_("Scan a card, or type a name"), words, "scan-qr-code"))

    def _take(self) -> None:
        """Enter takes the marked person; where nobody was found, it begins a new one."""
        if self._nobody:
            self.new_person.emit()
        else:
            self._list.pick()


def person_line(found: Row) -> PersonLine:
    """What tells people apart: birth, village, digits; at the right how often they came, how far they are."""
    who = found.who
    visits = _("new here") if not found.sessions else _("{count} visits").format(count=found.sessions)
    left = len(TaskCode) - found.tasks_over
    tasks = _("{count} tasks left").format(count=left) if left else _("all done")
    parts = (people.born(who), who.village, people.digits(who))
    detail = " · ".join(part for part in parts if part)
    return PersonLine(name=people.title(who), detail=detail, aside=f"{visits} · {tasks}")
