"""The rooms in which people are helped: one presenter each, made once; their screens are made anew when words change.

Nothing here sends or receives; what does is in `rooms`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.desktop.doubles import Doubles
from app.desktop.machine import Workplace
from app.desktop.queue_corner import QueueCorner
from app.desktop.scan_ways import ScanWays
from app.desktop.screens.appointments.screen import AppointmentsScreen
from app.desktop.screens.look.screen import LookScreen
from app.desktop.screens.reception.screen import ReceptionScreen
from app.desktop.screens.today import TodayScreen
from app.desktop.sessions import Sessions
from app.desktop.tasks import Tasks
from app.desktop.village_corner import VillageCorner
from app.domain.address_form import without_form
from app.domain.draft import Draft
from app.domain.guide import GuidePack
from app.domain.queue import Ticket
from app.i18n import language
from app.presentation.appointments import AppointmentsPresenter
from app.presentation.looking import LookPresenter
from app.presentation.reception import ReceptionPresenter
from app.presentation.today import TodayPresenter
from app.usecases.changed_cards import pack_name
from app.usecases.device import OperatorRow
from app.usecases.ports import Store


class Rereads(Protocol):
    """A presenter that shows saved work: which kinds, reading them again, and no more once its screen goes."""

    kinds: frozenset[str]

    def refresh(self) -> None:
        """Read again and show."""
        ...

    def detach(self) -> None:
        """The screen is going away."""
        ...


class CounterRooms(QObject):
    """`moved`: the counters may differ."""

    moved = Signal()

    def __init__(
        self,
        workplace: Workplace,
        store: Store,
        operator: OperatorRow,
        sessions: Sessions,
        ways: ScanWays,
        tasks: Tasks,
    ) -> None:
        super().__init__(sessions)
        self._workplace, self._sessions, self._ways = workplace, sessions, ways
        pack = workplace.pack(language())
        self.look = self._looking(store, operator, pack, tasks)
        self.today = TodayPresenter(store, workplace.clock, operator)
        self.reception = self._receiving(store, operator)
        sessions.kin_wanted.connect(self._come_with)
        self.appointments = AppointmentsPresenter(
            store,
            workplace.clock,
            workplace.ids,
            pack=pack,
            operator=operator.id,
            open_person=self._open_person,
        )
        self.queue = QueueCorner(workplace, sessions.window, store, self._come_in, self)
        self.village = VillageCorner(
            workplace,
            sessions.window,
            store,
            operator.id,
            self,
            open_person=self._open_person,
            come_with=self._come_with,
            look=sessions.show_past,
        )
        self._screens: dict[str, QWidget] = {}

    def makers(self) -> Mapping[str, Callable[[], QWidget]]:
        """How each room's screen is made."""
        return {
            "today": self._make_today,
            "reception": self._make_reception,
            "queue": self.queue.make,
            "appointments": lambda: AppointmentsScreen(self.appointments),
            "village": self.village.make,
            "look": lambda: LookScreen(self.look),
        }

    def rereads(self) -> tuple[tuple[str, Rereads], ...]:
        """The presenters that read again after a save, each with the room it is shown in."""
        return (
            ("today", self.today),
            ("queue", self.queue.presenter),
            ("appointments", self.appointments),
            ("village", self.village.presenter),
            ("look", self.look),
        )

    def make(self, key: str) -> QWidget:
        """The screen of a room."""
        self._screens[key] = self.makers()[key]()
        return self._screens[key]

    def find(self, text: str) -> None:
        """Search from the top bar; with nothing to search for somebody new is received."""
        if not text:
            self.reception.expect(None)
        screen = self._screens.get("reception")
        if isinstance(screen, ReceptionScreen):
            screen.begin_with(text)

    def scanned(self, text: str) -> None:
        """A card or a slip was scanned outside a session."""
        self.reception.scanned(text)

    def refresh(self, notice: object) -> None:
        """Something was saved: rooms that show it read again."""
        kinds: frozenset[str] = getattr(notice, "kinds", frozenset())
        for key, presenter in self.rereads():
            if presenter.kinds & kinds and self.is_there(key):
                presenter.refresh()
        if self.queue.presenter.kinds & kinds:
            self.queue.refresh()
        if self.look.alike_kinds & kinds:
            self.look.look_for_doubles()

    def tick(self) -> None:
        """The minute hand moved: people have waited longer."""
        if self.is_there("queue"):
            self.queue.presenter.refresh()

    def forget(self) -> None:
        """The screens are about to go: drawn anew in other words, or left to another operator."""
        self._screens.clear()
        for _key, presenter in self.rereads():
            presenter.detach()
        self.reception.detach()

    def is_there(self, key: str) -> bool:
        """Whether a room's screen has been made and still stands."""
        return self.screen(key) is not None

    def screen(self, key: str) -> QWidget | None:
        """A room's screen, if it has been made and still stands."""
        screen = self._screens.get(key)
        return screen if screen is not None and shiboken6.isValid(screen) else None

    def _receiving(self, store: Store, operator: OperatorRow) -> ReceptionPresenter:
        """Who comes in."""
        return ReceptionPresenter(
            store,
            self._workplace.clock,
            self._workplace.ids,
            operator=operator.id,
            guide=self._guide,
            start=self._begin,
        )

    def _guide(self) -> str:
        """What a session begun now goes by, whatever came since these rooms were made."""
        return pack_name(self._workplace.pack(language()))

    def _looking(self, store: Store, operator: OperatorRow, pack: GuidePack, tasks: Tasks) -> LookPresenter:
        """What has to be looked at, for this operator, with the pack's names of tasks and reasons."""
        titles = {task.code.value: task.title for task in pack.tasks}
        return LookPresenter(
            store,
            self._workplace.clock,
            self._workplace.ids,
            operator=operator.id,
            role=operator.role,
            titles={**titles, **{reason.code: reason.title for reason in pack.reasons}},
            search=Doubles(tasks, store, self).search,
            moved=self.moved.emit,
        )

    def _make_today(self) -> TodayScreen:
        screen = TodayScreen()
        self.today.attach(screen.show_state)
        screen.receive.connect(lambda: self._ways.receive.emit())
        screen.go_on.connect(self._sessions.resume)
        screen.forget.connect(self._sessions.forget)
        screen.open_person.connect(self._open_person)
        screen.reprint.connect(self._sessions.reprint)
        screen.past.connect(self._sessions.show_past)
        return screen

    def _open_person(self, citizen: str) -> None:
        self._ways.receive.emit()
        self.reception.chosen(citizen)

    def _come_with(self, citizen: str) -> None:
        """The next one is of the household of who was just helped."""
        self._ways.receive.emit()
        self.reception.come_with(citizen)

    def _come_in(self, ticket: Ticket) -> None:
        """A number was asked in: it goes along, and the name on it is looked up."""
        self._ways.receive.emit()
        self.reception.expect(ticket)
        if ticket.name:
            self.find(without_form(ticket.name))

    def _begin(self, draft: Draft, guest: Ticket | None) -> None:
        """Somebody was received: their number is over, and what they came for goes along."""
        name = str(draft.person.get("name") or "")
        self.queue.presenter.began(guest.number if guest else 0, name)
        self.village.presenter.began(draft)
        self._sessions.begin(draft, guest.task if guest else None)

    def _make_reception(self) -> ReceptionScreen:
        screen = ReceptionScreen(self.reception, self._workplace.pack(language()))
        screen.picture_wanted.connect(self._ways.from_picture)
        screen.clipboard_wanted.connect(self._ways.from_clipboard)
        screen.camera_wanted.connect(self._ways.from_camera)
        return screen
