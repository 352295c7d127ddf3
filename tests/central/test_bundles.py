"""Bundles and parcels end to end: real laptops' code, real sealing, a real central; only sticks are in memory."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from app.central import devices, reviewing, set_aside
from app.contract.bundle import Purpose, file_name, named
from app.contract.messages import PairedOperator
from app.domain.changes import Edit
from app.usecases.courier import CarriedState, carried
from app.usecases.writing import pen_of
from tests.support.carriers import (
    Carrier,
    answers_at,
    bodies_at,
    logged_at,
    paired,
    sessions_at,
    states_at,
)
from tests.support.central import Central
from tests.support.sticks import MemoryFiles
from tests.support.wire_device import fresh_id


@pytest.fixture
def origin(central: Central) -> Carrier:
    """A laptop that never has a network."""
    return paired(central, 1)


@pytest.fixture
def other(central: Central) -> Carrier:
    """A laptop that has one."""
    return paired(central, 2)


def test_work_goes_out_by_stick_and_its_answer_comes_back(
    central: Central, origin: Carrier, other: Carrier
) -> None:
    for number in range(3):
        origin.laptop.help_new(number)
    stick = MemoryFiles()
    handed = origin.hand_over(stick)
    assert (handed.bundles, handed.sessions, handed.receipts) == (1, 3, 0)
    assert handed.changes == len(origin.waits)
    [told] = origin.store.read().handed()
    assert (told.sessions, told.waiting) == (3, handed.changes)

    assert other.take_in(stick).carried == 1
    [seen] = carried(other.courier)
    assert (seen.label.machine, seen.label.sessions, seen.state) == ("Máy tập", 3, CarriedState.WAITING)
    assert other.carry().delivered == 1
    assert [one.state for one in carried(other.courier)] == [CarriedState.ANSWERED]
    assert len(sessions_at(central)) == 3

    back = MemoryFiles()
    assert other.hand_over(back).receipts == 1
    taken = origin.take_in(back)
    assert (taken.parcels, taken.answers, taken.faults) == (1, handed.changes, {})
    assert origin.waits == []
    counters = origin.store.read().counters()
    assert (counters.saved, counters.received) == (3, 3)
    assert origin.store.read().handed()[0].waiting == 0
    assert len(logged_at(central)) == len(set(logged_at(central)))


def test_the_carrier_cannot_read_it(origin: Carrier, other: Carrier) -> None:
    finished = origin.laptop.help_new(4)
    stick = MemoryFiles()
    origin.hand_over(stick)
    other.take_in(stick)
    [content] = other.courier.files.values()
    for secret in (str(finished.person["name"]), str(finished.person["id_number"]), finished.session):
        assert secret.encode() not in content
    assert [named(name)[0] for name in other.courier.names()] == [Purpose.BUNDLE]  # type: ignore[index]


def test_a_bundle_known_twice_is_answered_twice_and_counted_once(
    central: Central, origin: Carrier, other: Carrier
) -> None:
    origin.laptop.help_new(1)
    first, second = MemoryFiles(), MemoryFiles()
    origin.hand_over(first)
    origin.hand_over(second)
    third = paired(central, 3)
    other.take_in(first)
    third.take_in(first)
    third.take_in(second)
    before = len(logged_at(central))
    assert other.carry().delivered == 1
    once = len(logged_at(central))
    assert third.carry().delivered == 2
    assert len(logged_at(central)) == once > before
    for carrier in (third, other, third):
        back = MemoryFiles()
        carrier.hand_over(back)
        assert origin.take_in(back).faults == {}
    assert origin.waits == []


def test_file_names_are_ids(origin: Carrier) -> None:
    origin.laptop.help_new(1)
    stick = MemoryFiles()
    origin.hand_over(stick)
    [name] = stick.names()
    assert name == file_name(Purpose.BUNDLE, named(name)[1])  # type: ignore[index]


def test_central_keeps_what_it_cannot_decide_and_tries_again(
    central: Central, origin: Carrier, other: Carrier
) -> None:
    """What refers to a person who is not there yet waits at central: the laptop may be no more."""
    finished = origin.laptop.help_new(1)
    work = origin.store.read().unsent(10**9, 10**6)
    later = [one for one in work if one.change.kind in ("session", "consent", "appointment", "ladder")]
    other.take_in(origin.stick_with(later))
    assert other.carry().delivered == 1
    assert sessions_at(central) == []
    assert states_at(central) == {"held": len(later)}
    other.take_in(origin.stick_with([one for one in work if one not in later]))
    assert other.carry().delivered == 1
    assert sessions_at(central) == [finished.session]
    assert states_at(central) == {}
    back = MemoryFiles()
    other.hand_over(back)
    assert origin.take_in(back).parcels == 2
    assert [one.change.kind for one in origin.store.read().unsent(10**9, 10**6)] == [
        o.change.kind for o in later
    ]
    origin.sync()
    assert origin.waits == []


def test_a_push_frees_what_was_held_of_another_stick(
    central: Central, origin: Carrier, other: Carrier
) -> None:
    finished = origin.laptop.help_new(1)
    sessions = [one for one in origin.store.read().unsent(10**9, 10**6) if one.change.kind == "session"]
    other.take_in(origin.stick_with(sessions))
    other.carry()
    assert states_at(central) == {"held": 1}
    origin.sync()
    assert (sessions_at(central), states_at(central)) == ([finished.session], {})


def test_what_central_refuses_is_kept_for_a_person(central: Central, origin: Carrier, other: Carrier) -> None:
    origin.laptop.help_new(1)
    first, *_ = origin.store.read().unsent(10**9, 10**6)
    bad = replace(first.change, kind="policy")
    other.take_in(origin.stick_with([replace(first, change=bad)]))
    assert other.carry().delivered == 1
    assert states_at(central) == {"rejected": 1}
    back = MemoryFiles()
    other.hand_over(back)
    origin.take_in(back)
    [refused] = origin.store.read().attention()
    assert (refused.change.id, refused.code) == (first.change.id, "made_at_central")


def test_what_central_cannot_read_is_answered_by_stick_too(
    central: Central, origin: Carrier, other: Carrier
) -> None:
    """Unanswered it would be handed over for ever, with nobody asked to mend it; mended, it waits no more."""
    citizen = origin.laptop.help_new(1).citizen
    laptop = origin.laptop
    pen = pen_of(origin.store.read(), laptop.clock, laptop.ids, laptop.operator)
    with origin.store.write() as writing:
        wrong = writing.add(pen.edit("citizen", citizen, {"birth": ""}, {"birth": "9999-99"}))
    out_and_back(origin, other)
    [refused] = origin.store.read().attention()
    assert (refused.change.id, refused.code, refused.field) == (wrong.id, "bad_value", "birth")
    assert [one.id for one in reviewing.waiting(central.office.ground)] == [wrong.id]
    with origin.store.write() as writing:
        mended = pen.edit("citizen", citizen, {"birth": "9999-99"}, {"birth": "1950"})
        writing.add(replace(mended, replaces=(wrong.id,)))
    out_and_back(origin, other)
    assert (origin.waits, states_at(central)) == ([], {})


def out_and_back(origin: Carrier, other: Carrier) -> None:
    """All that waits is carried to central, and the answer back."""
    stick, back = MemoryFiles(), MemoryFiles()
    origin.hand_over(stick)
    other.take_in(stick)
    assert other.carry().delivered == 1
    other.hand_over(back)
    assert origin.take_in(back).faults == {}


def refused_bundle(origin: Carrier) -> tuple[MemoryFiles, str]:
    """A stick with a change central will not take, and its id."""
    first, *_ = origin.store.read().unsent(10**9, 10**6)
    return origin.stick_with([replace(first, change=replace(first.change, kind="policy"))]), first.change.id


def test_what_was_dropped_does_not_come_back_with_another_carrier(
    central: Central, origin: Carrier, other: Carrier
) -> None:
    stick, change = refused_bundle(origin)
    other.take_in(stick)
    other.carry()
    reviewing.drop(central.office.ground, central.office.who, change, "Ghi nhầm", "")
    again = paired(central, 3)
    again.take_in(refused_bundle(origin)[0])
    assert again.carry().delivered == 1
    assert (states_at(central), reviewing.waiting(central.office.ground)) == ({"dropped": 1}, [])


def test_what_was_corrected_before_it_came_is_not_set_aside(
    central: Central, origin: Carrier, other: Carrier
) -> None:
    """The laptop mended its work over the network; the stick with the mistake came late."""
    origin.laptop.help_new(1)
    work = origin.store.read().unsent(10**9, 10**6)
    person = next(one for one in work if one.change.kind == "citizen")
    wrong = replace(person.change, id=fresh_id(), fields={"name": Edit((), 5)}, n=99)
    device = central.device()
    mended = device.create("citizen", person.change.record, name="Lò Thị Mẫu")
    device.push(msgspec.structs.replace(mended, replaces=(wrong.id,)))
    other.take_in(origin.stick_with([replace(person, change=wrong)]))
    assert other.carry().delivered == 1
    assert states_at(central) == {}


def test_of_a_change_too_large_to_be_taken_only_the_mark_is_kept(
    central: Central, origin: Carrier, other: Carrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(set_aside, "LARGEST_KEPT", 100)
    stick, change = refused_bundle(origin)
    other.take_in(stick)
    other.carry()
    assert bodies_at(central) == [b""]
    assert [one.id for one in reviewing.waiting(central.office.ground)] == [change]


def test_a_revoked_laptops_bundle_is_taken_for_review(
    central: Central, origin: Carrier, other: Carrier
) -> None:
    origin.laptop.help_new(1)
    stick = MemoryFiles()
    origin.hand_over(stick)
    devices.revoke(central.office.ground, origin.device)
    other.take_in(stick)
    assert other.carry().delivered == 1
    kinds = {answer["kind"] for answer in answers_at(central).values()}
    assert kinds <= {"needs_review", "duplicate"}
    assert sessions_at(central) == []


def test_an_erased_person_leaves_what_was_set_aside(
    central: Central, origin: Carrier, other: Carrier
) -> None:
    citizen = origin.laptop.help_new(1).citizen
    work = origin.store.read().unsent(10**9, 10**6)
    people = [one for one in work if one.change.kind in ("operator", "citizen")]
    rest = [one for one in work if one not in people]
    bad = [replace(one, change=replace(one.change, kind="policy")) for one in rest]
    other.take_in(origin.stick_with(bad))
    other.take_in(origin.stick_with(people))
    other.carry()
    about = [raw for raw in bodies_at(central) if citizen.encode() in raw]
    assert about
    erase(central, citizen)
    assert [raw for raw in bodies_at(central) if citizen.encode() in raw] == []


def test_a_copy_of_a_laptop_brings_nothing_back_of_an_erased_person(
    central: Central, origin: Carrier, other: Carrier
) -> None:
    """Its numbers are used: nothing of it is judged, so nobody asks whom it is about before it is set aside."""
    citizen = origin.laptop.help_new(1).citizen
    work = origin.store.read().unsent(10**9, 10**6)
    origin.sync()
    erase(central, citizen)
    first = next(one for one in work if one.change.record == citizen)
    edit, household, session = (
        replace(first, change=replace(first.change, id=fresh_id(), kind=kind, record=record, fields=fields))
        for kind, record, fields in (
            ("citizen", citizen, {"name": Edit((), "Lò Thị Mậu")}),
            ("household", fresh_id(), {"name": Edit((), "Nhà bà Mậu")}),
            ("session", fresh_id(), {"citizen": Edit((), citizen), "started": Edit((), 2**60)}),
        )
    )
    other.take_in(origin.stick_with([edit, household, session]))
    assert other.carry().delivered == 1
    assert [one.id for one in reviewing.waiting(central.office.ground)] == [household.change.id]


def erase(central: Central, citizen: str) -> None:
    """Somebody's data are erased, from another laptop."""
    lead = central.device(operators=[PairedOperator(id=fresh_id(), name="Cầm Thị Mẫu", role="lead")])
    [outcome] = lead.push(lead.change("erase", "citizen", citizen))
    assert outcome.kind == "accepted"
