"""What simulated schedules found wrong while the rule was built, each as the smallest story that shows it."""

from dataclasses import replace

from app.domain.changes import Change, Op, Value
from tests.support.small_centre import SmallCentre, change, wrote


def phone(name: str, *values: Value, op: Op = Op.EDIT, record: str = "r") -> Change:
    return change(name, {"phone": wrote(*values)}, op=op, record=record)


def centre_after(*told: Change) -> SmallCentre:
    """A centre with a record whose phone is x, that then heard all this."""
    centre = SmallCentre()
    centre.tell(phone("o1", "x", op=Op.CREATE))
    for one in told:
        centre.tell(one)
    return centre


def outcome(centre: SmallCentre) -> tuple[Value, set[Value]]:
    return centre.value("phone"), centre.asked("phone")


def test_emptying_a_waiting_value_still_waits() -> None:
    """Empty is what everything began with: whoever made the record had seen it, and decided nothing by that."""
    centre = centre_after(phone("a1", "x", "y"), phone("b1", "x", "z"), phone("b2", "z", ""))

    assert outcome(centre) == ("y", {""})


def test_a_late_decision_for_nothing_still_waits() -> None:
    told = (phone("a1", "x", "y"), phone("b1", "x", "z"), phone("a2", "y", "w"))
    centre = centre_after(*told, phone("c1", "y", "z", "", op=Op.RESOLVE))

    assert outcome(centre) == ("w", {""})


def test_a_correction_may_end_where_the_chain_began() -> None:
    corrected = replace(phone("b3", "x", 5, "z", "x"), replaces=("b1", "b2"))
    centre = centre_after(phone("a1", "x", "y"), corrected)

    assert outcome(centre) == ("y", {"x"})


def test_a_value_written_twice_in_one_chain_waits_at_its_end() -> None:
    centre = centre_after(
        phone("a1", "x", "y"),
        phone("b1", "x", "p"),
        phone("c1", "y", "w"),
        phone("b2", "p", "y"),
        phone("b3", "y", "p"),
    )

    assert outcome(centre) == ("w", {"p"})


def test_a_missing_link_does_not_undo_the_decision_about_its_end() -> None:
    """a2 came first and was decided against; a1 is only how it came about."""
    decided = phone("b1", "x", "z", "x", op=Op.RESOLVE)
    centre = centre_after(phone("a2", "y", "z"), decided, phone("a1", "x", "y"))

    assert outcome(centre) == ("x", set())


def test_the_links_of_a_chain_decided_against_bring_nothing_back_in_the_end() -> None:
    decided = phone("b1", "x", "z", "x", op=Op.RESOLVE)
    first, second = phone("a1", "x", "w"), phone("a2", "w", "y")
    centre = centre_after(phone("a3", "y", "z"), decided, first, second)

    assert outcome(centre) == ("x", set())


def test_what_a_device_wrote_next_stands_when_the_late_link_to_it_arrives() -> None:
    """a2 replaced a question that a1, arriving later, decides in favour of."""
    centre = centre_after(
        phone("c1", "x", "y"),
        phone("b1", "x", "z"),
        phone("a2", "z", "w"),
        phone("a1", "y", "z", "z", op=Op.RESOLVE),
    )

    assert outcome(centre) == ("w", set())


def test_a_link_that_comes_too_late_closes_what_it_continued() -> None:
    """b1 waits, b3 took on its own road, and b2 only tells that the one led to the other."""
    centre = centre_after(
        phone("a1", "x", "y"), phone("b1", "x", "z"), phone("b3", "y", "w"), phone("b2", "z", "y")
    )

    assert outcome(centre) == ("w", set())


def test_a_decision_overtaken_by_its_own_device_leaves_open_what_it_was_for() -> None:
    centre = centre_after(
        phone("a1", "x", "y"),
        phone("b1", "x", "z"),
        phone("c2", "y", "w"),
        phone("c1", "y", "z", "z", op=Op.RESOLVE),
    )

    assert outcome(centre) == ("w", {"z"})


def test_a_value_the_merger_saw_can_be_written_on_the_survivor_later() -> None:
    """It was never there before, and nobody decided against it for ever."""
    centre = centre_after(phone("o2", "p2", op=Op.CREATE, record="two"))
    centre.tell(change("m1", {"phone": wrote("x", "p2", "x")}, op=Op.MERGE, record="r", other="two"))

    centre.tell(phone("m2", "x", "p2"))

    assert outcome(centre) == ("p2", set())


def test_a_merge_by_the_author_of_an_unsent_value_covers_it() -> None:
    """The merger's own edit of the loser comes by another road, after the merge that saw it."""
    centre = centre_after(phone("o2", "p2", op=Op.CREATE, record="two"))
    centre.tell(change("m2", {"phone": wrote("x", "p3", "x")}, op=Op.MERGE, record="r", other="two"))

    centre.tell(phone("m1", "p2", "p3", record="two"))

    assert outcome(centre) == ("x", set())


def test_a_clearing_the_merger_had_not_seen_is_asked_about() -> None:
    centre = centre_after(phone("o2", "p2", op=Op.CREATE, record="two"), phone("a1", "p2", "", record="two"))

    centre.tell(change("m1", {"phone": wrote("x", "p2", "p2")}, op=Op.MERGE, record="r", other="two"))

    assert outcome(centre) == ("p2", {""})


def test_a_note_removed_before_the_merge_is_not_added_after_it() -> None:
    centre = centre_after(change("o2", {"notes": wrote([])}, op=Op.CREATE, record="two"))
    centre.tell(change("a2", {"notes": wrote(["n"], [])}, record="two"))
    centre.tell(change("m1", op=Op.MERGE, record="r", other="two"))

    centre.tell(change("a1", {"notes": wrote([], ["n"])}, record="two"))

    assert centre.value("notes") == []


def test_a_step_aside_waits_for_the_step_back_of_its_own_device() -> None:
    """a3 steps aside on the first rung, upon a2 that goes back there and comes later."""
    centre = SmallCentre()
    blocked, waiting, refused = ({"status": status} for status in ("blocked", "waiting", "refused"))
    for name, seen, to in (
        ("o1", None, blocked),
        ("a1", blocked, waiting),
        ("a3", blocked, refused),
        ("a2", waiting, blocked),
    ):
        op = Op.CREATE if name == "o1" else Op.EDIT
        centre.tell(change(name, {"install": wrote(seen, to)}, op=op, kind="ladder"))

    assert centre.value("install", kind="ladder") == refused
