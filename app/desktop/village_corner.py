"""From house to house: the room's presenter, and the knock just kept, which one key takes back for a moment."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from app.desktop.machine import Workplace
from app.desktop.screens.village.screen import VillageScreen
from app.desktop.shell.main_window import MainWindow
from app.desktop.widgets.number_card import Act, Numbered
from app.desktop.wording import village as words
from app.domain.village import VisitOutcome
from app.i18n import _, language
from app.presentation.village import HouseTile, VillagePresenter, Ways
from app.usecases.ports import Store

UNDO = "Ctrl Z"
UNDO_MS = 10_000


class VillageCorner(QObject):
    """One per operator's day. `open_person`, `come_with` and `look` are told whom."""

    def __init__(
        self,
        workplace: Workplace,
        window: MainWindow,
        store: Store,
        operator: str,
        parent: QObject,
        *,
        open_person: Callable[[str], None],
        come_with: Callable[[str], None],
        look: Callable[[str], None],
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._shown: Numbered | None = None
        self._moment = QTimer(self)
        self._moment.setSingleShot(True)
        self._moment.setInterval(UNDO_MS)
        self._moment.timeout.connect(self._over)
        self.presenter = VillagePresenter(
            store,
            workplace.clock,
            workplace.ids,
            pack=workplace.pack(language()),
            operator=operator,
            ways=Ways(open_person=open_person, come_with=come_with, look=look, noted=self._noted),
        )

    def make(self) -> VillageScreen:
        """The room."""
        return VillageScreen(self.presenter)

    def _noted(self, tile: HouseTile, outcome: VisitOutcome, undo: Callable[[], object]) -> None:
        """Say which house and what was kept, and offer to take it back."""
        self._shown = Numbered(
            number=str(tile.number),
            title=words.noted(tile, outcome),
            detail=words.house(tile),
            undo=Act(words=_("Take it back"), key=UNDO, do=undo),
        )
        self._window.number.show_number(self._shown)
        self._moment.start()

    def _over(self) -> None:
        """The moment has passed; a number shown since stays."""
        if self._window.number.shown is self._shown:
            self._window.number.put_away()
