"""What people at central decide: doubted work counts or goes back, records are sent back, nothing is decided twice."""

from __future__ import annotations

import msgspec
import pytest
import sqlalchemy as sa

from app.central import devices, reviewing
from app.central.refusals import Refusal
from app.central.store.tables import leftover, record, set_aside
from app.contract.messages import (
    Leftovers,
    LeftoversTaken,
    PairedOperator,
    WireChange,
    WireOutcome,
    WireRecord,
)
from tests.support.central import TO_HIEU, Central
from tests.support.wire_device import WireDevice, fresh_id, read


def doubted(device: WireDevice, **fields: str) -> WireChange:
    """A change of somebody central does not know."""
    change = device.change("create", "citizen", author=fresh_id(), to={"name": "Lò Thị Mẫu", **fields})
    [outcome] = device.push(change)
    assert outcome.kind == "needs_review"
    return change


def ids(central: Central, commune: str = "") -> list[str]:
    return [one.id for one in reviewing.waiting(central.office.ground, commune)]


def refused(central: Central, name: str) -> str:
    with pytest.raises(Refusal) as caught:
        reviewing.accept(central.office.ground, central.office.who, name)
    return caught.value.code


def again(device: WireDevice, change: WireChange) -> WireOutcome:
    [outcome] = device.push(change)
    return outcome


def test_what_waits_is_listed_by_commune_without_what_it_says(central: Central, device: WireDevice) -> None:
    change = doubted(device)
    [one] = reviewing.waiting(central.office.ground, TO_HIEU)
    assert (one.id, one.heap, one.code, one.record) == (change.id, "review", "unknown_author", change.record)
    assert (one.device, one.author) == (device.id, change.author)
    assert "Mẫu" not in str(one)
    assert ids(central, "03664") == []


def test_accepted_it_stands_and_the_ledger_says_so_from_now_on(central: Central, device: WireDevice) -> None:
    change = doubted(device)
    outcome = reviewing.accept(central.office.ground, central.office.who, change.id)
    standing = device.standing("citizen", change.record)
    assert standing is not None
    assert (standing.fields["name"], standing.seq) == ("Lò Thị Mẫu", outcome.seq)
    verdict = device.standing("verdict", change.id)
    assert verdict is not None
    assert verdict.fields == {"change": change.id, "verdict": "accepted"}
    assert verdict.seq > standing.seq, "whoever reads the verdict has read what it did"
    told = again(device, change)
    assert (told.kind, told.first, told.seq) == ("duplicate", "accepted", outcome.seq)
    assert ids(central) == []


def test_it_meets_what_stands_by_the_one_rule(central: Central, device: WireDevice) -> None:
    citizen = device.create("citizen", name="Lò Thị An")
    edit = device.change("edit", "citizen", citizen.record, author=fresh_id(), to={"name": "Lò Thị Ân"})
    device.push(citizen, edit)
    outcome = reviewing.accept(central.office.ground, central.office.who, edit.id)
    assert (outcome.kind, outcome.conflicts) == ("merged", ("name",))
    standing = device.standing("citizen", citizen.record)
    assert standing is not None
    assert [one.change for one in standing.conflicts["name"]] == [edit.id]
    assert standing.writers["name"].change == citizen.id


def test_given_back_it_stays_out_and_is_listed_no_more(central: Central, device: WireDevice) -> None:
    change = doubted(device)
    office = central.office
    reviewing.send_back(office.ground, office.who, change.id, "Xem lại tên", "Chị Mai")
    verdict = device.standing("verdict", change.id)
    assert verdict is not None
    assert (verdict.fields["verdict"], verdict.fields["comment"], verdict.fields["by"]) == (
        "returned",
        "Xem lại tên",
        "Chị Mai",
    )
    assert device.standing("citizen", change.record) is None
    assert ids(central) == []
    assert again(device, change).first == "needs_review"


