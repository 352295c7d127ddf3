"""The desk for practice: the same rooms over a village that never was, the eight cases, and the way back.

It is given a `PracticeGround` and nothing else: no central, no address, no courier and no real store can be reached
from here (tests/desktop/test_practice_desk.py walks everything it holds).
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.desktop.change_bus import ChangeBus
from app.desktop.practice_day import PracticeDay
from app.desktop.practice_ground import PracticeGround
from app.desktop.practice_window import PracticeWindow
from app.desktop.scan_ways import ScanWays
from app.desktop.screens.practice import PracticeScreen
from app.desktop.screens.practice_wait import PracticeWait
from app.desktop.shell.room import Room
from app.desktop.tasks import Tasks
from app.desktop.theme.tokens import Tone
from app.desktop.widgets.banner import Notice
from app.desktop.wording.trouble import store_trouble
from app.domain.faults import StoreFault
from app.domain.practice import Attempt, PracticeCase, words_in
from app.domain.views import Finished
from app.i18n import N_, language
from app.presentation.practice import PracticePresenter, Ways
from app.usecases.device import OperatorRow, device_identity
from app.usecases.ports import Store
from app.usecases.practice import reached

ROOMS = (
    ("practice", "graduation-cap", N_("Practice")),
    ("today", "home", N_("Today")),
    ("reception", "users", N_("People")),
    ("queue", "ticket", N_("Waiting line")),
    ("appointments", "calendar-clock", N_("Appointments")),
    ("village", "map-pin", N_("House to house")),
    ("look", "circle-question-mark", N_("To look at")),
)
SECOND_MS = 1_000


class PracticeDesk(QObject):
    """`left`: back to where practice was begun. `troubled` carries a StoreFault from whatever thread."""

    left = Signal()
    troubled = Signal(object)

    def __init__(self, app: QApplication, ground: PracticeGround, bus: ChangeBus) -> None:
        super().__init__()
        self._ground, self._bus = ground, bus
        self._tasks = Tasks(self)
        self.day: PracticeDay | None = None
        self.window = PracticeWindow(self._room_list())
        self.ways = ScanWays(app, self._tasks, self.window)
        self.presenter = PracticePresenter(
            ground.cases,
            ground.workplace.clock,
            lambda: ground.workplace.pack(language()),
            Ways(begin=self._begin, scan=self._scanned, keep=self._keep, forget=ground.forget),
            ground.attempts(),
        )
        self.presenter.attach_band(self.window.band.show_state)
        self._second = QTimer(self)
        self._second.setInterval(SECOND_MS)
        self._second.timeout.connect(self.presenter.tick)
        self._connect()

    def start(self) -> None:
        """The village without a case: to look around in, and to choose from."""
        self.ways.watch()
        self._second.start()
        self._begin(None)

    def tell(self, fault: StoreFault) -> None:
        """What was pressed could not be saved: say so above the page."""
        self._say(store_trouble(fault.trouble).whole(), Tone.WARN, "circle-alert")

    def close(self) -> None:
        """Wait for what runs; of practice only the results stay on the disk, until they are reset."""
        self._second.stop()
        self.ways.close()
        self._tasks.close()
        self._end_day()
        self._ground.leave()

    def _connect(self) -> None:
        window = self.window
        window.band.leave.connect(self.left)
        window.lock_wanted.connect(self.left)
        window.band.hint.connect(self._hint)
        window.band.cases.connect(self._show_cases)
        window.find_wanted.connect(self._find)
        window.help_wanted.connect(self._help)
        window.give_wanted.connect(self._give_number)
        window.call_wanted.connect(self._call_next)
        window.citizen_wanted.connect(self._show_citizen)
        window.closing.connect(self.close)
        self.ways.scanned.connect(self._scanned)
        self.ways.receive.connect(partial(self._find, ""))
        self._bus.changed.connect(self._changed)
        self.troubled.connect(self.tell)

    def _room_list(self) -> tuple[Room, ...]:
        return tuple(
            Room(key=key, icon=icon, title_msgid=title, make=partial(self._make, key))
            for key, icon, title in ROOMS
        )

    def _make(self, key: str) -> QWidget:
        if key == "practice":
            return PracticeScreen(self.presenter)
        assert self.day is not None, "rooms are opened once the village stands"
        return self.day.rooms.make(key)

    def _begin(self, case: PracticeCase | None) -> None:
        """The village before this one goes; a fresh one takes its place."""
        self._end_day()
        self.window.show_notice(None)
        self.window.cover(PracticeWait())
        begin, speak = self._ground.begin, language()
        self._tasks.run(
            lambda _work: begin(case, speak), partial(self._begun, case), self._not_begun, owner=self
        )

    def _begun(self, case: PracticeCase | None, made: tuple[Store, OperatorRow]) -> None:
        store, learner = made
        self.day = PracticeDay(self._ground.workplace, self.window, self.ways, store, learner)
        self.day.finished.connect(self._finished)
        self.window.show_room("practice")
        self.presenter.detach()
        self.window.rebuild()
        self.window.house.top.pill.hide()
        identity = device_identity(store)
        self.window.set_place(identity.commune_name if identity else "")
        self.day.show_look()
        self.window.uncover()
        if case is not None:
            self.presenter.began()

    def _not_begun(self, failure: Exception) -> None:
        if not isinstance(failure, StoreFault):
            raise failure
        self.window.cover(PracticeWait(failure.trouble))

    def _end_day(self) -> None:
        if self.day is not None:
            day, self.day = self.day, None
            day.close()
            self._ground.end(day.store)

    def _finished(self, finished: Finished) -> None:
        """The case's own session tells how it ended; the slip is laid over what is shown then."""
        if self.day is None:
            return
        outcome = reached(self.day.store, self.presenter.case, finished)
        if outcome is not None:
            self.presenter.ended(outcome)
            self._show_cases()

    def _keep(self, attempt: Attempt) -> None:
        """A result that cannot be kept holds nobody up."""
        try:
            self._ground.keep(attempt)
        except StoreFault as fault:
            self.tell(fault)

    def _hint(self) -> None:
        hint = self.presenter.hint()
        if hint is not None and (self.window.room != "practice" or self._is_in_session()):
            self._say(words_in(hint, language()), Tone.INFO, "lightbulb")

    def _show_cases(self) -> None:
        if self.day is not None and not self._is_in_session():
            self.window.show_notice(None)
            self.window.show_room("practice")

    def _is_in_session(self) -> bool:
        return self.day is not None and self.day.sessions.presenter is not None

    def _find(self, text: str) -> None:
        if self.day is not None:
            self.day.find(text)

    def _help(self) -> None:
        if self.day is not None:
            self.day.help()

    def _give_number(self) -> None:
        if self.day is not None:
            self.day.rooms.queue.give()

    def _call_next(self) -> None:
        if self.day is not None:
            self.day.rooms.queue.call_next()

    def _show_citizen(self) -> None:
        if self.day is not None:
            self.day.sessions.show_citizen()

    def _scanned(self, text: str) -> None:
        if self.day is not None:
            self.day.scanned(text)

    def _changed(self, notice: object) -> None:
        if self.day is not None:
            self.day.changed(notice)

    def _say(self, words: str, tone: Tone, icon: str) -> None:
        self.window.show_notice(Notice(words=words, tone=tone, icon=icon))
