"""Numbered choices of which one may be picked, by mouse, by digit or with the arrow keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from app.desktop.theme.qss import set_look
from app.desktop.theme.tokens import PAPER, Role
from app.desktop.widgets.arrange import row
from app.desktop.widgets.icon_mark import IconMark
from app.desktop.widgets.key_cap import KeyCap
from app.desktop.widgets.panel_button import PanelButton
from app.desktop.widgets.plain_keys import PlainKeys
from app.desktop.widgets.typography import label

MOST = 9


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: a stable key, its words and a Lucide icon."""

    key: str
    words: str
    icon: str


class ChoiceGrid(QWidget):
    """Real checkable buttons in `columns`; the digits from `first` to 9 pick, Enter is left to the page."""

    chosen = Signal(str)

    def __init__(
        self, choices: Sequence[Choice], name: str, *, columns: int = 2, compact: bool = False, first: int = 1
    ) -> None:
        super().__init__()
        self._compact = compact
        if first + len(choices) - 1 > MOST:
            raise ValueError(f"at most {MOST} choices have a digit, got {len(choices)} from {first} on")
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, PanelButton] = {}
        keys = PlainKeys(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6 if compact else 10)
        for place, choice in enumerate(choices):
            grid.addWidget(self._button(choice, first + place), place // columns, place % columns)
            keys.on(str(first + place), partial(self._press, choice.key))
        for place in range(columns):
            grid.setColumnStretch(place, 1)

    @property
    def current(self) -> str | None:
        """The key of the picked choice."""
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

    def _button(self, choice: Choice, number: int) -> PanelButton:
        mark, words = IconMark(choice.icon, PAPER.ink2, 22), label(choice.words, wrap=True)
        edge = 2 if self._compact else 6
        face = row(mark, (words, 1), KeyCap(str(number)), gap=12, margins=(14, edge, 12, edge))
        button = PanelButton(face, f"{number}. {choice.words}", kind="choice", checkable=True)
        button.setProperty("compact", "true" if self._compact else "false")
        button.toggled.connect(lambda on: mark.set_icon(choice.icon, PAPER.primary if on else PAPER.ink2))
        button.toggled.connect(lambda on: set_look(words, "role", Role.STRONG if on else Role.BODY))
        button.clicked.connect(lambda: self.chosen.emit(choice.key))
        self._group.addButton(button)
        self._buttons[choice.key] = button
        return button

    def _press(self, key: str) -> None:
        self._buttons[key].setFocus()
        self._buttons[key].click()
