"""One day, one place and hour for everybody a list shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from app.desktop.theme.palette import scaled
from app.desktop.theme.tokens import Role
from app.desktop.widgets.arrange import column, fit_height, row
from app.desktop.widgets.buttons import Button, Kind
from app.desktop.widgets.day_picker import DayPicker
from app.desktop.widgets.field import Field
from app.desktop.widgets.typography import label
from app.desktop.wording import dates, problems
from app.domain.problems import Problem
from app.i18n import _

WIDTH, LONGEST = 520, 60
Gather = Callable[[date, str], Problem | None]


class GatherDialog(QDialog):
    """`gather` writes it and says what is amiss; without anything amiss the dialog closes."""

    def __init__(self, counted: str, today: date, gather: Gather, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gather, self._today, self._day = gather, today, today + timedelta(days=1)
        title = _("Gather {people} at one place").format(people=counted)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(scaled(WIDTH))
        self._place = QLineEdit()
        self._place.setMaxLength(LONGEST)
        self._pick = Button("", self._ask_day, icon="calendar-days")
        hint = _("As people say it: 17:00, the school gate")
        self._fields = {
            "day": Field(_("Which day?"), self._pick),
            "meet": Field(_("Where, and at what hour?"), self._place, hint),
        }
        leave = Button(_("Back"), self.reject, kind=Kind.QUIET, icon="arrow-left")
        go = Button(_("Gather them"), self._submit, kind=Kind.PRIMARY, icon="check")
        go.setDefault(True)
        head = label(title, Role.H3, wrap=True)
        self.setLayout(
            column(head, *self._fields.values(), row(leave, None, go), gap=14, margins=(24, 20, 24, 18))
        )
        self._show_day(self._day)
        self._place.setFocus()

    def _ask_day(self) -> None:
        picker = DayPicker(self._day, self._today, self)
        picker.picked.connect(self._show_day)
        picker.open()

    def _show_day(self, day: date) -> None:
        self._day = day
        self._pick.set_text(dates.long_day(day))

    def _submit(self) -> None:
        problem = self._gather(self._day, self._place.text())
        if problem is None:
            self.accept()
            return
        self._fields[problem.field].refuse(problems.problem(problem))
        fit_height(self)
