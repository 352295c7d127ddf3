"""What becomes of pushed changes: every outcome, and that no change spoils its neighbours."""

from __future__ import annotations

import logging

import msgspec
import pytest

from app.central import settling
from app.central.store.tables import change_log, feed_counter, record
from app.contract.messages import Pushed, WireStamp
from tests.support.central import CHIENG_AN, Central
from tests.support.wire_device import WireDevice, fresh_id, problem, read


def test_a_new_person_stands_in_the_feed_of_the_whole_commune(central: Central, device: WireDevice) -> None:
    new = device.create("citizen", name="Lò Văn Mẫu", birth="1940", id_number="014040000000")
    [outcome] = device.push(new)
    assert (outcome.kind, outcome.took) == ("accepted", ())
    seen = central.device().standing("citizen", new.record)
    assert seen is not None
    assert seen.seq == outcome.seq
    assert (seen.fields["name"], seen.life, seen.commune) == ("Lò Văn Mẫu", "live", "03646")


def test_the_same_change_again_gets_its_first_answer_and_changes_nothing(device: WireDevice) -> None:
    new = device.create("citizen", name="Lò Văn Mẫu")
    [first] = device.push(new)
    device.push(device.edit("citizen", new.record, "name", "Lò Văn Mẫu", "Lò Văn Mầu"))
    [again] = device.push(new)
    assert (again.kind, again.first, again.seq) == ("duplicate", "accepted", first.seq)
    standing = device.standing("citizen", new.record)
    assert standing is not None
    assert standing.fields["name"] == "Lò Văn Mầu"


def test_one_change_twice_in_a_batch_counts_once(device: WireDevice) -> None:
    new = device.create("village", name="Bản Mẫu")
    first, again = device.push(new, new)
    assert (first.kind, again.kind, again.first) == ("accepted", "duplicate", "accepted")


def test_an_id_used_for_something_else_is_an_error(device: WireDevice) -> None:
    new = device.create("village", name="Bản Mẫu")
    device.push(new)
    [outcome] = device.push(msgspec.structs.replace(new, record=fresh_id()))
    assert (outcome.kind, outcome.code) == ("rejected", "id_reused")


def test_two_unseen_values_become_a_conflict_everyone_sees(central: Central, device: WireDevice) -> None:
    other = central.device()
    new = device.create("citizen", name="Lò Văn Mẫu", phone="")
    device.push(new)
    device.push(device.edit("citizen", new.record, "phone", "", "0900000001"))
    [outcome] = other.push(other.edit("citizen", new.record, "phone", "", "0900000002"))
    assert (outcome.kind, outcome.took, outcome.conflicts) == ("merged", (), ("phone",))
    standing = device.standing("citizen", new.record)
    assert standing is not None
    assert standing.fields["phone"] == "0900000001"
    [waiting] = standing.conflicts["phone"]
    assert (waiting.value, waiting.author, waiting.device) == ("0900000002", other.operator, other.id)
    [solved] = other.push(
        other.change(
            "resolve",
            "citizen",
            new.record,
            to={"phone": "0900000002"},
            seen={"phone": ["0900000001", "0900000002"]},
        )
    )
    assert solved.kind == "accepted"
    standing = device.standing("citizen", new.record)
    assert standing is not None
    assert (standing.fields["phone"], standing.conflicts) == ("0900000002", {})


def test_different_fields_never_conflict(central: Central, device: WireDevice) -> None:
    other = central.device()
    new = device.create("citizen", name="Lò Văn Mẫu")
    device.push(new)
    device.push(device.edit("citizen", new.record, "phone", "", "0900000001"))
    [outcome] = other.push(other.edit("citizen", new.record, "village", "", "Bản Mẫu"))
    assert outcome.kind == "accepted"


def test_an_edit_of_an_unknown_record_waits_and_is_not_remembered(device: WireDevice) -> None:
    new = device.create("citizen", name="Lò Văn Mẫu")
    edit = device.edit("citizen", new.record, "name", "Lò Văn Mẫu", "Lò Văn Mầu")
    [outcome] = device.push(edit)
    assert (outcome.kind, outcome.missing) == ("held", new.record)
    assert [answer.kind for answer in device.push(new, edit)] == ["accepted", "accepted"]


def test_a_session_waits_for_its_citizen(device: WireDevice) -> None:
    citizen = device.create("citizen", name="Lò Văn Mẫu")
    session = device.create("session", citizen=citizen.record)
    ladder = device.create("ladder", citizen.record, install={"status": "done"})
    held = device.push(session, ladder)
    assert [(one.kind, one.missing) for one in held] == [("held", citizen.record)] * 2
    assert [one.kind for one in device.push(citizen, session, ladder)] == ["accepted"] * 3


