"""The dialog that adds a person to this machine; what is amiss is said above the fields and beside each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QVBoxLayout, QWidget

from app.desktop.theme.palette import scaled
from app.desktop.theme.tokens import Role
from app.desktop.widgets.arrange import box, column, row
from app.desktop.widgets.buttons import Button, Kind
from app.desktop.widgets.error_summary import ErrorSummary, Fault
from app.desktop.widgets.field import Field
from app.desktop.widgets.fit_area import fit_area
from app.desktop.widgets.typography import label
from app.desktop.wording import people
from app.domain.address_form import AddressForm
from app.i18n import _
from app.presentation.new_operator import Amiss, WrittenOperator

WIDTH = 600
FOOT, MOST_HEIGHT = 90, 530
Written = Callable[[WrittenOperator], tuple[Amiss, ...]]


class NewOperatorDialog(QDialog):
    """`written` keeps the person and says what is amiss; without anything amiss the dialog closes."""

    def __init__(self, written: Written, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._written = written
        title = _("Add a person to this machine")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(scaled(WIDTH))
        self._name, self._pin, self._again = QLineEdit(), _pin_line(), _pin_line()
        self._name.setMaxLength(80)
        self._form, self._role = QComboBox(), QComboBox()
        for form in AddressForm:
            if form is not AddressForm.EM:
                self._form.addItem(form.opening, form.value)
        self._form.setCurrentIndex(self._form.findData(AddressForm.CHI.value))
        for role, words in people.duties().items():
            self._role.addItem(words, role)
        name = Field(_("Full name"), self._name)
        self._fields = {
            Amiss.NAME_MISSING: name,
            Amiss.NAME_SECRET: name,
            Amiss.PIN_SHORT: Field(_("PIN"), self._pin, _("Six digits, typed by the person themselves.")),
            Amiss.PINS_DIFFER: Field(_("Once more"), self._again),
        }
        self._summary = ErrorSummary(_("Something needs mending"))
        self.setLayout(self._whole(title))
        self._name.setFocus()

    def _whole(self, title: str) -> QVBoxLayout:
        fields = self._fields
        body = column(
            label(title, Role.H2, wrap=True),
            self._summary,
            row((fields[Amiss.NAME_MISSING], 3), (Field(_("Addressed as"), self._form), 1), gap=16),
            Field(_("What are they here for?"), self._role),
            row((fields[Amiss.PIN_SHORT], 1), (fields[Amiss.PINS_DIFFER], 1), gap=16),
            None,
            gap=12,
            margins=(24, 20, 24, 8),
        )
        leave = Button(_("Back"), self.reject, kind=Kind.QUIET, icon="arrow-left")
        add = Button(_("Add this person"), self._submit, kind=Kind.PRIMARY, icon="plus")
        add.setDefault(True)
        foot = row(leave, None, add, margins=(24, 0, 24, 18))
        self._body = box(body)
        return column((fit_area(self._body), 1), foot, gap=10)

    def _submit(self) -> None:
        amiss = self._written(
            WrittenOperator(
                name=self._name.text(),
                address_form=str(self._form.currentData()),
                role=str(self._role.currentData()),
                pin=self._pin.text(),
                again=self._again.text(),
            )
        )
        for field in self._fields.values():
            field.accept()
        if not amiss:
            self.accept()
            return
        words = _words()
        for one in amiss:
            self._fields[one].refuse(words[one])
        self._summary.show_faults([Fault(words[one], self._fields[one]) for one in amiss])
        self.resize(self.width(), min(self._body.sizeHint().height() + FOOT, MOST_HEIGHT))


def _pin_line() -> QLineEdit:
    editor = QLineEdit()
    editor.setEchoMode(QLineEdit.EchoMode.Password)
    editor.setMaxLength(6)
    editor.setValidator(QRegularExpressionValidator(QRegularExpression(r"\d{0,6}"), editor))
    editor.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData)
    return editor


def _words() -> dict[Amiss, str]:
    return {
        Amiss.NAME_MISSING: _("Write the name."),
        Amiss.NAME_SECRET: _("This looks like a password or a code. Leave it out."),
        Amiss.PIN_SHORT: _("A PIN has six digits."),
        Amiss.PINS_DIFFER: _("The two are not the same. Type both again."),
    }
