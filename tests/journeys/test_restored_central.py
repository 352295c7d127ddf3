"""The centre's disk dies: a backup that was tried out brings it back, and the laptops bring the rest."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa

from app.domain.views import Counters
from app.usecases.sync import SyncEnd
from tests.journeys.conftest import NewLaptop, client_of, pair
from tests.support.central_process import CentralProcess, central_process
from tests.support.laptop import COMMUNE, Laptop
from tests.support.postgres import new_database

DATABASE = "DIEMTUA_DATABASE_URL"


def _lose_the_disk(central: CentralProcess, request: pytest.FixtureRequest) -> None:
    """An empty database where the old one was; the guard folder is on another disk."""
    if DATABASE in central.environment:
        server: sa.URL = request.getfixturevalue("postgres_server")
        fresh = new_database(server, f"journey_{secrets.token_hex(4)}")
        central.environment = {**central.environment, DATABASE: fresh.render_as_string(hide_password=False)}
    for file in central.folder.glob("central.db*"):
        file.unlink()


def _sync(laptop: Laptop, central: CentralProcess) -> SyncEnd:
    return laptop.sync(client_of(laptop, central.address)).end


def _counters(laptop: Laptop) -> Counters:
    return laptop.store.read().counters()


def _held(central: CentralProcess, kind: str) -> list[str]:
    """The ids of central's live records of a kind."""
    records = [json.loads(line) for line in central.command("view", "--people").splitlines()]
    return [one["id"] for one in records if (one["kind"], one["life"]) == (kind, "live")]


@pytest.mark.slow
def test_a_lost_centre_comes_back_with_everything(
    central: CentralProcess, new_laptop: NewLaptop, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    first, second, backup = new_laptop(), new_laptop(), str(tmp_path / "usb" / "monday")
    pair(first, central)
    pair(second, central, "Đội đi bản mẫu")
    early = [first.help_new(1), second.help_new(2)]
    assert [_sync(one, central) for one in (first, second)] == [SyncEnd.DONE, SyncEnd.DONE]
    central.command("backup", "--out", backup)
    central.command("drill", backup)
    late = [first.help_new(3)]
    assert [_sync(one, central) for one in (first, second)] == [SyncEnd.DONE, SyncEnd.DONE]
    everything = {one.session for one in early + late}
    assert set(_held(central, "session")) == everything

    central.stop()
    _lose_the_disk(central, request)
    assert _sync(first, central) is not SyncEnd.DONE
    assert _counters(first).saved == 2, "a lost centre takes nothing away from a laptop"
    for words in (["serve", "--port", "0"], ["add-commune", COMMUNE], ["init"]):
        assert central.try_command(*words).returncode == 2, "beside its guard no empty one is made"

    said = central.command("restore", backup)
    assert "2" in said.splitlines()[0]
    central.start()
    offline = second.help_new(4).session
    for laptop in (first, second, first):
        assert _sync(laptop, central) is SyncEnd.DONE
    assert set(_held(central, "session")) == everything | {offline}
    assert len(_held(central, "citizen")) == 4
    for laptop, saved in ((first, 2), (second, 2)):
        assert (_counters(laptop).saved, _counters(laptop).received) == (saved, saved)


@pytest.fixture
def encrypted(tmp_path: Path) -> Iterator[CentralProcess]:
    """A central whose file, and so its backups, are encrypted."""
    with central_process(tmp_path / "central", {"DIEMTUA_CENTRAL_FILE_KEY": "ab" * 32}) as process:
        process.command("add-commune", COMMUNE)
        process.start()
        yield process


@pytest.mark.slow
def test_an_old_copy_put_back_by_hand_is_noticed_and_mended(
    encrypted: CentralProcess, new_laptop: NewLaptop, tmp_path: Path
) -> None:
    central, laptop, backup = encrypted, new_laptop(), str(tmp_path / "monday")
    pair(laptop, central)
    laptop.help_new(1)
    _sync(laptop, central)
    central.stop()
    old = (central.folder / "central.db").read_bytes()
    central.start()
    laptop.help_new(2)
    _sync(laptop, central)
    central.command("backup", "--out", backup)
    central.stop()
    for file in central.folder.glob("central.db*"):
        file.unlink()
    (central.folder / "central.db").write_bytes(old)
    central.start()
    assert httpx.get(central.address + "/health").json()["why"] == "seq_behind"
    report = laptop.sync(client_of(laptop, central.address))
    assert (report.end, report.code) == (SyncEnd.BUSY, "central_halted")
    central.stop()
    assert central.try_command("restore", backup).returncode == 2
    central.command("restore", backup, "--over-present")
    central.start()
    assert _sync(laptop, central) is SyncEnd.DONE
    assert len(_held(central, "session")) == 2
    assert _counters(laptop).received == 2