def test_a_household_and_its_head_may_name_each_other(device: WireDevice) -> None:
    citizen, household = fresh_id(), fresh_id()
    outcomes = device.push(
        device.create("household", household, head=citizen),
        device.create("citizen", citizen, name="Lò Văn Mẫu", household=household),
    )
    assert [one.kind for one in outcomes] == ["accepted", "accepted"]


def test_a_bad_change_among_good_ones_is_refused_alone(device: WireDevice) -> None:
    changes = [device.create("citizen", name=f"Lò Văn Mẫu {n}") for n in range(40)]
    changes[7] = device.create("citizen", name="Lò Văn Mẫu", id_number="12345")
    changes[7] = msgspec.structs.replace(changes[7], n=8)
    changes = [msgspec.structs.replace(change, n=n + 1) for n, change in enumerate(changes)]
    outcomes = device.push(*changes)
    assert [one.n for one in outcomes if one.kind != "accepted"] == [8]
    assert (outcomes[7].kind, outcomes[7].code, outcomes[7].field) == ("rejected", "bad_value", "id_number")
    assert len([one for one in device.pull() if one.kind == "citizen"]) == 39


def test_refused_work_is_judged_afresh_and_may_be_replaced(device: WireDevice) -> None:
    bad = device.create("citizen", name="Lò Văn Mẫu", id_number="12345")
    assert [one.kind for one in device.push(bad)] == ["rejected"]
    assert [one.kind for one in device.push(bad)] == ["rejected"]
    better = device.change(
        "create",
        "citizen",
        bad.record,
        to={"name": "Lò Văn Mẫu", "id_number": "014040000000"},
        replaces=(bad.id,),
    )
    assert [one.kind for one in device.push(better)] == ["accepted"]


def test_a_finished_session_is_never_edited(device: WireDevice) -> None:
    citizen = device.create("citizen", name="Lò Văn Mẫu")
    session = device.create("session", citizen=citizen.record, code="ABCDEFGHJK")
    device.push(citizen, session)
    [outcome] = device.push(device.edit("session", session.record, "code", "ABCDEFGHJK", "0"))
    assert (outcome.kind, outcome.code) == ("rejected", "written_once")


def test_another_communes_record_is_refused(central: Central, device: WireDevice) -> None:
    stranger = central.device(CHIENG_AN)
    new = device.create("citizen", name="Lò Văn Mẫu")
    device.push(new)
    edit = stranger.edit("citizen", new.record, "name", "Lò Văn Mẫu", "Lò Văn Mầu")
    session = stranger.create("session", citizen=new.record)
    again = stranger.create("citizen", new.record, name="Lò Văn Mầu")
    outcomes = stranger.push(edit, session, again)
    assert [(one.kind, one.code) for one in outcomes] == [("rejected", "foreign_record")] * 3
    assert stranger.standing("citizen", new.record) is None


def test_what_only_central_makes_is_not_taken_from_a_device(device: WireDevice) -> None:
    [outcome] = device.push(device.create("policy", value=3))
    assert (outcome.kind, outcome.code) == ("rejected", "made_at_central")


def test_a_kind_of_the_future_waits_in_quarantine(device: WireDevice) -> None:
    [outcome] = device.push(device.create("horoscope", sign="x"))
    assert (outcome.kind, outcome.code) == ("rejected", "unknown_kind")


def test_a_field_of_the_future_is_kept(device: WireDevice) -> None:
    new = device.create("citizen", name="Lò Văn Mẫu", shoe_size=39)
    [outcome] = device.push(new)
    assert outcome.kind == "accepted"
    standing = device.standing("citizen", new.record)
    assert standing is not None
    assert standing.fields["shoe_size"] == 39


def test_numbers_follow_each_other_and_stay_with_one_commune(central: Central, device: WireDevice) -> None:
    stranger = central.device(CHIENG_AN)
    before = max(one.seq for one in device.pull())
    outcomes = device.push(*(device.create("village", name=f"Bản {n}") for n in range(5)))
    assert [one.seq for one in outcomes] == list(range(before + 1, before + 6))
    assert not {one.id for one in device.pull()} & {one.id for one in stranger.pull()}


def test_a_batch_that_only_repeats_takes_no_numbers(central: Central, device: WireDevice) -> None:
    new = device.create("village", name="Bản Mẫu")
    device.push(new)
    before = central.count(feed_counter, feed_counter.c.seq == device.pull()[-1].seq)
    device.push(new)
    assert before == central.count(feed_counter, feed_counter.c.seq == device.pull()[-1].seq) == 1


