"""Real stores, a real central process on loopback (SQLite or PostgreSQL), the real client between them."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.contract.pairing import read_sheet
from app.network.central_client import CentralClient
from app.network.trust import Trust
from app.storage.store import SqliteStore
from app.usecases.device import DeviceIdentity, device_identity
from app.usecases.pairing import pair_device
from app.usecases.settings import Setting
from tests.support.central_process import CentralProcess, central_process
from tests.support.hands import CountedIds
from tests.support.laptop import COMMUNE, Laptop
from tests.support.postgres import new_database, running_postgres
from tests.support.stores import temp_store

NewLaptop = Callable[[], Laptop]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[sa.URL]:
    """One PostgreSQL for all journeys."""
    with running_postgres() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def central(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CentralProcess]:
    """A central with one commune, listening; its data lie in SQLite or PostgreSQL."""
    environment = {}
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres_server")
        url = new_database(server, f"journey_{secrets.token_hex(4)}")
        environment["DIEMTUA_DATABASE_URL"] = url.render_as_string(hide_password=False)
    with central_process(tmp_path / "central", environment) as process:
        process.command("add-commune", COMMUNE)
        process.start()
        yield process


@pytest.fixture
def new_laptop(tmp_path: Path) -> Iterator[NewLaptop]:
    """Makes laptops past their first run, not paired yet; their stores are closed at the end."""
    stores: list[SqliteStore] = []

    def make() -> Laptop:
        store = temp_store(tmp_path / f"laptop-{len(stores)}")
        stores.append(store)
        return Laptop.begin(store, CountedIds(1_000_000 * len(stores)))

    yield make
    for store in stores:
        store.close()


def pair(laptop: Laptop, central: CentralProcess, name: str = "Điểm hỗ trợ mẫu") -> DeviceIdentity:
    """Pair with a fresh sheet of a fresh support point."""
    point = central.command("add-support-point", "--commune", COMMUNE, "--name", name)
    printed = central.command("pairing-sheet", "--support-point", point, "--address", central.address)
    sheet = read_sheet(printed.splitlines()[-1])
    assert sheet is not None, printed
    client = CentralClient(sheet.address, sheet.server_id, "")
    identity = pair_device(laptop.store, client, Trust(), laptop.ids, sheet, "test")
    client.disconnect()
    assert isinstance(identity, DeviceIdentity), identity
    return identity


def client_of(laptop: Laptop, address: str = "") -> CentralClient:
    """The real client of a paired laptop; `address` puts something in between."""
    identity = device_identity(laptop.store)
    assert identity is not None
    return CentralClient(
        address or identity.address, identity.server_id, laptop.store.read().setting(Setting.TOKEN)
    )
