"""The locked machine: who opens it, and a PIN. It names no citizen."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QWidget

from app.desktop.shell.keyboard import bind
from app.desktop.theme.palette import scaled
from app.desktop.theme.tokens import Role
from app.desktop.widgets.arrange import box, clear, column, paint_ground, row
from app.desktop.widgets.avatar import Avatar, initials
from app.desktop.widgets.buttons import Button, Kind, Size
from app.desktop.widgets.card import Card
from app.desktop.widgets.field import Field
from app.desktop.widgets.fit_area import fit_area
from app.desktop.widgets.key_cap import KeyCap, with_key
from app.desktop.widgets.logo import Logo
from app.desktop.widgets.panel_button import PanelButton
from app.desktop.widgets.pin_pad import PinPad
from app.desktop.widgets.plain_keys import ENTER, PlainKeys
from app.desktop.widgets.typography import label
from app.desktop.wording import people
from app.desktop.wording.exchange import sessions
from app.desktop.wording.trouble import store_trouble
from app.domain.faults import StoreTrouble
from app.i18n import _
from app.presentation.unlock import Gate, LockPresenter, LockState
from app.usecases.device import OperatorRow

MOST_TILES = 6
LEFT, RIGHT = 330, 300


class LockScreen(QWidget):
    """`passphrase` is emitted when no PIN opens any more, or none is known; the check is the machine's."""

    passphrase = Signal(str)

    def __init__(self, presenter: LockPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._state: LockState | None = None
        self._marked: QWidget = self
        self._tiles, self._group = column(gap=8), QButtonGroup(self)
        self._title, self._unsent = label("", Role.H2, wrap=True), label("", Role.MUTED, wrap=True)
        self._pin = PinPad(_("PIN"), _("Delete"))
        self._secret = QLineEdit()
        self._secret.setEchoMode(QLineEdit.EchoMode.Password)
        self._field = Field(_("Passphrase"), self._secret)
        self._open = Button(_("Unlock"), self._submit, kind=Kind.PRIMARY, size=Size.BIG, icon="arrow-right")
        self._by_pin, self._by_passphrase = self._pin_side(), self._passphrase_side()
        face = row(self._who_side(), self._by_pin, self._by_passphrase, gap=32, margins=(32, 26, 32, 24))
        card = Card(face)
        centred = box(column(None, row(None, card, None), None, margins=(12, 12, 12, 12)))
        self.setLayout(column((fit_area(centred), 1), gap=0))
        paint_ground(self, "canvas")
        self._pin.entered.connect(presenter.pin_entered)
        PlainKeys(self).on(ENTER, self._submit)
        for place in range(MOST_TILES):
            bind(self, f"Alt+{place + 1}", partial(self._choose, place))
        presenter.attach(self.show_state)

    def show_state(self, state: LockState) -> None:
        """Draw one state."""
        self._state, knows = state, state.gate is not Gate.WHO
        self._title.setText(_("This machine is locked") if knows else _("Who is at the machine?"))
        self.setAccessibleName(self._title.text())
        clear(self._tiles)
        for place, operator in enumerate(state.operators[:MOST_TILES]):
            tile = self._tile(place, operator)
            self._tiles.addWidget(tile)
            if operator.id == state.chosen.id:
                tile.setChecked(True)
                self._marked = tile
        self._by_pin.setVisible(state.gate is Gate.PIN)
        self._by_passphrase.setVisible(state.gate is Gate.PASSPHRASE)
        waiting = _("{sessions} to send").format(sessions=sessions(state.unsent)) if state.unsent else ""
        self._unsent.setText(waiting)
        self.set_busy(busy=False)
        self._refuse(state)
        asked = {Gate.PIN: self._pin, Gate.PASSPHRASE: self._secret}.get(state.gate, self._marked)
        self.setFocusProxy(asked)
        asked.setFocus()

    def set_busy(self, *, busy: bool) -> None:
        """While a passphrase is being checked there is nothing to press."""
        self._open.setEnabled(not busy)
        self._open.set_text(_("Opening…") if busy else _("Unlock"))

    def show_trouble(self, found: StoreTrouble) -> None:
        """Why the passphrase could not be tried at all."""
        self._field.refuse(store_trouble(found).whole())

    def _who_side(self) -> QWidget:
        head = row(Logo(44, "Điểm Tựa"), (self._title, 1), gap=14)
        kept = label(_("What you were doing is kept."), Role.MUTED, wrap=True)
        side = box(column(head, kept, 6, self._tiles, None, self._unsent, gap=8))
        side.setFixedWidth(scaled(LEFT))
        return side

    def _pin_side(self) -> QWidget:
        forgot = Button(
            _("Use the passphrase"), self._presenter.passphrase_wanted, kind=Kind.QUIET, size=Size.SMALL
        )
        side = box(column(self._pin, row(None, forgot, None), None, gap=6))
        side.setFixedWidth(scaled(RIGHT))
        return side

    def _passphrase_side(self) -> QWidget:
        side = box(column(self._field, row(None, with_key(self._open, ENTER)), None, gap=14))
        side.setFixedWidth(scaled(RIGHT))
        return side

    def _tile(self, place: int, operator: OperatorRow) -> PanelButton:
        name, duty = people.operator_title(operator.name, operator.address_form), people.duty(operator.role)
        words = column(label(name, Role.STRONG, wrap=True), label(duty, Role.CAP), gap=0)
        face = row(Avatar(initials(operator.name), "", 34), (words, 1), gap=12, margins=(12, 4, 10, 4))
        if self._state is not None and len(self._state.operators) > 1:
            face.addWidget(KeyCap(f"Alt {place + 1}"))
        tile = PanelButton(face, f"{operator.name}. {duty}", kind="choice", checkable=True)
        self._group.addButton(tile)
        tile.clicked.connect(lambda: self._presenter.chosen(operator))
        return tile

    def _choose(self, place: int) -> None:
        if self._state is not None and place < len(self._state.operators):
            self._presenter.chosen(self._state.operators[place])

    def _refuse(self, state: LockState) -> None:
        if state.gate is Gate.PIN and state.refused:
            self._pin.refuse(_("Not this PIN. {count} tries left.").format(count=state.tries_left))
        elif state.gate is Gate.PIN:
            self._pin.clear_pin()
        elif state.refused:
            self._field.refuse(_("Type the passphrase of this machine."))

    def _submit(self) -> None:
        """Enter takes whoever is marked, where nothing else is asked."""
        if self._state is not None and self._state.gate is Gate.WHO:
            self._presenter.chosen(self._state.chosen)
        elif self._secret.text() and self._open.isEnabled():
            self.set_busy(busy=True)
            self.passphrase.emit(self._secret.text())
            self._secret.clear()
