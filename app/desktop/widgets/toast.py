"""A short offer to take the last answer back; nothing else is ever said this way."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.desktop.theme.qss import set_look
from app.desktop.theme.tokens import Tone
from app.desktop.widgets.arrange import row
from app.desktop.widgets.buttons import Button, Kind, Size
from app.desktop.widgets.typography import label

UNDO_SECONDS = 10
LIFT = 92
"""Distance from the foot of the window, above the action bar."""


class Toast(QFrame):
    """Floats over `window`, goes away by itself, and forgets the action with it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._action: Callable[[], object] | None = None
        self._words = label("")
        self._button = Button("", self.undo, kind=Kind.SOFT, size=Size.SMALL, icon="undo-2")
        self.setLayout(row(self._words, self._button, gap=14, margins=(18, 8, 10, 8)))
        set_look(self, "banner", Tone.PLAIN.value)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.withdraw)
        window.installEventFilter(self)
        self.hide()

    def offer(
        self, words: str, undo_text: str, action: Callable[[], object], seconds: float = UNDO_SECONDS
    ) -> None:
        """Say what was done and offer to undo it for `seconds`; a newer offer replaces an older one."""
        self._action = action
        self._words.setText(words)
        self._button.set_text(undo_text)
        self.setAccessibleName(words)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(int(seconds * 1000))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def undo(self) -> None:
        """Take it back, if it is still on offer."""
        action, self._action = self._action, None
        self.withdraw()
        if action is not None:
            action()

    def withdraw(self) -> None:
        """The offer is over."""
        self._timer.stop()
        self._action = None
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot of the window."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        size, window = self.sizeHint(), self._window
        self.setGeometry(
            (window.width() - size.width()) // 2,
            window.height() - LIFT - size.height(),
            size.width(),
            size.height(),
        )
