"""A reason and a day: the usual one is proposed, one picked by hand stays, a chip says which day it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.appointments import DateChoice, open_day
from app.domain.draft import Draft, Stage, TaskEnd
from app.domain.guide import GuidePack, Reason
from app.domain.ladder import TaskCode, TaskStatus
from app.presentation.guided.reasons import page_of, with_date, with_reason
from app.presentation.guided.state import ReasonPage
from tests.support.guides import small_pack, small_reason
from tests.support.guides import with_reason as pack_with

TODAY = date(2026, 11, 25)
"""A Wednesday."""
SATURDAY = 5
DRAFT = Draft(
    id="d",
    operator="o",
    started=0,
    touched=0,
    guide="g",
    code="c",
    stage=Stage.REASON,
    task=TaskCode.INSTALL,
    step="install.only",
)


def page(pack: GuidePack | None = None, market: int | None = SATURDAY, draft: Draft = DRAFT) -> ReasonPage:
    made = page_of(draft, pack or small_pack(), "bà", TODAY, market)
    assert made is not None
    return made


def reason(days: int | None, code: str = "reason_a") -> Reason:
    return replace(small_reason(code), recheck_days=days)


def chosen(days: int | None, before: ReasonPage | None = None, draft: Draft = DRAFT) -> ReasonPage:
    asked = reason(days)
    return with_reason(before or page(), pack_with(asked), draft, asked, TODAY)


def test_the_seven_stand_in_the_cards_own_order() -> None:
    made = page()
    assert [one.code for one in made.seven] == [f"reason_{letter}" for letter in "gfedcba"]
    assert [one.code for one in made.others] == ["reason_h", "reason_i"]
    assert set(made.titles) == {one.code for one in (*made.seven, *made.others)}


@pytest.mark.parametrize(
    "lost", [replace(DRAFT, step="no.such"), replace(DRAFT, task=None)], ids=["card", "task"]
)
def test_without_a_card_there_is_no_page(lost: Draft) -> None:
    assert page_of(lost, small_pack(), "bà", TODAY, SATURDAY) is None


@pytest.mark.parametrize(
    ("days", "choice"),
    [
        (1, DateChoice.TOMORROW),
        (3, DateChoice.MARKET_DAY),
        (7, DateChoice.NEXT_WEEK),
        (10, DateChoice.PICK),
        (None, DateChoice.NONE),
    ],
)
def test_the_usual_day_is_proposed_on_its_chip(days: int | None, choice: DateChoice) -> None:
    made = chosen(days)
    assert made.choice is choice
    usual = None if days is None else TODAY + timedelta(days=days)
    assert made.day == (open_day(usual) if usual and choice is DateChoice.PICK else usual)


def test_another_reason_brings_its_own_day() -> None:
    made = chosen(7, chosen(1))
    assert (made.choice, made.day) == (DateChoice.NEXT_WEEK, TODAY + timedelta(days=7))


def test_a_day_picked_by_hand_stays_whichever_comes_first() -> None:
    by_hand = with_date(page(), DateChoice.TOMORROW)
    first = chosen(7, by_hand)
    assert (first.choice, first.day) == (DateChoice.TOMORROW, TODAY + timedelta(days=1))
    second = chosen(1, with_date(chosen(7), DateChoice.PICK, TODAY + timedelta(days=20)))
    assert (second.choice, second.day) == (DateChoice.PICK, TODAY + timedelta(days=20))


def agreed(*days: int) -> Draft:
    """With days agreed for the tasks behind this one."""
    ends = {
        task: TaskEnd(status=TaskStatus.BLOCKED, reason="reason_h", day=(TODAY + timedelta(days)).isoformat())
        for task, days in zip(list(TaskCode)[1:], days, strict=False)
    }
    return replace(DRAFT, ends=ends)


def test_the_day_agreed_for_another_task_is_proposed_first() -> None:
    draft, day = agreed(8), TODAY + timedelta(days=8)
    here = page(draft=draft)
    assert here.agreed == day
    made = chosen(7, here, draft)
    assert (made.choice, made.day, made.by_hand) == (DateChoice.PICK, day, False)
    assert chosen(8, here, draft).day == day, "the very day is not too early"
    assert chosen(None, here, draft).day is None, "a reason that asks nobody back proposes no day"
    later = chosen(7, with_date(here, DateChoice.NEXT_WEEK), draft)
    assert later.day == TODAY + timedelta(days=7), "another day by hand stays"


def test_a_day_agreed_before_it_can_be_of_use_is_told_and_not_proposed() -> None:
    """Tomorrow for a busy server is too early for a card that takes ten days."""
    draft = agreed(1)
    made = chosen(10, page(draft=draft), draft)
    assert made.agreed == TODAY + timedelta(days=1)
    assert (made.day, made.by_hand) == (open_day(TODAY + timedelta(days=10)), False)
    both = agreed(1, 14)
    assert chosen(10, page(draft=both), both).day == TODAY + timedelta(days=14), "the second way is enough"


def test_no_date_is_a_choice_as_well() -> None:
    made = chosen(7, with_date(page(), DateChoice.NONE))
    assert (made.choice, made.day) == (DateChoice.NONE, None)


def test_without_a_market_there_is_no_market_day_to_choose() -> None:
    assert DateChoice.MARKET_DAY not in page(market=None).dates


@pytest.mark.parametrize(
    ("outcome", "number"),
    [
        (TaskStatus.BLOCKED, None),
        (TaskStatus.WAITING, None),
        (TaskStatus.REFUSED, None),
        (TaskStatus.NOT_APPLICABLE, 3),
    ],
)
def test_the_page_knows_which_task_comes_next(outcome: TaskStatus, number: int | None) -> None:
    asked = replace(small_reason("reason_a"), outcome=outcome)
    draft = replace(DRAFT, ends={TaskCode.IDENTITY: TaskEnd(status=TaskStatus.DONE)})
    assert with_reason(page(draft=draft), small_pack(), draft, asked, TODAY).next_number == number


def test_after_the_last_task_comes_the_check_page() -> None:
    before = {code: TaskEnd(status=TaskStatus.DONE) for code in TaskCode if code is not TaskCode.ALONE}
    last = replace(DRAFT, task=TaskCode.ALONE, step="alone.only", ends=before)
    asked = replace(small_reason("reason_a"), outcome=TaskStatus.NOT_APPLICABLE)
    assert with_reason(page(draft=last), small_pack(), last, asked, TODAY).next_number is None


def answered(**changes: object) -> ReasonPage:
    end = replace(TaskEnd(status=TaskStatus.BLOCKED, reason="reason_h"), **changes)  # type: ignore[arg-type]
    return page(draft=replace(DRAFT, ends={TaskCode.INSTALL: end}))


def test_what_was_answered_before_is_there_again_with_its_day_and_note() -> None:
    day = TODAY + timedelta(days=12)
    made = answered(day=day.isoformat(), note="chờ con gái")
    assert made.chosen is not None
    assert (made.chosen.code, made.day, made.choice, made.note, made.by_hand) == (
        *("reason_h", day, DateChoice.PICK, "chờ con gái", True),
    )
    assert (answered().day, answered().choice) == (None, DateChoice.NONE), "no day was agreed"


def test_the_usual_day_answered_before_still_gives_way_to_another_reason() -> None:
    usual = answered(day=(TODAY + timedelta(days=3)).isoformat())
    assert (usual.choice, usual.by_hand) == (DateChoice.MARKET_DAY, False)


def test_a_day_that_has_passed_is_proposed_anew() -> None:
    made = answered(day=(TODAY - timedelta(days=1)).isoformat())
    assert (made.choice, made.by_hand) == (DateChoice.MARKET_DAY, False)


def test_an_answer_another_pack_knew_or_one_without_a_reason_chooses_nothing() -> None:
    assert answered(reason="no_such").chosen is None
    assert answered(reason="", status=TaskStatus.DONE).chosen is None
