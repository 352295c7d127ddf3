"""Opening the machine: the passphrase, or the recovery code when the key of this account is lost."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.desktop.theme.palette import scaled
from app.desktop.theme.tokens import Role, Tone
from app.desktop.widgets.arrange import box, column, paint_ground, row
from app.desktop.widgets.banner import Banner, Notice
from app.desktop.widgets.buttons import Button, Kind, Size
from app.desktop.widgets.card import Card
from app.desktop.widgets.field import Field
from app.desktop.widgets.fit_area import fit_area
from app.desktop.widgets.key_cap import with_key
from app.desktop.widgets.logo import Logo
from app.desktop.widgets.plain_keys import ENTER, PlainKeys
from app.desktop.widgets.typography import label, rule
from app.desktop.wording import trouble
from app.domain.faults import StoreTrouble
from app.i18n import _

WIDTH = 560


class OpeningScreen(QWidget):
    """Emits `passphrase(text)` or `recovery(code, new passphrase)`; nothing is ever deleted from here.

    `practice`: somebody wants to practise, which needs no passphrase.
    """

    passphrase = Signal(str)
    recovery = Signal(str, str)
    practice = Signal()

    def __init__(self, place: str) -> None:
        super().__init__()
        self._notice = Banner()
        self._secret, self._code, self._fresh = (QLineEdit() for _each in range(3))
        for editor in (self._secret, self._fresh):
            editor.setEchoMode(QLineEdit.EchoMode.Password)
        self._open = Button(_("Unlock"), self._submit, kind=Kind.PRIMARY, size=Size.BIG, icon="arrow-right")
        code = Field(_("Recovery code on paper"), self._code, _("20 letters and digits, in four groups"))
        self._fresh_field = Field(_("New passphrase"), self._fresh, _("At least 8 characters"))
        self._recovering = box(column(code, self._fresh_field, gap=12))
        self._field = Field(_("Passphrase"), self._secret)
        self._other = Button(_("Use the recovery code"), self._swap, kind=Kind.QUIET)
        practise = Button(
            _("Practise with made-up people"), self.practice.emit, kind=Kind.QUIET, icon="graduation-cap"
        )
        self._practise = box(column(rule(), row(practise, None), gap=12))
        body = column(
            row(
                Logo(44, "Điểm Tựa"),
                (column(label("Điểm Tựa", Role.H2), label(place, Role.MUTED), gap=0), 1),
                gap=14,
            ),
            self._notice,
            self._field,
            self._recovering,
            row(self._other, None, with_key(self._open, ENTER)),
            self._practise,
            gap=16,
            margins=(32, 28, 32, 24),
        )
        card = Card(body)
        card.setFixedWidth(scaled(WIDTH))
        self._recovering.hide()
        centred = box(column(None, row(None, card, None), None, margins=(12, 12, 12, 12)))
        self.setLayout(column((fit_area(centred), 1), gap=0))
        paint_ground(self, "canvas")
        self.setFocusProxy(self._secret)
        PlainKeys(self).on(ENTER, self._submit)
        self._secret.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)

    def show_trouble(self, found: StoreTrouble) -> None:
        """Say why it did not open; what was typed is cleared."""
        self.set_busy(busy=False)
        is_code = self._is_recovering() and found is StoreTrouble.WRONG_PASSPHRASE
        words = (trouble.wrong_code() if is_code else trouble.store_trouble(found)).whole()
        self._notice.show_notice(Notice(words=words, tone=Tone.WARN, icon="circle-alert"))
        self._secret.clear()
        (self._code if self._is_recovering() else self._secret).setFocus()

    def refuse_passphrase(self) -> None:
        """The new passphrase is too short."""
        self.set_busy(busy=False)
        self._fresh_field.refuse(_("The passphrase needs at least 8 characters."))
        self._fresh.setFocus()

    def ask_recovery(self) -> None:
        """Ask for the code on paper and a new passphrase instead."""
        if not self._is_recovering():
            self._swap()

    def set_busy(self, *, busy: bool) -> None:
        """While the key is being made there is nothing to press."""
        self._open.setEnabled(not busy)
        self._open.set_text(_("Opening…") if busy else _("Unlock"))

    def _is_recovering(self) -> bool:
        return not self._recovering.isHidden()

    def _swap(self) -> None:
        recovering = not self._is_recovering()
        self._recovering.setVisible(recovering)
        self._field.setVisible(not recovering)
        self._practise.setVisible(not recovering)
        self._other.set_text(_("Use the passphrase") if recovering else _("Use the recovery code"))
        (self._code if recovering else self._secret).setFocus()

    def _submit(self) -> None:
        if not self._open.isEnabled():
            return
        if self._is_recovering():
            if not self._code.text().strip():
                self._code.setFocus()
                return
            self._fresh_field.accept()
            self.set_busy(busy=True)
            self.recovery.emit(self._code.text(), self._fresh.text())
        elif self._secret.text():
            self.set_busy(busy=True)
            self.passphrase.emit(self._secret.text())
