"""People who wait: who is called, who waits how long, who did not come. Staff decide who is asked in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desktop.shell.keyboard import Key
from app.desktop.theme.palette import scaled
from app.desktop.theme.tokens import Role, Tone
from app.desktop.widgets.arrange import box, clear, column, row
from app.desktop.widgets.buttons import Button, IconButton, Kind, Size
from app.desktop.widgets.card import Card
from app.desktop.widgets.empty_state import EmptyState
from app.desktop.widgets.fit_area import fit_area
from app.desktop.widgets.key_cap import KeyCap, with_key
from app.desktop.widgets.num_badge import NumBadge
from app.desktop.widgets.page_head import PageHead
from app.desktop.widgets.person_row import PersonLine, PersonRow
from app.desktop.widgets.tag import Tag
from app.desktop.widgets.typography import label, rule
from app.desktop.wording import queue as words
from app.desktop.wording.dates import minutes
from app.domain.guide import GuidePack
from app.i18n import _, format_number
from app.presentation.queue import Place, QueuePresenter, QueueState

SIDE, SIDE_COMPACT = 400, 348
Actions = Callable[[Place], list[QWidget]]


class QueueScreen(QWidget):
    """`give_wanted` asks for the slip of a number, `board_wanted` for the public numbers."""

    give_wanted = Signal()
    board_wanted = Signal()

    def __init__(self, presenter: QueuePresenter, pack: GuidePack) -> None:
        super().__init__()
        self._presenter, self._pack = presenter, pack
        self._waiting, self._called, self._absent = column(gap=0), column(gap=0), column(gap=0)
        self._count = Tag("")
        title = _("Waiting line")
        self.setAccessibleName(title)
        give = Button(_("Give a number"), self.give_wanted.emit, kind=Kind.PRIMARY, icon="ticket")
        call = Button(_("Call next"), presenter.call_next, icon="bell")
        board = Button(_("Board"), self.board_wanted.emit, kind=Kind.QUIET, icon="monitor-smartphone")
        actions = [board, with_key(call, Key.CALL_NEXT.value), with_key(give, Key.GIVE_NUMBER.value)]
        self._head = PageHead(title, "", actions)
        self._side = box(column(self._now(), (self._not_there(), 1), gap=16))
        lists = row((self._line(), 1), self._side, gap=16)
        body = column(self._head, (lists, 1), gap=14, margins=(28, 18, 28, 18))
        self._page = body
        self.setLayout(column(fit_area(box(body)), gap=0))
        self.setFocusProxy(give)
        self.set_compact(False)
        presenter.attach(self.show_state)

    def set_compact(self, compact: bool) -> None:
        """Closer together on a small window; the keys work without being drawn."""
        for cap in self._head.findChildren(KeyCap):
            cap.setVisible(not compact)
        self._page.setContentsMargins(*((20, 10, 20, 10) if compact else (28, 18, 28, 18)))
        self._side.setFixedWidth(scaled(SIDE_COMPACT if compact else SIDE))

    def show_state(self, state: QueueState) -> None:
        """Draw everything anew."""
        self._count.setText(format_number(len(state.waiting)))
        self._count.setVisible(bool(state.waiting))
        self._fill(self._waiting, state.waiting, _("Nobody is waiting."), self._waiting_actions)
        self._fill(self._called, state.called, _("No number is being called."), self._called_actions)
        self._fill(self._absent, state.absent, _("Everybody came when called."), self._absent_actions)

    def _line(self) -> QWidget:
        head = row(label(_("In line"), Role.H3), self._count, None, gap=10)
        hint = label(_("Marks move nobody: you decide who comes in."), Role.CAP, wrap=True)
        rows = fit_area(box(self._waiting))
        return Card(column(head, rule(), (rows, 1), rule(), hint, gap=4, margins=(20, 14, 20, 10)))

    def _now(self) -> QWidget:
        return Card(
            column(label(_("Being called"), Role.H3), rule(), self._called, gap=4, margins=(20, 14, 20, 14))
        )

    def _not_there(self) -> QWidget:
        head = label(_("Not there when called"), Role.H3)
        rows = fit_area(box(self._absent))
        return Card(column(head, rule(), (rows, 1), gap=4, margins=(20, 14, 20, 14)))

    def _fill(self, into: QVBoxLayout, places: tuple[Place, ...], empty: str, actions: Actions) -> None:
        clear(into)
        if not places:
            into.addWidget(EmptyState(empty, "", "users", size=40))
        for number, place in enumerate(places):
            if number:
                into.addWidget(rule())
            into.addWidget(self._row(place, actions(place)))
        into.addStretch(1)

    def _row(self, place: Place, actions: list[QWidget]) -> QWidget:
        """One number; what can be done stands under the words: names are long and the side is narrow."""
        shown = words.two_digits(place.number)
        badge = NumBadge(shown, _("Number {number}").format(number=shown), filled=place.is_called)
        line = PersonLine(
            name=words.who(place),
            detail=words.about(place, self._pack),
            detail_tone=Tone.INFO if place.marks else None,
        )
        waited = label(minutes(place.minutes * 60), Role.MUTED)
        foot = row(waited, None, *actions, gap=8, margins=(0, 0, 0, 8))
        return box(column(PersonRow(line, lead=badge), foot, gap=0))

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
        name = _("Give up number {number}").format(number=words.two_digits(place.number))
        drop = IconButton("x", name, partial(self._presenter.drop, place.number), kind=Kind.QUIET)
        return [again, drop]

    def _button(self, text: str, name: str, place: Place, act: Callable[[int], None]) -> Button:
        button = Button(text, partial(act, place.number), size=Size.SMALL)
        button.setAccessibleName(name.format(number=words.two_digits(place.number)))
        return button
