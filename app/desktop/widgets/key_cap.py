"""A drawn keyboard key that tells which key does the same thing."""

from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.desktop.widgets.plain_keys import is_typing


class KeyCap(QLabel):
    """The name of a key; `dark` is for use on the primary colour. Screen readers skip it.

    A letter or a digit is not there while somebody types: it would go into what they type.
    """

    def __init__(self, text: str, *, dark: bool = False) -> None:
        super().__init__(text)
        self.setProperty("key", "dark" if dark else "light")
        room = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        room.setRetainSizeWhenHidden(len(text) == 1)
        self.setSizePolicy(room)
        app = QApplication.instance()
        if len(text) == 1 and isinstance(app, QApplication):
            self.setHidden(is_typing())
            app.focusChanged.connect(self._follow)

    def _follow(self) -> None:
        if self.parent() is not None:
            self.setHidden(is_typing())


def with_key(widget: QWidget, text: str) -> QWidget:
    """`widget` with its key-cap at the right, as one widget."""
    result = QWidget()
    layout = QHBoxLayout(result)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    layout.addWidget(widget)
    layout.addWidget(KeyCap(text))
    return result
