"""The insides of the pages of day one; the frame, Enter and the way back are the wizard's."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression, QSize, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from app.desktop.theme.tokens import Role, Tone
from app.desktop.widgets.arrange import column, row
from app.desktop.widgets.banner import Banner, Notice
from app.desktop.widgets.buttons import Button
from app.desktop.widgets.choice_grid import Choice, ChoiceGrid
from app.desktop.widgets.field import Field
from app.desktop.widgets.search_line import SearchLine
from app.desktop.widgets.typography import label
from app.domain.address_form import AddressForm
from app.domain.places import Commune, Rename
from app.i18n import _
from app.presentation.first_run import FirstRunState
from app.usecases.device import Place

LIST_HEIGHT = 206
"""Five communes, in px."""


class PlacePage(ChoiceGrid):
    """Where this machine stands."""

    def __init__(self, state: FirstRunState) -> None:
        choices = (
            Choice(Place.COUNTER.value, _("At the commune's support point"), "landmark"),
            Choice(Place.VISIT.value, _("Door to door in the villages"), "map-pin"),
            Choice(Place.TRAINING.value, _("Only to practise, with made-up people"), "graduation-cap"),
        )
        super().__init__(choices, _("Where this machine stands"), columns=1)
        if state.answers.place.value in (choice.key for choice in choices):
            self.choose(state.answers.place.value)


class CommunePage(QWidget):
    """The list of communes, narrowed by typing; old names lead to the new unit."""

    typed = Signal(str)
    picked = Signal(str)

    def __init__(self, state: FirstRunState) -> None:
        super().__init__()
        self._list = QListWidget()
        self._list.setAccessibleName(_("Communes"))
        self._list.setMinimumHeight(LIST_HEIGHT)
        self._field = SearchLine(self._list, _("Type a few letters, without accents"), _("Commune"))
        self._field.textChanged.connect(self.typed)
        self._list.itemDoubleClicked.connect(lambda _item: self.pick())
        self._renamed = label("", Role.MUTED, wrap=True)
        self.setLayout(column(self._field, (self._list, 1), self._renamed, gap=10))
        self.setFocusProxy(self._field)
        self.show_found(state.found, state.was)

    def show_found(self, found: tuple[Commune, ...], was: tuple[Rename, ...]) -> None:
        """Draw the communes that fit; a merged unit is shown under its new one."""
        self._list.clear()
        for commune in found:
            self._add(commune.name, commune.code)
        for rename in was:
            is_other = rename.new_name != rename.old_name
            words = _("{new} (was {old})").format(new=rename.new_name, old=rename.old_name)
            self._add(words if is_other else rename.new_name, rename.new_code)
        self._list.setCurrentRow(0)
        few = not found and not was
        self._renamed.setText(_("No commune of Sơn La fits. Try fewer letters.") if few else "")

    def pick(self) -> None:
        """Take the marked commune."""
        item = self._list.currentItem()
        if item is not None:
            self.picked.emit(str(item.data(Qt.ItemDataRole.UserRole)))

    def _add(self, words: str, code: str) -> None:
        item = QListWidgetItem(words)
        item.setData(Qt.ItemDataRole.UserRole, code)
        item.setSizeHint(QSize(0, 40))
        self._list.addItem(item)


class OperatorPage(QWidget):
    """Who works here first."""

    def __init__(self, state: FirstRunState, blame: str) -> None:
        super().__init__()
        self.name = QLineEdit(state.answers.operator_name)
        self.name.setMaxLength(80)
        self.form = QComboBox()
        for form in AddressForm:
            if form is not AddressForm.EM:
                self.form.addItem(form.opening, form.value)
        self.form.setCurrentIndex(max(0, self.form.findData(state.answers.address_form)))
        name = Field(_("Full name"), self.name)
        if blame:
            name.refuse(blame)
        self.setLayout(row((name, 3), (Field(_("Addressed as"), self.form), 1), gap=16))
        self.setFocusProxy(self.name)


class TwicePage(QWidget):
    """A secret, written twice: a passphrase or a PIN."""

    def __init__(self, first: str, again: str, hint: str, *, blame: str = "", digits: int = 0) -> None:
        super().__init__()
        self.first, self.again = QLineEdit(), QLineEdit()
        for editor in (self.first, self.again):
            editor.setEchoMode(QLineEdit.EchoMode.Password)
            editor.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
            if digits:
                _only_digits(editor, digits)
        fields = (Field(first, self.first, hint), Field(again, self.again))
        if blame:
            fields[0].refuse(blame)
        beside = row((fields[0], 1), (fields[1], 1), gap=20)
        self.setLayout(beside if digits else column(*fields, gap=14))
        self.setFocusProxy(self.first)

    def is_ready(self) -> bool:
        """Whether both are written; Enter in the first one goes to the second."""
        if self.first.text() and not self.again.text():
            self.again.setFocus()
        return bool(self.again.text())


def _only_digits(editor: QLineEdit, count: int) -> None:
    editor.setMaxLength(count)
    editor.setValidator(QRegularExpressionValidator(QRegularExpression(rf"\d{{0,{count}}}"), editor))
    editor.setProperty("pin", "true")
    editor.setAlignment(Qt.AlignmentFlag.AlignCenter)


class PairingPage(QWidget):
    """A pairing sheet: scanned, opened, pasted or typed."""

    read = Signal(str)
    typed = Signal(str, str, str)
    file_wanted = Signal()
    picture_wanted = Signal()

    def __init__(self, trouble: str, *, busy: bool) -> None:
        super().__init__()
        self._notice = Banner(Notice(words=trouble, tone=Tone.WARN, icon="circle-alert") if trouble else None)
        self._paste = QLineEdit()
        self._address, self._mark, self._code = QLineEdit(), QLineEdit(), QLineEdit()
        self._address.setPlaceholderText("https://")
        typed = row(
            (Field(_("Address"), self._address), 3),
            (Field(_("Centre's mark, 16 characters"), self._mark), 3),
            (Field(_("Code, 10 characters"), self._code), 2),
            gap=10,
        )
        ways = row(
            Button(_("Open a file"), self.file_wanted.emit, icon="file-text"),
            Button(_("Picture of the sheet"), self.picture_wanted.emit, icon="image"),
            gap=10,
        )
        paste = row((Field(_("Text of the sheet"), self._paste), 1), column(None, ways), gap=10)
        words = label(_("Or type the three parts of the sheet:"), Role.MUTED)
        self.setLayout(column(self._notice, paste, words, typed, gap=9))
        self.setEnabled(not busy)
        self.setFocusProxy(self._paste)

    def submit(self) -> None:
        """Pair with what was typed, or else with what was pasted."""
        if self._code.text().strip():
            self.typed.emit(self._address.text(), self._mark.text(), self._code.text())
        else:
            self.read.emit(self._paste.text())
