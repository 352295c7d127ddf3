"""What a device shows: central's word, its own unsettled changes on top, and what it says when they do not show."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from app.domain.changes import Change, Edit, Mark, Op, Value
from app.domain.delivery import Delivery, OwnChange
from app.domain.merge import Life
from app.domain.projection import ContenderView, Shown, StandingRow, fold, project
from app.domain.records import KINDS
from tests.support.small_centre import change, wrote

CITIZEN, LADDER = KINDS["citizen"], KINDS["ladder"]


def row(
    values: Mapping[str, Value], *waiting: Value, seq: int = 10, kind: str = "citizen", record: str = "r"
) -> StandingRow:
    """A standing row at place `seq`; `waiting` are contenders of the phone."""
    views = tuple(ContenderView(f"c{n}", value, "someone", "c", n) for n, value in enumerate(waiting))
    conflicts = {"phone": views} if views else {}
    mark = Mark(1, seq)
    return StandingRow(
        record=record, kind=kind, commune="03646", mark=mark, values=values, conflicts=conflicts
    )


def own(told: Change, delivery: Delivery = Delivery.WAITING, ack: int = 0, landing: str = "") -> OwnChange:
    mark = Mark(1, ack) if ack else None
    return OwnChange(change=told, delivery=delivery, ack=mark, took=tuple(told.fields), landing=landing)


def phone(name: str, *values: Value, op: Op = Op.EDIT) -> Change:
    return change(name, {"phone": wrote(*values)}, op=op)


def test_without_anything_the_start_values_show() -> None:
    shown = project(CITIZEN, "r", None, [])

    assert (shown.values["language"], shown.values["notes"], shown.life) == ("vi", [], Life.LIVE)


def test_a_record_made_here_shows_before_anyone_heard_of_it() -> None:
    mine = [own(phone("a1", "x", op=Op.CREATE)), own(phone("a2", "x", "y"))]

    assert project(CITIZEN, "r", None, mine).values["phone"] == "y"


def test_an_absent_field_shows_its_start_and_an_unknown_one_is_kept() -> None:
    shown = project(CITIZEN, "r", row({"nickname": "Mẫu"}), [])

    assert (shown.values["nickname"], shown.values["phone"]) == ("Mẫu", "")


@pytest.mark.parametrize(
    ("delivery", "shows"),
    [
        (Delivery.WAITING, True),
        (Delivery.HELD, True),
        (Delivery.QUARANTINED, True),
        (Delivery.REVIEW, True),
        (Delivery.REPLACED, False),
        (Delivery.ERASED, False),
    ],
)
def test_own_work_stays_visible_until_it_was_replaced_or_erased(delivery: Delivery, shows: bool) -> None:
    shown = project(CITIZEN, "r", row({"phone": "x"}), [own(phone("a1", "x", "y"), delivery)])

    assert (shown.values["phone"] == "y") is shows


@pytest.mark.parametrize(("seq", "expected"), [(11, "y"), (12, "x"), (13, "x")])
def test_a_received_change_shows_until_the_row_has_reached_its_answer(seq: int, expected: str) -> None:
    mine = own(phone("a1", "x", "y"), Delivery.RECEIVED, ack=12)

    assert project(CITIZEN, "r", row({"phone": "x"}, seq=seq), [mine]).values["phone"] == expected


def test_another_value_stands_and_ours_is_waiting() -> None:
    shown = project(CITIZEN, "r", row({"phone": "z"}), [own(phone("a1", "x", "y"))])

    assert (shown.values["phone"], shown.waiting) == ("z", {"phone": "y"})


def test_the_last_of_a_chain_is_what_waits() -> None:
    mine = [own(phone("a1", "x", "y")), own(phone("a2", "y", "w"))]

    assert project(CITIZEN, "r", row({"phone": "z"}), mine).waiting == {"phone": "w"}


def test_nothing_waits_that_was_in_view_when_writing_again() -> None:
    mine = [own(phone("a1", "x", "y")), own(phone("a2", "z", "y", "w"))]

    shown = project(CITIZEN, "r", row({"phone": "z"}), mine)

    assert (shown.values["phone"], shown.waiting) == ("w", {})


def test_nothing_waits_when_the_same_value_stands() -> None:
    shown = project(CITIZEN, "r", row({"phone": "y"}), [own(phone("a1", "x", "y"))])

    assert (shown.values["phone"], shown.waiting) == ("y", {})


def test_notes_show_with_what_was_added_and_removed_here() -> None:
    mine = own(change("a1", {"notes": wrote(["one", "two"], ["two", "three"])}))

    assert project(CITIZEN, "r", row({"notes": ["one", "two", "new"]}), [mine]).values["notes"] == [
        "two",
        "new",
        "three",
    ]


def ladder(name: str, *statuses: str) -> Change:
    values: list[Value] = [{"status": status} for status in statuses]
    return change(name, {"install": wrote(*values)}, kind="ladder")


def test_the_further_rung_shows() -> None:
    standing = row({"install": {"status": "waiting"}}, kind="ladder")

    ahead = project(LADDER, "r", standing, [own(ladder("a1", "blocked", "done"))])
    behind = project(LADDER, "r", standing, [own(ladder("a1", "done", "blocked"))])

    assert (ahead.values["install"], ahead.waiting) == ({"status": "done"}, {})
    assert (behind.values["install"], behind.waiting) == (
        {"status": "waiting"},
        {"install": {"status": "blocked"}},
    )


def test_a_withdrawn_consent_does_not_look_valid_again() -> None:
    standing = row({"withdrawn": "2026-10-05"}, kind="consent")
    mine = own(change("a1", {"withdrawn": wrote("2026-10-05", "")}, kind="consent"))

    assert project(KINDS["consent"], "r", standing, [mine]).values["withdrawn"] == "2026-10-05"


def test_what_is_offered_again_shows_only_over_what_it_was_written_upon() -> None:
    """Central forgot it in a restore, and a row of the new epoch may know better."""
    again = own(ladder("a1", "blocked", "done"), ack=40)

    over = project(LADDER, "r", row({"install": {"status": "blocked"}}, kind="ladder"), [again])
    beside = project(LADDER, "r", row({"install": {"status": "waiting"}}, kind="ladder"), [again])

    assert over.values["install"] == {"status": "done"}
    assert (beside.values["install"], beside.waiting) == (
        {"status": "waiting"},
        {"install": {"status": "done"}},
    )


def test_a_question_disappears_as_soon_as_it_is_decided_here() -> None:
    standing = row({"phone": "x"}, "y", "z")

    shown = project(CITIZEN, "r", standing, [own(phone("a1", "x", "y", "y", op=Op.RESOLVE))])

    assert shown.values["phone"] == "y"
    assert [waiting.value for waiting in shown.conflicts["phone"]] == ["z"]


def test_an_edit_that_did_not_see_the_question_leaves_it() -> None:
    shown = project(CITIZEN, "r", row({"phone": "x"}, "y"), [own(phone("a1", "x", "w"))])

    assert [waiting.value for waiting in shown.conflicts["phone"]] == ["y"]


def test_an_erased_record_shows_nothing() -> None:
    told = [own(phone("a1", "x", "y")), own(change("a2", op=Op.ERASE)), own(phone("a3", "y", "z"))]

    here = project(CITIZEN, "r", row({"phone": "x"}, "z"), told)
    there = project(
        CITIZEN,
        "r",
        StandingRow(record="r", kind="citizen", commune="03646", mark=Mark(1, 9), life=Life.ERASED),
        [own(phone("a1", "x", "y"))],
    )

    assert (
        here
        == there
        == Shown(values={name: rule.start for name, rule in CITIZEN.rules.items()}, life=Life.ERASED)
    )


def merge_of_two_into_one() -> Change:
    return change("a1", {"phone": Edit(("p1", "p2"), "p2")}, op=Op.MERGE, record="one", other="two")


def test_a_merge_made_here_shows_on_both() -> None:
    mine = [own(merge_of_two_into_one())]

    one = project(CITIZEN, "one", row({"phone": "p1"}, record="one"), mine)
    two = project(CITIZEN, "two", row({"phone": "p2"}, record="two"), mine)

    assert (one.values["phone"], one.life) == ("p2", Life.LIVE)
    assert (two.values["phone"], two.life, two.merged_into) == ("p2", Life.MERGED, "one")


def test_a_merge_made_here_shows_until_the_rows_tell_of_it() -> None:
    mine = [own(merge_of_two_into_one(), Delivery.RECEIVED, ack=12)]

    before = project(CITIZEN, "two", row({"phone": "p2"}, record="two", seq=11), mine)
    after = project(CITIZEN, "two", row({"phone": "p2"}, record="two", seq=12), mine)

    assert (before.life, after.life) == (Life.MERGED, Life.LIVE)


def test_a_refused_merge_shows_on_neither_record_as_merged() -> None:
    mine = [own(merge_of_two_into_one(), Delivery.QUARANTINED)]

    assert project(CITIZEN, "two", row({"phone": "p2"}, record="two"), mine).life is Life.LIVE


def test_an_undo_made_here_shows() -> None:
    standing = StandingRow(
        record="two", kind="citizen", commune="03646", mark=Mark(1, 9), life=Life.MERGED, merged_into="one"
    )
    told = change("a1", op=Op.MERGE, record="two")

    assert project(CITIZEN, "two", standing, [own(told)]).life is Life.LIVE


def test_work_on_a_merged_record_shows_on_the_one_that_stands_for_it() -> None:
    mine = own(change("a1", {"phone": wrote("p1", "p3")}, record="two"))

    assert project(CITIZEN, "one", row({"phone": "p1"}, record="one"), [mine]).values["phone"] == "p3"


def test_what_was_received_on_a_record_before_it_was_merged_stays_there() -> None:
    """Merging copies nothing; the survivor's own row may still be an old one."""
    mine = own(change("a1", {"phone": wrote("", "p2")}, record="two"), Delivery.RECEIVED, ack=20)

    assert project(CITIZEN, "one", row({"phone": ""}, record="one", seq=5), [mine]).values["phone"] == ""


def test_what_landed_elsewhere_shows_until_the_merge_is_known_here() -> None:
    mine = own(phone("a1", "x", "y"), Delivery.RECEIVED, ack=20, landing="survivor")

    assert project(CITIZEN, "r", row({"phone": "x"}, seq=5), [mine]).values["phone"] == "y"


def test_a_survivor_is_read_with_what_was_merged_into_it() -> None:
    one = Shown(values={"install": {"status": "waiting"}, "identity": {"status": "done"}})
    two = Shown(values={"install": {"status": "done"}, "identity": {"status": "blocked"}, "alone": None})

    assert fold(LADDER, one, [two]).values == {"install": {"status": "done"}, "identity": {"status": "done"}}


def test_names_and_phones_are_the_survivors_and_notes_everybodys() -> None:
    one = Shown(values={"phone": "p1", "notes": ["a", "b"]})
    two = Shown(values={"phone": "p2", "notes": ["b", "c"]})

    assert fold(CITIZEN, one, [two]).values == {"phone": "p1", "notes": ["a", "b", "c"]}
