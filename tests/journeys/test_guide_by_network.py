"""Guide packs from a real central to real laptops: two of them, a stick between, a central that was restored."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.desktop.bootstrap.courier import Courier
from app.desktop.bootstrap.packs import GUIDES, Packs
from app.network.sealing import is_signed
from app.usecases.guides import KIND, fetch_guide
from app.usecases.sync import SyncEnd
from tests.journeys.conftest import NewLaptop, client_of, pair
from tests.support.central_process import CentralProcess
from tests.support.guides import next_files, write_pack
from tests.support.laptop import Laptop, hasty


@dataclass(slots=True)
class Machine:
    """A laptop with its folder of guides."""

    laptop: Laptop
    folder: Path

    @property
    def packs(self) -> Packs:
        """As after a new start of the program."""
        return Packs(self.folder)

    @property
    def version(self) -> int:
        """The guide in force."""
        return self.packs.load("vi").version

    def sync(self, central: CentralProcess) -> str:
        """A run, and what comes after it; why a guide was not taken, or empty."""
        client = client_of(self.laptop, central.address)
        try:
            assert self.laptop.sync(client).end is SyncEnd.DONE
            return fetch_guide(self.laptop.store.read(), client, self.packs, is_signed, hasty())
        finally:
            client.disconnect()


@pytest.fixture
def machines(central: CentralProcess, new_laptop: NewLaptop, tmp_path: Path) -> list[Machine]:
    """Two, paired with two support points."""
    made = [Machine(new_laptop(), tmp_path / f"home{number}") for number in range(2)]
    for number, one in enumerate(made):
        pair(one.laptop, central, f"Điểm {number}")
    return made


def publish(central: CentralProcess, folder: Path, version: int) -> None:
    central.command("guide", "publish", str(write_pack(folder, next_files(version))))


def test_two_laptops_follow_central(central: CentralProcess, machines: list[Machine], tmp_path: Path) -> None:
    first, second = machines
    own = first.version
    publish(central, tmp_path / "guide", 8)
    assert [one.sync(central) for one in machines] == ["", ""]
    publish(central, tmp_path / "guide", 9)
    assert first.sync(central) == ""
    assert (first.version, second.version) == (9, 8)
    central.command("guide", "withdraw", "8")
    assert [one.sync(central) for one in machines] == ["", ""]
    assert (first.version, second.version) == (9, 9)
    central.command("guide", "withdraw", "9")
    assert first.sync(central) == ""
    assert (first.version, second.version) == (own, 9), "the second has not heard of it yet"
    assert second.sync(central) == ""
    assert second.version == own


def test_a_stick_brings_the_same_and_what_is_withdrawn(
    central: CentralProcess, machines: list[Machine], tmp_path: Path
) -> None:
    here, away = machines
    own, stick, folder = here.version, tmp_path / "usb", tmp_path / "guide"
    stick.mkdir()
    courier = Courier(away.folder, away.laptop.clock, away.laptop.ids)
    device = away.laptop.store.read().setting("device")
    publish(central, folder, 9)
    central.command("parcel", device, "--out", str(stick), "--all", "--guide", str(folder))
    taken = courier.take_in(away.laptop.store, stick)
    assert (taken.has_guide, away.version) == (True, 9)
    kept = sorted(path.name for path in (away.folder / GUIDES).iterdir())
    assert away.sync(central) == ""
    assert sorted(path.name for path in (away.folder / GUIDES).iterdir()) == kept
    central.command("guide", "withdraw", "9")
    central.command("parcel", device, "--out", str(stick), "--all", "--guide", str(folder))
    taken = courier.take_in(away.laptop.store, stick)
    assert (taken.has_guide, taken.faults, away.version) == (False, {}, own)


@pytest.mark.slow
def test_a_restored_central_that_forgot_takes_no_guide_away(
    central: CentralProcess, machines: list[Machine], tmp_path: Path
) -> None:
    first, second = machines
    backup, folder = str(tmp_path / "backup"), tmp_path / "guide"
    publish(central, folder, 7)
    publish(central, folder, 8)
    central.command("backup", "--out", backup)
    publish(central, folder, 9)
    central.command("guide", "withdraw", "8")
    assert first.sync(central) == ""
    central.stop()
    central.command("restore", backup, "--over-present")
    central.start()
    assert [one.sync(central) for one in machines] == ["", ""]
    assert (first.version, second.version) == (9, 8), "what the second never had, it cannot keep"
    told = [json.loads(line) for line in central.command("view", "--people").splitlines()]
    assert [one["fields"].get("withdrawn", []) for one in told if one["kind"] == KIND] == [[]]
    assert not first.packs.wants(first.packs.load("vi").id, "8")
    publish(central, folder, 10)
    assert [one.sync(central) for one in machines] == ["", ""]
    assert (first.version, second.version) == (10, 10)
