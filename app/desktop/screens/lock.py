"""The locked machine: who opens it, and a PIN. It names no citizen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.desktop.theme.tokens import Role
from app.desktop.widgets.arrange import box, clear, column, paint_ground, row
from app.desktop.widgets.buttons import Button, Kind, Size
from app.desktop.widgets.card import Card
from app.desktop.widgets.field import Field
from app.desktop.widgets.logo import Logo
from app.desktop.widgets.pin_pad import PinPad
from app.desktop.widgets.typography import label
from app.desktop.wording import people
from app.desktop.wording.exchange import sessions
from app.domain.address_form import AddressForm
from app.i18n import _
from app.presentation.unlock import Gate, LockPresenter, LockState
from app.usecases.device import OperatorRow

MOST_TILES = 6


class LockScreen(QWidget):
    """`passphrase` is emitted once PINs are used up; the check is the machine's."""

    passphrase = Signal(str)

    def __init__(self, presenter: LockPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._tiles, self._unsent = row(gap=10), label("", Role.MUTED)
        self._pin = PinPad(_("PIN"), _("Delete"))
        self._secret = QLineEdit()
        self._secret.setEchoMode(QLineEdit.EchoMode.Password)
        self._field = Field(_("Passphrase"), self._secret)
        self._open = Button(_("Unlock"), self._submit, kind=Kind.PRIMARY, size=Size.BIG)
        self._by_passphrase = box(column(self._field, self._open, gap=12))
        self._secret.returnPressed.connect(self._submit)
        head = row(Logo(40, "Điểm Tựa"), (label(_("This machine is locked"), Role.H2), 1), gap=12)
        body = column(
            head,
            label(_("What you were doing is kept."), Role.MUTED),
            self._tiles,
            self._pin,
            self._by_passphrase,
            self._unsent,
            gap=12,
            margins=(32, 22, 32, 20),
        )
        card = Card(body)
        card.setFixedWidth(460)
        self.setLayout(column(None, row(None, card, None), None))
        paint_ground(self, "canvas")
        self._pin.entered.connect(presenter.pin_entered)
        presenter.attach(self.show_state)

    def show_state(self, state: LockState) -> None:
        """Draw one state."""
        clear(self._tiles)
        for operator in state.operators[:MOST_TILES]:
            self._tiles.addWidget(self._tile(operator, is_chosen=operator.id == state.chosen.id))
        self._tiles.addStretch(1)
        by_pin = state.gate is Gate.PIN
        self._pin.setVisible(by_pin)
        self._by_passphrase.setVisible(not by_pin)
        self._unsent.setText(
            _("{sessions} to send").format(sessions=sessions(state.unsent)) if state.unsent else ""
        )
        if by_pin and state.refused:
            self._pin.refuse(_("Not this PIN. {count} tries left.").format(count=state.tries_left))
        elif not by_pin and state.refused:
            self._field.refuse(_("Type the passphrase of this machine."))
        self.setFocusProxy(self._pin if by_pin else self._secret)
        (self._pin if by_pin else self._secret).setFocus()

    def _tile(self, operator: OperatorRow, *, is_chosen: bool) -> Button:
        form = AddressForm(operator.address_form) if operator.address_form else AddressForm.BAN
        words = f"{people.opening(form)} {operator.name.split()[-1]}"
        kind = Kind.SOFT if is_chosen else Kind.SECONDARY
        tile = Button(words, lambda: self._presenter.chosen(operator), kind=kind, icon="user")
        tile.setAccessibleName(operator.name)
        return tile

    def _submit(self) -> None:
        if self._secret.text():
            self.passphrase.emit(self._secret.text())
            self._secret.clear()
