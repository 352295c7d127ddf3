"""The search field people scan or type into."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from app.desktop.theme import icons
from app.desktop.theme.tokens import PAPER
from app.desktop.widgets.buttons import ENTER_KEYS
from app.desktop.widgets.key_cap import KeyCap


class ScanField(QLineEdit):
    """Emits `submitted` on Enter and keeps Enter from the page; `key` is drawn until somebody types."""

    submitted = Signal(str)
    moved_down = Signal()

    def __init__(self, placeholder: str, name: str, key: str = "F2") -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self.setMaxLength(400)
        mark = self.addAction(
            icons.icon("scan-qr-code", PAPER.primary), QLineEdit.ActionPosition.LeadingPosition
        )
        mark.setText(name)
        self._cap = KeyCap(key)
        self._cap.setParent(self)
        self._cap.setVisible(bool(key))
        self.setTextMargins(0, 0, self._cap.sizeHint().width() + 4 if key else 0, 0)
        self._cap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textChanged.connect(lambda text: self._cap.setVisible(bool(key) and not text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter submits, Down asks to move into the results."""
        if event.key() in ENTER_KEYS:
            event.accept()
            if not event.isAutoRepeat():
                self.submitted.emit(self.text())
        elif event.key() == Qt.Key.Key_Down:
            self.moved_down.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the drawn key at the right edge."""
        super().resizeEvent(event)
        size = self._cap.sizeHint()
        self._cap.setGeometry(
            self.width() - size.width() - 10,
            (self.height() - size.height()) // 2,
            size.width(),
            size.height(),
        )
