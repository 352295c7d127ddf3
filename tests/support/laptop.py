"""A laptop without screens: real use cases on a store, a clock moved by hand, made-up people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from app.domain.changes import Value
from app.domain.consent import Method, is_child
from app.domain.draft import Draft, Stage
from app.domain.guide import GuidePack
from app.domain.ladder import TaskCode
from app.domain.portrait import portrait_of
from app.domain.problems import Problem
from app.domain.views import Finished
from app.usecases import closing, consent, guidance, welcome
from app.usecases.consent import ConsentAnswer
from app.usecases.device import FirstRun, OperatorRow, Place, add_operator, first_run
from app.usecases.ports import Central, Ids, Store
from app.usecases.settings import Setting
from app.usecases.sync import Policy, SyncProgress, SyncReport, run
from tests.support.guides import small_pack
from tests.support.hands import HandClock

COMMUNE = "03646"
GUIDE = "small@1"
MOTHER = ConsentAnswer(method=Method.REPRESENTATIVE, representative="Sồng Thị Dua", relation="parent")
"""Who answers for a child."""


def never(seconds: float) -> bool:
    """Nobody waits, nobody asks to stop."""
    return False


def hasty(**numbers: object) -> Policy:
    """A policy that waits for nothing."""
    return Policy(**{"rest": never, "chance": lambda: 0.0, "monotonic": lambda: 0.0, **numbers})  # type: ignore[arg-type]


def person(number: int) -> dict[str, Value]:
    """Somebody who never was; the number is nobody's, it ends in 000000."""
    values: dict[str, Value] = {"name": f"Lò Thị {'ABCDEGHIKLMNOPQRSTUVXY'[number % 22]}n", "sex": "f"}
    return {
        **values,
        "birth": str(1940 + number % 60),
        "village": "Bản Mẫu",
        "id_number": f"014{number:03d}000000",
    }


@dataclass(slots=True)
class Laptop:
    """One device with one operator."""

    store: Store
    clock: HandClock
    ids: Ids
    operator: str
    pack: GuidePack = field(default_factory=small_pack)

    @classmethod
    def begin(cls, store: Store, ids: Ids, clock: HandClock | None = None, commune: str = COMMUNE) -> Laptop:
        """A laptop after its first run."""
        clock = clock or HandClock()
        first_run(store, ids, FirstRun(place=Place.COUNTER, commune=commune, machine="Máy tập"), "instance")
        row = add_operator(store, clock, ids, name="Cầm Thị Mẫu")
        assert isinstance(row, OperatorRow)
        return cls(store, clock, ids, row.id)

    def adopt(self, server_id: str = "central-in-memory") -> Laptop:
        """As if paired."""
        with self.store.write() as writing:
            writing.set_setting(Setting.SERVER_ID, server_id)
            writing.set_setting(Setting.TOKEN, "token")
        return self

    def meet_new(self, values: dict[str, Value]) -> Draft:
        """Somebody new who agreed."""
        begun = welcome.start_new(
            self.store, self.clock, self.ids, operator=self.operator, guide=GUIDE, values=values
        )
        return self._agreed(good(begun))

    def meet_again(self, citizen: str) -> Draft:
        """Somebody who was here before."""
        begun = welcome.start_known(
            self.store, self.clock, self.ids, operator=self.operator, guide=GUIDE, citizen=citizen
        )
        return self._agreed(good(begun))

    def help(self, draft: Draft, cards: int = 1_000, reason: str = "", day_in: int = 0) -> Finished:
        """Guide through so many cards, then perhaps be stuck with a reason and a day; finish."""
        draft = guidance.open_task(self.store, self.clock, self.pack, draft, self.first_open(draft))
        while draft.stage is Stage.STEP and cards > 0:
            self.clock.move(seconds=20)
            draft = guidance.finish_step(self.store, self.clock, self.pack, draft)
            cards -= 1
        if reason and draft.stage is Stage.STEP:
            day = self.clock.now().date() + timedelta(days=day_in) if day_in else None
            stuck = guidance.cannot_do(self.store, self.clock, self.pack, draft, reason=reason, day=day)
            draft = good(stuck)
        draft = guidance.to_review(self.store, self.clock, draft)
        finished = closing.finish_session(self.store, self.clock, self.ids, draft)
        assert isinstance(finished, Finished)
        return finished

    def help_new(self, number: int = 0) -> Finished:
        """A whole visit of somebody new."""
        return self.help(self.meet_new(person(number)))

    def first_open(self, draft: Draft) -> TaskCode:
        """The task to begin with."""
        over = [task for task in TaskCode if task in draft.before and draft.before[task].status.is_over]
        return next((task for task in TaskCode if task not in over), TaskCode.ALONE)

    def sync(
        self,
        central: Central,
        policy: Policy | None = None,
        told: Callable[[SyncProgress], None] | None = None,
        app: str = "test",
        free_mb: int = -1,
    ) -> SyncReport:
        """One run."""
        deaf: Callable[[SyncProgress], None] = lambda progress: None  # noqa: E731
        return run(self.store, central, self.clock, self.ids, policy or hasty(), told or deaf, app, free_mb)

    def _agreed(self, draft: Draft) -> Draft:
        if not consent.needs_consent(self.store, self.clock, draft):
            return consent.consent_stands(self.store, self.clock, draft)
        answer = ConsentAnswer(method=Method.SPOKEN)
        if is_child(portrait_of(draft.person, self.clock.now().date()).age):
            answer = MOTHER
        return good(consent.give_consent(self.store, self.clock, self.ids, draft, answer))


def good(draft: Draft | Problem) -> Draft:
    """The draft, when there was no problem."""
    assert isinstance(draft, Draft), draft
    return draft


def unsent(laptop: Laptop) -> list[str]:
    """The ids of all changes that wait."""
    return [one.change.id for one in laptop.store.read().unsent(10**9, 10**6)]