def test_a_wrong_epoch_takes_nothing(central: Central, device: WireDevice) -> None:
    new = device.create("village", name="Bản Mẫu")
    assert problem(device.push_raw(msgspec.json.encode(new), epoch=7)) == (409, "wrong_epoch")
    assert central.count(change_log, change_log.c.id == new.id) == 0


def test_a_stamp_of_the_present_epoch_is_no_stamp(device: WireDevice) -> None:
    new = device.create("village", name="Bản Mẫu")
    stamped = msgspec.structs.replace(new, stamp=WireStamp(epoch=1, seq=10**6, took=("name",)))
    [outcome] = device.push(stamped)
    assert (outcome.kind, outcome.seq < 10**6) == ("accepted", True)


def test_a_fault_of_the_rule_keeps_one_change_waiting(
    device: WireDevice, monkeypatch: pytest.MonkeyPatch, logged_warnings: list[logging.LogRecord]
) -> None:
    good, unlucky = device.create("village", name="Bản Mẫu"), device.create("village", name="Bản Xui")
    decide = settling.decide

    def stumbling(*given: object, **more: object) -> object:
        if given[1].id == unlucky.id:  # type: ignore[attr-defined]
            raise ZeroDivisionError("Bản Xui")
        return decide(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(settling, "decide", stumbling)
    outcomes = device.push(good, unlucky)
    assert [(one.kind, one.after > 0) for one in outcomes] == [("accepted", False), ("retry", True)]
    assert [one.msg for one in logged_warnings] == ["change_not_decided"]
    logged_warnings.clear()
    monkeypatch.undo()
    assert [one.kind for one in device.push(unlucky)] == ["accepted"]


def test_an_empty_batch_is_answered(device: WireDevice) -> None:
    assert read(device.push_raw(), Pushed).outcomes == []


def test_every_row_leads_with_its_commune(central: Central, device: WireDevice) -> None:
    device.push(device.create("village", name="Bản Mẫu"))
    assert central.count(record, record.c.commune != "03646") == 0
    assert central.count(change_log, change_log.c.commune == "03646") >= 3


def test_a_number_given_twice_is_refused_not_judged(central: Central, device: WireDevice) -> None:
    new = device.create("citizen", name="Lò Văn Mẫu", phone="0912000001")
    device.push(new)
    first = device.edit("citizen", new.record, "phone", "0912000001", "0912000002")
    device.push(first)
    copy = device.change("edit", "citizen", new.record, n=first.n, to={"phone": "0912000003"})
    later = device.edit("citizen", new.record, "village", "", "Bản Khác")
    answers = device.push(copy, later)
    assert [(one.kind, one.code) for one in answers] == [("rejected", "number_reused")] * 2
    standing = device.standing("citizen", new.record)
    assert standing is not None
    assert (standing.fields["phone"], standing.fields.get("village", "")) == ("0912000002", "")


def test_two_changes_of_one_number_in_one_batch_are_refused(device: WireDevice) -> None:
    one, two = (device.change("create", "village", n=5, to={"name": name}) for name in ("Bản A", "Bản B"))
    assert [answer.code for answer in device.push(one, two)] == ["number_reused"] * 2


def test_the_same_change_under_a_new_name_was_received(central: Central, device: WireDevice) -> None:
    other = central.device()
    new = device.create("village", name="Bản Mẫu")
    [first] = device.push(new)
    again = msgspec.structs.replace(new, n=44)
    changed = msgspec.structs.replace(again, reason="khác")
    [told], [refused] = other.push(again), other.push(changed)
    assert (told.kind, told.first, told.seq) == ("duplicate", "accepted", first.seq)
    assert (refused.kind, refused.code) == ("rejected", "id_reused")


def test_what_only_waits_for_a_review_takes_a_number_too(central: Central, device: WireDevice) -> None:
    """Else nobody could see that a database went back which lost nothing but that."""
    before = device.hello().seq
    [outcome] = device.push(device.change("create", "citizen", to={"name": "Lò Văn Mẫu"}, author=fresh_id()))
    assert (outcome.kind, outcome.seq) == ("needs_review", 0)
    assert device.hello().seq == before + 1
    assert device.pull(before) == []


def test_an_operator_who_was_taken_over_elsewhere_is_taken_over_here_too(central: Central) -> None:
    """A laptop that asked another commune for a place and stayed brings again what a restore has lost of its own."""
    there = central.device(CHIENG_AN)
    here = central.device()
    outcomes = here.push(
        here.create("operator", there.operator, name="Lò Thị Mẫu"),
        here.create("day_close", operator=there.operator, day="2026-11-22"),
    )
    assert [(one.kind, one.code) for one in outcomes] == [("accepted", ""), ("accepted", "")]
    assert there.standing("operator", there.operator) is not None