def test_nothing_is_decided_twice(central: Central, device: WireDevice) -> None:
    office = central.office
    first, second = doubted(device), doubted(device)
    reviewing.accept(office.ground, office.who, first.id)
    reviewing.send_back(office.ground, office.who, second.id, "?", "")
    assert [refused(central, name) for name in (first.id, fresh_id())] == ["not_under_review"] * 2
    for change in (first, second):
        with pytest.raises(Refusal, match="not_under_review"):
            reviewing.send_back(office.ground, office.who, change.id, "?", "")


def test_what_cannot_be_decided_goes_on_waiting(central: Central, device: WireDevice) -> None:
    edit = device.change("edit", "citizen", fresh_id(), author=fresh_id(), to={"name": "Lò Thị Mẫu"})
    device.push(edit)
    before = central.count(record)
    assert refused(central, edit.id) == "cannot_be_taken"
    assert (ids(central), central.count(record)) == ([edit.id], before)


def test_an_erasure_reaches_all_that_tells_of_the_person(central: Central) -> None:
    staff = PairedOperator(id=fresh_id(), name="Cà Văn Mẫu")
    device = central.device(operators=[staff])
    citizen = device.create("citizen", name="Lò Văn Mẫu")
    consent = device.create("consent", citizen=citizen.record)
    erase = device.change("erase", "citizen", citizen.record, author=staff.id)
    device.push(citizen, consent, erase)
    waits = doubted_about(device, citizen.record)
    reviewing.accept(central.office.ground, central.office.who, erase.id)
    for kind, name in (("citizen", citizen.record), ("consent", consent.record)):
        standing = device.standing(kind, name)
        assert standing is not None
        assert standing.life == "erased"
    assert refused(central, waits.id) == "not_under_review", "what waited about the person went with them"


def doubted_about(device: WireDevice, citizen: str) -> WireChange:
    change = device.change("create", "consent", author=fresh_id(), to={"citizen": citizen})
    device.push(change)
    return change


def test_an_operator_of_a_revoked_laptop_is_adopted_at_its_own_point(
    central: Central, device: WireDevice
) -> None:
    devices.revoke(central.office.ground, device.id)
    person = fresh_id()
    told = device.change(
        "create", "operator", person, author=person, to={"name": "Mùa A Mẫu", "role": "lead"}
    )
    device.push(told)
    reviewing.accept(central.office.ground, central.office.who, told.id)
    standing = central.device().standing("operator", person)
    assert standing is not None
    assert (standing.fields["support_point"], standing.fields["role"]) == (
        device.paired.support_point,
        "staff",
    )


def test_a_record_is_sent_back_to_whoever_wrote_it(central: Central, device: WireDevice) -> None:
    office = central.office
    citizen = device.create("citizen", name="Lò Thị Mẫu")
    session = device.create("session", citizen=citizen.record)
    device.push(citizen, session)
    back = reviewing.return_record(office.ground, office.who, session.record, "Ai đã đến?", "Chị Mai")
    standing = device.standing("return", back)
    assert standing is not None
    assert standing.fields == {
        "record": session.record,
        "session": session.record,
        "comment": "Ai đã đến?",
        "by": "Chị Mai",
    }
    for unknown in (fresh_id(), device.operator, back):
        with pytest.raises(Refusal, match="unknown_record"):
            reviewing.return_record(office.ground, office.who, unknown, "?", "")


@pytest.mark.parametrize("code", ["id_reused", "number_reused", "foreign_record"])
def test_what_would_overwrite_others_work_nobody_can_accept(
    central: Central, device: WireDevice, code: str
) -> None:
    change = device.create("citizen", name="Lò Thị Mẫu")
    row = {"id": change.id, "n": change.n, "record": change.record, "body": msgspec.json.encode(change)}
    _keep(central, set_aside, device, row, state="rejected", outcome={"n": change.n, "code": code})
    with pytest.raises(Refusal, match="cannot_be_taken"):
        reviewing.accept(central.office.ground, central.office.who, change.id)
    assert central.count(set_aside) == 1
    assert device.standing("citizen", change.record) is None


