"""A store of its own for each test here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.storage.store import SqliteStore
from tests.support.fiction import Fiction
from tests.support.stores import temp_store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def store(folder: Path) -> Iterator[SqliteStore]:
    store = temp_store(folder)
    yield store
    store.close()


@pytest.fixture
def fiction() -> Fiction:
    return Fiction.seeded(21)
