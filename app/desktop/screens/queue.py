"""People who wait: who is called, who waits how long, who did not come. Staff decide who is asked in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.desktop.shell.keyboard import Key
from app.desktop.theme.palette import scaled
from app.desktop.theme.tokens import Role, Tone
from app.desktop.widgets.arrange import box, clear, column, row
from app.desktop.widgets.buttons import Button, IconButton, Kind, Size
from app.desktop.widgets.card import Card
from app.desktop.widgets.empty_state import EmptyState
from app.desktop.widgets.fit_area import fit_area
from app.desktop.widgets.key_cap import with_key
from app.desktop.widgets.num_badge import NumBadge
from app.desktop.widgets.page_head import PageHead
from app.desktop.widgets.person_row import PersonLine, PersonRow
from app.desktop.widgets.tag import Tag
from app.desktop.widgets.typography import label, rule
from app.desktop.wording import queue as words
from app.domain.guide import GuidePack
from app.i18n import _, format_number
from app.presentation.queue import Place, QueuePresenter, QueueState

SIDE, SIDE_COMPACT, SIDE_MOST = 452, 432, 480
BADGE = 40
Actions = Callable[[Place], list[QWidget]]


class QueueScreen(QWidget):
    """`give_wanted` and `call_wanted` do what F4 and F5 do; `board_wanted` asks for the public numbers."""

    give_wanted = Signal()
    call_wanted = Signal()
    board_wanted = Signal()

    def __init__(self, presenter: QueuePresenter, pack: GuidePack) -> None:
        super().__init__()
        self._presenter, self._pack = presenter, pack
        self._waiting, self._called, self._absent = column(gap=0), column(gap=0), column(gap=0)
        self._count = Tag("")
        title = _("Waiting line")
        self.setAccessibleName(title)
        give = Button(_("Give a number"), self.give_wanted.emit, kind=Kind.PRIMARY, icon="ticket")
        call = Button(_("Call next"), self.call_wanted.emit, icon="bell")
        board = Button(_("Board"), self.board_wanted.emit, kind=Kind.QUIET, icon="monitor-smartphone")
        actions = [board, with_key(call, Key.CALL_NEXT.value), with_key(give, Key.GIVE_NUMBER.value)]
        self._head = PageHead(title, "", actions)
        self._hint = label(_("Marks move nobody: you decide who comes in."), Role.CAP, wrap=True)
        self._side = self._now()
        lists = row((self._line(), 1), self._side, gap=16)
        body = column(self._head, (lists, 1), gap=12, margins=(28, 18, 28, 18))
        self._page = body
        self.setLayout(body)
        self.setFocusProxy(give)
        self.set_compact(False)
        presenter.attach(self.show_state)

    def set_compact(self, compact: bool) -> None:
        """Closer together on a small window."""
        self._page.setContentsMargins(*((20, 10, 20, 10) if compact else (28, 18, 28, 18)))
        self._hint.setVisible(not compact)
        self._side.setFixedWidth(min(scaled(SIDE_COMPACT if compact else SIDE), SIDE_MOST))

    def show_state(self, state: QueueState) -> None:
        """Draw everything anew."""
        self._count.setText(format_number(len(state.waiting)))
        self._count.setVisible(bool(state.waiting))
        nobody = EmptyState(_("Nobody is waiting."), "", "users", size=40)
        self._fill(self._waiting, state.waiting, nobody, self._waiting_actions)
        self._waiting.addStretch(1)
        quiet = label(_("No number is being called."), Role.MUTED, wrap=True)
        self._fill(self._called, state.called, quiet, self._called_actions)
        here = label(_("Everybody came when called."), Role.MUTED, wrap=True)
        self._fill(self._absent, state.absent, here, self._absent_actions)

    def _line(self) -> QWidget:
        head = row(label(_("In line"), Role.H3), self._count, None, gap=10)
        rows = _beside_a_bar(self._waiting)
        return Card(column(head, rule(), (rows, 1), self._hint, gap=4, margins=(18, 12, 10, 10)))

    def _now(self) -> QWidget:
        """Who is called above who did not come; both scroll as one, and the page never does."""
        lists = column(
            label(_("Being called"), Role.H3),
            rule(),
            self._called,
            14,
            label(_("Not there when called"), Role.H3),
            rule(),
            self._absent,
            None,
            gap=4,
        )
        return Card(column((_beside_a_bar(lists), 1), gap=0, margins=(18, 12, 10, 10)))

    def _fill(self, into: QVBoxLayout, places: tuple[Place, ...], empty: QWidget, actions: Actions) -> None:
        clear(into)
        if not places:
            into.addWidget(empty)
        for number, place in enumerate(places):
            if number:
                into.addWidget(rule())
            into.addWidget(self._row(place, actions(place)))

    def _row(self, place: Place, actions: list[QWidget]) -> QWidget:
        """One number in one line: who, what for, how long they waited, and what can be done."""
        shown = words.two_digits(place.number)
        name = _("Number {number}").format(number=shown)
        badge = NumBadge(shown, name, filled=place.is_called, size=BADGE)
        line = PersonLine(
            name=words.who(place),
            detail=words.about(place, self._pack),
            detail_tone=Tone.INFO if place.marks else None,
            aside="" if place.times_called else words.waited(place),
        )
        return PersonRow(line, actions, lead=badge, tight=True)

    def _waiting_actions(self, place: Place) -> list[QWidget]:
        return [
            self._button(_("Call"), _("Call number {number}"), place, self._presenter.call),
            self._button(_("Come in"), _("Number {number} comes in"), place, self._presenter.invite),
        ]

    def _called_actions(self, place: Place) -> list[QWidget]:
        come = self._button(_("Come in"), _("Number {number} comes in"), place, self._presenter.invite)
        absent = self._button(
            _("Not there"), _("Number {number} is not there"), place, self._presenter.absent
        )
        return [absent, come]

    def _absent_actions(self, place: Place) -> list[QWidget]:
        again = self._button(_("Call again"), _("Call number {number} again"), place, self._presenter.call)
        come = self._button(_("Come in"), _("Number {number} comes in"), place, self._presenter.invite)
        name = _("Give up number {number}").format(number=words.two_digits(place.number))
        drop = IconButton("x", name, partial(self._presenter.drop, place.number), kind=Kind.QUIET)
        return [again, come, drop]

    def _button(self, text: str, name: str, place: Place, act: Callable[[int], None]) -> Button:
        button = Button(text, partial(act, place.number), size=Size.SMALL)
        button.setAccessibleName(name.format(number=words.two_digits(place.number)))
        return button


def _beside_a_bar(rows: QVBoxLayout) -> QScrollArea:
    """A list with room for its scroll bar, so that no button touches it."""
    rows.setContentsMargins(0, 0, 10, 0)
    return fit_area(box(rows))
