"""One change for refused work and all behind it: it writes what is shown, corrected, and has seen the whole chain."""

from __future__ import annotations

import itertools

from app.domain.changes import Change, Edit, Op, Pen
from app.domain.corrections import answer, correction


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
    made = answer(pen(), "citizen", "r", {"name": "Sai", "sex": "f"}, {"name": "Đúng", "sex": "f"}, to="back")
    assert (made.op, made.replaces) == (Op.EDIT, ("back",))
    assert made.fields == {"name": Edit(("Sai",), "Đúng")}
    nothing_new = answer(pen(), "citizen", "r", {"name": "Đúng"}, {"name": "Đúng"}, to="back")
    assert (nothing_new.replaces, dict(nothing_new.fields)) == (("back",), {})
