"""Records that leave: retired by central, lost in a restore, left behind in another commune."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from tests.conformance.client import Refused
from tests.conformance.conftest import HERE, THERE, NewDevice, Town, open_town
from tests.conformance.device import Device
from tests.conformance.leaving import NotDrained, left_over, move, offer_left_over
from tests.conformance.test_runs import _moved, _restore
from tests.support.central_process import central_process

LONG_AGO = int(time.time()) - 200 * 86_400


def made_safe(town: Town, device: Device, backup: Path) -> None:
    """Central's backup of what it holds now is tried, and the device hears of it."""
    town.central.command("backup", "--out", str(backup))
    town.central.command("drill", str(backup))
    device.run()


def test_what_central_retires_is_gone_and_comes_back_when_it_is_written_to(
    lone_town: Town, bare_device: NewDevice
) -> None:
    device, central = bare_device(), lone_town.central
    device.pair(lone_town.sheet(HERE))
    person = device.create("citizen", name="Quàng Văn Thử").body["record"]
    told = device.create("session", citizen=person, ended=LONG_AGO, steps=3)
    kept = device.create("appointment", citizen=person, day="2020-02-03", state="kept")
    device.run()
    central.command("retire", "--commune", HERE, "--days", "90")
    device.run()
    assert device.agrees is True
    for own in (told, kept):
        row = device.row(own.body["kind"], own.body["record"])
        assert (row["life"], row.get("fields", {})) == ("gone", {})
        assert device.is_settled(own)
    late = device.edit("appointment", kept.body["record"], "state", "kept", "due")
    device.run()
    row = device.row("appointment", kept.body["record"])
    assert (late.state, row.get("life", "live"), row["fields"]["day"]) == ("received", "live", "2020-02-03")
    assert device.agrees is True
    refused = central.try_command("retire", "--commune", HERE, "--days", "3")
    assert refused.returncode == 2


def test_rows_a_restore_lost_are_kept_for_a_person_once(
    lone_town: Town, bare_device: NewDevice, tmp_path: Path
) -> None:
    reader, lost, central = bare_device(), bare_device(), lone_town.central
    for device in (reader, lost):
        device.pair(lone_town.sheet(HERE))
        device.run()
    central.stop()
    backup = tmp_path / "backup"
    shutil.copytree(central.folder, backup)
    central.start()
    for device in (reader, lost):
        _moved(device, lone_town)
    record = lost.create("citizen", name="Quàng Văn Thử").body["record"]
    lost.create("session", citizen=record, steps=3)
    lost.run()
    reader.run()
    central.stop()
    _restore(lone_town, backup, 2)
    central.start()
    _moved(reader, lone_town)
    reader.run()
    assert reader.agrees is True
    assert {one["kind"] for one in left_over(reader)} == {"citizen", "session"}
    assert (offer_left_over(reader), offer_left_over(reader)) == (2, 0)
    _moved(lost, lone_town)
    lost.run()
    reader.run()
    assert left_over(reader) == [], "whoever made them sent them again after all"
    assert (reader.agrees, reader.row("citizen", record)["fields"]["name"]) == (True, "Quàng Văn Thử")


def test_left_over_rows_of_another_epoch_or_device_are_refused(new_device: NewDevice) -> None:
    device = new_device()
    said = {"device": device.id, "epoch": device.epoch + 1, "records": []}
    with pytest.raises(Refused, match="409 wrong_epoch"):
        device.line.say("/v1/leftovers", said)
    with pytest.raises(Refused, match="409 wrong_device"):
        device.line.say("/v1/leftovers", {**said, "device": new_device().id})


def test_a_device_moves_to_another_commune_and_takes_nothing_along(
    town: Town, new_device: NewDevice, tmp_path: Path
) -> None:
    device = new_device()
    person = device.create("citizen", name="Quàng Văn Thử")
    sheet = town.sheet(THERE)
    with pytest.raises(NotDrained):
        move(device, sheet)
    device.run()
    with pytest.raises(NotDrained):
        move(device, sheet)
    made_safe(town, device, tmp_path / "backup")
    with pytest.raises(Refused, match="409 wrong_commune"):
        device.pair(sheet, HERE)
    before = device.id
    assert move(device, sheet)["commune"] == THERE
    assert device.id != before
    device.run()
    assert (device.agrees, person.state) == (True, "left")
    assert ("citizen", person.body["record"]) not in device.rows
    fresh = device.create("citizen", name="Lò Thị Mẫu")
    device.run()
    assert (fresh.state, device.agrees) == ("received", True)
    assert device.row("citizen", fresh.body["record"])["commune"] == THERE
    reader = new_device(THERE)
    reader.run()
    assert ("citizen", person.body["record"]) not in reader.rows


def test_after_a_restore_of_the_new_commune_nothing_of_the_old_one_is_offered(
    tmp_path: Path, bare_device: NewDevice
) -> None:
    with central_process(tmp_path / "central") as process:
        town = open_town(process, HERE, THERE)
        device = bare_device()
        device.pair(town.sheet(HERE))
        old = device.create("citizen", name="Quàng Văn Thử")
        device.run()
        made_safe(town, device, tmp_path / "tried")
        move(device, town.sheet(THERE))
        device.run()
        process.stop()
        shutil.copytree(process.folder, tmp_path / "backup")
        process.start()
        _moved(device, town)
        fresh = device.create("citizen", name="Lò Thị Mẫu")
        device.run()
        process.stop()
        _restore(town, tmp_path / "backup", 2)
        process.start()
        _moved(device, town)
        device.run()
        assert (old.state, fresh.state, device.agrees, device.cursor[0]) == ("left", "received", True, 2)
        assert ("citizen", old.body["record"]) not in device.rows
        device.leave()


def test_a_move_that_is_refused_leaves_the_device_where_it_was(town: Town, new_device: NewDevice) -> None:
    device = new_device()
    device.run()
    sheet = town.sheet(THERE)
    elsewhere = Device()
    elsewhere.pair(sheet)
    with pytest.raises(Refused, match="403 code_used"):
        move(device, sheet)
    device.create("citizen", name="Quàng Văn Thử")
    device.run()
    assert (device.commune, device.agrees) == (HERE, True)
    elsewhere.leave()
