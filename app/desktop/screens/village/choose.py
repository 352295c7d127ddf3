"""Which village is walked: a list of those this machine knows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from app.desktop.theme.palette import scaled
from app.desktop.theme.tokens import Role
from app.desktop.widgets.arrange import column, row
from app.desktop.widgets.buttons import Button, Kind
from app.desktop.widgets.person_list import PersonList
from app.desktop.widgets.person_row import PersonLine
from app.desktop.widgets.typography import label
from app.desktop.wording import village as words
from app.domain.village import VillageName
from app.i18n import _

WIDTH, LIST = 420, 380
"""Width of the dialog and the greatest height of its list before that scrolls, in px."""


class VillageDialog(QDialog):
    """Calls `picked` with the name and closes; Enter takes the marked one, Esc none."""

    def __init__(
        self, villages: Sequence[VillageName], picked: Callable[[str], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._picked = picked
        title = _("Which village?")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(scaled(WIDTH))
        found = PersonList(title)
        found.show_people(
            [
                (one.name, PersonLine(name=one.name, detail=words.people_counted(one.people)))
                for one in villages
            ]
        )
        found.setMinimumHeight(min(found.sizeHint().height(), LIST))
        found.picked.connect(self._take)
        leave = Button(_("Back"), self.reject, kind=Kind.QUIET, icon="arrow-left")
        head = label(title, Role.H3)
        self.setLayout(column(head, found, row(leave, None), gap=12, margins=(20, 18, 20, 16)))
        found.setFocus()

    def _take(self, name: str) -> None:
        self.accept()
        self._picked(name)
