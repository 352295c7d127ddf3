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


class Tile(PanelButton):
    """A choice with its digit; it stands out while it is picked."""

    def __init__(self, choice: Choice, number: int, *, compact: bool) -> None:
        mark, words = IconMark(choice.icon, PAPER.ink2, 22), label(choice.words, wrap=True)
        edge = 2 if compact else 6
        face = row(mark, (words, 1), KeyCap(str(number)), gap=12, margins=(14, edge, 12, edge))
        super().__init__(face, choice.words, kind="choice", checkable=True)
        self.setProperty("compact", "true" if compact else "false")
        self._mark, self._words, self._number = mark, words, number
        self.show_choice(choice)
        self.toggled.connect(self._draw)

    def show_choice(self, choice: Choice) -> None:
        """Other words, another icon."""
        self._icon = choice.icon
        self._words.setText(choice.words)
        self.setAccessibleName(f"{self._number}. {choice.words}")
        self._draw(self.isChecked())

    def _draw(self, is_on: bool) -> None:
        self._mark.set_icon(self._icon, PAPER.primary if is_on else PAPER.ink2)
        set_look(self._words, "role", Role.STRONG if is_on else Role.BODY)


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
        self._columns = columns
        self._group = QButtonGroup(self)
        self._buttons: dict[str, Tile] = {}
        keys = PlainKeys(self)
        grid = self._tiles = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6 if compact else 10)
        for place, choice in enumerate(choices):
            grid.addWidget(self._button(choice, first + place), place // columns, place % columns)
            keys.on(str(first + place), partial(self._press, choice.key))
        self.show_only_choice(only=False)

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

    def show_only_choice(self, *, only: bool) -> None:
        """Leave the picked tile alone in the whole width, or show all; the digits pick either way."""
        buttons = self._buttons.values()
        wide = {
            place % self._columns for place, button in enumerate(buttons) if button.isChecked() or not only
        }
        for button in buttons:
            button.setVisible(button.isChecked() or not only)
        for place in range(self._columns):
            self._tiles.setColumnStretch(place, int(place in wide))

    def focus_choice(self) -> None:
        """Give the picked tile the keyboard."""
        if self.current is not None:
            self._buttons[self.current].setFocus()

    def rename(self, choice: Choice) -> None:
        """Other words and another icon on the tile of this key."""
        self._buttons[choice.key].show_choice(choice)

    def _button(self, choice: Choice, number: int) -> Tile:
        button = Tile(choice, number, compact=self._compact)
        button.clicked.connect(lambda: self.chosen.emit(choice.key))
        self._group.addButton(button)
        self._buttons[choice.key] = button
        return button

    def _press(self, key: str) -> None:
        button = self._buttons[key]
        button.show()
        button.setFocus()
        button.click()
