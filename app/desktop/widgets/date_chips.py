"""A short row of days to come back on, picked with Alt and a digit."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.desktop.widgets.arrange import row
from app.desktop.widgets.buttons import EnterButton


@dataclass(frozen=True, slots=True)
class Chip:
    """One day: a stable key, its words ("Phiên chợ") and the date under them ("T7 18/10")."""

    key: str
    words: str
    detail: str = ""


class DateChips(QWidget):
    """Checkable chips; Alt+1, Alt+2 … pick them from anywhere on the page."""

    chosen = Signal(str)

    def __init__(self, chips: Sequence[Chip], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, EnterButton] = {}
        self.setLayout(row(gap=6))
        for number, chip in enumerate(chips, start=1):
            self._add(chip, number)

    @property
    def current(self) -> str | None:
        """The key of the picked chip."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), None)

    def choose(self, key: str) -> None:
        """Pick without telling anybody; an unknown key is a KeyError."""
        self._buttons[key].setChecked(True)

    def clear_choice(self) -> None:
        """Pick nothing."""
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)

    def set_detail(self, key: str, words: str, detail: str) -> None:
        """Change a chip's two lines, for the day picked in a calendar."""
        button = self._buttons[key]
        button.setText(f"{words}\n{detail}" if detail else words)
        button.setAccessibleName(f"{words} {detail}".strip())

    def _add(self, chip: Chip, number: int) -> None:
        button = EnterButton()
        button.setProperty("kind", "chip")
        button.setCheckable(True)
        button.setToolTip(f"Alt+{number}")
        button.clicked.connect(lambda: self.chosen.emit(chip.key))
        self._group.addButton(button)
        self._buttons[chip.key] = button
        self.set_detail(chip.key, chip.words, chip.detail)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(button)
        shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(lambda: self._press(button))

    def _press(self, button: EnterButton) -> None:
        button.setFocus()
        button.click()
