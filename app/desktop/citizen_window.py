"""The citizen's page in a window of its own, with the voice that reads it aloud."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from app.desktop.screens.citizen import CitizenScreen
from app.desktop.second_screen import SecondScreen
from app.desktop.shell.keyboard import Key, bind
from app.desktop.voice import Voice
from app.i18n import _
from app.presentation.citizen import CitizenPresenter, CitizenState


class CitizenWindow(SecondScreen):
    """`silent` when a card cannot be heard.

    It knows no person: what it shows comes from a `CitizenPresenter`, which is told a card and a word only.
    """

    silent = Signal()

    def __init__(self, presenter: CitizenPresenter, staff: QWidget) -> None:
        self._page = CitizenScreen()
        super().__init__(self._page, staff, _("For the citizen"))
        self._state: CitizenState | None = None
        self._voice = Voice(self)
        self._voice.silent.connect(self.silent)
        self._page.spoken.connect(presenter.speak)
        self._page.listened.connect(self.listen)
        bind(self, Key.SHOW_CITIZEN.value, self.hide)
        bind(self, Key.LISTEN.value, self.listen)
        presenter.attach(self._show_state)

    def listen(self) -> None:
        """Read the card aloud; one that is not recorded is as silent as a machine without sound."""
        if self._state is None or self._state.recording is None:
            self.silent.emit()
        else:
            self._voice.play(self._state.recording)

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever takes the page away does not want to hear it either."""
        self._voice.stop()
        super().hideEvent(event)

    def _show_state(self, state: CitizenState) -> None:
        self._voice.stop()
        self._state = state
        self._page.show_state(state)
