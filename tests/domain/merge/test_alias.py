"""Two records that are one person: what a merge shows, asks and redirects, and what an undo gives back."""

import pytest

from app.domain.changes import Op, Outcome, OutcomeKind
from app.domain.merge import UNDO_DAYS, Life
from tests.support.small_centre import SmallCentre, change, wrote


def centre_with_two() -> SmallCentre:
    """`one` has phone p1, `two` has phone p2."""
    centre = SmallCentre()
    centre.tell(change("o1", {"phone": wrote("p1")}, op=Op.CREATE, record="one"))
    centre.tell(change("o2", {"phone": wrote("p2")}, op=Op.CREATE, record="two"))
    return centre


def merge(centre: SmallCentre, name: str = "m1", survivor: str = "one", loser: str = "two") -> Outcome:
    """Somebody saw p1 and p2 and kept p1."""
    fields = {"phone": wrote("p1", "p2", "p1")}
    return centre.tell(change(name, fields, op=Op.MERGE, record=survivor, other=loser))


def undo(centre: SmallCentre, name: str = "m2", loser: str = "two") -> Outcome:
    return centre.tell(change(name, op=Op.MERGE, record=loser))


def test_a_merge_sets_an_alias_and_copies_nothing() -> None:
    centre = centre_with_two()

    assert merge(centre).kind is OutcomeKind.ACCEPTED

    lost = centre.row("two")
    assert (lost.life, lost.merged_into, lost.values["phone"]) == (Life.MERGED, "one", "p2")
    assert (centre.value("phone", "one"), centre.asked("phone", "one")) == ("p1", set())


def test_each_record_gets_its_own_place_and_the_answer_the_first() -> None:
    centre = centre_with_two()

    outcome = merge(centre)

    assert {centre.record("two").mark.seq, centre.record("one").mark.seq} == {3, 4}
    assert outcome.seq == 3


def test_a_value_the_merger_had_not_seen_is_asked_about() -> None:
    centre = centre_with_two()
    centre.tell(change("a1", {"phone": wrote("p2", "p3")}, record="two"))

    merge(centre)

    assert (centre.value("phone", "one"), centre.asked("phone", "one")) == ("p1", {"p3"})


def test_a_question_the_merger_had_not_seen_is_asked_on() -> None:
    centre = centre_with_two()
    centre.tell(change("a1", {"phone": wrote("", "p3")}, record="two"))

    merge(centre)

    assert centre.asked("phone", "one") == {"p3"}


def test_what_is_empty_is_not_asked_about() -> None:
    centre = centre_with_two()
    centre.tell(change("o3", {"village": wrote("")}, op=Op.CREATE, record="two"))

    merge(centre)

    assert centre.row("one").conflicts == {}


def test_later_changes_follow() -> None:
    centre = centre_with_two()
    merge(centre)

    outcome = centre.tell(
        change("a1", {"village": wrote("", "Bản Mòng"), "phone": wrote("p2", "p4")}, record="two")
    )

    assert (outcome.landing, outcome.took, outcome.conflicts) == ("one", ("village",), ("phone",))
    assert (centre.value("village", "one"), centre.asked("phone", "one")) == ("Bản Mòng", {"p4"})
    assert centre.value("phone", "two") == "p2"


def test_the_order_of_one_device_holds_across_a_merge() -> None:
    """a2 took on the loser before the merge; a1 comes after it and has nothing to say any more."""
    centre = centre_with_two()
    centre.tell(change("a2", {"phone": wrote("p2", "p3", "p4")}, record="two"))
    centre.tell(change("m1", {"phone": wrote("p1", "p4", "p1")}, op=Op.MERGE, record="one", other="two"))

    centre.tell(change("a1", {"phone": wrote("p2", "p3")}, record="two"))

    assert centre.asked("phone", "one") == set()


def test_removing_a_note_removes_it_from_the_merged_record_too() -> None:
    centre = centre_with_two()
    centre.tell(change("o3", {"notes": wrote([], ["nghe kém", "đi nương"])}, record="two"))
    merge(centre)

    centre.tell(change("a1", {"notes": wrote(["nghe kém", "đi nương"], ["đi nương"])}, record="one"))

    assert centre.value("notes", "two") == ["đi nương"]


