"""A person's history: one line for one thing that happened, whoever wrote it, newest first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.changes import Change, Op, Pen, Value
from app.domain.delivery import Delivery, OwnChange
from app.domain.history import Happening, Trace, What, history
from app.domain.projection import ContenderView
from tests.support.fiction import Fiction

PEN = Fiction.seeded(3).pen()
THERE = ContenderView("c9", 1_750_000_900, "o9", "d9", 1_750_000_900_000)


def own(*changes: Change, delivery: Delivery = Delivery.RECEIVED) -> tuple[OwnChange, ...]:
    return tuple(OwnChange(change=change, delivery=delivery) for change in changes)


def whats(*traces: Trace) -> list[What]:
    return [one.what for one in history(traces)]


def trace(kind: str, *changes: Change, **values: Value) -> Trace:
    return Trace(kind=kind, record="r", values=values, own=own(*changes))


@pytest.mark.parametrize(
    ("kind", "before", "after", "what"),
    [
        ("appointment", {"state": "due"}, {"state": "kept"}, What.CAME),
        ("appointment", {"state": "due"}, {"state": "cancelled"}, What.CANCELLED),
        ("appointment", {"tried": []}, {"tried": ["2026-11-22T09:10"]}, What.NOT_REACHED),
        ("appointment", {"day": "2026-11-22"}, {"day": "2026-11-29"}, What.MOVED),
        ("citizen", {"village": ""}, {"village": "Bản Mẫu"}, What.CHANGED),
        ("representative", {"name": ""}, {"name": "Lò Văn Mẫu"}, What.CHANGED),
        ("consent", {"withdrawn": ""}, {"withdrawn": "2026-11-22"}, What.WITHDREW),
    ],
)
def test_an_own_edit_is_told_with_what_was_there_before(
    kind: str, before: dict[str, Value], after: dict[str, Value], what: What
) -> None:
    edit = PEN.edit(kind, "r", before, after)
    [line] = history([trace(kind, edit, **after)])
    assert (line.what, line.edits, line.author, line.device) == (what, edit.fields, PEN.author, PEN.device)


def test_making_a_record_is_told_of_people_and_consents_only() -> None:
    made = {kind: PEN.create(kind, "r", {"citizen": "c"}) for kind in ("consent", "appointment", "ladder")}
    assert {kind: whats(trace(kind, change)) for kind, change in made.items()} == {
        "consent": [What.AGREED],
        "appointment": [],
        "ladder": [],
    }
    assert whats(trace("citizen", PEN.create("citizen", "r", {"name": "Lò Thị Mẫu"}))) == [What.MET]


def test_merging_and_parting_are_told_once_at_the_survivor() -> None:
    merge = PEN.write(Op.MERGE, "citizen", "r", {}, other="l")
    part = PEN.write(Op.MERGE, "citizen", "l", {})
    loser = Trace(kind="citizen", record="l", values={}, own=own(merge, part))
    assert sorted(whats(trace("citizen", merge), loser)) == [What.MERGED, What.PARTED]


@pytest.mark.parametrize("delivery", [Delivery.REPLACED, Delivery.ERASED, Delivery.LEFT])
def test_what_came_to_nothing_is_not_told(delivery: Delivery) -> None:
    edit = PEN.edit("citizen", "r", {"village": ""}, {"village": "Bản Mẫu"})
    gone = replace(trace("citizen"), own=own(edit, delivery=delivery))
    assert whats(gone) == []


def test_another_laptops_session_is_told_with_its_machine_when_central_says_it() -> None:
    values: dict[str, Value] = {"operator": "o9", "ended": 1_750_000_900, "outcomes": {}}
    told = Trace(kind="session", record="s", values=values, writers={"ended": THERE})
    [line] = history([told])
    assert line == Happening(
        what=What.HELPED,
        at=THERE.made_at,
        author="o9",
        device="d9",
        kind="session",
        record="s",
        values=values,
    )
    [older] = history([replace(told, writers={})])
    assert (older.at, older.device) == (1_750_000_900_000, "")


def test_a_value_somebody_else_changed_is_told_and_an_own_one_not_twice() -> None:
    edit = PEN.edit("citizen", "r", {"village": ""}, {"village": "Bản Mẫu"})
    mine = ContenderView(edit.id, "Bản Mẫu", PEN.author, PEN.device, PEN.now_ms)
    theirs = ContenderView("c9", "1950", "o9", "d9", PEN.now_ms - 1)
    both = replace(trace("citizen", edit), writers={"village": mine, "birth": theirs})
    assert [(one.what, list(one.edits), one.device) for one in history([both])] == [
        (What.CHANGED, ["village"], PEN.device),
        (What.CHANGED, ["birth"], "d9"),
    ]


def test_a_consent_from_elsewhere_is_dated_by_its_day_and_a_broken_one_by_none() -> None:
    given = Trace(
        kind="consent", record="k", values={"operator": "o9", "given_on": "2026-11-22", "withdrawn": ""}
    )
    withdrawn = replace(given, values={**given.values, "withdrawn": "2026-11-23"})
    broken = replace(given, values={**given.values, "given_on": "hôm qua"})
    lines = [history([one])[0] for one in (given, withdrawn, broken)]
    assert [line.what for line in lines] == [What.AGREED, What.WITHDREW, What.AGREED]
    assert lines[1].at - lines[0].at == 86_400_000
    assert lines[2].at == 0


def test_what_goes_with_a_session_has_no_line_of_its_own() -> None:
    kept = PEN.edit("appointment", "a", {"state": "due"}, {"state": "kept"})
    later = Pen(PEN.author, PEN.device, PEN.now_ms + 1, PEN.new_id)
    alone = later.edit("appointment", "a", {"state": "kept"}, {"state": "cancelled"})
    session = PEN.create("session", "r", {"citizen": "c"})
    appointment = Trace(kind="appointment", record="a", values={}, own=own(kept, alone))
    assert whats(trace("session", session), appointment) == [What.CANCELLED, What.HELPED]
