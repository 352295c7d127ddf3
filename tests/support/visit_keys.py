"""Somebody at the counter with one keyboard: a call is one action and does what screens do with that key."""

from __future__ import annotations

from app.domain.appointments import DateChoice
from app.domain.draft import Draft, Stage, Standing
from app.domain.ladder import TaskCode
from app.domain.queue import Ticket
from app.domain.views import Finished
from app.presentation.consent import ConsentPresenter
from app.presentation.guided.presenter import GuidedPresenter, Ways
from app.presentation.guided.state import GuidedState
from app.presentation.reception import ReceptionPresenter, ReceptionState
from app.usecases import consent
from tests.support.laptop import GUIDE, Laptop

CARD = "014185000000|050000000|Lò Thị Ín|01011985|Nữ|Bản Mòng, Hua La, Thành phố Sơn La, Sơn La|15062021"
"""A fictional card of tests/golden/qr_samples.json."""


class Keys:
    """Counts the actions of one visit, as ux.md §2 does: a scan is one, a key is one."""

    def __init__(self, laptop: Laptop) -> None:
        self.laptop, self.actions = laptop, 0
        self.papers: list[Finished] = []
        self.pauses = 0
        self.asking: ConsentPresenter | None = None
        self.guided: GuidedPresenter | None = None
        self._desk: list[ReceptionState] = []
        self._shown: list[GuidedState] = []
        self.reception = ReceptionPresenter(
            laptop.store,
            laptop.clock,
            laptop.ids,
            operator=laptop.operator,
            guide=lambda: GUIDE,
            start=self.begin,
        )
        self.reception.attach(self._desk.append)

    @property
    def desk(self) -> ReceptionState:
        """What the reception shows."""
        return self._desk[-1]

    @property
    def session(self) -> GuidedPresenter:
        """The running session."""
        assert self.guided is not None, "no session is open"
        return self.guided

    @property
    def state(self) -> GuidedState:
        """What the session shows."""
        return self._shown[-1]

    def scan(self, text: str = CARD) -> Keys:
        """A card, caught from any screen."""
        self.actions += 1
        self.reception.scanned(text)
        return self

    def enter(self, times: int = 1) -> Keys:
        """Enter: the one button of the page."""
        for _ in range(times):
            self.actions += 1
            self.laptop.clock.move(seconds=5)
            self._enter()
        return self

    def f7(self) -> Keys:
        """It cannot be done now."""
        self.actions += 1
        self.session.cannot()
        return self

    def digit(self, number: int) -> Keys:
        """One of the seven reasons."""
        self.actions += 1
        assert self.state.reason is not None
        self.session.pick_reason(self.state.reason.seven[number - 1].code)
        return self

    def alt(self, number: int) -> Keys:
        """One of the five date chips."""
        self.actions += 1
        self.session.pick_date(tuple(DateChoice)[number - 1])
        return self

    def f8(self) -> Keys:
        """To the check page."""
        self.actions += 1
        self.session.to_review()
        return self

    def task(self, code: TaskCode) -> Keys:
        """A task in the list, in any order."""
        self.actions += 1
        self.session.open_task(code)
        return self

    def begin(self, draft: Draft, _guest: Ticket | None = None) -> None:
        """What the desk does with a session that begins or goes on: consent first, unless it still holds."""
        store, clock, ids = self.laptop.store, self.laptop.clock, self.laptop.ids
        if draft.standing is Standing.ASKING:
            if consent.needs_consent(store, clock, draft):
                self.asking = ConsentPresenter(store, clock, ids, draft, self.guide)
                return
            draft = consent.consent_stands(store, clock, draft)
        self.guide(draft)

    def guide(self, draft: Draft) -> None:
        """Open the session screen on a draft."""
        self.asking = None
        self.guided = GuidedPresenter(
            self.laptop.store,
            self.laptop.clock,
            self.laptop.ids,
            pack=self.laptop.pack,
            draft=draft,
            ways=Ways(finished=self._finished, paused=self._paused),
            market_weekday=5,
        )
        self.guided.attach(self._shown.append)

    def _enter(self) -> None:
        if self.guided is not None:
            self._go_on(self.guided)
        elif self.asking is not None:
            self.asking.agreed()
        else:
            self.reception.confirmed()

    def _go_on(self, guided: GuidedPresenter) -> None:
        match guided.draft.stage:
            case Stage.STEP:
                guided.done()
            case Stage.REASON:
                guided.keep_reason()
            case Stage.REVIEW:
                guided.finish(None, print_slip=True)
            case _:
                guided.begin()

    def _finished(self, finished: Finished, _draft: Draft, print_slip: bool) -> None:
        assert print_slip, "Enter on the check page prints"
        self.papers.append(finished)
        self.guided = None

    def _paused(self) -> None:
        self.pauses += 1
        self.guided = None
