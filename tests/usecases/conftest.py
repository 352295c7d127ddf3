"""A laptop of its own for each test of a use case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.storage.store import SqliteStore
from tests.support.hands import CountedIds
from tests.support.laptop import Laptop
from tests.support.stores import temp_store


@pytest.fixture
def new_laptop(tmp_path: Path) -> Iterator[Callable[[], Laptop]]:
    """More laptops, each with ids of its own."""
    stores: list[SqliteStore] = []

    def begin() -> Laptop:
        store = temp_store(tmp_path / f"laptop{len(stores)}")
        stores.append(store)
        return Laptop.begin(store, CountedIds(len(stores) * 1_000_000))

    yield begin
    for store in stores:
        store.close()


@pytest.fixture
def laptop(new_laptop: Callable[[], Laptop]) -> Laptop:
    """A laptop after its first run."""
    return new_laptop()
