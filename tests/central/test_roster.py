"""Who may write: adopted operators, forged authors, revoked devices. Nothing they send is ever lost."""

from __future__ import annotations

import msgspec
import pytest

from app.central import devices
from app.central.store.tables import change_log, record
from app.contract.messages import PairedOperator
from tests.support.central import Central
from tests.support.wire_device import WireDevice, fresh_id


def _operator(device: WireDevice, **to: object) -> str:
    """An operator made on the device after it was paired; its id."""
    person = fresh_id()
    [outcome] = device.push(device.change("create", "operator", person, author=person, to=to))
    assert outcome.kind == "accepted"
    return person


def test_operators_made_before_pairing_are_adopted(device: WireDevice) -> None:
    standing = device.standing("operator", device.operator)
    assert standing is not None
    assert standing.fields["name"] == "Lò Thị Mẫu"
    assert standing.fields["support_point"] == device.paired.support_point
    assert [one.kind for one in device.push(device.create("village", name="Bản Mẫu"))] == ["accepted"]


def test_their_own_create_arriving_later_changes_nothing(device: WireDevice) -> None:
    before = device.standing("operator", device.operator)
    change = device.change(
        "create", "operator", device.operator, author=device.operator, to={"name": "Ai Khác"}
    )
    [outcome] = device.push(change)
    assert before is not None
    assert (outcome.kind, outcome.seq) == ("accepted", before.seq)
    assert device.standing("operator", device.operator) == before


def test_an_operator_made_later_is_adopted_and_writes_in_the_same_batch(device: WireDevice) -> None:
    person = fresh_id()
    outcomes = device.push(
        device.change(
            "create", "operator", person, author=person, to={"name": "Cà Văn Mẫu", "role": "volunteer"}
        ),
        device.change("create", "village", author=person, to={"name": "Bản Mẫu"}),
    )
    assert [one.kind for one in outcomes] == ["accepted", "accepted"]
    standing = device.standing("operator", person)
    assert standing is not None
    assert (standing.fields["role"], standing.fields["support_point"]) == (
        "volunteer",
        device.paired.support_point,
    )


def test_nobody_makes_themselves_lead_or_moves_elsewhere(device: WireDevice) -> None:
    person = _operator(device, name="Cà Văn Mẫu", role="lead", support_point=fresh_id())
    standing = device.standing("operator", person)
    assert standing is not None
    assert (standing.fields["role"], standing.fields["support_point"]) == (
        "staff",
        device.paired.support_point,
    )


def test_an_operator_of_another_point_is_not_ones_own(central: Central, device: WireDevice) -> None:
    other = central.device()
    assert other.paired.support_point == device.paired.support_point
    elsewhere = central.second_point().device()
    change = elsewhere.change(
        "create", "operator", device.operator, author=device.operator, to={"name": "Ai Khác"}
    )
    [outcome] = elsewhere.push(change)
    assert (outcome.kind, outcome.code) == ("rejected", "not_yours")


def test_an_operator_is_edited_at_central_only(device: WireDevice) -> None:
    [outcome] = device.push(device.edit("operator", device.operator, "role", "staff", "lead"))
    assert (outcome.kind, outcome.code) == ("rejected", "made_at_central")


@pytest.mark.parametrize("known", [False, True], ids=["unknown", "of another point"])
def test_a_forged_author_is_kept_for_review(central: Central, device: WireDevice, known: bool) -> None:
    author = central.second_point().device().operator if known else fresh_id()
    forged = device.change("create", "village", author=author, to={"name": "Bản Mẫu"})
    [outcome] = device.push(forged)
    assert (outcome.kind, outcome.code, outcome.seq) == ("needs_review", "unknown_author", 0)
    assert device.standing("village", forged.record) is None
    assert central.count(change_log, change_log.c.id == forged.id, change_log.c.body.is_not(None)) == 1
    [again] = device.push(forged)
    assert (again.kind, again.first, again.code) == ("duplicate", "needs_review", "unknown_author")


def test_a_revoked_device_still_delivers(central: Central, device: WireDevice) -> None:
    devices.revoke(central.office.ground, device.id)
    assert device.hello().may_pull is False
    late = device.create("village", name="Bản Mẫu")
    [outcome] = device.push(late)
    assert (outcome.kind, outcome.code) == ("needs_review", "device_revoked")
    assert central.count(record, record.c.kind == "village") == 0


def test_a_revoked_device_adopts_nobody(central: Central, device: WireDevice) -> None:
    devices.revoke(central.office.ground, device.id)
    person = fresh_id()
    [outcome] = device.push(device.change("create", "operator", person, author=person, to={"name": "Ai Đó"}))
    assert outcome.kind == "needs_review"


def test_a_malformed_change_of_a_revoked_device_is_still_named(central: Central, device: WireDevice) -> None:
    devices.revoke(central.office.ground, device.id)
    bad = msgspec.structs.replace(device.create("village", name="Bản Mẫu"), author="?")
    [outcome] = device.push(bad)
    assert (outcome.kind, outcome.code) == ("rejected", "bad_id")


def test_only_a_lead_may_erase(central: Central) -> None:
    lead = PairedOperator(id=fresh_id(), name="Quàng Thị Mẫu", role="lead")
    staff = PairedOperator(id=fresh_id(), name="Cà Văn Mẫu")
    device = central.device(operators=[lead, staff])
    citizen = device.create("citizen", name="Lò Văn Mẫu")
    device.push(citizen)
    [doubted] = device.push(device.change("erase", "citizen", citizen.record, author=staff.id))
    assert (doubted.kind, doubted.code) == ("needs_review", "erase_not_allowed")
    [done] = device.push(device.change("erase", "citizen", citizen.record, author=lead.id))
    assert done.kind == "accepted"


def test_only_a_lead_may_make_two_records_one_or_two_again(central: Central) -> None:
    lead = PairedOperator(id=fresh_id(), name="Quàng Thị Mẫu", role="lead")
    staff = PairedOperator(id=fresh_id(), name="Cà Văn Mẫu")
    device = central.device(operators=[lead, staff])
    one, two = (device.create("citizen", name="Lò Văn Mẫu") for _ in range(2))
    device.push(one, two)

    def says(author: PairedOperator, record: str, other: str = "") -> tuple[str, str]:
        [told] = device.push(device.change("merge", "citizen", record, other=other, author=author.id))
        return told.kind, told.code

    assert says(staff, one.record, two.record) == ("needs_review", "merge_not_allowed")
    assert says(lead, one.record, two.record) == ("accepted", "")
    assert says(staff, two.record) == ("needs_review", "merge_not_allowed")
    assert says(lead, two.record) == ("accepted", "")
