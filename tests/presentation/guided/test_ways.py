"""What may differ from person to person is asked beside the card, and answered with a digit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.domain.draft import Draft, Stage
from app.domain.guide import Choice, GuidePack, Variant
from app.domain.ladder import TaskCode
from app.presentation.guided.reasons import page_of
from app.presentation.guided.state import Card
from app.presentation.guided.views import card_of, task_views
from tests.support.guides import phone_pack, small_step
from tests.support.laptop import Laptop
from tests.support.visit import Visit

DRAFT = Draft(
    id="d",
    operator="o",
    started=0,
    touched=0,
    guide="g",
    code="c",
    stage=Stage.STEP,
    task=TaskCode.INSTALL,
    step="install.android",
)


def shown(draft: Draft, pack: GuidePack | None = None) -> Card:
    card = card_of(draft, pack or phone_pack(), "bà", "cháu")
    assert card is not None
    return card


def two_questions() -> GuidePack:
    """Two phones, and a card for a full one that only an Android can be."""
    pack = phone_pack()
    task = pack.tasks[0]
    room = replace(small_step("install.room"), when={"phone": ("android",), "state": ("full",)})
    choices = (Choice(code="fits", title="Còn chỗ"), Choice(code="full", title="{You} có máy đầy"))
    return replace(
        pack,
        tasks=(replace(task, steps=(*task.steps, room)), *pack.tasks[1:]),
        variants=(*pack.variants, Variant(code="state", title="Máy của {you}", choices=choices)),
    )


def test_the_choices_are_numbered_through() -> None:
    phone, state = shown(DRAFT, two_questions()).questions
    assert [(one.number, one.code, one.is_chosen) for one in (*phone.options, *state.options)] == [
        *((1, "android", True), (2, "iphone", False), (3, "fits", True), (4, "full", False)),
    ]
    assert (state.title, state.options[1].title) == ("Máy của bà", "Bà có máy đầy")


def test_what_would_change_nothing_is_not_asked() -> None:
    other = replace(DRAFT, step="install.iphone", choices={"phone": "iphone"})
    assert [one.title for one in shown(other, two_questions()).questions] == ["Loại máy"]
    plain = replace(DRAFT, task=TaskCode.ALONE, step="alone.only")
    assert shown(plain).questions == ()


def test_cards_are_counted_on_the_persons_own_way() -> None:
    assert [
        (card.number, card.total) for card in (shown(DRAFT), shown(replace(DRAFT, step="install.only")))
    ] == [
        *((1, 2), (2, 2)),
    ]
    [install, *_] = task_views(DRAFT, phone_pack(), "bà")
    assert [step.code for step in install.steps] == ["install.android", "install.only"]


def test_a_card_off_the_way_is_not_shown() -> None:
    assert card_of(replace(DRAFT, step="install.iphone"), phone_pack(), "bà", "cháu") is None


def test_a_card_that_leads_to_a_reason_brings_it_chosen_with_its_day() -> None:
    pack = phone_pack()
    led = replace(pack.tasks[0].steps[0], leads_to="reason_a")
    pack = replace(
        pack, tasks=(replace(pack.tasks[0], steps=(led, *pack.tasks[0].steps[1:])), *pack.tasks[1:])
    )
    page = page_of(replace(DRAFT, stage=Stage.REASON), pack, "bà", date(2026, 11, 25), None)
    assert page is not None
    assert (page.chosen, page.day, page.by_hand) == (pack.reason("reason_a"), date(2026, 11, 30), False)


def test_choosing_shows_the_other_card_at_once(laptop: Laptop, visit: Visit) -> None:
    visit.session.open_task(TaskCode.INSTALL)
    visit.session.choose("phone", "iphone")
    card = visit.state.card
    assert card is not None
    assert card.step.code == "install.store_iphone"
    assert [one.title for question in card.questions for one in question.options if one.is_chosen] == [
        *("Có máy thông minh", "iPhone", "Cài được"),
    ]


def test_a_borrowed_phone_is_asked_about_once_more_before_the_end(visit: Visit) -> None:
    visit.session.to_review()
    assert visit.state.review is not None
    [check] = visit.state.review.checks
    assert (check.task, check.choice) == (TaskCode.ALONE, "borrowed")
    visit.session.check(check.task, check.variant, check.choice)
    assert visit.state.card is not None
    assert visit.state.card.step.code.startswith("alone.")
    shown = [step.code for task in visit.state.tasks for step in task.steps]
    assert "alone.unlink" in shown
