"""A few words over the window for a moment: something happened that needs no answer. It takes no room and goes."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.desktop.theme.qss import set_look
from app.desktop.theme.tokens import PAPER, Tone
from app.desktop.widgets.arrange import row
from app.desktop.widgets.icon_mark import IconMark
from app.desktop.widgets.typography import label

SECONDS = 10
LIFT = 84
"""Distance from the foot of the window, above the action bar."""


class Toast(QFrame):
    """Floats over `window` and goes away by itself; a state that lasts belongs into a banner instead."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._mark, self._words = IconMark("info"), label("")
        self.setLayout(row(self._mark, self._words, gap=12, margins=(16, 10, 18, 10)))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.withdraw)
        window.installEventFilter(self)
        self.hide()

    def tell(
        self, words: str, *, icon: str = "info", tone: Tone = Tone.WARN, seconds: float = SECONDS
    ) -> None:
        """Say it for `seconds` and have it read out; newer words replace older ones."""
        self._mark.set_icon(icon, PAPER.ink_of(tone))
        self._words.setText(words)
        self.setAccessibleName(words)
        set_look(self, "banner", tone.value)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(int(seconds * 1000))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def withdraw(self) -> None:
        """It was said."""
        self._timer.stop()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot of the window."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
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
