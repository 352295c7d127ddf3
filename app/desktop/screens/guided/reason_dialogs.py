"""What opens over the reasons: every reason of the pack. One pick or nothing."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from app.desktop.theme.palette import scaled
from app.desktop.theme.tokens import HEIGHT, Role
from app.desktop.widgets.arrange import column, row
from app.desktop.widgets.buttons import Button, Kind
from app.desktop.widgets.search_line import SearchLine
from app.desktop.widgets.typography import label
from app.domain.names import fold
from app.i18n import _
from app.presentation.guided.state import ReasonPage


class AllReasons(QDialog):
    """Every reason of the pack, found by typing any part of it without accents."""

    picked = Signal(str)

    def __init__(self, page: ReasonPage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("All reasons"))
        self.resize(scaled(560), 460)
        self._list = QListWidget()
        self._list.setAccessibleName(_("All reasons"))
        for reason in (*page.seven, *page.others):
            item = QListWidgetItem(page.titles[reason.code])
            item.setData(Qt.ItemDataRole.UserRole, reason.code)
            item.setSizeHint(QSize(0, HEIGHT))
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._none = label(_("No reason fits. Try fewer letters."), Role.MUTED)
        find = SearchLine(self._list, _("Type to search"), _("Type to search"))
        find.textChanged.connect(self._narrow)
        self._list.itemDoubleClicked.connect(lambda _item: self._pick())
        leave = Button(_("Back"), self.reject, kind=Kind.QUIET, icon="arrow-left")
        self._take = Button(_("Take this reason"), self._pick, kind=Kind.PRIMARY, icon="check")
        self._take.setDefault(True)
        foot = row(leave, None, self._take)
        self.setLayout(column(find, self._none, (self._list, 1), foot, gap=10, margins=(16, 16, 16, 16)))
        self._narrow("")
        find.setFocus()

    def _narrow(self, typed: str) -> None:
        wanted = fold(typed)
        fitting = []
        for place in range(self._list.count()):
            item = self._list.item(place)
            item.setHidden(wanted not in fold(item.text()))
            fitting += [] if item.isHidden() else [place]
        self._list.setCurrentRow(fitting[0] if fitting else -1)
        self._none.setVisible(not fitting)
        self._take.setEnabled(bool(fitting))

    def _pick(self) -> None:
        item = self._list.currentItem()
        if self._take.isEnabled():
            self.accept()
            self.picked.emit(str(item.data(Qt.ItemDataRole.UserRole)))