def test_a_change_set_aside_is_decided_like_any_other(central: Central, device: WireDevice) -> None:
    change = device.create("citizen", name="Lò Thị Mẫu")
    row = {"id": change.id, "n": change.n, "record": change.record, "body": msgspec.json.encode(change)}
    _keep(central, set_aside, device, row, state="rejected", outcome={"n": change.n, "code": "unknown_kind"})
    [one] = reviewing.waiting(central.office.ground)
    assert (one.heap, one.code) == ("aside", "unknown_kind")
    reviewing.accept(central.office.ground, central.office.who, change.id)
    assert device.standing("citizen", change.record) is not None
    assert again(device, change).first == "accepted"
    assert central.count(set_aside) == 0


def set_change_aside(
    central: Central, device: WireDevice, change: WireChange, code: str = "wrong_type"
) -> None:
    row = {"id": change.id, "n": change.n, "record": change.record, "body": msgspec.json.encode(change)}
    _keep(central, set_aside, device, row, state="rejected", outcome={"n": change.n, "code": code})


def test_dropped_it_waits_no_more_and_central_keeps_who_said_so(central: Central, device: WireDevice) -> None:
    change = device.create("citizen", name="Lò Thị Mẫu")
    set_change_aside(central, device, change)
    reviewing.drop(central.office.ground, central.office.who, change.id, "Ghi nhầm người", "Chị Mai")
    assert ids(central) == []
    assert refused(central, change.id) == "not_under_review"
    with central.office.ground.read() as connection:
        row = connection.execute(sa.select(set_aside)).one()
    assert (row.state, row.outcome["comment"], row.outcome["by"]) == ("dropped", "Ghi nhầm người", "Chị Mai")


def test_a_record_a_restore_had_lost_can_be_dropped(central: Central, device: WireDevice) -> None:
    """It is not taken up again, not even as a laptop knew it later."""
    row = WireRecord(
        id=fresh_id(), kind="citizen", commune=TO_HIEU, seq=7, fields={"name": "Lò Thị Mẫu"}, life="merged"
    )
    said = Leftovers(device=device.id, epoch=1, records=[row])
    assert device.send("POST", "/v1/leftovers", said).status_code == 200
    reviewing.drop(central.office.ground, central.office.who, row.id, "Người khác", "Chị Mai")
    assert ids(central) == []
    later = msgspec.structs.replace(said, records=[msgspec.structs.replace(row, seq=99)])
    assert read(device.send("POST", "/v1/leftovers", later), LeftoversTaken).taken == 0
    with central.office.ground.read() as connection:
        kept = connection.execute(sa.select(leftover.c.body)).scalar_one()
    assert kept["fields"] == {"name": "Lò Thị Mẫu", "comment": "Người khác", "by": "Chị Mai"}


def test_what_a_doubt_holds_up_goes_back_and_is_not_dropped(central: Central, device: WireDevice) -> None:
    change = doubted(device)
    for name, code in ((change.id, "cannot_be_dropped"), (fresh_id(), "not_under_review")):
        with pytest.raises(Refusal, match=code):
            reviewing.drop(central.office.ground, central.office.who, name, "?", "")
    assert ids(central) == [change.id]


def test_a_record_the_restore_had_lost_stands_again(central: Central, device: WireDevice) -> None:
    citizen = fresh_id()
    body = {"id": citizen, "kind": "citizen", "commune": TO_HIEU, "seq": 7, "fields": {"name": "Lò Thị Mẫu"}}
    _keep(central, leftover, device, {"id": citizen, "body": body})
    [one] = reviewing.waiting(central.office.ground)
    assert (one.heap, one.record) == ("leftover", citizen)
    reviewing.accept(central.office.ground, central.office.who, citizen)
    standing = device.standing("citizen", citizen)
    assert standing is not None
    assert standing.fields["name"] == "Lò Thị Mẫu"
    assert ids(central) == []


def _keep(
    central: Central, table: sa.Table, device: WireDevice, row: dict[str, object], **more: object
) -> None:
    with central.office.ground.write() as connection:
        usual = {"commune": TO_HIEU, "kind": "citizen", "device": device.id, "received_at": 1}
        connection.execute(table.insert(), {**usual, **row, **more})