def test_merging_both_ways_round_makes_no_circle() -> None:
    centre = centre_with_two()
    merge(centre, "m1", "one", "two")

    assert merge(centre, "k1", "two", "one").kind is OutcomeKind.ACCEPTED
    assert (centre.record("one").merged_into, centre.record("two").merged_into) == ("", "one")


def test_merging_one_record_into_two_makes_all_three_one() -> None:
    centre = centre_with_two()
    centre.tell(change("o3", {"phone": wrote("p1")}, op=Op.CREATE, record="three"))
    merge(centre, "m1", "one", "two")

    merge(centre, "k1", "three", "two")

    assert (centre.record("one").merged_into, centre.record("two").merged_into) == ("three", "one")
    assert centre.tell(change("a1", {"name": wrote("", "Lò")}, record="two")).landing == "three"


def test_a_record_is_not_merged_into_itself() -> None:
    assert merge(centre_with_two(), "m1", "one", "one").code == "merge_itself"


def test_a_ladder_is_not_merged_it_is_folded() -> None:
    told = change("m1", op=Op.MERGE, kind="ladder", record="one", other="two")

    assert SmallCentre().tell(told).code == "not_mergeable"


@pytest.mark.parametrize(("survivor", "loser", "missing"), [("one", "x", "x"), ("x", "one", "x")])
def test_a_merge_with_a_record_not_arrived_yet_is_held(survivor: str, loser: str, missing: str) -> None:
    outcome = merge(centre_with_two(), "m1", survivor, loser)

    assert (outcome.kind, outcome.missing) == (OutcomeKind.HELD, missing)


def test_an_undo_gives_both_their_own() -> None:
    centre = centre_with_two()
    centre.tell(change("a1", {"phone": wrote("p2", "p3")}, record="two"))
    merge(centre)

    undo(centre)

    assert (centre.record("two").life, centre.value("phone", "two")) == (Life.LIVE, "p3")
    assert (centre.value("phone", "one"), centre.asked("phone", "one")) == ("p1", set())
    assert centre.record("one").absorbed == ()


def test_an_undo_gives_back_what_was_sent_meanwhile() -> None:
    centre = centre_with_two()
    merge(centre)
    fields = {"phone": wrote("p2", "p4"), "notes": wrote([], ["nghe kém"])}
    centre.tell(change("a1", fields, record="two"))

    undo(centre)

    assert (centre.value("phone", "two"), centre.value("notes", "two")) == ("p4", ["nghe kém"])
    assert (centre.asked("phone", "one"), centre.value("notes", "one")) == (set(), [])


def test_a_question_two_people_asked_stays_for_the_one_it_is_about() -> None:
    centre = centre_with_two()
    merge(centre)
    centre.tell(change("a1", {"phone": wrote("p2", "p4")}, record="two"))
    centre.tell(change("b1", {"phone": wrote("", "p4")}, record="one"))

    undo(centre)

    assert (centre.value("phone", "two"), centre.asked("phone", "one")) == ("p4", {"p4"})
    assert centre.field("phone", "one").contenders[0].changes == ("b1",)


def test_a_merge_sent_before_its_undo_but_heard_after_it_stays_undone() -> None:
    centre = centre_with_two()
    merge(centre, "m1")
    undo(centre, "m3")

    merge(centre, "m2")

    assert centre.record("two").life is Life.LIVE


def test_an_undone_merge_can_be_made_again() -> None:
    centre = centre_with_two()
    merge(centre, "m1")
    undo(centre, "m2")

    merge(centre, "m3")

    assert (centre.record("two").merged_into, centre.record("one").absorbed) == ("one", ("two",))


def test_undoing_what_was_never_merged_changes_nothing() -> None:
    centre = centre_with_two()

    assert undo(centre).kind is OutcomeKind.ACCEPTED
    assert centre.record("two").life is Life.LIVE


def test_an_undo_of_an_unknown_record_is_held() -> None:
    assert undo(SmallCentre()).missing == "two"


def test_after_thirty_days_a_merge_stays() -> None:
    minutes = UNDO_DAYS * 24 * 60
    centre = centre_with_two()
    merge(centre, "m1")

    assert undo(centre, f"m{minutes + 2}").code == "undo_too_late"
    assert undo(centre, f"m{minutes + 1}").kind is OutcomeKind.ACCEPTED
