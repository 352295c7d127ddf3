"""An erasure reaches all that central holds about a person; ids, hashes and outcomes stay."""

from __future__ import annotations

import msgspec
import pytest
import sqlalchemy as sa

from app.central import reviewing
from app.central.refusals import Refusal
from app.central.store.tables import change_log, record
from app.contract.messages import PairedOperator, WireOutcome
from tests.support.central import Central
from tests.support.wire_device import WireDevice, fresh_id

SECRET = "Lò Văn Tìm Mẫu"


@pytest.fixture
def lead(central: Central) -> WireDevice:
    """A device whose operator may erase."""
    return central.device(operators=[PairedOperator(id=fresh_id(), name="Quàng Thị Mẫu", role="lead")])


@pytest.fixture
def citizen(lead: WireDevice) -> str:
    """A citizen with everything that can hang on one; their id."""
    person, session, child = fresh_id(), fresh_id(), fresh_id()
    outcomes = lead.push(
        lead.create("citizen", person, name=SECRET, id_number="014040000000"),
        lead.create("citizen", child, name="Lò Thị Con"),
        lead.create("ladder", person, install={"status": "blocked", "reason": SECRET}),
        lead.create("session", session, citizen=person, code="ABCDEFGHJK"),
        lead.create("void", session=session, reason=SECRET),
        lead.create("consent", citizen=person, method="spoken", relation=SECRET),
        lead.create("appointment", citizen=person, session=session, place=SECRET),
        lead.create("representative", citizen=child, person=person, name=SECRET),
        lead.create("visit", citizen=person, outcome="met"),
        lead.create("household", head=person, name="Hộ Mẫu"),
        lead.edit("citizen", person, "phone", "", "0900000001"),
    )
    assert {one.kind for one in outcomes} == {"accepted"}
    return person


def _erase(lead: WireDevice, person: str) -> WireOutcome:
    [outcome] = lead.push(lead.change("erase", "citizen", person))
    return outcome


def test_no_value_is_left_anywhere(central: Central, lead: WireDevice, citizen: str) -> None:
    assert _erase(lead, citizen).kind == "accepted"
    with central.office.ground.read() as connection:
        everything = str(
            connection.execute(sa.select(record)).all() + connection.execute(sa.select(change_log)).all()
        )
    for value in (SECRET, "014040000000", "0900000001", "ABCDEFGHJK"):
        assert value not in everything
    assert "Lò Thị Con" in everything


def test_tombstones_travel_without_values(lead: WireDevice, citizen: str) -> None:
    _erase(lead, citizen)
    gone = [one for one in lead.pull() if one.life == "erased"]
    kinds = ["appointment", "citizen", "consent", "ladder", "representative", "session", "visit", "void"]
    assert sorted(one.kind for one in gone) == kinds
    assert all((one.fields, one.conflicts) == ({}, {}) for one in gone)
    assert {one.kind for one in lead.pull() if one.life == "live"} >= {
        "household",
        "operator",
        "support_point",
    }


def test_ids_and_first_answers_stay(central: Central, lead: WireDevice) -> None:
    new = lead.create("citizen", name=SECRET)
    lead.push(new)
    _erase(lead, new.record)
    assert central.count(change_log, change_log.c.id == new.id, change_log.c.body.is_(None)) == 1
    [again] = lead.push(new)
    assert (again.kind, again.first) == ("duplicate", "accepted")


@pytest.mark.parametrize("spoiled", [False, True], ids=["well formed", "malformed"])
def test_what_comes_later_is_erased_before_it_is_judged(
    central: Central, lead: WireDevice, citizen: str, spoiled: bool
) -> None:
    _erase(lead, citizen)
    late = lead.edit("citizen", citizen, "name", SECRET, SECRET + " II")
    sent = msgspec.structs.replace(late, op="nonsense") if spoiled else late
    [outcome] = lead.push(sent)
    assert outcome.kind == "erased"
    assert central.count(change_log, change_log.c.id == late.id, change_log.c.body.is_not(None)) == 0


def test_what_is_told_later_about_an_erased_person_is_erased_too(lead: WireDevice, citizen: str) -> None:
    _erase(lead, citizen)
    outcomes = lead.push(
        lead.create("session", citizen=citizen),
        lead.create("ladder", citizen, install={"status": "done"}),
        lead.create("representative", citizen=fresh_id(), person=citizen),
    )
    assert [one.kind for one in outcomes] == ["erased"] * 3


def test_an_unauthorised_hand_learns_no_more_than_that_it_is_erased(
    central: Central, lead: WireDevice, citizen: str
) -> None:
    _erase(lead, citizen)
    forged = lead.change(
        "edit", "citizen", citizen, author=fresh_id(), to={"name": SECRET}, seen={"name": [""]}
    )
    [outcome] = lead.push(forged)
    assert outcome.kind == "erased"
    [again] = lead.push(forged)
    assert (again.kind, again.first) == ("duplicate", "erased")


def test_erasing_twice_or_somebody_unknown_is_harmless(lead: WireDevice, citizen: str) -> None:
    first, again = _erase(lead, citizen), _erase(lead, citizen)
    assert (first.kind, again.kind) == ("accepted", "accepted")
    stranger = fresh_id()
    assert _erase(lead, stranger).kind == "accepted"
    [outcome] = lead.push(lead.create("citizen", stranger, name=SECRET))
    assert outcome.kind == "erased"


