"""What people at the desks found changed comes to central and is counted by card."""

from __future__ import annotations

from app.central.changed_cards import ChangedCard, changed_cards
from tests.support.central import Central
from tests.support.wire_device import Value, WireDevice

PACK = "sonla-2026-11@2"


def tell(device: WireDevice, card: str, **fields: Value) -> None:
    told = device.create("card_changed", card=card, pack=PACK, expected="2.2.6", **fields)
    [outcome] = device.push(told)
    assert outcome.kind == "accepted"


def test_a_card_told_twice_stands_once_and_first(central: Central, device: WireDevice) -> None:
    tell(device, "install.get", seen=5)
    tell(device, "insurance.add", vneid="2.3.0", note="Nút đổi tên", seen=7)
    tell(device, "insurance.add", vneid="2.3.1", note="Nút đổi tên", seen=6)
    first, second = changed_cards(central.office.ground)
    assert first == ChangedCard(
        card="insurance.add",
        pack=PACK,
        expected="2.2.6",
        seen=("2.3.0", "2.3.1"),
        reports=2,
        communes=1,
        last=7,
        notes=("Nút đổi tên",),
    )
    assert (second.card, second.seen, second.notes, second.last) == ("install.get", (), (), 5)


def test_another_pack_is_another_line(central: Central, device: WireDevice) -> None:
    tell(device, "install.get")
    [outcome] = device.push(device.create("card_changed", card="install.get", pack="sonla-2026-11@3"))
    assert outcome.kind == "accepted"
    assert [one.pack for one in changed_cards(central.office.ground)] == [PACK, "sonla-2026-11@3"]


def test_nothing_told_is_an_empty_list(central: Central) -> None:
    assert list(changed_cards(central.office.ground)) == []


def test_the_commune_sees_what_was_told(device: WireDevice) -> None:
    tell(device, "install.get")
    assert [one.fields["card"] for one in device.pull() if one.kind == "card_changed"] == ["install.get"]
