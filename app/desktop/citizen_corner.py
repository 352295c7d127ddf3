"""The citizen's window beside a session: what it is told, and what staff are told of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.desktop.citizen_window import CitizenWindow
from app.desktop.machine import Workplace
from app.desktop.shell.main_window import MainWindow
from app.i18n import _
from app.presentation.citizen import CitizenPresenter


class CitizenCorner(QObject):
    """One per operator's day; its window goes with it. `guide` tells which guide the session on it began with."""

    def __init__(
        self, machine: Workplace, window: MainWindow, parent: QObject, guide: Callable[[], str]
    ) -> None:
        super().__init__(parent)
        self._presenter = CitizenPresenter(
            lambda spoken: machine.reviewed_pack(spoken, guide()), machine.recording
        )
        self._shown = CitizenWindow(self._presenter, window)
        self._staff = window
        self._shown.lost.connect(self._lost)
        self._shown.silent.connect(self._silent)
        self.destroyed.connect(self._shown.deleteLater)
        window.closing.connect(self._shown.hide)

    def stand_on(self, step: str, number: int, total: int, you: str) -> None:
        """The session moved to a card, or away from all of them; what was said of the one before is over."""
        self._staff.toast.withdraw()
        self._presenter.stand_on(step, number, total, you)

    def rest(self) -> None:
        """Nobody is being helped."""
        self._presenter.rest()

    def toggle(self) -> None:
        """F9: show it, or take it away."""
        self._staff.toast.withdraw()
        self._shown.toggle()

    def listen(self) -> None:
        """F10: read the card aloud, also while only staff look at it."""
        self._staff.toast.withdraw()
        self._shown.listen()

    def _lost(self) -> None:
        words = _("The second screen is gone. Everything is saved. F9 shows the card here.")
        self._staff.toast.tell(words, icon="monitor-smartphone")

    def _silent(self) -> None:
        self._staff.toast.tell(_("This card cannot be heard here. Please read it out."), icon="volume-2")
