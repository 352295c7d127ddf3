"""The dialog that makes another recovery code: the passphrase first, then the code for paper."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from app.desktop.theme.palette import scaled
from app.desktop.theme.tokens import Role
from app.desktop.widgets.arrange import clear, column, fit_height, row
from app.desktop.widgets.buttons import Button, Kind
from app.desktop.widgets.field import Field
from app.desktop.widgets.recovery_code import RecoveryCode
from app.desktop.widgets.typography import label
from app.desktop.wording.trouble import store_trouble
from app.domain.faults import StoreTrouble
from app.i18n import _

WIDTH = 560


class NewRecoveryDialog(QDialog):
    """Emits `wanted(passphrase)` and waits: `refused` says why not, `show_code` shows the new one.

    `on_paper` once its last group was typed: only then the new code may take the old one's place, so that closing
    this at any moment, which the lock does, loses nothing.
    """

    wanted = Signal(str)
    on_paper = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = _("New recovery code")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(scaled(WIDTH))
        self._code: RecoveryCode | None = None
        self._passphrase = QLineEdit()
        self._passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self._passphrase.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self._field = Field(_("Passphrase"), self._passphrase)
        self._body = column(self._field, gap=10)
        self._go = Button(_("Make a new code"), self._submit, kind=Kind.PRIMARY, icon="check")
        self._go.setDefault(True)
        leave = Button(_("Back"), self.reject, kind=Kind.QUIET, icon="arrow-left")
        foot = row(leave, None, self._go)
        head = label(title, Role.H2, wrap=True)
        lead = label(
            _("The code on the old paper works until the new one is confirmed."), Role.LEAD, wrap=True
        )
        self.setLayout(column(head, lead, self._body, foot, gap=12, margins=(24, 18, 24, 16)))
        self._passphrase.setFocus()

    def refused(self, trouble: StoreTrouble) -> None:
        """The old code is as good as before; a code that is shown may be tried once more."""
        words = store_trouble(trouble).whole()
        if self._code is not None:
            self._code.refuse(words)
        else:
            self._field.refuse(words)
            self._passphrase.setFocus()
        self._go.setEnabled(True)
        fit_height(self)

    def show_code(self, code: str) -> None:
        """To be written on paper; it opens nothing yet."""
        clear(self._body)
        self._code = RecoveryCode(code)
        self._body.addWidget(self._code)
        self._code.show()  # now, so that the height counts it
        self._go.setText(_("It is on paper"))
        self.setMinimumWidth(max(self.minimumWidth(), self.minimumSizeHint().width()))  # of wide letters, too
        self._go.setEnabled(True)
        fit_height(self)
        self._code.setFocus()

    def _submit(self) -> None:
        if self._code is not None:
            if self._code.is_on_paper():
                self.on_paper.emit()
            fit_height(self)
        elif self._passphrase.text():
            self._go.setEnabled(False)
            self.wanted.emit(self._passphrase.text())
