"""What is asked about, which value is offered, what a decision has seen, and what of it can be put back."""

from __future__ import annotations

import itertools

from app.domain.changes import Change, Edit, Mark, Op, Pen
from app.domain.delivery import Delivery, OwnChange
from app.domain.differences import Asked, agreeing, decision, differences, not_chosen
from app.domain.projection import ContenderView, Shown
from app.domain.records import KINDS

HERE, AWAY = "operator-1", "operator-2"


def view(value: object, author: str = AWAY, *, suspect: bool = False) -> ContenderView:
    return ContenderView(f"c-{value}", value, author, f"device of {author}", 5, suspect)  # type: ignore[arg-type]


def asked(conflicts: dict[str, tuple[ContenderView, ...]], **values: object) -> Asked:
    shown = {**{name: rule.start for name, rule in KINDS["citizen"].rules.items()}, **values}
    return Asked(
        kind="citizen",
        record="r",
        citizen="r",
        shown=Shown(values=shown, conflicts=conflicts),  # type: ignore[arg-type]
        writers={"phone": view(values.get("phone"), HERE)},
    )


def pen() -> Pen:
    names = itertools.count()
    return Pen("me", "here", 9, lambda: f"id-{next(names)}")


def test_what_stands_comes_first_then_the_others_as_they_came() -> None:
    [one] = differences(asked({"phone": (view("b"), view("c"))}, phone="a"))
    assert [said.value for said in one.said] == ["a", "b", "c"]
    assert [said.author for said in one.said] == [HERE, AWAY, AWAY]
    assert one.later == 2


def test_nobody_knows_who_wrote_what_no_longer_stands() -> None:
    own_on_top = asked({"phone": (view("b"),)}, phone="a")
    [one] = differences(
        Asked(
            kind="citizen",
            record="r",
            citizen="r",
            shown=own_on_top.shown,
            writers={"phone": view("older", HERE)},
        )
    )
    assert one.said[0].author == ""


def test_nothing_is_offered_from_a_machine_with_a_wrong_clock() -> None:
    [one] = differences(asked({"phone": (view("b"), view("c", suspect=True))}, phone="a"))
    assert one.later is None
    [other] = differences(asked({"phone": (view("b", suspect=True), view("c"))}, phone="a"))
    assert other.later == 2


def test_an_own_value_on_its_way_is_one_of_them() -> None:
    waiting = asked({"phone": (view("b"),)}, phone="a").shown
    shown = Shown(values=waiting.values, conflicts=waiting.conflicts, waiting={"phone": "mine"})
    [one] = differences(Asked(kind="citizen", record="r", citizen="r", shown=shown, writers={}))
    assert [said.value for said in one.said] == ["a", "b", "mine"]


def test_a_ladder_and_notes_are_never_asked_about() -> None:
    done = {"status": "done"}
    shown = Shown(values={"install": None}, conflicts={"install": (view(done),)})
    assert differences(Asked(kind="ladder", record="r", citizen="r", shown=shown, writers={})) == ()
    assert differences(asked({"notes": (view(["x"]),)})) == ()


def test_a_kind_of_a_newer_program_is_left_to_it() -> None:
    shown = Shown(values={}, conflicts={"size": (view("b"),)})
    assert differences(Asked(kind="household", record="r", citizen="", shown=shown, writers={})) == ()
    assert differences(Asked(kind="newer", record="r", citizen="", shown=shown, writers={})) == ()


def test_fields_that_agree_are_counted_when_they_say_something() -> None:
    assert agreeing(asked({"phone": (view("b"),)}, phone="a", name="Lò Thị Mẫu", sex="f")) == 2


def test_a_decision_has_seen_all_that_was_shown_and_no_more() -> None:
    [one] = differences(asked({"phone": (view("b"), view("a"))}, phone="a"))
    change = decision(pen(), "citizen", "r", {"phone": (one, "b")})
    assert (change.op, change.record, change.author) == (Op.RESOLVE, "r", "me")
    assert change.fields == {"phone": Edit(("a", "b"), "b")}


def own(op: Op, edit: Edit, took: tuple[str, ...] = ("phone",)) -> OwnChange:
    change = Change(
        id="x", kind="citizen", record="r", op=op, author="me", device="d", made_at=7, fields={"phone": edit}
    )
    return OwnChange(change=change, delivery=Delivery.RECEIVED, ack=Mark(1, 1), took=took)


def test_what_a_decision_gave_up_can_be_put_back() -> None:
    [lost] = not_chosen(own(Op.RESOLVE, Edit(("a", "b", ""), "b")), {"phone": "b"})
    assert (lost.value, lost.kept, lost.made_at) == ("a", "b", 7)


def test_what_stands_again_is_not_lost() -> None:
    assert list(not_chosen(own(Op.RESOLVE, Edit(("a", "b"), "b")), {"phone": "a"})) == []


def test_an_own_value_that_was_not_chosen_is_not_lost_either() -> None:
    [lost] = not_chosen(own(Op.EDIT, Edit(("a",), "b"), took=()), {"phone": "c"})
    assert (lost.value, lost.kept) == ("b", "c")
    assert list(not_chosen(own(Op.EDIT, Edit(("a",), "b")), {"phone": "c"})) == [], "it stood, and was edited"
