"""The reasons as tiles: the seven of a card, and an eighth that opens all the others and wears the one picked there."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.desktop.screens.guided.reason_dialogs import AllReasons
from app.desktop.widgets.arrange import row
from app.desktop.widgets.buttons import Button, Kind
from app.desktop.widgets.choice_grid import Choice, ChoiceGrid
from app.domain.guide import Reason
from app.i18n import _
from app.presentation.guided.state import ReasonPage

MORE = "more"


class ReasonTiles(QWidget):
    """Emits the code of a reason. Where it `folds`, a choice leaves only its own tile and the way back to all."""

    picked = Signal(str)

    def __init__(self, page: ReasonPage, *, folds: bool) -> None:
        super().__init__()
        self._page, self._folds = page, folds
        choices = [Choice(reason.code, page.titles[reason.code], reason.icon) for reason in page.seven]
        self._grid = ChoiceGrid([*choices, self._eighth()], _("Reasons"), compact=True)
        self._grid.chosen.connect(self._chosen)
        self._others = Button(_("Choose another"), self._unfold, kind=Kind.QUIET, icon="undo-2")
        self.setLayout(row((self._grid, 1), self._others, gap=8))
        self.show_choice(page)

    def show_choice(self, page: ReasonPage) -> None:
        """Mark the chosen reason, or none."""
        self._page = page
        self._grid.rename(self._eighth())
        if page.chosen is None:
            self._grid.clear_choice()
        else:
            self._grid.choose(MORE if self._picked_behind() else page.chosen.code)
        self._fold(is_folded=self._folds and page.chosen is not None)

    def _eighth(self) -> Choice:
        behind = self._picked_behind()
        if behind is None:
            return Choice(MORE, _("Another reason…"), "ellipsis")
        return Choice(MORE, self._page.titles[behind.code], behind.icon)

    def _picked_behind(self) -> Reason | None:
        chosen = self._page.chosen
        return chosen if chosen is not None and chosen not in self._page.seven else None

    def _fold(self, *, is_folded: bool) -> None:
        self._grid.show_only_choice(only=is_folded)
        self._others.setVisible(is_folded)

    def _unfold(self) -> None:
        self._fold(is_folded=False)
        self._grid.focus_choice()

    def _chosen(self, key: str) -> None:
        if key != MORE:
            self.picked.emit(key)
            return
        dialog = AllReasons(self._page, self)
        dialog.picked.connect(self.picked)
        dialog.rejected.connect(lambda: self.show_choice(self._page))
        dialog.open()
