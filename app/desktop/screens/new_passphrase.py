"""The dialog that changes what opens the machine: the old passphrase once, the new one twice."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from app.desktop.theme.palette import scaled
from app.desktop.theme.tokens import Role
from app.desktop.widgets.arrange import column, fit_height, row
from app.desktop.widgets.buttons import Button, Kind
from app.desktop.widgets.field import Field
from app.desktop.widgets.typography import label
from app.desktop.wording.trouble import store_trouble
from app.domain.faults import StoreTrouble
from app.i18n import _
from app.presentation.first_run import LEAST_PASSPHRASE

WIDTH = 520


class NewPassphraseDialog(QDialog):
    """Emits `written(old, new)` and waits: `refused` says why not, `accept` closes it."""

    written = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = _("Change the passphrase")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(scaled(WIDTH))
        self._old, self._new, self._again = (_secret() for _each in range(3))
        self._old_field = Field(_("Passphrase until now"), self._old)
        self._new_field = Field(_("New passphrase"), self._new, _("At least 8 characters"))
        self._again_field = Field(_("Once more"), self._again)
        self._go = Button(_("Change it"), self._submit, kind=Kind.PRIMARY, icon="check")
        self._go.setDefault(True)
        leave = Button(_("Back"), self.reject, kind=Kind.QUIET, icon="arrow-left")
        lead = label(_("The recovery code on paper stays good."), Role.MUTED, wrap=True)
        fields = (self._old_field, self._new_field, self._again_field)
        head = label(title, Role.H2, wrap=True)
        self.setLayout(
            column(head, lead, *fields, row(leave, None, self._go), gap=9, margins=(24, 18, 24, 16))
        )
        self._old.setFocus()

    def refused(self, trouble: StoreTrouble) -> None:
        """The machine did not take it; everything is as it was."""
        self._set_busy(busy=False)
        self._old_field.refuse(store_trouble(trouble).whole())
        fit_height(self)
        self._old.setFocus()

    def _submit(self) -> None:
        for field in (self._old_field, self._new_field, self._again_field):
            field.accept()
        if len(self._new.text()) < LEAST_PASSPHRASE:
            self._new_field.refuse(_("The passphrase needs at least 8 characters."))
        elif self._new.text() != self._again.text():
            self._again_field.refuse(_("The two are not the same. Type both again."))
        elif self._old.text():
            self._set_busy(busy=True)
            self.written.emit(self._old.text(), self._new.text())
        fit_height(self)

    def _set_busy(self, *, busy: bool) -> None:
        self._go.setEnabled(not busy)


def _secret() -> QLineEdit:
    editor = QLineEdit()
    editor.setEchoMode(QLineEdit.EchoMode.Password)
    editor.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
    return editor
