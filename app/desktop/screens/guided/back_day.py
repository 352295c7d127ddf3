"""When the person comes back: a chip for each usual day, and the calendar for any other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal

from app.desktop.widgets.date_chips import Chip, DateChips
from app.desktop.widgets.day_picker import DayPicker
from app.desktop.wording import dates
from app.domain.appointments import DateChoice
from app.i18n import _

Days = Mapping[DateChoice, date | None]


class BackDay(DateChips):
    """Emits `dated` with a choice's key, and the day where it was picked in the calendar."""

    dated = Signal(str, object)

    def __init__(self, offered: Days, choice: DateChoice | None, day: date | None) -> None:
        self._offered, self._choice, self._day = offered, choice, day
        super().__init__([self._chip(which) for which in offered], _("When to come back"))
        self.chosen.connect(self._picked)
        self.show_day(choice, day)

    def show_day(self, choice: DateChoice | None, day: date | None) -> None:
        """Mark one choice; a day from the calendar stands on its chip."""
        self._choice, self._day = choice, day
        chip = self._chip(DateChoice.PICK)
        self.set_detail(chip.key, chip.words, chip.detail)
        if choice is None:
            self.clear_choice()
        else:
            self.choose(choice.value)

    def _chip(self, which: DateChoice) -> Chip:
        day = self._offered.get(which)
        if which is DateChoice.PICK and self._choice is DateChoice.PICK:
            day = self._day
        return Chip(which.value, dates.choice(which), dates.weekday_short(day) if day else "")

    def _picked(self, key: str) -> None:
        """Any other day is picked in the calendar; closed without a day it changes nothing."""
        which = DateChoice(key)
        if which is DateChoice.NONE or self._offered.get(which) is not None:
            self.dated.emit(key, None)
            return
        tomorrow = self._offered[DateChoice.TOMORROW]
        assert tomorrow is not None, "tomorrow is always a day"
        dialog = DayPicker(self._day, tomorrow, self)
        dialog.picked.connect(lambda day: self.dated.emit(DateChoice.PICK.value, day))
        dialog.rejected.connect(lambda: self.show_day(self._choice, self._day))
        dialog.open()
