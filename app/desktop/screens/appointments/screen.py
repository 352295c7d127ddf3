"""People who are expected: by time, by village, and what can be done about each."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QHBoxLayout, QWidget

from app.desktop.screens.appointments.gather import GatherDialog
from app.desktop.theme.tokens import Role, Tone
from app.desktop.widgets.arrange import box, clear, column, row
from app.desktop.widgets.avatar import Avatar, initials
from app.desktop.widgets.buttons import Button, IconButton, Kind, Size
from app.desktop.widgets.card import Card
from app.desktop.widgets.day_picker import DayPicker
from app.desktop.widgets.empty_state import EmptyState
from app.desktop.widgets.fit_area import fit_area
from app.desktop.widgets.key_cap import with_key
from app.desktop.widgets.page_head import PageHead
from app.desktop.widgets.person_row import PersonLine, PersonRow
from app.desktop.widgets.plain_keys import PlainKeys
from app.desktop.widgets.tag import Tag
from app.desktop.widgets.typography import label, rule
from app.desktop.wording import appointments as words
from app.desktop.wording import people
from app.i18n import DateStyle, _, format_date, format_number
from app.presentation.appointments import AppointmentsPresenter, AppointmentsState, Expected, When

GATHER = "G"
"""The key that gathers who is shown; the digits 1 … 4 change between the lists."""


class AppointmentsScreen(QWidget):
    """Every answer is kept at once."""

    shown = Signal()

    def __init__(self, presenter: AppointmentsPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        title = _("Appointments")
        self.setAccessibleName(title)
        self._times = QButtonGroup(self)
        self._buttons: dict[When, Button] = {}
        self._villages, self._signal = QComboBox(), QCheckBox(_("Only who needs a signal"))
        self._villages.setAccessibleName(_("Village"))
        self._gather = with_key(
            Button(_("Gather them"), self._ask_gather, size=Size.SMALL, icon="users"), GATHER
        )
        self._keys = PlainKeys(self)
        self._keys.on(GATHER, self._ask_gather)
        self._rows, self._count = column(gap=0), label("", Role.MUTED)
        lists = Card(
            column(self._filters(), rule(), (fit_area(box(self._rows)), 1), gap=6, margins=(20, 14, 20, 12))
        )
        self._page = column(
            PageHead(title, "", [self._count]), self._tabs(), (lists, 1), gap=14, margins=(28, 18, 28, 18)
        )
        self.setLayout(column(fit_area(box(self._page)), gap=0))
        self._villages.activated.connect(lambda _i: presenter.show_village(str(self._villages.currentData())))
        self._signal.toggled.connect(presenter.show_signal)
        presenter.attach(self.show_state)

    def set_compact(self, compact: bool) -> None:
        """Closer together on a small window."""
        self._page.setContentsMargins(*((20, 10, 20, 10) if compact else (28, 18, 28, 18)))

    def show_state(self, state: AppointmentsState) -> None:
        """Draw everything anew."""
        for when, button in self._buttons.items():
            button.set_text(f"{words.when(when)} · {format_number(state.counts[when])}")
            button.setChecked(when is state.when)
        self._show_villages(state)
        self._signal.blockSignals(True)
        self._signal.setChecked(state.only_signal)
        self._signal.blockSignals(False)
        people_shown = len({one.citizen for one in state.rows})
        self._count.setText(words.counted(people_shown))
        self._gather.setVisible(people_shown > 1)
        clear(self._rows)
        if not state.rows:
            self._rows.addWidget(EmptyState(_("Nobody is expected"), "", "calendar-days", size=56))
        for place, one in enumerate(state.rows):
            if place:
                self._rows.addWidget(rule())
            self._rows.addWidget(self._row(one, state))
        self._rows.addStretch(1)

    def _tabs(self) -> QHBoxLayout:
        for place, when in enumerate(When, start=1):
            button = Button("", partial(self._presenter.show_when, when))
            self._keys.on(str(place), button.click)
            button.setCheckable(True)
            button.setProperty("speech", "true")
            self._times.addButton(button)
            self._buttons[when] = button
        tabs = [with_key(button, str(place)) for place, button in enumerate(self._buttons.values(), start=1)]
        return row(*tabs, None, gap=14)

    def _filters(self) -> QHBoxLayout:
        return row(
            label(_("Village"), Role.STRONG), self._villages, 12, self._signal, None, self._gather, gap=10
        )

    def _show_villages(self, state: AppointmentsState) -> None:
        self._villages.clear()
        self._villages.addItem(_("All villages"), "")
        for village, count in state.villages:
            if village:
                self._villages.addItem(f"{village} · {format_number(count)}", village)
        self._villages.setCurrentIndex(max(0, self._villages.findData(state.village)))

    def _row(self, one: Expected, state: AppointmentsState) -> QWidget:
        name = people.title(one.who)
        line = PersonLine(
            name=name,
            detail=words.about(one),
            aside=format_date(one.day, DateStyle.DAY),
            detail_tone=Tone.WARN if one.day < state.today else None,
        )
        tags = [Tag(_("needs a signal"), Tone.INFO)] if one.needs_signal else []
        tags += [Tag(words.place(one.place), Tone.PLAIN)] if one.place else []
        phone = [label(one.phone, Role.STRONG)] if one.phone else []
        foot = row(*phone, None, *self._actions(one, state), gap=8, margins=(54, 0, 0, 8))
        face = Avatar(initials(one.who.name or "?"), name)
        return box(column(PersonRow(line, tags, lead=face), foot, gap=0))

    def _actions(self, one: Expected, state: AppointmentsState) -> list[QWidget]:
        parts: list[QWidget] = []
        if one.phone:
            parts.append(self._button(_("Not reached"), one, self._presenter.not_reached, one.appointment))
        parts.append(self._button(_("Other day"), one, self._pick, one, state))
        parts.append(self._button(_("Open"), one, self._presenter.open_person, one.citizen))
        parts.append(self._button(_("It is done"), one, self._presenter.came, one.appointment))
        name = _("{name}: will not come").format(name=people.title(one.who))
        parts.append(IconButton("x", name, partial(self._presenter.cancel, one.appointment), kind=Kind.QUIET))
        return parts

    def _button(self, text: str, one: Expected, act: Callable[..., object], *told: object) -> Button:
        button = Button(text, partial(act, *told), size=Size.SMALL)
        button.setAccessibleName(f"{people.title(one.who)}: {text}")
        return button

    def _ask_gather(self) -> None:
        """Everybody shown, on one day at one place: so that one way serves several."""
        if self._gather.isVisible():
            state = self._presenter.state()
            counted = words.counted(len({one.citizen for one in state.rows}))
            GatherDialog(counted, state.today, self._presenter.gather, self).open()

    def _pick(self, one: Expected, state: AppointmentsState) -> None:
        picker = DayPicker(max(one.day, state.today), state.today, self)
        picker.picked.connect(partial(self._presenter.move, one.appointment))
        picker.open()