def test_made_and_erased_in_one_batch_leaves_nothing(central: Central, lead: WireDevice) -> None:
    new = lead.create("citizen", name=SECRET)
    session = lead.create("session", citizen=new.record)
    lead.push(new, session, lead.change("erase", "citizen", new.record))
    with central.office.ground.read() as connection:
        bodies = (
            connection.execute(sa.select(change_log.c.body).where(change_log.c.kind == "citizen"))
            .scalars()
            .all()
        )
    assert SECRET not in str(bodies)
    assert [one.life for one in lead.pull() if one.id in (new.record, session.record)] == ["erased", "erased"]


def everything(central: Central) -> str:
    """All that records and the log say."""
    with central.office.ground.read() as connection:
        return str(
            connection.execute(sa.select(record)).all() + connection.execute(sa.select(change_log)).all()
        )


def test_what_people_at_central_wrote_about_them_goes(
    central: Central, lead: WireDevice, citizen: str
) -> None:
    """A comment to the author may say who it was; those about others stay."""
    office, other = central.office, lead.create("citizen", name="Lò Thị Khác")
    lead.push(other)
    session = next(one.id for one in lead.pull() if one.kind == "session")
    about = [
        reviewing.return_record(office.ground, office.who, name, f"Xem lại {SECRET}", "Chị Mai")
        for name in (citizen, session)
    ]
    stays = reviewing.return_record(office.ground, office.who, other.record, "Xem lại", "")
    doubted = lead.change("edit", "citizen", citizen, author=fresh_id(), to={"phone": "0900000009"})
    lead.push(doubted)
    reviewing.send_back(office.ground, office.who, doubted.id, f"Có đúng là {SECRET}?", "Chị Mai")
    _erase(lead, citizen)
    assert SECRET not in everything(central)
    lives = {one.id: one.life for one in lead.pull() if one.kind in ("return", "verdict")}
    assert lives == {**dict.fromkeys((*about, doubted.id), "erased"), stays: "live"}


def test_why_somebody_was_erased_is_not_kept(central: Central, lead: WireDevice, citizen: str) -> None:
    """Until it is decided central needs the words; afterwards they would tell of somebody nobody knows any more."""
    office, erase = central.office, lead.change("erase", "citizen", citizen, author=fresh_id())
    erase = msgspec.structs.replace(erase, reason=SECRET)
    lead.push(erase)
    assert SECRET in everything(central)
    reviewing.accept(office.ground, office.who, erase.id)
    assert SECRET not in everything(central)
    [again] = lead.push(erase)
    assert (again.kind, again.first) == ("duplicate", "accepted")


def test_what_waits_for_review_about_them_goes(central: Central, lead: WireDevice, citizen: str) -> None:
    """A doubted session moved no record, so that no record tells whose it is."""
    stranger, session = fresh_id(), fresh_id()
    held = [
        lead.change("create", "session", session, author=stranger, to={"citizen": citizen, "code": SECRET}),
        lead.change("create", "void", author=stranger, to={"session": session, "reason": SECRET}),
        lead.change("create", "consent", author=stranger, to={"citizen": citizen, "relation": SECRET}),
    ]
    kept = lead.change("create", "village", author=stranger, to={"name": "Bản Mẫu"})
    assert {one.kind for one in lead.push(*held, kept)} == {"needs_review"}
    office = central.office
    reviewing.send_back(office.ground, office.who, held[0].id, SECRET, "")
    _erase(lead, citizen)
    assert SECRET not in everything(central)
    assert [one.id for one in reviewing.waiting(office.ground)] == [kept.id]
    for act in (
        lambda: reviewing.accept(office.ground, office.who, held[1].id),
        lambda: reviewing.send_back(office.ground, office.who, held[2].id, SECRET, ""),
    ):
        with pytest.raises(Refusal, match="not_under_review"):
            act()


def test_a_doubted_edit_about_somebody_erased_takes_nobody_elses_record_along(
    central: Central, lead: WireDevice, citizen: str
) -> None:
    other = lead.create("citizen", name="Lò Thị Khác")
    consent = lead.create("consent", citizen=other.record, method="spoken")
    lead.push(other, consent)
    doubted = lead.change(
        "edit", "consent", consent.record, author=fresh_id(), to={"citizen": citizen, "relation": SECRET}
    )
    lead.push(doubted)
    _erase(lead, citizen)
    assert SECRET not in everything(central)
    assert central.count(change_log, change_log.c.id == consent.id, change_log.c.body.is_not(None)) == 1
    standing = lead.standing("consent", consent.record)
    assert standing is not None
    assert standing.life == "live"


def test_doubted_and_erased_in_one_batch_leaves_nothing(
    central: Central, lead: WireDevice, citizen: str
) -> None:
    doubted = lead.change("create", "consent", author=fresh_id(), to={"citizen": citizen, "relation": SECRET})
    lead.push(doubted, lead.change("erase", "citizen", citizen))
    assert SECRET not in everything(central)
