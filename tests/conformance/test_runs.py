"""Whole runs: lost answers, pages, the digest, epochs, a central that went back, stores that were copied."""

from __future__ import annotations

import copy
import hashlib
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.conformance.client import NotCentral, Refused, Wire
from tests.conformance.conftest import HERE, NewDevice, Town
from tests.conformance.device import Device, OtherStore, WentBack
from tests.support.broken_line import broken_line


def test_a_lost_answer_is_unsent_work_and_sent_again_it_is_done_once(town: Town, device: Device) -> None:
    made = [device.create("citizen", name=f"Người tập {number}") for number in range(5)]
    straight = device.line
    with broken_line(town.central.address) as line, Wire(line.address) as lossy:
        lossy.token, lossy.server_id, lossy.timeouts = straight.token, straight.server_id, (5.0, 2.0)
        device.wire = lossy
        line.loses_answers.set()
        with pytest.raises(NotCentral):
            device.push()
        assert line.answers_lost == 1
    assert {own.state for own in made} == {"waiting"}
    device.wire = straight
    device.run()
    assert {own.outcome["kind"] for own in made} == {"duplicate"}
    assert {own.state for own in made} == {"received"}
    assert all(device.is_settled(own) for own in made)
    assert device.agrees is True


def test_the_feed_comes_in_pages_and_every_record_once(device: Device, new_device: NewDevice) -> None:
    for number in range(620):
        device.create("village", name=f"Bản {number:03}")
    device.run()
    assert {own.state for own in device.own} == {"received"}
    reader = new_device()
    first = reader.page(reader.cursor[0], 0)
    seqs = [record["seq"] for record in first["records"]]
    assert (len(seqs), first["more"], first["cursor"]) == (500, True, seqs[-1])
    assert seqs == sorted(set(seqs))
    assert reader.pull() >= 2
    assert {own.body["record"] for own in device.own} <= {record for _, record in reader.rows}
    reader.close()
    assert reader.agrees is True


def test_close_tells_when_the_feed_went_on_and_when_the_sides_differ(new_device: NewDevice) -> None:
    reader, writer = new_device(), new_device()
    reader.run()
    made = writer.create("citizen", name="Quàng Văn Thử")
    writer.run()
    with pytest.raises(Refused, match="409 pull_first"):
        reader.compare()
    reader.close()
    assert reader.agrees is True
    key = ("citizen", made.body["record"])
    whole = reader.rows.pop(key)
    said = reader.compare()
    assert (said["agree"], said["count"]) == (False, len(_live(reader)) + 1)
    cursor = reader.cursor
    where = reader.compare(by_bucket=True)["differ"]
    assert where == [hashlib.sha256(made.body["record"].encode()).digest()[0]]
    reader.close()
    assert (reader.agrees, reader.rows[key], reader.cursor) == (True, whole, cursor)
    assert reader.repair(where) < len(reader.rows), "what agreed is not read again"


def _live(device: Device) -> list[str]:
    return [record["id"] for _, record in device.rows.values() if record.get("life", "live") == "live"]


@pytest.mark.parametrize(
    ("epoch", "ahead", "code"),
    [(99, 0, "409 wrong_epoch"), (0, 1_000_000, "409 cursor_ahead"), (0, -1, "400 bad_request")],
)
def test_a_cursor_of_another_history_is_refused(sender: Device, epoch: int, ahead: int, code: str) -> None:
    with pytest.raises(Refused, match=code):
        sender.page(epoch or sender.epoch, ahead)


def test_a_batch_of_another_epoch_is_refused_whole(sender: Device) -> None:
    made = sender.create("citizen", name="Quàng Văn Thử")
    with pytest.raises(Refused, match="409 wrong_epoch"):
        sender.send([made.body], epoch=sender.epoch + 1)
    assert sender.send([made.body])[0].get("kind", "accepted") == "accepted"


