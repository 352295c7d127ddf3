"""The encrypted store and the one in memory keep the same contract."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.usecases.ports import Store
from tests.contracts.carrying_contract import CarryingContract
from tests.contracts.days_contract import DaysContract
from tests.contracts.deciding_contract import DecidingContract
from tests.contracts.erasing_contract import ErasingContract
from tests.contracts.outbox_contract import OutboxContract
from tests.contracts.pull_contract import PullContract
from tests.contracts.store_contract import StoreContract
from tests.contracts.village_contract import VillageContract
from tests.support.fake_store import FakeStore
from tests.support.stores import temp_store


class _Encrypted:
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[Store]:
        store = temp_store(tmp_path / "store")
        yield store
        store.close()


class _InMemory:
    @pytest.fixture
    def store(self) -> Store:
        return FakeStore()


class TestEncryptedStore(_Encrypted, StoreContract):
    pass


class TestEncryptedDays(_Encrypted, DaysContract):
    pass


class TestEncryptedOutbox(_Encrypted, OutboxContract):
    pass


class TestEncryptedCarrying(_Encrypted, CarryingContract):
    pass


class TestEncryptedPull(_Encrypted, PullContract):
    pass


class TestEncryptedErasing(_Encrypted, ErasingContract):
    pass


class TestEncryptedDeciding(_Encrypted, DecidingContract):
    pass


class TestEncryptedVillage(_Encrypted, VillageContract):
    pass


class TestVillageInMemory(_InMemory, VillageContract):
    pass


class TestStoreInMemory(_InMemory, StoreContract):
    pass


class TestDaysInMemory(_InMemory, DaysContract):
    pass


class TestOutboxInMemory(_InMemory, OutboxContract):
    pass


class TestCarryingInMemory(_InMemory, CarryingContract):
    pass


class TestPullInMemory(_InMemory, PullContract):
    pass


class TestDecidingInMemory(_InMemory, DecidingContract):
    pass


class TestErasingInMemory(_InMemory, ErasingContract):
    pass
