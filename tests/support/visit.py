"""One running session under a presenter: what it showed, and where it led."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.draft import Draft, Stage
from app.domain.ladder import TaskCode
from app.domain.views import Finished
from app.presentation.guided.presenter import GuidedPresenter, Ways
from app.presentation.guided.state import GuidedState, ReasonPage
from tests.support.laptop import Laptop


@dataclass
class Visit:
    """The presenter of a draft, attached."""

    laptop: Laptop
    draft: Draft
    shown: list[GuidedState] = field(default_factory=list)
    finished: list[tuple[Finished, bool]] = field(default_factory=list)
    pauses: int = 0

    def __post_init__(self) -> None:
        self.session = GuidedPresenter(
            self.laptop.store,
            self.laptop.clock,
            self.laptop.ids,
            pack=self.laptop.pack,
            draft=self.draft,
            ways=Ways(finished=self._finished, paused=self._paused),
            market_weekday=5,
        )
        self.session.attach(self.shown.append)

    @property
    def state(self) -> GuidedState:
        return self.shown[-1]

    @property
    def page(self) -> ReasonPage:
        assert self.state.reason is not None
        return self.state.reason

    @property
    def place(self) -> tuple[Stage, TaskCode | None, str]:
        now = self.session.draft
        return now.stage, now.task, now.step

    def _finished(self, finished: Finished, _draft: Draft, print_slip: bool) -> None:
        self.finished.append((finished, print_slip))

    def _paused(self) -> None:
        self.pauses += 1


def kept(laptop: Laptop) -> Draft:
    """The one running session, as a laptop killed now would open with."""
    [only] = laptop.store.read().drafts()
    return only
