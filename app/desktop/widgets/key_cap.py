"""A drawn keyboard key that tells which key does the same thing."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget


class KeyCap(QLabel):
    """The name of a key; `dark` is for use on the primary colour. Screen readers skip it."""

    def __init__(self, text: str, *, dark: bool = False) -> None:
        super().__init__(text)
        self.setProperty("key", "dark" if dark else "light")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


def with_key(widget: QWidget, text: str) -> QWidget:
    """`widget` with its key-cap at the right, as one widget."""
    result = QWidget()
    layout = QHBoxLayout(result)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    layout.addWidget(widget)
    layout.addWidget(KeyCap(text))
    return result
