"""What opens over the reasons: every reason of the pack, and a calendar. One pick or nothing."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QSize, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QDialog, QListWidget, QListWidgetItem, QTableView, QWidget

from app.desktop.theme.palette import scaled
from app.desktop.theme.tokens import HEIGHT, Role
from app.desktop.widgets.arrange import column, row
from app.desktop.widgets.buttons import Button, IconButton, Kind
from app.desktop.widgets.search_line import SearchLine
from app.desktop.widgets.typography import label
from app.domain.names import fold
from app.i18n import _, language, month_name
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


class DayPicker(QDialog):
    """A calendar from `first` on; Enter takes the day."""

    picked = Signal(object)

    def __init__(self, day: date | None, first: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = _("Pick a day")
        self.setWindowTitle(title)
        self._calendar = QCalendarWidget()
        self._calendar.setLocale(QLocale(language()))
        self._calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._calendar.setMinimumDate(_to_qt(first))
        self._calendar.setSelectedDate(_to_qt(day or first))
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._calendar.setNavigationBarVisible(False)
        for day_off in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._calendar.setWeekdayTextFormat(
                day_off, self._calendar.weekdayTextFormat(Qt.DayOfWeek.Monday)
            )
        self._calendar.setMinimumSize(scaled(440), scaled(300))
        for view in (self._calendar, *self._calendar.findChildren(QTableView)):
            view.setAccessibleName(title)
        self._calendar.activated.connect(lambda _day: self._pick())
        self._month = label("", Role.H3)
        self._calendar.currentPageChanged.connect(self._show_month)
        self._show_month(self._calendar.yearShown(), self._calendar.monthShown())
        leave = Button(_("Back"), self.reject, kind=Kind.QUIET, icon="arrow-left")
        take = Button(_("Take this day"), self._pick, kind=Kind.PRIMARY, icon="check")
        head = row(self._month, None, *self._turning(), gap=8)
        foot = row(leave, None, take)
        self.setLayout(column(head, (self._calendar, 1), foot, gap=10, margins=(16, 14, 16, 16)))
        self._calendar.setFocus()

    def _turning(self) -> tuple[IconButton, IconButton]:
        before = IconButton("arrow-left", _("Month before"), self._calendar.showPreviousMonth)
        after = IconButton("arrow-right", _("Month after"), self._calendar.showNextMonth)
        return before, after

    def _show_month(self, year: int, month: int) -> None:
        self._month.setText(f"{month_name(date(year, month, 1)).capitalize()} {year}")

    def _pick(self) -> None:
        chosen = self._calendar.selectedDate()
        self.accept()
        self.picked.emit(date(chosen.year(), chosen.month(), chosen.day()))


def _to_qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
