"""Where the citizen's page is shown: on a second screen if there is one, else over the whole of this one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desktop.screens.citizen import CitizenScreen
from app.desktop.shell.keyboard import Key, bind
from app.desktop.voice import Voice
from app.i18n import _
from app.presentation.citizen import CitizenPresenter, CitizenState


class CitizenWindow(QWidget):
    """Hidden until it is wanted. `lost` when the screen it was on is gone, `silent` when a card cannot be heard.

    It knows no person: what it shows comes from a `CitizenPresenter`, which is told a card and a word only.
    """

    lost = Signal()
    silent = Signal()

    def __init__(self, presenter: CitizenPresenter, staff: QWidget) -> None:
        super().__init__()
        self._presenter, self._staff = presenter, staff
        self._state: CitizenState | None = None
        self._voice = Voice(self)
        self._voice.silent.connect(self.silent)
        self._page = CitizenScreen()
        self._page.spoken.connect(presenter.speak)
        self._page.listened.connect(self.listen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._page)
        self.setWindowTitle(_("For the citizen"))
        for key in ("Esc", Key.SHOW_CITIZEN.value):
            bind(self, key, self.hide)
        bind(self, Key.LISTEN.value, self.listen)
        _screens().screenRemoved.connect(self._screen_gone)
        presenter.attach(self._show_state)

    def toggle(self) -> None:
        """Show it, or take it away; whoever works at the machine keeps the keyboard if there are two screens."""
        if self.isVisible():
            self.hide()
            return
        other = other_screen(self._staff.screen(), _screens().screens())
        self.setScreen(other or self._staff.screen())
        self.setGeometry(self.screen().geometry())
        self.showFullScreen()
        if other is None:
            self.activateWindow()
        else:
            self._staff.activateWindow()

    def listen(self) -> None:
        """Read the card aloud; one that is not recorded is as silent as a machine without sound."""
        if self._state is None or self._state.recording is None:
            self.silent.emit()
        else:
            self._voice.play(self._state.recording)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing by the window's own cross only hides it."""
        self._voice.stop()
        super().closeEvent(event)

    def _show_state(self, state: CitizenState) -> None:
        self._voice.stop()
        self._state = state
        self._page.show_state(state)

    def _screen_gone(self, screen: QScreen) -> None:
        """A cable came out: Qt would move the window over the staff's own."""
        if self.isVisible() and self.screen() in (screen, self._staff.screen()):
            self.hide()
            self.lost.emit()


def other_screen(staff: QScreen, screens: list[QScreen]) -> QScreen | None:
    """A screen that is not the staff's, or None."""
    return next((screen for screen in screens if screen != staff), None)


def _screens() -> QGuiApplication:
    running = QGuiApplication.instance()
    assert isinstance(running, QGuiApplication)
    return running
