"""The real desk over a real store, driven by keys alone."""

from __future__ import annotations

import pytest

from app.desktop.screens.today import TodayScreen
from app.usecases.ports import Store
from tests.desktop.conftest import OpenDesk, _dressed, bench, dressed, open_desk
from tests.support.desks import Counter, laptop_at
from tests.support.laptop import Laptop
from tests.support.playing import Player

__all__ = ["_dressed", "bench", "dressed", "open_desk"]


@pytest.fixture
def counter(open_desk: OpenDesk) -> Counter:
    """One member of staff at the desk, on the first page."""
    made = open_desk().enter("Chị Mai Mẫu")
    made.sees(TodayScreen)
    return made


@pytest.fixture
def player(counter: Counter) -> Player:
    """Counts what is pressed from now on."""
    return Player(counter)


@pytest.fixture
def store(counter: Counter) -> Store:
    """The open store."""
    assert counter.desk.store is not None
    return counter.desk.store


@pytest.fixture
def laptop(counter: Counter) -> Laptop:
    """The same store worked on without screens, for what was before."""
    return laptop_at(counter)
