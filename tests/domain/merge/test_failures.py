"""The twelve failures the simulated rule had before it was mended, each as the smallest story that shows it."""

from dataclasses import replace

from app.domain.changes import Change, Edit, Mark, Op, OutcomeKind, Value
from app.domain.delivery import Delivery, OwnChange, acknowledge, reoffer, stamp_of
from app.domain.projection import project
from app.domain.records import KINDS
from tests.support.small_centre import SmallCentre, change, wrote

CITIZEN = KINDS["citizen"]


def phone(name: str, *values: Value, op: Op = Op.EDIT, record: str = "r") -> Change:
    return change(name, {"phone": wrote(*values)}, op=op, record=record)


def centre_with_phone(value: str = "x") -> SmallCentre:
    centre = SmallCentre()
    centre.tell(phone("o1", value, op=Op.CREATE))
    return centre


def test_1_an_acknowledged_edit_is_shown_until_the_row_says_so() -> None:
    """Else the screen falls back to x, and the next edit conflicts with the device's own."""
    centre = centre_with_phone("x")
    before = centre.row()
    sent = OwnChange(change=phone("a1", "x", "y"))

    mine = acknowledge(sent, centre.tell(sent.change), centre.epoch, centre.epoch)

    assert project(CITIZEN, "r", before, [mine]).values["phone"] == "y"
    centre.tell(phone("b1", "y", "z"))
    assert project(CITIZEN, "r", centre.row(), [mine]).values["phone"] == "z"


def test_2_one_wish_is_one_question() -> None:
    centre = centre_with_phone("x")
    centre.tell(phone("b1", "x", "b"))

    for told in (phone("a1", "x", "y"), phone("a2", "y", "w"), phone("c1", "x", "w")):
        centre.tell(told)

    assert centre.asked("phone") == {"w"}
    assert centre.field("phone").contenders[0].changes == ("a2", "c1")


def test_3_a_decision_leaves_the_question_it_had_not_seen() -> None:
    centre = centre_with_phone("x")
    for told in (phone("a1", "x", "b"), phone("b1", "x", "y"), phone("c1", "x", "z")):
        centre.tell(told)

    outcome = centre.tell(phone("d1", "b", "y", "b", op=Op.RESOLVE))

    assert outcome.kind is OutcomeKind.ACCEPTED
    assert (centre.value("phone"), centre.asked("phone")) == ("b", {"z"})


def test_4_the_second_link_before_the_first() -> None:
    centre = centre_with_phone("x")

    centre.tell(phone("b2", "y", "z"))
    centre.tell(phone("a1", "x", "y"))

    assert (centre.value("phone"), centre.asked("phone")) == ("z", set())


def test_4_the_second_link_before_the_first_of_one_device() -> None:
    centre = centre_with_phone("x")

    centre.tell(phone("a2", "y", "z"))
    centre.tell(phone("a1", "x", "y"))

    assert (centre.value("phone"), centre.asked("phone")) == ("z", set())


def test_5_a_reoffer_does_not_beat_what_came_after_it() -> None:
    """A wrote x to y, B saw y and wrote x again; after the restore B's re-offer comes first and changes nothing."""
    centre = centre_with_phone("x")
    backup = centre.back_up()
    first = centre.stamp(centre.tell(phone("a1", "x", "y")), "phone")
    second = centre.stamp(centre.tell(phone("b1", "y", "x")), "phone")
    centre.restore(backup)

    centre.tell(phone("b1", "y", "x"), second)
    centre.tell(phone("a1", "x", "y"), first)

    assert (centre.value("phone"), centre.asked("phone")) == ("x", set())


def test_6_a_settled_question_is_not_opened_by_a_late_reoffer() -> None:
    centre = centre_with_phone("x")
    centre.tell(phone("a1", "x", "y"))
    backup = centre.back_up()
    asked = centre.stamp(centre.tell(phone("b1", "x", "z")))
    settled = centre.stamp(centre.tell(phone("c1", "y", "z", "y", op=Op.RESOLVE)), "phone")
    centre.restore(backup)

    centre.tell(phone("c1", "y", "z", "y", op=Op.RESOLVE), settled)
    centre.tell(phone("b1", "x", "z"), asked)

    assert (centre.value("phone"), centre.asked("phone")) == ("y", set())


