"""Find a person: one field, results as one types, and the other ways to read a card."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.desktop.theme.tokens import Role, Tone
from app.desktop.widgets.arrange import column, row
from app.desktop.widgets.banner import Banner, Notice
from app.desktop.widgets.buttons import Button, Kind
from app.desktop.widgets.card import Card
from app.desktop.widgets.scan_field import ScanField
from app.desktop.widgets.typography import label
from app.desktop.wording import people, problems
from app.domain.ladder import TaskCode
from app.i18n import _
from app.presentation.reception import ReceptionState, Row

ROW_HEIGHT = 52


class SearchPage(QWidget):
    """Keeps the typed text; only the results are drawn anew."""

    typed = Signal(str)
    chosen = Signal(str)
    new_person = Signal()
    picture_wanted = Signal()
    clipboard_wanted = Signal()
    camera_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._field = ScanField(
            _("Scan the card's QR, or type a name or the last 4 digits"), _("Find a person"), ""
        )
        self._notice = Banner()
        self._count = label("", Role.MUTED)
        self._list = QListWidget()
        self._list.setAccessibleName(_("People found"))
        self._field.textChanged.connect(self.typed)
        self._field.submitted.connect(lambda _text: self._take())
        self._field.moved_down.connect(self._list.setFocus)
        self._list.itemActivated.connect(lambda _item: self._take())
        others = row(
            Button(_("Picture of the card"), self.picture_wanted.emit, icon="image"),
            Button(_("From the clipboard"), self.clipboard_wanted.emit, icon="clipboard"),
            Button(_("Camera"), self.camera_wanted.emit, icon="camera"),
            None,
            Button(_("Add a new person"), self.new_person.emit, kind=Kind.SOFT, icon="plus"),
            gap=10,
        )
        body = column(
            label(_("Receive a person"), Role.H1),
            self._field,
            self._notice,
            others,
            self._count,
            (self._list, 1),
            gap=12,
            margins=(28, 20, 28, 20),
        )
        self.setLayout(column(Card(body), margins=(28, 18, 28, 18)))
        self.setFocusProxy(self._field)

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
        self._list.clear()
        for found in state.rows:
            self._list.addItem(_item(found))
        self._list.setVisible(bool(state.rows))
        self._list.setCurrentRow(0)
        self._count.setText(_found(state))

    def begin_with(self, text: str) -> None:
        """Start from what was typed into the top bar."""
        self._field.setText(text)
        self._field.setFocus()

    def _take(self) -> None:
        item = self._list.currentItem()
        if self._list.count() and self._list.isVisible():
            self.chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))


def _found(state: ReceptionState) -> str:
    if not state.typed:
        return _("Names are found without accents, in any order of words.")
    if not state.rows:
        return _("Nobody found. Add a new person, or try the last 4 digits of the card.")
    return _("{count} people found").format(count=len(state.rows))


def row_words(found: Row) -> str:
    """One line that tells people apart: name, birth, village, digits, how far they are."""
    who = found.who
    visits = _("new here") if not found.sessions else _("{count} visits").format(count=found.sessions)
    left = len(TaskCode) - found.tasks_over
    tasks = _("{count} tasks left").format(count=left) if left else _("all done")
    parts = (people.title(who), people.born(who), who.village, people.digits(who), visits, tasks)
    return "   ·   ".join(part for part in parts if part)


def _item(found: Row) -> QListWidgetItem:
    item = QListWidgetItem(row_words(found))
    item.setData(Qt.ItemDataRole.UserRole, found.citizen)
    item.setSizeHint(QSize(0, ROW_HEIGHT))
    return item
