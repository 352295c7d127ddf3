"""People who differ from the usual: other cards, kept for the session, and cards that end with a reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.draft import Draft, Stage
from app.domain.ladder import TaskCode, TaskState, TaskStatus
from app.presentation.guided.views import card_of
from app.usecases import guidance
from tests.support.guides import phone_pack
from tests.support.laptop import Laptop, good, person

INSTALL, IDENTITY, *_ = TaskCode


@pytest.fixture
def draft(laptop: Laptop) -> Draft:
    """Somebody on the first card of a task that knows two kinds of phone."""
    laptop.pack = phone_pack()
    new = laptop.meet_new(person(1))
    return guidance.open_task(laptop.store, laptop.clock, laptop.pack, new, INSTALL)


def choose(laptop: Laptop, draft: Draft, choice: str) -> Draft:
    return guidance.choose(laptop.store, laptop.clock, laptop.pack, draft, "phone", choice)


def finish(laptop: Laptop, draft: Draft) -> Draft:
    return guidance.finish_step(laptop.store, laptop.clock, laptop.pack, draft)


def test_the_usual_way_has_no_card_of_another_phone(laptop: Laptop, draft: Draft) -> None:
    assert draft.step == "install.android"
    second = finish(laptop, draft)
    assert second.step == "install.only"
    assert finish(laptop, second).ends[INSTALL].status is TaskStatus.DONE


def test_another_choice_puts_another_card_in_its_place_and_is_kept(laptop: Laptop, draft: Draft) -> None:
    other = choose(laptop, draft, "iphone")
    assert (other.step, dict(other.choices)) == ("install.iphone", {"phone": "iphone"})
    [kept] = laptop.store.read().drafts()
    assert kept == other
    assert finish(laptop, other).step == "install.only"


def test_a_child_begins_on_the_cards_for_children_and_staff_may_choose_otherwise(
    laptop: Laptop, draft: Draft
) -> None:
    [phone] = laptop.pack.variants
    ages = (phone.choices[0], replace(phone.choices[1], under=14))
    pack = replace(laptop.pack, variants=(replace(phone, choices=ages),))
    today = laptop.clock.now().date()
    child = replace(draft, person={"birth": str(today.year - 12)}, step="", task=None)
    fitted = guidance.fitted(pack, child, today)
    assert dict(fitted.choices) == {"phone": "iphone"}
    assert guidance.open_task(laptop.store, laptop.clock, pack, fitted, INSTALL).step == "install.iphone"
    chosen = guidance.choose(laptop.store, laptop.clock, pack, fitted, "phone", "android")
    assert guidance.fitted(pack, chosen, today) == chosen
    assert guidance.fitted(pack, draft, today) == draft


def test_going_back_stays_on_the_chosen_way(laptop: Laptop, draft: Draft) -> None:
    on = finish(laptop, choose(laptop, draft, "iphone"))
    back = guidance.step_back(laptop.store, laptop.clock, laptop.pack, on)
    assert back.step == "install.iphone"
    again = guidance.open_task(laptop.store, laptop.clock, laptop.pack, back, INSTALL)
    assert again.step == "install.only", "the first one not done yet"


def test_a_choice_may_be_made_while_no_task_is_open(laptop: Laptop, draft: Draft) -> None:
    listed = guidance.to_tasks(laptop.store, laptop.clock, draft)
    chosen = choose(laptop, listed, "iphone")
    assert (chosen.step, chosen.stage) == ("", Stage.TASKS)
    assert (
        guidance.open_task(laptop.store, laptop.clock, laptop.pack, chosen, INSTALL).step == "install.iphone"
    )


@pytest.mark.parametrize(("stood", "begins"), [("iphone", "android"), ("only", "only"), ("gone", "android")])
def test_an_earlier_day_goes_on_at_its_very_card_or_from_the_beginning(
    laptop: Laptop, draft: Draft, stood: str, begins: str
) -> None:
    """Which phone it was then is not known any more: no card of another way is said to have been reached."""
    stuck = TaskState(status=TaskStatus.BLOCKED, reason="reason_a", step=f"install.{stood}")
    back = replace(draft, task=None, step="", places={}, before={INSTALL: stuck})
    on = guidance.open_task(laptop.store, laptop.clock, laptop.pack, back, INSTALL)
    assert on.step == f"install.{begins}"
    card = card_of(on, laptop.pack, "bà", "cháu")
    assert card is not None
    assert card.resumed == (begins == stood)


def test_a_card_that_leads_to_a_reason_does_not_end_its_task_as_done(laptop: Laptop, draft: Draft) -> None:
    task = laptop.pack.tasks[0]
    last = replace(task.steps[-1], leads_to="reason_a")
    laptop.pack = replace(
        laptop.pack, tasks=(replace(task, steps=(*task.steps[:-1], last)), *laptop.pack.tasks[1:])
    )
    asked = finish(laptop, finish(laptop, draft))
    assert (asked.stage, asked.task, dict(asked.ends)) == (Stage.REASON, INSTALL, {})
    told = guidance.cannot_do(laptop.store, laptop.clock, laptop.pack, asked, reason="reason_a", day=None)
    assert good(told).ends[INSTALL].reason == "reason_a"
