"""Somebody before the screen of things to look at, on a laptop in memory."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from app.presentation.looking import LookPresenter, LookState
from app.usecases.same_person import look_alike
from tests.support.fake_store import FakeStore
from tests.support.hands import CountedIds
from tests.support.laptop import Laptop


@dataclass
class Seat:
    """A person before the screen: what they see last, and how often the count moved."""

    laptop: Laptop
    presenter: LookPresenter
    seen: list[LookState] = field(default_factory=list)
    moved: int = 0

    @property
    def state(self) -> LookState:
        return self.seen[-1]

    @property
    def fields(self) -> list[str]:
        assert self.state.comparison is not None
        return [question.field for question in self.state.comparison.questions]


def sit(laptop: Laptop, operator: str = "", role: str = "staff") -> Seat:
    """Somebody opens the screen."""

    def move() -> None:
        seat.moved += 1

    presenter = LookPresenter(
        laptop.store,
        laptop.clock,
        laptop.ids,
        operator=operator or laptop.operator,
        role=role,
        titles={"reason_a": "Chưa có mức 2"},
        search=lambda found: found(look_alike(laptop.store)),
        moved=move,
    )
    seat = Seat(laptop, presenter)
    presenter.attach(seat.seen.append)
    presenter.look_for_doubles()
    return seat


@pytest.fixture
def new_laptop() -> Callable[[], Laptop]:
    starts = itertools.count(0, 1_000_000)
    return lambda: Laptop.begin(FakeStore(), CountedIds(next(starts)))
