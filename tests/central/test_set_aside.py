"""What was set aside waits until it is decided, by whatever road: by itself, by a correction, by a person."""

from __future__ import annotations

import msgspec

from app.central import reviewing
from tests.central.test_reviewing import again, ids, refused, set_change_aside
from tests.support.central import Central
from tests.support.wire_device import WireDevice


def test_a_correction_closes_what_it_corrects(central: Central, device: WireDevice) -> None:
    """Accepted after it, the old value would come back."""
    old, other = device.create("citizen", name="Lò Thị Mậu"), device.create("citizen", name="Lò Thị Khác")
    for one in (old, other):
        set_change_aside(central, device, one)
    new = device.create("citizen", old.record, name="Lò Thị Mẫu")
    device.push(msgspec.structs.replace(new, replaces=(old.id,)))
    assert ids(central) == [other.id]


def test_what_comes_by_itself_after_all_waits_no_more(central: Central, device: WireDevice) -> None:
    """Accepted once more, an old value would come back and the ledger say something else."""
    change, held = device.create("citizen", name="Lò Thị Mậu"), device.create("citizen", name="Lò Thị Khác")
    for one in (change, held):
        set_change_aside(central, device, one)
    device.push(change)
    device.push(device.edit("citizen", change.record, "name", "Lò Thị Mậu", "Lò Thị Mẫu"))
    assert (ids(central), refused(central, change.id)) == ([held.id], "not_under_review")


def test_a_decided_change_that_still_lies_there_is_not_decided_anew(
    central: Central, device: WireDevice
) -> None:
    change = device.create("citizen", name="Lò Thị Mẫu")
    [first] = device.push(change)
    set_change_aside(central, device, change)
    assert refused(central, change.id) == "cannot_be_taken"
    assert again(device, change).seq == first.seq
    reviewing.drop(central.office.ground, central.office.who, change.id, "Đã có", "Chị Mai")
    assert ids(central) == []


def test_only_its_own_laptop_or_record_closes_what_is_setset_change_aside(
    central: Central, device: WireDevice
) -> None:
    old, stranger = device.create("citizen", name="Lò Thị Mậu"), central.device()
    set_change_aside(central, device, old)
    foreign = stranger.create("citizen", name="Lò Thị Khác")
    stranger.push(msgspec.structs.replace(foreign, replaces=(old.id,)))
    assert ids(central) == [old.id]
    renamed = stranger.create("citizen", old.record, name="Lò Thị Mẫu")
    stranger.push(msgspec.structs.replace(renamed, replaces=(old.id,)))
    assert ids(central) == []


def test_a_refused_correction_closes_nothing(central: Central, device: WireDevice) -> None:
    old = device.create("citizen", name="Lò Thị Mậu")
    set_change_aside(central, device, old)
    bad = device.change("create", "policy", old.record, to={"value": 1})
    [outcome] = device.push(msgspec.structs.replace(bad, replaces=(old.id,)))
    assert (outcome.kind, ids(central)) == ("rejected", [old.id])
