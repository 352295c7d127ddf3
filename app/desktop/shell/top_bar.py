"""The top bar outside a session: scan or search, where the work is, who is at the machine."""

from PySide6.QtWidgets import QWidget

from app.desktop.shell.keyboard import Key
from app.desktop.theme.palette import scaled
from app.desktop.theme.tokens import Role
from app.desktop.widgets.arrange import clear, column, paint_ground, row
from app.desktop.widgets.avatar import Avatar, initials
from app.desktop.widgets.scan_field import ScanField
from app.desktop.widgets.sync_pill import SyncPill
from app.desktop.widgets.typography import label
from app.i18n import _

HEIGHT, HEIGHT_COMPACT = 66, 56
SEARCH_WIDTH, SEARCH_WIDTH_COMPACT = 470, 320


class TopBar(QWidget):
    """Holds the one search field and the one sync pill."""

    def __init__(self) -> None:
        super().__init__()
        words = _("Scan a card, or type a name")
        self.search = ScanField(words, _("Find a person"), Key.FIND.value)
        self.pill = SyncPill()
        self._name, self._duty = label("", Role.STRONG), label("", Role.CAP)
        self._names = QWidget()
        self._names.setLayout(column(None, self._name, self._duty, None, gap=0))
        self._face = row(gap=0)
        self.setLayout(
            row((self.search, 8), None, self.pill, 6, self._face, self._names, gap=12, margins=(28, 0, 24, 0))
        )
        paint_ground(self, "top")
        self.set_compact(False)

    def set_operator(self, name: str, duty: str) -> None:
        """Say who is at the machine; no name shows nobody."""
        self._name.setText(name)
        self._duty.setText(duty)
        clear(self._face)
        if name:
            self._face.addWidget(Avatar(initials(name), f"{name}, {duty}"))

    def set_compact(self, compact: bool) -> None:
        """A narrower search field, and the operator as initials only."""
        self.setFixedHeight(HEIGHT_COMPACT if compact else HEIGHT)
        self.search.setMaximumWidth(SEARCH_WIDTH_COMPACT if compact else scaled(SEARCH_WIDTH))
        self._names.setVisible(not compact)
