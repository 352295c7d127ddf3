"""Every test of central runs on embedded SQLite and on a real PostgreSQL."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from litestar.testing import TestClient

from app.central.app import build, open_office
from app.central.ground import Ground
from app.central.office import Office
from app.central.store.engine import open_database
from app.central.store.tables import metadata
from tests.support.central import Central, Clock
from tests.support.postgres import new_database, running_postgres
from tests.support.wire_device import WireDevice


@pytest.fixture(scope="session")
def postgres() -> Iterator[sa.URL]:
    """One server for the whole run."""
    with running_postgres() as url:
        yield url


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """One database per test module, of either kind."""
    if request.param == "sqlite":
        database = open_database(str(tmp_path_factory.mktemp("central") / "central.db"))
    else:
        name = f"central_{secrets.token_hex(4)}"
        url = new_database(request.getfixturevalue("postgres"), name)
        database = open_database(url.render_as_string(hide_password=False))
    yield database
    database.dispose()


@pytest.fixture
def office(engine: sa.Engine) -> Iterator[Office]:
    """An empty central; whatever a test leaves is taken away."""
    yield open_office(Ground(engine, Clock()))
    with engine.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())


@pytest.fixture
def central(office: Office) -> Iterator[Central]:
    """An empty central that can be asked."""
    clock = office.ground.now_ms
    assert isinstance(clock, Clock)
    with TestClient(build(office)) as client:
        yield Central(office, clock, client.request)


@pytest.fixture
def device(central: Central) -> WireDevice:
    """A device paired with the support point of Tô Hiệu."""
    return central.device()
