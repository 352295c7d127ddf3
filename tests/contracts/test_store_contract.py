"""The encrypted store and the one in memory keep the same contract."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.usecases.ports import Store
from tests.contracts.store_contract import StoreContract, fiction
from tests.support.fake_store import FakeStore
from tests.support.stores import temp_store

__all__ = ["fiction"]


class TestEncryptedStore(StoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[Store]:
        store = temp_store(tmp_path / "store")
        yield store
        store.close()


class TestFakeStore(StoreContract):
    @pytest.fixture
    def store(self) -> Store:
        return FakeStore()
