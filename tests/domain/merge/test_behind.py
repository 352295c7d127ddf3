"""What simulated schedules found about values that come late behind what stands, each as the smallest story."""

from dataclasses import replace

from app.domain.changes import Change, Op, OutcomeKind, Value
from tests.support.small_centre import SmallCentre, centre_after, change, outcome, phone, resolved, wrote

WAITING, DONE, BLOCKED, REFUSED = ({"status": name} for name in ("waiting", "done", "blocked", "refused"))


def merged(name: str, *values: Value, record: str = "r", other: str = "two") -> Change:
    return change(name, {"phone": wrote(*values)}, op=Op.MERGE, record=record, other=other)


def rung(name: str, *values: Value) -> Change:
    return change(name, {"install": wrote(*values)}, op=Op.CREATE, kind="ladder")


def test_a_decision_for_what_somebody_has_replaced_since_asks_nothing() -> None:
    centre = centre_after(phone("b1", "x", "y"))

    centre.tell(resolved("a1", "x", "z", "x"))

    assert outcome(centre) == ("y", set())


def test_a_decision_against_a_later_value_is_asked_about() -> None:
    """The x that a2 chose is another one: whoever chose it had z before them, which was written upon y."""
    centre = centre_after(phone("b1", "x", "y"), phone("c1", "y", "w"), phone("a1", "y", "z"))

    centre.tell(resolved("a2", "z", "x", "x"))

    assert outcome(centre) == ("w", {"x"})


def test_a_decision_against_a_later_value_is_asked_about_when_that_is_decided_about_by_then() -> None:
    """a2 had q before them, which came of y, which had replaced x; c1 has closed the question about q."""
    centre = centre_after(phone("b1", "x", "y"), phone("b2", "y", "z"), phone("a1", "y", "q"))
    for told in (resolved("c1", "z", "q", "z"), phone("b3", "z", "w")):
        centre.tell(told)

    centre.tell(resolved("a2", "x", "q", "x"))

    assert outcome(centre) == ("w", {"x"})


def test_a_decision_for_a_value_that_was_here_long_before_is_asked_about() -> None:
    """Nothing was replaced by y once; a2 chose nothing again, over q, which came of y."""
    centre = centre_after(phone("b1", "x", ""), phone("b2", "", "y"), phone("b3", "y", "z"))
    told = (phone("p1", "", op=Op.CREATE, record="two"), resolved("c1", "y", "k", "y"), phone("a1", "y", "q"))
    for one in told:
        centre.tell(one)

    centre.tell(merged("a2", "q", "", ""))

    assert outcome(centre) == ("z", {""})


def test_a_decision_for_what_was_once_decided_against_is_asked_about() -> None:
    """a1 had kept x against k, and b1 replaced that x; a3 chose k after all, over the a2 that came of x."""
    centre = centre_after(phone("p1", "k", op=Op.CREATE, record="two"), phone("b1", "x", "y"))
    for told in (merged("a1", "x", "k", "x"), phone("a2", "x", "q"), change("a3", op=Op.MERGE, record="two")):
        centre.tell(told)

    centre.tell(merged("a4", "q", "k", "k"))

    assert outcome(centre) == ("y", {"k"})


def test_a_decision_that_waits_does_not_stand_for_the_change_that_wrote_its_value() -> None:
    """m1 kept y, which has yet to come; b1 has decided against it."""
    centre = centre_after(phone("p1", "k", op=Op.CREATE, record="two"), merged("m1", "y", "k", "y"))
    centre.tell(resolved("b1", "x", "y", "x"))

    centre.tell(phone("a1", "x", "y"))

    assert outcome(centre) == ("x", set())


def test_a_correction_that_comes_back_to_a_value_is_not_the_first_writing_of_it() -> None:
    """b1 had seen p behind q; the correction went on from there over s, and ends with p again."""
    centre = centre_after(phone("a3", "p", "q"), resolved("b1", "x", "q", "x"), phone("a4", "q", "s"))
    assert outcome(centre) == ("x", {"s"})

    centre.tell(replace(phone("a6", "p", "t", "s", "p", "x", "p"), replaces=("a1", "a5")))

    assert outcome(centre) == ("p", set())


