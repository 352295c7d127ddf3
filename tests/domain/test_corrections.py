"""One change for refused work and all behind it: it writes what is shown, corrected, and has seen the whole chain."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from app.domain.changes import Change, Edit, Mark, Op, OutcomeKind, Pen
from app.domain.corrections import again, answer, correction
from app.domain.merge import Record, decide
from app.domain.records import KINDS, Kind, Maker


def pen() -> Pen:
    names = itertools.count()
    return Pen("me", "here", 9, lambda: f"id-{next(names)}")


def change(id_: str, op: Op, **fields: Edit) -> Change:
    return Change(id=id_, kind="citizen", record="r", op=op, author="o", device="d", made_at=1, fields=fields)


def test_a_refused_create_is_created_anew_with_what_came_after() -> None:
    chain = [
        change("a", Op.CREATE, name=Edit((), "Sai"), birth=Edit((), "1950")),
        change("b", Op.EDIT, village=Edit(("",), "Bản Mẫu"), birth=Edit(("1950",), "")),
    ]
    shown = {"name": "Sai", "birth": "", "village": "Bản Mẫu"}
    made = correction(pen(), chain, shown, {"name": "Đúng"})
    assert (made.op, made.replaces) == (Op.CREATE, ("a", "b"))
    assert made.fields == {"name": Edit((), "Đúng"), "village": Edit((), "Bản Mẫu")}


def test_a_correction_has_seen_every_value_of_the_chain() -> None:
    chain = [
        change("a", Op.EDIT, name=Edit(("Đầu",), "Sai")),
        change("b", Op.EDIT, name=Edit(("Sai",), "Sai nữa")),
    ]
    made = correction(pen(), chain, {"name": "Sai nữa"}, {"name": "Đúng"})
    assert made.op is Op.EDIT
    assert made.fields["name"] == Edit(("Sai nữa", "Sai", "Đầu"), "Đúng")


def test_fields_that_were_right_go_along() -> None:
    chain = [change("a", Op.EDIT, name=Edit(("Đầu",), "Sai"), village=Edit(("",), "Bản Mẫu"))]
    made = correction(pen(), chain, {"name": "Sai", "village": "Bản Mẫu"}, {"name": "Đúng"})
    assert made.fields["village"] == Edit(("Bản Mẫu", ""), "Bản Mẫu")


def test_text_is_written_in_one_form() -> None:
    made = correction(pen(), [change("a", Op.CREATE, name=Edit((), "x"))], {}, {"name": "Lo\u0300"})
    assert made.fields["name"].to == "Lò"


def test_an_answer_names_what_it_answers_and_writes_only_what_is_new() -> None:
    made = answer(
        pen(), "citizen", "r", {"name": "Sai", "sex": "f"}, {"name": "Đúng", "sex": "f"}, to=["back"]
    )
    assert (made.op, made.replaces) == (Op.EDIT, ("back",))
    assert made.fields == {"name": Edit(("Sai",), "Đúng")}
    nothing_new = answer(pen(), "citizen", "r", {"name": "Đúng"}, {"name": "Đúng"}, to=["back"])
    assert (nothing_new.replaces, dict(nothing_new.fields)) == (("back",), {})


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if kind.maker is Maker.DEVICE])
def test_of_every_kind_it_can_be_said_that_it_may_stay(kind: Kind) -> None:
    stands = Record(id="r", kind=kind.name, commune="c", mark=Mark(1, 1))
    said = answer(pen(), kind.name, "r", {}, {}, to=["back"])
    decision = decide(kind, said, lambda name: stands if name == "r" else None, at=Mark(1, 2), commune="c")
    assert decision.outcome.kind is OutcomeKind.ACCEPTED
    assert [one.fields for one in decision.records] == [{}]


def test_a_correction_answers_what_the_refused_answer_was_for() -> None:
    refused = replace(change("b", Op.EDIT, name=Edit(("Đầu",), "Sai")), replaces=("back",))
    assert correction(pen(), [refused], {"name": "Sai"}, {"name": "Đúng"}).replaces == ("b", "back")
    assert again(pen(), [refused], "").replaces == ("b", "back")


def test_items_of_a_list_are_added_upon_what_was_seen_first() -> None:
    chain = [
        change("a", Op.EDIT, notes=Edit((["x"],), ["x", "y"])),
        change("b", Op.EDIT, notes=Edit((["x", "y"],), ["y", "z"])),
    ]
    shown = {"notes": ["y", "z", "người khác"]}
    for made in (correction(pen(), chain, shown, {"name": "Đúng"}), again(pen(), chain, "")):
        assert made.fields["notes"] == Edit((["x"],), ["y", "z"])


def test_said_again_it_says_its_own_and_has_seen_no_more() -> None:
    chain = [
        change("a", Op.EDIT, name=Edit(("Đầu",), "Một")),
        change("b", Op.EDIT, name=Edit(("Một",), "Hai")),
    ]
    made = again(pen(), chain, "đúng vậy")
    assert (made.replaces, made.reason) == (("a", "b"), "đúng vậy")
    assert made.fields == {"name": Edit(("Hai", "Một", "Đầu"), "Hai")}


def test_an_act_is_done_once_more_as_it_was() -> None:
    act = replace(change("a", Op.MERGE, name=Edit(("A", "B"), "A")), other="loser", covers=("c",))
    made = again(pen(), [act], "")
    assert (made.op, made.other, made.covers, made.fields) == (Op.MERGE, "loser", ("c",), act.fields)
    assert made.replaces == ("a",)
