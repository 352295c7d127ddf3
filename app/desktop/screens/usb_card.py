"""The USB part of send and receive: two things to do, how the last one ended, and what is under way by stick."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy

from app.desktop.theme.tokens import Role, Tone
from app.desktop.widgets.arrange import clear, column, row
from app.desktop.widgets.buttons import Button, Kind, Size
from app.desktop.widgets.card import Card
from app.desktop.widgets.typography import label, rule
from app.desktop.wording import courier as words
from app.i18n import _
from app.presentation.courier import CourierPresenter, CourierState

WIDTH, SIDE = 340, 16
MOST, MOST_COMPACT = 2, 1
"""Entries of each list; what is carried besides is counted."""


class UsbCard(Card):
    """Stands beside what is to be looked at."""

    def __init__(self, presenter: CourierPresenter) -> None:
        super().__init__()
        self._hand = Button(
            _("Copy to USB"), presenter.hand_over, kind=Kind.SOFT, size=Size.SMALL, icon="usb"
        )
        self._take = Button(_("Take from USB"), presenter.take_in, size=Size.SMALL, icon="download")
        self._buttons, self._lines = row((self._hand, 1), (self._take, 1), gap=8), column(gap=4)
        self.setLayout(
            column(
                label(_("USB stick"), Role.H3),
                rule(),
                self._buttons,
                self._lines,
                None,
                gap=8,
                margins=(SIDE, 12, SIDE, 12),
            )
        )
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(_("USB stick"))
        self._most = MOST
        presenter.attach(self.show_state)

    def set_compact(self, compact: bool) -> None:
        """Fewer entries on a small window."""
        self._most = MOST_COMPACT if compact else MOST
        self.show_state(self._state)

    def show_state(self, state: CourierState) -> None:
        """Draw everything anew; with big letters the buttons need more room."""
        self._state = state
        self.setFixedWidth(max(WIDTH, self._buttons.minimumSize().width() + 3 * SIDE))
        self._hand.setEnabled(state.is_paired and not state.is_busy)
        self._take.setEnabled(state.is_paired and not state.is_busy)
        clear(self._lines)
        self._show_last(state)
        for one in state.handed[: self._most]:
            self._say(words.handed(one, state.now))
        for other in state.carried[: self._most]:
            self._say(words.carried(other, state.now))
        if len(state.carried) > self._most:
            self._say(words.more(len(state.carried) - self._most))
        if state.unrescued:
            self._say(words.unrescued(state.unrescued), Tone.WARN)

    def _show_last(self, state: CourierState) -> None:
        """How the last try ended, before what is under way."""
        if state.is_busy:
            self._say(_("Working. Leave the USB where it is."), Tone.INFO)
        elif state.trouble:
            self._say(words.trouble(state.trouble).whole(), Tone.WARN)
        elif state.done is not None:
            self._say(words.done(state.done), Tone.INFO)
        elif not (state.handed or state.carried or state.unrescued):
            self._say(_("Without a network, work can go to the centre by USB."))

    def _say(self, text: str, tone: Tone | None = None) -> None:
        self._lines.addWidget(label(text, Role.MUTED, tone, wrap=True))
