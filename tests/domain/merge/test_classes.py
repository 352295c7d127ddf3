"""Each merge class on a field of the real register: rungs, latches, notes, settings, and what is written once."""

import pytest

from app.domain.changes import Change, Op, OutcomeKind, Value
from app.domain.records import Maker
from tests.support.small_centre import SmallCentre, change, wrote


def rung(status: str, reason: str = "") -> Value:
    return {"status": status, "reason": reason} if reason else {"status": status}


def ladder(name: str, *values: Value, op: Op = Op.EDIT) -> Change:
    return change(name, {"install": wrote(*values)}, op=op, kind="ladder")


def centre_with_rung(value: Value) -> SmallCentre:
    centre = SmallCentre()
    centre.tell(ladder("o1", value, op=Op.CREATE))
    return centre


def test_the_further_rung_stands() -> None:
    centre = centre_with_rung(rung("blocked"))
    centre.tell(ladder("a1", rung("blocked"), rung("done")))

    centre.tell(ladder("b1", rung("blocked"), rung("waiting")))

    assert centre.value("install", kind="ladder") == rung("done")


def test_a_status_never_becomes_a_question() -> None:
    centre = centre_with_rung(rung("done"))

    centre.tell(ladder("b1", rung("waiting"), rung("blocked")))
    centre.tell(ladder("c1", rung("waiting"), rung("done", "x")))

    assert centre.row(kind="ladder").conflicts == {}


def test_at_equal_rank_the_later_arrival_stands() -> None:
    centre = centre_with_rung(rung("blocked", "no_phone"))

    centre.tell(ladder("b1", None, rung("refused", "not_today")))

    assert centre.value("install", kind="ladder") == rung("refused", "not_today")


def test_going_back_must_have_seen_what_it_leaves() -> None:
    centre = centre_with_rung(rung("waiting"))
    centre.tell(ladder("a1", rung("waiting"), rung("done")))

    centre.tell(ladder("b1", rung("waiting"), rung("blocked")))
    assert centre.value("install", kind="ladder") == rung("done")

    centre.tell(ladder("c1", rung("done"), rung("blocked")))
    assert centre.value("install", kind="ladder") == rung("blocked")


def withdrawal(name: str, *values: Value) -> Change:
    return change(name, {"withdrawn": wrote(*values)}, kind="consent")


def test_a_withdrawn_consent_stays_withdrawn() -> None:
    centre = SmallCentre()
    centre.tell(change("o1", {"given_on": wrote("2026-10-01")}, op=Op.CREATE, kind="consent"))
    centre.tell(withdrawal("a1", "", "2026-10-05"))

    outcome = centre.tell(withdrawal("b1", "2026-10-05", ""))

    assert (outcome.kind, outcome.took) == (OutcomeKind.MERGED, ())
    assert centre.value("withdrawn", kind="consent") == "2026-10-05"


def test_taking_back_a_withdrawal_that_was_never_met_does_nothing_for_later() -> None:
    centre = SmallCentre()
    centre.tell(change("o1", {"given_on": wrote("2026-10-01")}, op=Op.CREATE, kind="consent"))
    centre.tell(withdrawal("b2", "2026-10-05", ""))

    centre.tell(withdrawal("a1", "", "2026-10-05"))

    assert centre.value("withdrawn", kind="consent") == "2026-10-05"


def notes(name: str, seen: list[Value], to: list[Value]) -> Change:
    return change(name, {"notes": wrote(seen, to)})


def centre_with_notes(*items: Value) -> SmallCentre:
    centre = SmallCentre()
    centre.tell(change("o1", {"notes": wrote([], list(items))}, op=Op.CREATE))
    return centre


def test_notes_of_two_people_are_both_kept() -> None:
    centre = centre_with_notes("đi nương")
    centre.tell(notes("a1", ["đi nương"], ["đi nương", "gọi con trai"]))

    assert centre.tell(notes("b1", ["đi nương"], ["đi nương", "nghe kém"])).kind is OutcomeKind.ACCEPTED
    assert centre.value("notes") == ["đi nương", "gọi con trai", "nghe kém"]


def test_removing_one_note_leaves_what_others_added() -> None:
    centre = centre_with_notes("đi nương")
    centre.tell(notes("a1", ["đi nương"], ["đi nương", "gọi con trai"]))

    centre.tell(notes("b1", ["đi nương"], []))

    assert centre.value("notes") == ["gọi con trai"]


def test_a_note_is_not_brought_back_by_its_own_late_addition() -> None:
    """Two roads: the removal went by network, the addition by stick; what else it added is kept."""
    centre = centre_with_notes()
    centre.tell(notes("a2", ["sai", "đúng"], ["đúng"]))

    centre.tell(notes("a1", [], ["sai", "đúng"]))

    assert centre.value("notes") == ["đúng"]


def test_the_last_setting_to_arrive_stands() -> None:
    centre = SmallCentre()
    told = {"kind": "operator"}
    centre.tell(change("o1", {"address_form": wrote("anh")}, op=Op.CREATE, **told), by=Maker.CENTRAL)

    centre.tell(change("o2", {"address_form": wrote("bác", "chị")}, **told), by=Maker.CENTRAL)

    assert centre.value("address_form", kind="operator") == "chị"


@pytest.mark.parametrize("op", [Op.EDIT, Op.RESOLVE, Op.MERGE])
def test_what_happened_is_never_edited(op: Op) -> None:
    centre = SmallCentre()
    centre.tell(change("o1", {"code": wrote("K7M2XQ4RT9")}, op=Op.CREATE, kind="session"))

    outcome = centre.tell(change("a1", {"code": wrote("K7M2XQ4RT9", "other")}, op=op, kind="session"))

    assert (outcome.kind, outcome.code) == (OutcomeKind.REJECTED, "written_once")


def test_a_session_told_twice_in_other_words_is_refused_by_field() -> None:
    centre = SmallCentre()
    centre.tell(change("o1", {"steps": wrote(4), "code": wrote("K")}, op=Op.CREATE, kind="session"))

    same = centre.tell(change("o2", {"steps": wrote(4)}, op=Op.CREATE, kind="session"))
    other = centre.tell(change("o3", {"steps": wrote(5)}, op=Op.CREATE, kind="session"))

    assert same.kind is OutcomeKind.ACCEPTED
    assert (other.code, other.field) == ("written_once", "steps")
