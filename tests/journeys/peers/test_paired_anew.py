"""A laptop that has to take a new name with five thousand changes queued: every one arrives, once, in its order."""

from __future__ import annotations

import pytest

from app.contract.pairing import read_sheet
from app.network.central_client import CentralClient
from app.network.trust import Trust
from app.usecases.device import DeviceIdentity
from app.usecases.pairing import pair_device
from app.usecases.settings import Setting
from app.usecases.sync import SyncEnd
from tests.journeys.conftest import client_of
from tests.support.central_process import CentralProcess
from tests.support.commune_work import CommuneWork
from tests.support.laptop import Laptop, unsent

QUEUED = 5_000


@pytest.mark.slow
def test_five_thousand_queued_changes_outlive_a_new_name(work: CommuneWork, central: CentralProcess) -> None:
    laptop = work.laptop
    assert laptop.sync(client_of(laptop)).end is SyncEnd.DONE
    while len(unsent(laptop)) < QUEUED:
        work.visits(250, 0)
    waiting, before = unsent(laptop), laptop.store.read().setting(Setting.DEVICE)
    with laptop.store.write() as writing:  # what is left behind when central tells of another store
        writing.set_setting(Setting.NEXT_DEVICE, laptop.ids.new())

    _pair_again(laptop, central)

    assert laptop.store.read().setting(Setting.DEVICE) != before
    assert unsent(laptop) == waiting, "the same changes in the same order"
    report = laptop.sync(client_of(laptop))
    counters = laptop.store.read().counters()
    assert (report.end, report.agrees) == (SyncEnd.DONE, True)
    assert (counters.waiting, counters.attention, counters.received) == (0, 0, len(work.people))
    assert central.command("view", "--people").count('"kind": "session"') == len(work.people)


def _pair_again(laptop: Laptop, central: CentralProcess) -> None:
    point = laptop.store.read().setting(Setting.SUPPORT_POINT)
    printed = central.command("pairing-sheet", "--support-point", point, "--address", central.address)
    sheet = read_sheet(printed.splitlines()[-1])
    assert sheet is not None
    client = CentralClient(sheet.address, sheet.server_id, "")
    paired = pair_device(laptop.store, client, Trust(), laptop.ids, sheet, "test")
    client.disconnect()
    assert isinstance(paired, DeviceIdentity), paired
