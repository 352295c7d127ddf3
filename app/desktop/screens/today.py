"""Today: receive somebody, go on with somebody, see who is expected and how the day went."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.desktop.shell.keyboard import Key, bind
from app.desktop.theme.tokens import PAPER, Role, Tone
from app.desktop.widgets.arrange import box, clear, column, row
from app.desktop.widgets.avatar import Avatar, initials
from app.desktop.widgets.buttons import Button, IconButton, Kind, Size
from app.desktop.widgets.card import Card
from app.desktop.widgets.empty_state import EmptyState
from app.desktop.widgets.figure import Figure
from app.desktop.widgets.fit_area import fit_area
from app.desktop.widgets.icon_mark import IconMark
from app.desktop.widgets.page_head import PageHead
from app.desktop.widgets.person_row import PersonLine, PersonRow
from app.desktop.widgets.stack_bar import Share, StackBar
from app.desktop.widgets.tag import Tag
from app.desktop.widgets.tile import Tile
from app.desktop.widgets.typography import label, rule
from app.desktop.wording import dates, people
from app.desktop.wording.exchange import sessions
from app.domain.address_form import AddressForm
from app.domain.views import DayCounts, DueRow
from app.i18n import DateStyle, _, format_date, format_number
from app.presentation.today import Paused, TodayState

SIDE = 380
LEAST_ROWS = 62
"""One person, in px."""


class TodayScreen(QWidget):
    """Emits wishes; `show_state` draws one."""

    receive = Signal()
    go_on = Signal(str)
    forget = Signal(str)
    open_person = Signal(str)
    reprint = Signal(str)
    past = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._head = PageHead("")
        receive = Tile(
            _("Receive a person"),
            _("Scan the card's QR, or type a name"),
            "scan-qr-code",
            self.receive.emit,
            key=Key.FIND.value,
            hero=True,
        )
        self._waiting, self._waiting_count = column(gap=0), Tag("")
        self._due, self._due_count = column(gap=0), Tag("", Tone.BAN)
        self._last = row(gap=10)
        self._result = column(gap=8)
        left = column(receive, (self._half_way(), 1), gap=16)
        side = box(column(self._day_card(), (self._expected(), 1), gap=16))
        side.setFixedWidth(SIDE)
        self._body = column(self._head, (row((left, 1), side, gap=16), 1), gap=14)
        self.setLayout(column(fit_area(box(self._body)), gap=0))
        self.set_compact(False)
        self._last_session = ""
        bind(self, Key.REPRINT.value, self._reprint)

    def set_compact(self, compact: bool) -> None:
        """Closer together on a small window."""
        self._body.setContentsMargins(*((20, 8, 20, 8) if compact else (28, 18, 28, 18)))
        self._body.setSpacing(8 if compact else 14)

    def show_state(self, state: TodayState) -> None:
        """Draw everything anew."""
        operator = state.operator
        form = AddressForm(operator.address_form) if operator.address_form else AddressForm.BAN
        given = operator.name.split()[-1] if operator.name else ""
        self._head.set_texts(
            _("Hello, {you} {name}").format(you=people.you(form), name=given),
            format_date(state.day, DateStyle.LONG),
        )
        self._show_paused(state.paused)
        self._show_due(state.due, state)
        self._show_counts(state.counts)
        self._show_last(state)

    def _half_way(self) -> QWidget:
        head = row(label(_("Half-way"), Role.H3), self._waiting_count, None, gap=10)
        foot = box(self._last)
        rows = _rows(self._waiting)
        return Card(column(head, rule(), (rows, 1), rule(), foot, gap=4, margins=(20, 14, 20, 10)))

    def _expected(self) -> QWidget:
        head = row(label(_("Expected today"), Role.H3), self._due_count, None, gap=10)
        return Card(column(head, rule(), (_rows(self._due), 1), gap=4, margins=(20, 14, 20, 14)))

    def _day_card(self) -> QWidget:
        return Card(box_layout(self._result))

    def _show_paused(self, paused: tuple[Paused, ...]) -> None:
        clear(self._waiting)
        _count(self._waiting_count, len(paused))
        if not paused:
            words = _("Nobody is half-way. Scan a card to receive the next person.")
            self._waiting.addWidget(EmptyState(_("All clear"), words, "circle-check", size=48))
        for place, one in enumerate(paused):
            kind = Kind.PRIMARY if place == 0 else Kind.SECONDARY
            button = Button(_("Go on"), partial(self.go_on.emit, one.draft), kind=kind, size=Size.SMALL)
            button.setAccessibleName(_("Go on with {name}").format(name=people.title(one.who)))
            forget = IconButton(
                "x", _("Forget this session"), partial(self.forget.emit, one.draft), kind=Kind.QUIET
            )
            line = PersonLine(
                name=people.title(one.who), detail=people.line(one.who), aside=dates.clock(one.since)
            )
            if place:
                self._waiting.addWidget(rule())
            face = Avatar(initials(one.who.name or "?"), people.title(one.who))
            self._waiting.addWidget(PersonRow(line, [button, forget], lead=face))
        self._waiting.addStretch(1)

    def _show_due(self, due: tuple[DueRow, ...], state: TodayState) -> None:
        clear(self._due)
        _count(self._due_count, len(due))
        if not due:
            self._due.addWidget(EmptyState(_("Nobody is expected"), "", "calendar-days", size=48))
        for place, one in enumerate(due):
            late = one.day < state.day.isoformat()
            detail = " · ".join(part for part in (one.village, _("overdue") if late else "") if part)
            form = AddressForm(one.address_form) if one.address_form else AddressForm.BAC
            open_it = Button(_("Open"), partial(self.open_person.emit, one.citizen), size=Size.SMALL)
            name = f"{form.opening} {one.name}"
            open_it.setAccessibleName(_("Open {name}").format(name=name))
            line = PersonLine(name=name, detail=detail, detail_tone=Tone.WARN if late else None)
            if place:
                self._due.addWidget(rule())
            self._due.addWidget(PersonRow(line, [open_it]))
        self._due.addStretch(1)

    def _show_counts(self, counts: DayCounts) -> None:
        clear(self._result)
        words = (_("All done"), _("Asked back"), _("Not yet"))
        amounts = (counts.complete, counts.coming_back, counts.stuck)
        tones, colours = (Tone.OK, Tone.BAN, Tone.WARN), (PAPER.ok, PAPER.ban, PAPER.warn_line)
        aside = " · ".join((sessions(counts.sessions), *self._average(counts)))
        self._result.addLayout(row(label(_("Today's result"), Role.H3), None, label(aside, Role.MUTED)))
        shares = [Share(a, c, w) for a, c, w in zip(amounts, colours, words, strict=True)]
        self._result.addWidget(StackBar(shares))
        figures = [Figure(format_number(a), w, t) for a, w, t in zip(amounts, words, tones, strict=True)]
        self._result.addLayout(row(*[(figure, 1) for figure in figures]))
        if counts.anonymous:
            helped = _("{count} more helped without a record").format(count=counts.anonymous)
            self._result.addWidget(label(helped, Role.MUTED))

    def _average(self, counts: DayCounts) -> list[str]:
        if not counts.sessions:
            return []
        return [_("{minutes} each").format(minutes=dates.minutes(counts.seconds // counts.sessions))]

    def _show_last(self, state: TodayState) -> None:
        clear(self._last)
        last = state.last
        self._last_session = last.session if last else ""
        if last is None:
            self._last.addWidget(label(_("No session finished yet."), Role.MUTED))
            return
        form = AddressForm(last.address_form) if last.address_form else AddressForm.BAC
        words = _("Last finished: {name}").format(name=f"{form.opening} {last.name}")
        self._last.addWidget(IconMark("circle-check", PAPER.ok, 20))
        self._last.addWidget(label(words, Role.MUTED, wrap=True), 1)
        again = Button(_("Print the slip again"), self._reprint, kind=Kind.QUIET, size=Size.SMALL)
        self._last.addWidget(again)
        past = Button(
            _("What was done"), partial(self.past.emit, last.citizen), kind=Kind.QUIET, size=Size.SMALL
        )
        past.setAccessibleName(_("What was done with {name}").format(name=f"{form.opening} {last.name}"))
        self._last.addWidget(past)

    def _reprint(self) -> None:
        if self._last_session:
            self.reprint.emit(self._last_session)


def _rows(rows: QVBoxLayout) -> QScrollArea:
    """A list that scrolls by itself, so that what stands around it stays in sight."""
    area = fit_area(box(rows))
    area.setMinimumHeight(LEAST_ROWS)
    return area


def _count(tag: Tag, amount: int) -> None:
    tag.setText(format_number(amount))
    tag.setVisible(amount > 0)


def box_layout(inner: QVBoxLayout) -> QVBoxLayout:
    """A layout with the card's own margins."""
    inner.setContentsMargins(20, 14, 20, 12)
    return inner
