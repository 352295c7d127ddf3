"""A store in memory that works each answer out once: what is committed is looked at again and again."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from app.domain.changes import Value
from app.domain.projection import Shown
from app.domain.views import Attention, Counters, Unsent
from tests.support.fake_reading import FakeReader
from tests.support.fake_state import Entry, State
from tests.support.fake_store import FakeStore

T = TypeVar("T")


@dataclass(slots=True)
class _Remembered(State):
    """A committed state and what was asked of it; a transaction works on a plain copy."""

    answers: dict[Hashable, Any] = field(default_factory=dict)

    def once(self, asked: Hashable, answer: Callable[[], T]) -> T:
        if asked not in self.answers:
            self.answers[asked] = answer()
        found: T = self.answers[asked]
        return found

    def shown(self, kind: str, record: str) -> Shown | None:
        return self.once(("shown", kind, record), lambda: State.shown(self, kind, record))

    def ids(self, kind: str) -> list[str]:
        return self.once(("ids", kind), lambda: State.ids(self, kind))

    def survivor(self, citizen: str) -> str:
        return self.once(("survivor", citizen), lambda: State.survivor(self, citizen))

    def known_as(self, citizen: str) -> set[str]:
        return self.once(("known_as", citizen), lambda: State.known_as(self, citizen))

    def record(self, kind: str, record: str) -> Mapping[str, Value] | None:
        return self.once(("record", kind, record), lambda: State.record(self, kind, record))

    def returned(self) -> dict[str, Mapping[str, Value]]:
        return self.once("returned", lambda: State.returned(self))

    def in_order(self) -> list[Entry]:
        return self.once("in_order", lambda: State.in_order(self))


class _Reader(FakeReader):
    """The fake's answers, each worked out once."""

    state: _Remembered

    def counters(self) -> Counters:
        return self.state.once("counters", super().counters)

    def attention(self) -> Sequence[Attention]:
        return self.state.once("attention", super().attention)

    def unsent(self, most_bytes: int, most: int, after: int = 0) -> Sequence[Unsent]:
        asked = (most_bytes, most, after)
        return self.state.once(("unsent", *asked), lambda: FakeReader.unsent(self, *asked))


class RememberingStore(FakeStore):
    """Fits `ports.Store`."""

    def __init__(self) -> None:
        super().__init__()
        self._known = _remembered(self.state)
        self._of = self.state

    def read(self) -> FakeReader:
        return _Reader(self._now())

    def once(self, asked: Hashable, answer: Callable[[], T]) -> T:
        """The answer to a question about what is kept now."""
        return self._now().once(asked, answer)

    def _now(self) -> _Remembered:
        if self._of is not self.state:
            self._of, self._known = self.state, _remembered(self.state)
        return self._known


def _remembered(state: State) -> _Remembered:
    return _Remembered(
        entries=state.entries,
        standing=state.standing,
        gone=state.gone,
        drafts=state.drafts,
        settings=state.settings,
        tally=state.tally,
        handed=state.handed,
        tickets=state.tickets,
        feed=state.feed,
    )
