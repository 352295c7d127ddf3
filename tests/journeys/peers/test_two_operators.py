"""What one operator saved is sent while another is at the laptop: it stays theirs, and leaving deletes nothing."""

from __future__ import annotations

import json
from pathlib import Path

from app.domain.problems import Problem
from app.storage.opening import open_store
from app.usecases.device import add_operator
from app.usecases.lock import pin_opens, set_pin
from app.usecases.settings import YES, Setting
from app.usecases.sync import SyncEnd
from tests.journeys.conftest import client_of
from tests.support.central_process import CentralProcess
from tests.support.commune_work import CommuneWork
from tests.support.laptop import Laptop, person, unsent
from tests.support.stores import PASSPHRASE, Keyring


def _somebody_else(laptop: Laptop, name: str) -> str:
    row = add_operator(laptop.store, laptop.clock, laptop.ids, name=name)
    assert not isinstance(row, Problem)
    return row.id


def test_work_keeps_its_author_whoever_sends_it(work: CommuneWork, central: CentralProcess) -> None:
    laptop = work.laptop
    first = laptop.operator
    mine = laptop.help(laptop.meet_new(person(1)), 0).session
    laptop.operator = second = _somebody_else(laptop, "Vì Thị Mẫu")
    theirs = laptop.help(laptop.meet_new(person(2)), 0).session

    assert laptop.sync(client_of(laptop)).end is SyncEnd.DONE

    seen = map(json.loads, central.command("view", "--people").splitlines())
    authors = {one["id"]: one["fields"]["operator"] for one in seen if one["kind"] == "session"}
    assert authors == {mine: first, theirs: second}
    assert laptop.store.read().attention() == []


def test_locking_leaving_and_losing_the_pairing_delete_nothing(work: CommuneWork, tmp_path: Path) -> None:
    laptop = work.laptop
    work.visits(5, 0)
    before = unsent(laptop)
    assert before

    set_pin(laptop.store, laptop.operator, "246810", bytes(16))
    for _ in range(10):
        assert not pin_opens(laptop.store, laptop.operator, "000000")
    assert unsent(laptop) == before

    laptop.operator = _somebody_else(laptop, "Vì Thị Mẫu")
    assert unsent(laptop)[: len(before)] == before

    with laptop.store.write() as writing:
        writing.set_setting(Setting.NEEDS_PAIRING, YES)
        writing.set_setting(Setting.TOKEN, "")
    assert laptop.sync(client_of(laptop)).end is SyncEnd.NOT_PAIRED
    assert unsent(laptop)[: len(before)] == before

    laptop.store.close()  # type: ignore[attr-defined]
    laptop.store = open_store(tmp_path / "laptop", PASSPHRASE, Keyring(available=False))
    assert unsent(laptop)[: len(before)] == before
    laptop.store.close()
