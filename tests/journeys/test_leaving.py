"""What leaves a laptop and what comes back: a move to another commune, a lost row, lost records, retired work."""

from __future__ import annotations

import json
import shutil
import sqlite3
from datetime import timedelta
from pathlib import Path

from app.contract.pairing import PairingSheet, read_sheet
from app.domain.problems import Problem, ProblemCode
from app.network.central_client import CentralClient
from app.network.trust import Trust
from app.storage.store import SqliteStore
from app.usecases.device import DeviceIdentity, operators
from app.usecases.pairing import pair_device
from app.usecases.settings import Setting
from app.usecases.sync import SyncEnd, SyncReport
from tests.journeys.conftest import NewLaptop, client_of, pair
from tests.support.central_process import CentralProcess, central_process
from tests.support.laptop import COMMUNE, Laptop
from tests.support.ledger import removals, shown_now

OTHER = "03664"


def sheet_of(central: CentralProcess, commune: str) -> PairingSheet:
    """A fresh sheet of a fresh support point."""
    point = central.command("add-support-point", "--commune", commune, "--name", "Điểm khác")
    printed = central.command("pairing-sheet", "--support-point", point, "--address", central.address)
    sheet = read_sheet(printed.splitlines()[-1])
    assert sheet is not None
    return sheet


def read(laptop: Laptop, sheet: PairingSheet) -> DeviceIdentity | Problem:
    client = CentralClient(sheet.address, sheet.server_id, "")
    try:
        return pair_device(laptop.store, client, Trust(), laptop.ids, sheet, "test")
    finally:
        client.disconnect()


def sync(laptop: Laptop, central: CentralProcess) -> SyncReport:
    return laptop.sync(client_of(laptop, central.address))


def real(laptop: Laptop) -> SqliteStore:
    assert isinstance(laptop.store, SqliteStore)
    return laptop.store


def try_a_backup(central: CentralProcess, folder: str) -> None:
    """What central holds now is safe, and laptops hear of it."""
    central.command("backup", "--out", folder)
    central.command("drill", folder)


def held(central: CentralProcess) -> dict[str, str]:
    """Commune by record id, of everything central holds."""
    records = [json.loads(line) for line in central.command("view", "--people").splitlines()]
    return {one["id"]: one["commune"] for one in records}


def test_a_sheet_of_another_commune_moves_the_laptop_there(
    tmp_path: Path, central: CentralProcess, new_laptop: NewLaptop
) -> None:
    central.command("add-commune", OTHER)
    laptop, stays = new_laptop(), new_laptop()
    before = pair(laptop, central)
    pair(stays, central, "Đội đi bản mẫu")
    old, theirs = laptop.help_new(1), stays.help_new(2)
    sheet = sheet_of(central, OTHER)
    assert read(laptop, sheet) == Problem(ProblemCode.PAIRING_OTHER_COMMUNE)
    for one in (laptop, stays, laptop):
        assert sync(one, central).agrees
    assert read(laptop, sheet) == Problem(ProblemCode.PAIRING_NOT_SAFE)
    try_a_backup(central, str(tmp_path / "backup"))
    assert sync(laptop, central).agrees
    seen = shown_now(real(laptop))

    after = read(laptop, sheet)

    assert isinstance(after, DeviceIdentity)
    assert (after.commune, after.device != before.device) == (OTHER, True)
    gone = {(kind, name) for kind, name, why in removals(real(laptop)) if why == "moved"}
    assert seen - shown_now(real(laptop)) == gone & seen
    assert {("citizen", old.citizen), ("citizen", theirs.citizen), ("session", old.session)} <= gone
    bodies = real(laptop)._database.connection().rows("SELECT fields FROM changes WHERE state = 'left'")
    assert set(bodies) == {("{}",)}, "an erasure in the old commune could not be told here"
    assert [row.id for row in operators(laptop.store)] == [laptop.operator]
    fresh = laptop.help_new(3)
    assert sync(laptop, central).agrees
    where = held(central)
    assert (where[old.session], where[fresh.session]) == (COMMUNE, OTHER)
    assert laptop.store.read().person(old.citizen) is None
    assert laptop.store.read().counters().received == 2
    assert sync(stays, central).agrees
    assert stays.store.read().person(old.citizen) is not None
    assert laptop.store.check()


def test_a_row_a_laptop_has_lost_is_found_and_read_again(
    central: CentralProcess, new_laptop: NewLaptop
) -> None:
    laptop, other = new_laptop(), new_laptop()
    pair(laptop, central)
    pair(other, central, "Đội đi bản mẫu")
    finished = other.help_new(1)
    for one in (other, laptop):
        assert sync(one, central).agrees
    real(laptop)._database.connection().run("DELETE FROM standing WHERE id = ?", (finished.citizen,))
    cursor = laptop.store.read().cursor()
    report = sync(laptop, central)
    assert (report.agrees, report.received, laptop.store.read().cursor()) == (True, 0, cursor)
    assert laptop.store.read().standing_digest() == other.store.read().standing_digest()


def test_old_finished_work_leaves_every_laptop_and_stays_at_central(
    central: CentralProcess, new_laptop: NewLaptop
) -> None:
    laptop, other = new_laptop(), new_laptop()
    for one, name in ((laptop, "Điểm hỗ trợ mẫu"), (other, "Đội đi bản mẫu")):
        pair(one, central, name)
        one.clock.moment -= timedelta(days=1_000)
    finished = laptop.help_new(1)
    for one in (laptop, other):
        assert sync(one, central).agrees
    central.command("retire", "--commune", COMMUNE, "--days", "365")
    for one in (laptop, other):
        assert sync(one, central).agrees
        assert one.store.read().finished(finished.session) is None
        assert one.store.read().person(finished.citizen) is not None
        assert ("session", finished.session, "retired") in removals(real(one))
    assert laptop.store.read().counters().received == 1
    assert held(central)[finished.session] == COMMUNE


def test_records_a_restore_lost_are_offered_to_people_at_central(
    tmp_path: Path, new_laptop: NewLaptop
) -> None:
    with central_process(tmp_path / "own") as central:
        central.command("add-commune", COMMUNE)
        central.start()
        reader, lost = new_laptop(), new_laptop()
        pair(reader, central)
        pair(lost, central, "Đội đi bản mẫu")
        assert sync(reader, central).agrees
        assert sync(lost, central).agrees
        central.stop()
        backup = tmp_path / "backup.db"
        shutil.copy(central.folder / "central.db", backup)
        central.start()
        finished = lost.help_new(1)
        assert sync(lost, central).agrees
        assert sync(reader, central).agrees
        central.stop()
        _put_back(central.folder, backup)
        central.start()
        report = sync(reader, central)
        assert (report.end, report.epoch_changed) == (SyncEnd.DONE, True)
        assert report.leftovers == int(reader.store.read().setting(Setting.LEFT_OVER)) > 0
        assert reader.store.read().person(finished.citizen) is not None
        listed = central.command("review", "list")
        assert finished.citizen in listed
        central.command("review", "accept", finished.citizen)
        assert sync(reader, central).leftovers == report.leftovers - 2, "the person and their tasks"
        assert finished.citizen in held(central)


def _put_back(folder: Path, backup: Path) -> None:
    """A copied file as a restored database of a new epoch; the guard knows nothing of it."""
    for file in folder.glob("central.db*"):
        file.unlink()
    shutil.rmtree(folder / "guard", ignore_errors=True)
    shutil.copy(backup, folder / "central.db")
    database = sqlite3.connect(folder / "central.db")
    with database:
        database.execute("UPDATE server_meta SET epoch = 2")
    database.close()
