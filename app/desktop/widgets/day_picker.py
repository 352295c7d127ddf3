"""A calendar to take one day from; Enter takes it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QDialog, QTableView, QWidget

from app.desktop.theme.palette import scaled
from app.desktop.theme.tokens import Role
from app.desktop.widgets.arrange import column, row
from app.desktop.widgets.buttons import Button, IconButton, Kind
from app.desktop.widgets.typography import label
from app.i18n import _, language, month_name


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