def test_a_decision_for_a_value_does_not_stand_for_the_change_that_wrote_it() -> None:
    """b1 chose y before a1, which wrote it, came again; c1 has replaced it."""
    centre = centre_after(resolved("b1", "x", "y", "y"), phone("c1", "y", "z"))

    centre.tell(phone("a1", "w", "y"))

    assert outcome(centre) == ("z", set())


def test_a_decision_for_a_value_is_known_to_follow_the_value_that_led_away_from_it() -> None:
    """b1 chose x and had seen y, which only now arrives, written upon the x that b1 chose."""
    centre = centre_after(resolved("b1", "x", "y", "x"))

    centre.tell(phone("a1", "x", "y"))

    assert outcome(centre) == ("x", set())


def test_a_value_a_merged_record_never_had_can_be_written_on_the_survivor() -> None:
    """The merger saw nothing on the other record; clearing the phone later is another nothing."""
    centre = centre_after(change("p1", {}, op=Op.CREATE, record="two"), merged("m1", "x", "", "x"))

    centre.tell(phone("b1", "x", ""))

    assert outcome(centre) == ("", set())


def test_whoever_saw_nothing_where_there_was_something_waits_for_what_cleared_it() -> None:
    centre = centre_after(phone("b1", "", "z"))

    centre.tell(phone("a1", "x", ""))

    assert outcome(centre) == ("z", set())


def test_a_merge_does_not_ask_about_a_value_decided_about_before_the_restore() -> None:
    """a1 was decided about when the two were one; that it was there is known by the decision alone."""
    centre = centre_after(phone("p1", "k", op=Op.CREATE, record="two"), phone("a1", "k", "q", record="two"))
    for told in (resolved("b1", "x", "q", "q"), phone("c1", "q", "w")):
        centre.tell(told)

    centre.tell(merged("m1", "x", "k", "x"))

    assert outcome(centre) == ("w", set())


def test_a_merge_asks_about_what_was_decided_beside_what_still_waited() -> None:
    """c1 had k behind s long ago; d1, who did not know s, has decided for k since."""
    centre = centre_after(phone("p1", "k", op=Op.CREATE, record="two"), phone("b1", "k", "y", record="two"))
    for told in (phone("a1", "k", "q", record="two"), phone("c1", "q", "s", record="two")):
        centre.tell(told)
    centre.tell(resolved("d1", "y", "k", "k", record="two"))

    centre.tell(merged("m1", "x", "q", "x"))

    assert outcome(centre) == ("x", {"k", "s"})


def test_a_late_link_on_a_merged_record_is_behind_what_was_decided_there() -> None:
    """a1 comes last: a2 chose its value when it made the two one, and a3 went on from there, all merged away since."""
    centre = SmallCentre()
    for record in ("r", "two", "three"):
        centre.tell(phone(f"{record[0]}1", record, op=Op.CREATE, record=record))
    centre.tell(merged("a2", "two", "y", "y", record="two", other="three"))
    centre.tell(phone("a3", "y", "z", record="two"))
    centre.tell(merged("m1", "r", "z", "r"))

    centre.tell(phone("a1", "three", "y", record="three"))

    assert outcome(centre) == ("r", set())


def test_a_decision_is_too_late_when_its_device_went_on_from_it_on_a_record_merged_since() -> None:
    """a2 waits on the record merged away and was seen by m1; a1, which it went on from, decided before."""
    centre = centre_after(phone("p1", "k", op=Op.CREATE, record="two"), phone("a2", "y", "z", record="two"))
    centre.tell(merged("m1", "x", "z", "x"))
    asked = centre.asked("phone")

    centre.tell(resolved("a1", "y", "q", "y", record="two"))

    assert outcome(centre) == ("x", asked)