def test_7_a_stamp_means_nothing_on_another_record() -> None:
    """It stood on the survivor of a merge that the restore forgot; on the record it names it never did."""
    centre = centre_with_phone("x")
    centre.tell(phone("o2", "s", op=Op.CREATE, record="survivor"))
    centre.tell(phone("b1", "x", "b"))
    backup = centre.back_up()
    centre.tell(change("m1", {"phone": wrote("s", "b", "x")}, op=Op.MERGE, record="survivor", other="r"))
    stamp = centre.stamp(centre.tell(phone("a1", "x", "y")), "phone")
    centre.restore(backup)

    outcome = centre.tell(phone("a1", "x", "y"), stamp)

    assert stamp.landing == "survivor"
    assert (outcome.conflicts, centre.value("phone")) == (("phone",), "b")


def test_8_a_merge_does_not_drop_what_the_merger_had_not_seen() -> None:
    centre = centre_with_phone("x")
    centre.tell(phone("o2", "s", op=Op.CREATE, record="survivor"))
    centre.tell(phone("a1", "x", "unseen"))

    centre.tell(change("m1", {"phone": wrote("s", "x", "s")}, op=Op.MERGE, record="survivor", other="r"))

    assert centre.asked("phone", "survivor") == {"unseen"}


def test_8_the_order_of_a_device_is_kept_for_the_record_it_named() -> None:
    """a5 made the survivor, a4 is about the loser: that it is older says nothing about the survivor."""
    centre = centre_with_phone("x")
    centre.tell(phone("a5", "s", op=Op.CREATE, record="survivor"))
    centre.tell(change("m1", {"phone": wrote("s", "x", "s")}, op=Op.MERGE, record="survivor", other="r"))

    centre.tell(phone("a4", "x", "y"))

    assert centre.asked("phone", "survivor") == {"y"}


def test_9_a_late_edit_of_an_erased_record_is_erased_even_when_it_is_bad() -> None:
    centre = centre_with_phone("x")
    centre.tell(change("s1", op=Op.ERASE))
    waiting = OwnChange(change=change("a1", {"phone": Edit(("x",), 5)}, reason="typed at the door"))

    mine = acknowledge(waiting, centre.tell(waiting.change), centre.epoch, centre.epoch)

    assert mine.delivery is Delivery.ERASED
    assert (mine.change.fields, mine.change.reason) == ({}, "")


def test_10_a_correction_puts_a_refused_chain_right_with_nobody_to_ask() -> None:
    """a1 is refused, a2 was written upon it and waits for ever; a3 replaces both."""
    centre = centre_with_phone("x")
    assert centre.tell(phone("a1", "x", 5)).kind is OutcomeKind.REJECTED
    centre.tell(phone("a2", 5, "y"))
    assert centre.asked("phone") == {"y"}

    fields = {"phone": wrote("y", 5, "x", "y2")}
    centre.tell(replace(change("a3", fields), replaces=("a1", "a2")))

    assert (centre.value("phone"), centre.asked("phone")) == ("y2", set())


def test_11_a_receipt_of_a_lost_epoch_is_only_a_stamp() -> None:
    centre = centre_with_phone("x")
    backup = centre.back_up()
    sent = OwnChange(change=phone("a1", "x", "y"))
    receipt = centre.tell(sent.change)
    centre.restore(backup)

    mine = acknowledge(sent, receipt, epoch=1, current=centre.epoch)

    assert mine.delivery is Delivery.WAITING
    stamp = stamp_of(mine)
    assert stamp is not None
    assert (stamp.at, stamp.took) == (Mark(1, 2), ("phone",))


def test_11_what_was_received_is_offered_again_with_its_stamp() -> None:
    received = OwnChange(
        change=phone("a1", "x", "y"), delivery=Delivery.RECEIVED, ack=Mark(1, 2), took=("phone",)
    )

    again = reoffer(received)

    assert (again.delivery, stamp_of(again)) == (Delivery.WAITING, stamp_of(received))


def test_12_a_step_back_waits_for_the_step_it_goes_back_from() -> None:
    """After a restore 2 to 1 comes before 0 to 2."""
    centre = SmallCentre()
    centre.tell(change("o1", {"alone": wrote(None)}, op=Op.CREATE, kind="ladder"))
    waiting, refused = {"status": "waiting"}, {"status": "refused"}
    up = change("a1", {"install": wrote(None, waiting)}, kind="ladder")
    backup = centre.back_up()
    stamp = centre.stamp(centre.tell(up), "install")
    centre.restore(backup)

    centre.tell(change("b1", {"install": wrote(waiting, refused)}, kind="ladder"))
    assert "install" not in centre.row(kind="ladder").conflicts

    centre.tell(up, stamp)
    assert centre.value("install", kind="ladder") == refused
