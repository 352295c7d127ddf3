"""What happened to others, done to ours: a real store, a real central in its own process, real HTTP between them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.conftest import pair
from tests.support.central_process import CentralProcess, central_process
from tests.support.commune_work import CommuneWork
from tests.support.laptop import COMMUNE
from tests.support.stores import temp_store


@pytest.fixture
def central(tmp_path: Path) -> Iterator[CentralProcess]:
    """A central with one commune, listening; on SQLite only: what is tried here is the same on both."""
    with central_process(tmp_path / "central") as process:
        process.command("add-commune", COMMUNE)
        process.start()
        yield process


@pytest.fixture
def work(tmp_path: Path, central: CentralProcess) -> Iterator[CommuneWork]:
    """A paired laptop that can have hundreds of sessions at once."""
    store = temp_store(tmp_path / "laptop")
    work = CommuneWork.begin(store, 7)
    pair(work.laptop, central)
    yield work
    store.close()
