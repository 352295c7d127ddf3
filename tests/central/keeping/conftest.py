"""A central with work in it, and somewhere to put its backups."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.central.store.engine import open_database
from app.contract.messages import PairedOperator
from tests.support.central import CHIENG_AN, Central
from tests.support.postgres import new_database
from tests.support.wire_device import WireDevice, fresh_id

SECRET = "Lò Văn Tìm Mẫu"

NewDatabase = Callable[[str], tuple[sa.Engine, str]]


@pytest.fixture
def lead(central: Central) -> WireDevice:
    """A device whose operator may erase."""
    return central.device(operators=[PairedOperator(id=fresh_id(), name="Quàng Thị Mẫu", role="lead")])


@pytest.fixture
def work(central: Central, lead: WireDevice) -> str:
    """Work in two communes: edits, a conflict, an erased person; the id of a citizen who is live."""
    other, gone = central.device(CHIENG_AN), fresh_id()
    new = lead.create("citizen", name=SECRET, id_number="014040000000", notes=["tốt", "bụng"])
    lead.push(new, lead.create("ladder", new.record, install={"status": "done"}))
    lead.push(lead.create("citizen", gone, name="Lò Thị Quên"), lead.change("erase", "citizen", gone))
    second = central.device()
    lead.push(lead.edit("citizen", new.record, "phone", "", "0900000001"))
    second.push(second.edit("citizen", new.record, "phone", "", "0900000002"))
    other.push(*(other.create("village", name=f"Bản Mẫu {number}") for number in range(7)))
    return new.record


@pytest.fixture
def new_database_of(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[NewDatabase]:
    """Makes an empty database of a kind: its engine and its address."""
    with ExitStack() as open_ones:

        def make(kind: str) -> tuple[sa.Engine, str]:
            if kind == "sqlite":
                address = str(tmp_path_factory.mktemp("fresh") / "central.db")
            else:
                name = f"fresh_{secrets.token_hex(4)}"
                url = new_database(request.getfixturevalue("postgres"), name)
                address = url.render_as_string(hide_password=False)
            engine = open_database(address)
            open_ones.callback(engine.dispose)
            return engine, address

        yield make


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where a backup goes."""
    return tmp_path / "backups" / "monday"