def test_a_revoked_device_still_pushes_and_no_longer_pulls(town: Town, new_device: NewDevice) -> None:
    device, other = new_device(), new_device()
    device.run()
    town.central.command("revoke", device.id)
    late = device.create("citizen", name="Quàng Văn Thử")
    device.run()
    assert (late.state, late.outcome["code"]) == ("review", "device_revoked")
    assert device.may_pull is False
    with pytest.raises(Refused, match="403 device_revoked"):
        device.page(*device.cursor)
    with pytest.raises(Refused, match="403 device_revoked"):
        device.compare()
    with pytest.raises(Refused, match="403 device_revoked"):
        device.pair(town.sheet())
    other.run()
    assert ("citizen", late.body["record"]) not in other.rows


def test_a_copied_store_is_noticed_and_goes_on_under_a_new_name(town: Town, device: Device) -> None:
    device.create("citizen", name="Quàng Văn Thử")
    device.run()
    old = copy.copy(device)
    old.own = list(device.own)
    device.create("citizen", name="Lò Thị Mẫu")
    device.run()
    kept = old.create("citizen", name="Cà Văn Thử")
    device.create("citizen", name="Hà Văn Tập")
    with pytest.raises(OtherStore):
        old.push()
    assert kept.state == "waiting", "nothing is set aside"
    old.own.remove(kept)
    with pytest.raises(Refused, match="409 store_went_back"):
        old.run()
    old.own.append(kept)
    before = kept.body["id"]
    old.take_name()
    old.pair(town.sheet())
    old.run()
    assert (kept.state, kept.body["id"], old.agrees) == ("received", before, True)
    assert old.row("citizen", kept.body["record"])["fields"]["name"] == "Cà Văn Thử"
    old.leave()


def test_another_database_under_a_paired_name_is_refused(device: Device) -> None:
    device.run()
    device.instance = device.id
    with pytest.raises(Refused, match="409 wrong_instance"):
        device.hello()


@pytest.fixture
def backup(lone_town: Town, tmp_path: Path) -> Path:
    return tmp_path / "backup"


def _restore(town: Town, backup: Path, epoch: int) -> None:
    """What people do after a disaster: the copy goes back, and counts as a new epoch."""
    shutil.rmtree(town.central.folder)
    shutil.copytree(backup, town.central.folder)
    database = sqlite3.connect(town.central.folder / "central.db")
    with database:
        database.execute("UPDATE server_meta SET epoch = ?", (epoch,))
    database.close()


def _moved(device: Device, town: Town) -> None:
    device.line.address = town.central.address


@pytest.mark.parametrize("epoch", [2, 1], ids=["restored", "went-back"])
def test_after_a_restore_what_was_lost_is_offered_again(
    lone_town: Town, bare_device: NewDevice, backup: Path, epoch: int
) -> None:
    device, central = bare_device(), lone_town.central
    device.pair(lone_town.sheet(HERE))
    kept = device.create("citizen", name="Quàng Văn Thử")
    device.run()
    central.stop()
    shutil.copytree(central.folder, backup)
    central.start()
    _moved(device, lone_town)
    lost = device.create("citizen", name="Lò Thị Mẫu")
    edit = device.edit("citizen", kept.body["record"], "village", "", "Bản Mẫu")
    device.run()
    central.stop()
    _restore(lone_town, backup, epoch)
    central.start()
    _moved(device, lone_town)
    if epoch == 1:
        with pytest.raises(WentBack):
            device.run()
        assert {own.state for own in device.own} == {"received"}
        return
    device.run()
    assert [own.outcome.get("kind", "accepted") for own in (kept, lost, edit)] == [
        "duplicate",
        "accepted",
        "accepted",
    ]
    assert (device.cursor[0], device.agrees) == (2, True)
    assert all(device.is_settled(own) for own in device.own)
    assert device.row("citizen", kept.body["record"])["fields"]["village"] == "Bản Mẫu"
