"""A laptop of its own for each presenter, with the guide we ship."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.contract.guide_format import read_pack
from app.domain.guide import GuidePack
from app.storage.store import SqliteStore
from tests.support.fake_store import FakeStore
from tests.support.guides import shipped_files
from tests.support.hands import CountedIds
from tests.support.laptop import Laptop
from tests.support.stores import temp_store
from tests.support.visit_keys import Keys


@pytest.fixture(scope="session")
def pack() -> GuidePack:
    """The guide we ship."""
    return read_pack(shipped_files())


@pytest.fixture
def laptop(pack: GuidePack) -> Laptop:
    """A laptop after its first run, with its store in memory."""
    laptop = Laptop.begin(FakeStore(), CountedIds())
    laptop.pack = pack
    return laptop


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """A real store, for what must not be anywhere in it."""
    opened = temp_store(tmp_path / "laptop")
    yield opened
    opened.close()


@pytest.fixture
def on_disk(store: SqliteStore, pack: GuidePack) -> Laptop:
    """A laptop on that store."""
    laptop = Laptop.begin(store, CountedIds())
    laptop.pack = pack
    return laptop


@pytest.fixture
def keys(laptop: Laptop) -> Keys:
    """Somebody at the counter with one keyboard."""
    return Keys(laptop)
