"""A disk image cloned, or a laptop put back from a copy: two stores under one name, and nothing of either is lost."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.contract.pairing import read_sheet
from app.domain.changes import Pen
from app.network.central_client import CentralClient
from app.network.trust import Trust
from app.storage.opening import open_store
from app.storage.store import SqliteStore
from app.usecases.device import DeviceIdentity
from app.usecases.pairing import pair_device
from app.usecases.settings import Setting
from app.usecases.sync import SyncEnd
from tests.journeys.conftest import NewLaptop, client_of, pair
from tests.support.central_process import CentralProcess, central_process
from tests.support.hands import CountedIds
from tests.support.laptop import COMMUNE, Laptop, person
from tests.support.stores import PASSPHRASE, Keyring

COPY_IDS = 77_000_000


def test_a_laptop_put_back_from_a_copy_loses_nothing(
    central: CentralProcess, new_laptop: NewLaptop, tmp_path: Path
) -> None:
    laptop, citizen = _known(central, new_laptop)
    with _copy(laptop, tmp_path) as copy:
        for phone in ("0912000001", "0912000002"):
            _edit(laptop, citizen, phone=phone)
            laptop.sync(client_of(laptop))
        _edit(copy, citizen, village="Bản Mới")
        refused = copy.sync(client_of(copy))
        assert (refused.end, refused.code) == (SyncEnd.NEEDS_PAIRING, "store_went_back")
        assert _shown(copy, citizen)["village"] == "Bản Mới"

        _pair_and_meet(copy, laptop, central)
        assert _shown(copy, citizen) == _shown(laptop, citizen)
        assert (_shown(copy, citizen)["village"], _shown(copy, citizen)["phone"]) == ("Bản Mới", "0912000002")


def test_numbers_that_caught_up_are_found_out_at_the_push(
    central: CentralProcess, new_laptop: NewLaptop, tmp_path: Path
) -> None:
    laptop, citizen = _known(central, new_laptop)
    with _copy(laptop, tmp_path) as copy:
        _edit(laptop, citizen, phone="0912000001")
        laptop.sync(client_of(laptop))
        _edit(copy, citizen, phone="0999999999")
        _edit(copy, citizen, village="Bản Mới")
        refused = copy.sync(client_of(copy))
        assert (refused.end, refused.code) == (SyncEnd.NEEDS_PAIRING, "number_reused")
        assert copy.store.read().attention() == []

        _pair_and_meet(copy, laptop, central)
        assert _shown(copy, citizen)["village"] == "Bản Mới"
        assert '"0999999999"' in central.command("view", "--people"), "it waits as a question for a person"
        assert copy.store.read().setting(Setting.DEVICE) != laptop.store.read().setting(Setting.DEVICE)
        assert copy.store.check()


def test_work_sent_before_the_copy_was_put_back_is_not_doubled(
    central: CentralProcess, new_laptop: NewLaptop, tmp_path: Path
) -> None:
    laptop, _ = _known(central, new_laptop)
    laptop.help_new(2)
    with _copy(laptop, tmp_path) as copy:
        laptop.sync(client_of(laptop))
        laptop.help_new(3)
        laptop.sync(client_of(laptop))
        assert copy.sync(client_of(copy)).end is SyncEnd.NEEDS_PAIRING
        _pair_and_meet(copy, laptop, central)
        assert copy.store.read().counters().received == 2
        assert central.command("view", "--people").count('"kind": "session"') == 3


def test_another_central_is_believed_from_its_first_row(
    central: CentralProcess, new_laptop: NewLaptop, tmp_path: Path
) -> None:
    laptop, citizen = _known(central, new_laptop)
    for number in range(12):
        _edit(laptop, citizen, phone=f"09120000{number:02d}")
        laptop.sync(client_of(laptop))
    with central_process(tmp_path / "rebuilt", {}) as rebuilt:
        rebuilt.command("init")
        rebuilt.command("add-commune", COMMUNE)
        rebuilt.start()
        pair(laptop, rebuilt)
        other = new_laptop()
        pair(other, rebuilt, "Đội đi bản mẫu")
        for one in (laptop, other):
            assert one.sync(client_of(one)).agrees
        _edit(other, citizen, village="Bản Khác")
        other.sync(client_of(other))
        assert laptop.sync(client_of(laptop)).agrees
        assert _shown(laptop, citizen)["village"] == "Bản Khác"


def _known(central: CentralProcess, new_laptop: NewLaptop) -> tuple[Laptop, str]:
    laptop = new_laptop()
    pair(laptop, central)
    citizen = laptop.help(laptop.meet_new(person(1)), cards=1, reason="reason_a").citizen
    laptop.sync(client_of(laptop))
    return laptop, citizen


@contextmanager
def _copy(laptop: Laptop, tmp_path: Path) -> Iterator[Laptop]:
    """The same laptop once more, as its folder is now."""
    assert isinstance(laptop.store, SqliteStore)
    database = laptop.store._database
    database.connection().rows("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copytree(database.path.parent, tmp_path / "copy")
    store = open_store(tmp_path / "copy", PASSPHRASE, Keyring(available=False))
    try:
        yield Laptop(store, laptop.clock, CountedIds(COPY_IDS), laptop.operator)
    finally:
        store.close()


def _pair_and_meet(copy: Laptop, laptop: Laptop, central: CentralProcess) -> None:
    """The copy is paired again as a sheet of its own support point says; then both send and receive."""
    identity = copy.store.read().setting(Setting.SUPPORT_POINT)
    _pair_at(copy, central, identity)
    for one in (copy, laptop, copy):
        report = one.sync(client_of(one))
        assert (report.end, report.agrees) == (SyncEnd.DONE, True)
    assert copy.store.read().counters().waiting == 0


def _pair_at(copy: Laptop, central: CentralProcess, point: str) -> None:
    printed = central.command("pairing-sheet", "--support-point", point, "--address", central.address)
    sheet = read_sheet(printed.splitlines()[-1])
    assert sheet is not None
    client = CentralClient(sheet.address, sheet.server_id, "")
    paired = pair_device(copy.store, client, Trust(), copy.ids, sheet, "test")
    client.disconnect()
    assert isinstance(paired, DeviceIdentity), paired


def _edit(laptop: Laptop, citizen: str, **after: str) -> None:
    device = laptop.store.read().setting(Setting.DEVICE)
    pen = Pen(laptop.operator, device, int(laptop.clock.now().timestamp() * 1000), laptop.ids.new)
    with laptop.store.write() as work:
        before = work.record("citizen", citizen)
        assert before is not None
        work.add(pen.edit("citizen", citizen, before, dict(after)))


def _shown(laptop: Laptop, citizen: str) -> dict[str, object]:
    shown = laptop.store.read().record("citizen", citizen)
    assert shown is not None
    return dict(shown)
