"""What simulated schedules with restores found wrong, each as the smallest story: links of a chain that come late."""

from dataclasses import replace

from app.domain.changes import Op
from tests.support.small_centre import SmallCentre, centre_after, change, outcome, phone, resolved, wrote

WAITING, DONE, BLOCKED = ({"status": status} for status in ("waiting", "done", "blocked"))


def test_whoever_begins_a_field_has_not_decided_against_empty() -> None:
    """The create comes again after the restore, newer than the stamp of a1, and knows of nothing but the start."""
    centre = centre_after()
    restored = SmallCentre()
    restored.epoch = 2
    stamp = centre.stamp(centre.tell(phone("a1", "x", "")), "phone")
    for told in (phone("o1", "x", op=Op.CREATE), phone("b1", "x", "y")):
        restored.tell(told)

    restored.tell(phone("a1", "x", ""), stamp)

    assert outcome(restored) == ("y", {""})


def test_a_decision_stands_when_the_one_value_it_saw_that_was_missing_arrives() -> None:
    centre = centre_after(phone("c1", "x", "q"), phone("b1", "x", "p"), resolved("d1", "y", "p", "p"))

    centre.tell(phone("a1", "q", "y"))

    assert outcome(centre) == ("p", set())


def test_a_decision_counts_when_what_it_was_for_came_to_stand_without_it() -> None:
    centre = centre_after(resolved("d1", "y", "z", "y"), phone("a1", "x", "y"))

    centre.tell(phone("b1", "x", "z"))

    assert outcome(centre) == ("y", set())


def test_a_value_somebody_decided_against_before_it_came_does_not_stand_when_it_comes() -> None:
    """Nobody can tell which x a1 was written upon, but a2 wrote what d1 had seen."""
    centre = centre_after(resolved("d1", "z", "x", "x"), phone("a1", "x", "y"))

    centre.tell(phone("a2", "y", "z"))

    assert outcome(centre) == ("x", set())


def test_a_value_that_was_seen_but_replaced_on_its_way_can_still_be_written() -> None:
    """The correction saw y, which a refused change had typed and which never came; b1 types it for good."""
    fields = {"phone": wrote("y", 5, "x", "z")}
    centre = centre_after(replace(change("a3", fields), replaces=("a1", "a2")))

    centre.tell(phone("b1", "z", "w"))
    centre.tell(phone("b2", "w", "y"))

    assert outcome(centre) == ("y", set())


def test_a_merge_does_not_ask_about_what_was_decided_before_the_restore() -> None:
    """d1 decided against p when the two were one; the merge, which kept x against q, comes again after it."""
    centre = centre_after(phone("o2", "q", op=Op.CREATE, record="two"))
    centre.tell(phone("b1", "q", "p", record="two"))
    centre.tell(resolved("d1", "x", "p", "z"))

    centre.tell(change("m1", {"phone": wrote("x", "q", "x")}, op=Op.MERGE, record="r", other="two"))

    assert outcome(centre) == ("z", set())


def test_two_branches_do_not_follow_each_other() -> None:
    """c1 decided between p, written upon u, and q; u comes last and is behind p, not behind what q was upon."""
    centre = centre_after(phone("e1", "x", "s"), phone("a2", "u", "p"), phone("b1", "x", "q"))
    centre.tell(resolved("c1", "q", "p", "p"))

    centre.tell(phone("a1", "x", "u"))

    assert outcome(centre) == ("s", {"p"})


def test_a_late_link_does_not_replace_what_its_own_device_decided_after_it() -> None:
    centre = centre_after(phone("c1", "x", "y"), phone("a1", "x", "p"), phone("a3", "q", "s"))
    centre.tell(phone("c2", "y", "z"))
    centre.tell(resolved("a4", "y", "p", "s", "p"))

    centre.tell(phone("a2", "p", "q"))

    assert outcome(centre) == ("z", {"p"})


def test_coming_back_to_a_value_is_remembered_while_the_way_there_is_missing() -> None:
    centre = centre_after(phone("a3", "q", "p"), phone("a1", "x", "p"))

    centre.tell(phone("a2", "p", "q"))

    assert outcome(centre) == ("p", set())


def test_whoever_goes_on_from_their_own_word_leaves_the_same_word_of_another() -> None:
    centre = centre_after(phone("c1", "x", "y"), phone("a1", "x", "p"), phone("b1", "x", "p"))

    centre.tell(phone("b2", "p", "q"))

    assert outcome(centre) == ("y", {"p", "q"})


def test_a_decision_sent_to_a_merged_record_answers_the_question_that_moved() -> None:
    """d1 and e1 decided between the same values, differently; e1 had not seen d1 and comes after the merge."""
    centre = centre_after(phone("o2", "k", op=Op.CREATE, record="two"))
    for told in (phone("a1", "k", "q", record="two"), phone("b1", "k", "s", record="two")):
        centre.tell(told)
    centre.tell(phone("c1", "k", "t", record="two"))
    centre.tell(resolved("d1", "k", "s", "t", "s", record="two"))
    centre.tell(change("m1", {"phone": wrote("x", "q", "x")}, op=Op.MERGE, record="r", other="two"))
    assert centre.asked("phone") == {"s"}

    centre.tell(resolved("e1", "k", "s", "t", "t", record="two"))

    assert outcome(centre) == ("x", {"t"})


def test_a_step_made_upon_a_step_back_that_waits_is_upon_what_that_went_back_from() -> None:
    centre = SmallCentre()
    told = ((None, None), (DONE, BLOCKED), (BLOCKED, WAITING), (None, DONE))
    for name, (seen, to) in zip(("o1", "a2", "a3", "b1"), told, strict=True):
        op = Op.CREATE if name == "o1" else Op.EDIT
        centre.tell(change(name, {"install": wrote(seen, to)}, op=op, kind="ladder"))

    assert centre.value("install", kind="ladder") == WAITING


def test_what_stood_last_before_the_restore_stands_last_after_it() -> None:
    """Two wishes without a view of each other; the backup is older than the record."""
    centre = SmallCentre()
    backup = centre.back_up()
    wishes = (("a1", "call"), ("b1", "visit"))
    told = [change(n, {"how": wrote(how)}, op=Op.CREATE, kind="appointment") for n, how in wishes]
    stamps = [centre.stamp(centre.tell(one), "how") for one in told]
    centre.restore(backup)

    for one, stamp in zip(told, stamps, strict=True):
        centre.tell(one, stamp)

    assert centre.value("how", kind="appointment") == "visit"


def test_a_clearing_somebody_had_decided_about_is_not_asked_about_when_it_comes_again() -> None:
    """Empty is known to every field, so that central knows it says nothing about when a1 was."""
    centre = centre_after(phone("b1", "x", "y"), resolved("b2", "", "y", "z"))

    centre.tell(phone("a1", "x", ""))

    assert outcome(centre) == ("z", set())
