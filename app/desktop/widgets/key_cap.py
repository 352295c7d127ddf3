"""A drawn keyboard key that tells which key does the same thing."""

from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.desktop.widgets.arrange import show_in_place
from app.desktop.widgets.plain_keys import is_typing


class KeyCap(QLabel):
    """The name of a key; `dark` is for use on the primary colour. Screen readers skip it.

    A letter or a digit is not there while somebody types: it would go into what they type. Its place is kept then,
    so that nothing moves; where there is no room for it (`leave_out`), its place goes with it.
    """

    def __init__(self, text: str, *, dark: bool = False) -> None:
        super().__init__(text)
        self.setProperty("key", "dark" if dark else "light")
        self._is_letter, self._is_left_out = len(text) == 1, False
        self._keep_place()
        app = QApplication.instance()
        if self._is_letter and isinstance(app, QApplication):
            self._follow()
            app.focusChanged.connect(self._follow)

    def leave_out(self, left_out: bool) -> None:
        """For want of room; whoever stops typing does not bring it back."""
        self._is_left_out = left_out
        self._keep_place()
        self._follow()

    def _keep_place(self) -> None:
        room = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        room.setRetainSizeWhenHidden(self._is_letter and not self._is_left_out)
        self.setSizePolicy(room)

    def _follow(self) -> None:
        show_in_place(self, not (self._is_left_out or (self._is_letter and is_typing())))


def with_key(widget: QWidget, text: str) -> QWidget:
    """`widget` with its key-cap at the right, as one widget."""
    result = QWidget()
    layout = QHBoxLayout(result)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    layout.addWidget(widget)
    layout.addWidget(KeyCap(text))
    return result
