"""Why it cannot be done now, and when to come back: one digit, one date, Enter."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget

from app.desktop.shell.keyboard import bind
from app.desktop.theme.tokens import PAPER, Role, Tone
from app.desktop.widgets.action_bar import ActionBar
from app.desktop.widgets.arrange import box, column, row
from app.desktop.widgets.banner import Banner, Notice
from app.desktop.widgets.buttons import Button, Kind, Size
from app.desktop.widgets.card import Card, CardLook
from app.desktop.widgets.choice_grid import Choice, ChoiceGrid
from app.desktop.widgets.date_chips import Chip, DateChips
from app.desktop.widgets.field import Field
from app.desktop.widgets.fit_area import fit_area
from app.desktop.widgets.icon_mark import IconMark
from app.desktop.widgets.key_cap import with_key
from app.desktop.widgets.plain_keys import ENTER, PlainKeys
from app.desktop.widgets.typography import label
from app.desktop.wording import dates, problems
from app.domain.appointments import DateChoice
from app.domain.guide_words import slip_sentence
from app.domain.names import fold
from app.i18n import _
from app.presentation.guided.state import ReasonPage as Page

MORE = "more"


class ReasonPage(QWidget):
    """Draws one choice; the presenter draws it anew after each."""

    picked = Signal(str)
    dated = Signal(str, object)
    noted = Signal(str)
    keep = Signal()
    back = Signal()

    def __init__(self, page: Page, you: str, *, compact: bool) -> None:
        super().__init__()
        self._page, self._you = page, you
        parts = column(gap=6 if compact else 10, margins=(24, 12, 24, 12))
        parts.addWidget(
            label(_("Why can {you} not do it now?").format(you=you), Role.H2 if compact else Role.H1)
        )
        if not compact:
            parts.addWidget(
                label(_("Choose one. It only tells what help is needed, it marks nobody."), Role.MUTED)
            )
        for found in page.problems:
            parts.addWidget(Banner(Notice(words=problems.problem(found), tone=Tone.WARN)))
        parts.addWidget(self._reasons())
        if page.chosen and page.chosen.needs_note:
            parts.addWidget(self._note())
        parts.addWidget(label(_("When does {you} come back?").format(you=you), Role.H3))
        parts.addWidget(self._dates())
        parts.addWidget(self._slip_line())
        parts.addStretch(1)
        edge = 12 if compact else 18
        bar = self._bar()
        bar.set_compact(compact)
        body = fit_area(box(column(Card(parts), margins=(edge, edge, edge, edge))))
        self.setLayout(column((body, 1), bar, gap=0))
        PlainKeys(self).on(ENTER, self.keep.emit)
        bind(self, "Esc", self.back.emit)

    def _reasons(self) -> ChoiceGrid:
        titles = self._page.titles
        shown = list(self._page.seven)
        if self._page.chosen and self._page.chosen not in shown:
            shown[-1] = self._page.chosen
        choices = [Choice(reason.code, titles[reason.code], reason.icon) for reason in shown]
        grid = ChoiceGrid([*choices, Choice(MORE, _("Another reason…"), "ellipsis")], _("Reasons"))
        if self._page.chosen:
            grid.choose(self._page.chosen.code)
        grid.chosen.connect(self._chosen)
        return grid

    def _chosen(self, key: str) -> None:
        if key != MORE:
            self.picked.emit(key)
            return
        dialog = AllReasons(self._page, self)
        dialog.picked.connect(self.picked)
        dialog.open()

    def _note(self) -> Field:
        editor = QLineEdit(self._page.note)
        editor.setMaxLength(80)
        editor.textChanged.connect(self.noted)
        return Field(_("In a few words"), editor, _("Never a password or a code."))

    def _dates(self) -> DateChips:
        chips = DateChips([self._chip(which) for which in DateChoice], _("When to come back"))
        if self._page.choice is not None:
            chips.choose(self._page.choice.value)
        chips.chosen.connect(self._dated)
        return chips

    def _chip(self, which: DateChoice) -> Chip:
        day = self._page.dates.get(which)
        if which is DateChoice.PICK and self._page.choice is DateChoice.PICK:
            day = self._page.day
        return Chip(which.value, dates.choice(which), dates.weekday_short(day) if day else "")

    def _dated(self, key: str) -> None:
        which = DateChoice(key)
        if which is DateChoice.PICK or (which is DateChoice.MARKET_DAY and not self._page.dates.get(which)):
            dialog = DayPicker(self._page.day, self)
            dialog.picked.connect(lambda day: self.dated.emit(DateChoice.PICK.value, day))
            dialog.open()
        else:
            self.dated.emit(key, None)

    def _slip_line(self) -> QWidget:
        chosen = self._page.chosen
        if chosen is None:
            words = _("Press a digit to choose a reason.")
        else:
            day = dates.long_day(self._page.day) if self._page.day else ""
            words = _("The slip will say: “{sentence}”").format(
                sentence=slip_sentence(chosen, self._you, day)
            )
        mark = IconMark("circle-check" if chosen else "info", PAPER.ok if chosen else PAPER.ink3, 20)
        return Card(
            row(mark, (label(words, Role.STRONG, wrap=True), 1), gap=10, margins=(14, 8, 14, 8)),
            CardLook.SUNKEN,
        )

    def _bar(self) -> ActionBar:
        go_back = Button(
            _("Back to the step"), self.back.emit, kind=Kind.QUIET, size=Size.BIG, icon="arrow-left"
        )
        number = self._page.next_number
        words = _("Save and go to task {number}").format(number=number) if number else _("Save and check")
        keep = Button(words, self.keep.emit, kind=Kind.PRIMARY, size=Size.BIG, icon="check")
        keep.setEnabled(self._page.chosen is not None)
        return ActionBar([with_key(go_back, "Esc")], [with_key(keep, ENTER)])


class AllReasons(QDialog):
    """Every reason of the pack, found by typing any part of it without accents."""

    picked = Signal(str)

    def __init__(self, page: Page, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("All reasons"))
        self.resize(560, 460)
        self._list = QListWidget()
        self._list.setAccessibleName(_("All reasons"))
        for reason in (*page.seven, *page.others):
            item = QListWidgetItem(page.titles[reason.code])
            item.setData(Qt.ItemDataRole.UserRole, reason.code)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        find = QLineEdit()
        find.setPlaceholderText(_("Type to search"))
        find.setAccessibleName(_("Type to search"))
        find.textChanged.connect(self._narrow)
        find.returnPressed.connect(self._pick)
        self._list.itemActivated.connect(lambda _item: self._pick())
        self.setLayout(column(find, (self._list, 1), gap=10, margins=(16, 16, 16, 16)))
        find.setFocus()

    def _narrow(self, typed: str) -> None:
        wanted = fold(typed)
        first = None
        for place in range(self._list.count()):
            item = self._list.item(place)
            item.setHidden(wanted not in fold(item.text()))
            first = first if first is not None or item.isHidden() else place
        if first is not None:
            self._list.setCurrentRow(first)

    def _pick(self) -> None:
        item = self._list.currentItem()
        if self._list.count() and not item.isHidden():
            self.accept()
            self.picked.emit(str(item.data(Qt.ItemDataRole.UserRole)))


class DayPicker(QDialog):
    """A calendar from tomorrow on; Enter takes the day."""

    picked = Signal(object)

    def __init__(self, day: date | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Pick a day"))
        self._calendar = QCalendarWidget()
        self._calendar.setAccessibleName(_("Pick a day"))
        self._calendar.setMinimumDate(QDate.currentDate().addDays(1))
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        if day is not None:
            self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._calendar.activated.connect(lambda _day: self._pick())
        take = Button(_("Take this day"), self._pick, kind=Kind.PRIMARY)
        self.setLayout(column(self._calendar, row(None, take), gap=10, margins=(16, 16, 16, 16)))

    def _pick(self) -> None:
        chosen = self._calendar.selectedDate()
        self.accept()
        self.picked.emit(date(chosen.year(), chosen.month(), chosen.day()))
