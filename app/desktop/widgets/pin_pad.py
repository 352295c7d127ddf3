"""Six digits by keyboard or by large keys; they are never shown and never kept here."""

from collections.abc import Callable

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.desktop.widgets.arrange import column
from app.desktop.widgets.buttons import Button, IconButton, Kind, Size
from app.desktop.widgets.field import Field

DIGITS = "123456789"


class PinPad(QWidget):
    """Emits `entered` with the PIN when its last digit is typed; pasting is allowed."""

    entered = Signal(str)

    def __init__(self, title: str, delete_text: str, *, length: int = 6, keys: bool = True) -> None:
        super().__init__()
        self._length = length
        self._edit = QLineEdit()
        self._edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._edit.setProperty("pin", "true")
        self._edit.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._edit.setMaxLength(length)
        self._edit.setValidator(QRegularExpressionValidator(QRegularExpression(rf"\d{{0,{length}}}"), self))
        self._edit.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData)
        self._edit.textChanged.connect(self._changed)
        self._field = Field(title, self._edit)
        self.setLayout(column(self._field, *([self._keys(delete_text)] if keys else []), gap=10))
        self.setFocusProxy(self._edit)

    def clear_pin(self) -> None:
        """Empty the field."""
        self._edit.clear()
        self._field.accept()

    def refuse(self, words: str) -> None:
        """Say why this PIN was not taken, and let the person try again."""
        self._edit.clear()
        self._field.refuse(words)
        self._edit.setFocus()

    def _changed(self, text: str) -> None:
        if text:
            self._field.accept()
        if len(text) == self._length:
            self.entered.emit(text)

    def _keys(self, delete_text: str) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, digit in enumerate(DIGITS):
            grid.addWidget(_pad_key(Button(digit, self._typing(digit), size=Size.BIG)), place // 3, place % 3)
        grid.addWidget(_pad_key(Button("0", self._typing("0"), size=Size.BIG)), 3, 1)
        back = IconButton("delete", delete_text, self._edit.backspace, kind=Kind.QUIET, size=Size.BIG)
        grid.addWidget(_pad_key(back), 3, 2)
        return grid

    def _typing(self, digit: str) -> Callable[[], None]:
        return lambda: self._edit.insert(digit)


def _pad_key(button: Button) -> Button:
    button.setMinimumWidth(72)
    button.setMaximumWidth(16777215)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button
