"""A laptop of its own for each test of a use case: its store in memory, or on disk where a module says so."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.storage.store import SqliteStore
from app.usecases.ports import Store
from tests.support.fake_store import FakeStore
from tests.support.hands import CountedIds
from tests.support.laptop import Laptop
from tests.support.stores import temp_store

NewStore = Callable[[], Store]


@pytest.fixture
def new_store() -> NewStore:
    """Stores in memory."""
    return FakeStore


@pytest.fixture
def new_real_store(tmp_path: Path) -> Iterator[NewStore]:
    """Encrypted files; a module that wants them makes them its `new_store`."""
    opened: list[SqliteStore] = []

    def begin() -> Store:
        opened.append(temp_store(tmp_path / f"store{len(opened)}"))
        return opened[-1]

    yield begin
    for store in opened:
        store.close()


@pytest.fixture
def new_laptop(new_store: NewStore) -> Callable[[], Laptop]:
    """More laptops, each with ids of its own."""
    starts = itertools.count(0, 1_000_000)
    return lambda: Laptop.begin(new_store(), CountedIds(next(starts)))


@pytest.fixture
def laptop(new_laptop: Callable[[], Laptop]) -> Laptop:
    """A laptop after its first run."""
    return new_laptop()