def test_a_merge_by_the_author_of_an_unsent_value_covers_it_though_others_wrote_the_same() -> None:
    """Some w was here before; a2 had its own w on the screen, which comes by another road."""
    centre = centre_after(phone("b1", "x", "w"), phone("c1", "w", "y"))
    centre.tell(phone("p1", "k", op=Op.CREATE, record="two"))
    centre.tell(merged("a2", "y", "w", "y"))

    centre.tell(phone("a1", "k", "w", record="two"))

    assert outcome(centre) == ("y", set())


def test_a_decision_is_not_behind_what_its_own_device_wrote_before_it() -> None:
    """a2 chose k, which a1 had chosen against; the k both saw was of somebody erased since and never comes."""
    centre = centre_after(phone("p1", "l", op=Op.CREATE, record="two"), merged("a1", "x", "k", "x"))
    centre.tell(change("a2", op=Op.MERGE, record="two"))

    centre.tell(merged("a3", "x", "k", "k"))

    assert centre.value("phone") == "k"


def test_a_question_a_device_left_open_is_asked_again_after_a_restore() -> None:
    """a1 waited when a2 was written upon what stood; after the restore a2 comes first."""
    centre = centre_after(phone("b1", "x", "y"))
    stamp = centre.stamp(centre.tell(phone("a1", "x", "q")))
    restored = SmallCentre()
    restored.epoch = 2
    for told in (phone("o1", "x", op=Op.CREATE), phone("b1", "x", "y"), phone("a2", "y", "z")):
        restored.tell(told)

    restored.tell(phone("a1", "x", "q"), stamp)

    assert outcome(restored) == ("z", {"q"})


def test_what_a_correction_began_from_is_still_to_come() -> None:
    """a2 was refused upon w, which b1 wrote; a3 decides for x again, knowing both."""
    centre = centre_after(replace(phone("a3", "x", 13, "w", "x"), replaces=("a2",)))

    centre.tell(phone("b1", "x", "w"))

    assert outcome(centre) == ("x", set())


def test_what_stood_before_a_restore_tells_that_its_device_has_gone_on() -> None:
    """a2 stood in its day, on the same rung as b1 that stands now; a1 comes again without a stamp.

    The answer says that a2 did not stand this time: in a third epoch it is no newer than b1 for that.
    """
    centre = SmallCentre()
    centre.tell(rung("a1", BLOCKED))
    stamp = centre.stamp(centre.tell(rung("a2", BLOCKED, {**BLOCKED, "reason": "a"})), "install")
    restored = SmallCentre()
    restored.epoch = 2
    restored.tell(rung("b1", REFUSED))
    told = restored.tell(rung("a2", BLOCKED, {**BLOCKED, "reason": "a"}), stamp)

    restored.tell(rung("a1", BLOCKED))

    assert (told.kind, told.took) == (OutcomeKind.MERGED, ())
    assert restored.value("install", kind="ladder") == REFUSED


def test_a_step_back_that_came_too_late_tells_that_its_device_has_gone_on() -> None:
    centre = SmallCentre()
    other = {**DONE, "reason": "b"}
    for told in (rung("b1", DONE), rung("b2", DONE, other), rung("a2", DONE, REFUSED)):
        centre.tell(told)

    centre.tell(rung("a1", DONE))

    assert centre.value("install", kind="ladder") == other


def test_a_rung_begun_twice_alike_is_replaced_for_both() -> None:
    """Both wrote the same upon nothing; b1 saw that, and the second comes after it."""
    centre = SmallCentre()
    other = {**WAITING, "reason": "b"}
    for told in (rung("a1", WAITING), rung("b1", WAITING, other)):
        centre.tell(told)

    centre.tell(rung("c1", WAITING))

    assert centre.value("install", kind="ladder") == other


def test_going_there_and_back_ends_where_it_ended_though_another_wrote_the_same() -> None:
    """c1 came back to what a1 wrote; b1 is the way there and comes last, when a1 and c1 cannot be told apart."""
    centre = SmallCentre()
    other = {**BLOCKED, "reason": "b"}
    for told in (rung("c1", other, BLOCKED), rung("a1", None, BLOCKED)):
        centre.tell(told)

    centre.tell(rung("b1", BLOCKED, other))

    assert centre.value("install", kind="ladder") == BLOCKED
