"""Laptops that never see a network: real stores, real folders, a real central process, and its command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from app.central.wording import file_word
from app.desktop.bootstrap.courier import RESCUE, Courier
from app.network.stick import ON_STICK
from app.usecases.courier import CarriedState
from app.usecases.device import device_identity
from tests.journeys.conftest import NewLaptop, client_of, pair
from tests.support.central_process import CentralProcess
from tests.support.guides import next_files, write_pack
from tests.support.laptop import Laptop, unsent


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Where the system shows what was plugged in."""
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


def courier_of(laptop: Laptop, folder: Path) -> Courier:
    """The courier as bootstrap makes it, over a folder of its own."""
    return Courier(folder, laptop.clock, laptop.ids)


def sessions_of(central: CentralProcess) -> list[str]:
    """The sessions central shows to somebody who asks for everything."""
    rows = [json.loads(line) for line in central.command("view", "--people").splitlines()]
    return [row["id"] for row in rows if row["kind"] == "session"]


def test_by_stick_through_another_laptop_and_back(
    central: CentralProcess, new_laptop: NewLaptop, stick: Path, tmp_path: Path
) -> None:
    away, here = new_laptop(), new_laptop()
    pair(away, central)
    pair(here, central, "Điểm có mạng")
    theirs, ours = courier_of(away, tmp_path / "away"), courier_of(here, tmp_path / "here")
    ended = [away.help_new(number).session for number in range(3)]
    assert theirs.hand_over(away.store, stick).sessions == 3
    assert [path.parent.name for path in stick.rglob("*.dtb")] == [ON_STICK]

    assert ours.take_in(here.store, stick).carried == 1
    ours.carry(here.store, lambda: False)
    assert [one.state for one in ours.carried()] == [CarriedState.ANSWERED]
    assert sorted(sessions_of(central)) == sorted(ended)

    assert ours.hand_over(here.store, stick).receipts == 1
    taken = theirs.take_in(away.store, stick)
    assert (taken.parcels, taken.faults) == (1, {})
    assert unsent(away) == []
    counters = away.store.read().counters()
    assert (counters.saved, counters.received) == (3, 3)
    assert theirs.take_in(away.store, stick).faults == {}, "the stick may stay where it is"


def test_a_centre_reached_by_stick_only(
    central: CentralProcess, new_laptop: NewLaptop, stick: Path, tmp_path: Path
) -> None:
    """The centre reads the stick itself, and sends back its answer with everything else a laptop should know."""
    away, other = new_laptop(), new_laptop()
    device = pair(away, central).device
    pair(other, central, "Điểm có mạng")
    elsewhere = other.help_new(7).citizen
    other.sync(client_of(other))
    courier = courier_of(away, tmp_path / "away")
    ended = away.help_new(1)
    courier.hand_over(away.store, stick)
    said = central.command("bundle", "read", str(stick))
    assert "Máy tập" in said
    assert central.command("bundle", "read", str(stick)).splitlines()[-1] == said.splitlines()[-1]
    assert ended.session in sessions_of(central)
    guide = write_pack(tmp_path / "guide", next_files(9))
    written = central.command("parcel", device, "--out", str(stick), "--all", "--guide", str(guide))
    assert Path(written).parent == stick
    taken = courier.take_in(away.store, stick)
    assert (taken.parcels, taken.has_guide, unsent(away)) == (1, True, [])
    assert away.store.read().person(elsewhere) is not None
    assert len(away.store.read().records("operator")) == 2


def test_the_rescue_folder_of_a_dead_laptop(
    central: CentralProcess, new_laptop: NewLaptop, tmp_path: Path
) -> None:
    lost = new_laptop()
    pair(lost, central)
    courier = courier_of(lost, tmp_path / "lost")
    ended = [lost.help_new(number).session for number in range(4)]
    report = courier.rescue(lost.store)
    assert (report.written, report.missing) == (5, 0)
    disk = tmp_path / "disk"
    shutil.copytree(tmp_path / "lost", disk)
    (disk / RESCUE / "thumbs.db").write_bytes(b"x")
    said = central.command("rescue", str(disk))
    assert "5" in said.splitlines()[-1]
    assert sorted(sessions_of(central)) == sorted(ended)
    assert central.command("rescue", str(disk / RESCUE)).splitlines()[-1] == said.splitlines()[-1]
    assert sorted(sessions_of(central)) == sorted(ended)


def test_what_is_wrong_is_said_and_the_rest_taken(
    central: CentralProcess, new_laptop: NewLaptop, stick: Path, tmp_path: Path
) -> None:
    away = new_laptop()
    pair(away, central)
    ended = away.help_new(1).session
    courier_of(away, tmp_path / "away").hand_over(away.store, stick)
    [sound] = stick.rglob("*.dtb")
    broken = sound.with_name(f"diemtua-{'A' * 22}.dtb")
    broken.write_bytes(sound.read_bytes()[:-1])
    done = central.try_command("bundle", "read", str(stick), str(tmp_path / "nowhere"))
    assert (done.returncode, sessions_of(central)) == (1, [ended]), "the sound one is taken"
    complaints = done.stderr.splitlines()
    assert any(str(broken) in line and file_word("bundle_cut") in line for line in complaints)
    assert any("nowhere" in line and file_word("file_missing") in line for line in complaints)
    kept = tmp_path / "kept.dtp"
    kept.write_text("kept", encoding="utf-8")
    device = device_identity(away.store)
    assert device is not None
    for out in (kept, tmp_path / "no" / "stick"):
        assert central.try_command("parcel", device.device, "--out", str(out)).returncode == 2
    assert (kept.read_text("utf-8"), (tmp_path / "no").exists()) == ("kept", False)
    assert central.try_command("parcel", "nobody", "--out", str(stick)).returncode == 2
    assert central.try_command("rescue", str(tmp_path / "nowhere")).returncode == 2
