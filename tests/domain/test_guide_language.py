"""A second language laid over a pack, and the check that it is whole."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.guide import Trouble
from app.domain.guide_check import overlay_problems, problems
from app.domain.guide_faults import GuideFault
from app.domain.guide_language import (
    Overlay,
    ReasonText,
    StepText,
    TaskText,
    choice_codes,
    with_language,
)
from app.domain.guide_picture import PictureStyle
from app.domain.ladder import TaskCode
from tests.support.guides import phone_pack, small_pack

PACK = small_pack()
STEP_TEXT = StepText(
    title="Tap “Dòng hai”",
    short_title="Tap line two",
    say="Tap the second line, please.",
    expect="The next screen appears.",
    trouble=tuple(Trouble(text="It is not there", advice="Swipe up.") for _ in range(3)),
    note="Tap lightly.",
)
REASON_TEXT = ReasonText(
    title="Card not brought",
    where="Support point",
    slip="{date} please bring the card.",
    slip_undated="Next time please bring the card.",
    remedy="Agree on another day.",
    bring=("insurance card", "phone"),
)
TASK_TEXT = TaskText(
    title="One task",
    short_title="Task",
    already_done="Is it done already?",
    closing_check="It works.",
    done_slip="It is done.",
)
ENGLISH = Overlay(
    language="en",
    words=replace(
        PACK.words,
        safety="Tell nobody.",
        safety_short="Alone.",
        secret_line="Look away.",
        anti_scam=("No links.",),
    ),
    hotlines=("VNeID line",),
    tasks={code.value: TASK_TEXT for code in TaskCode},
    steps={f"{code.value}.only": STEP_TEXT for code in TaskCode},
    reasons={reason.code: REASON_TEXT for reason in PACK.reasons},
)


def test_the_words_change_and_the_rest_stays() -> None:
    english = with_language(PACK, ENGLISH)
    step, reason = english.tasks[2].steps[0], english.reasons[3]
    assert (english.language, english.tasks[2].title, english.hotlines[0].name) == (
        "en",
        "One task",
        "VNeID line",
    )
    assert (step.say, step.picture.note, reason.remedy) == (STEP_TEXT.say, "Tap lightly.", REASON_TEXT.remedy)
    assert step.picture.items == PACK.tasks[2].steps[0].picture.items
    assert (step.reasons, reason.recheck_days) == (PACK.tasks[2].steps[0].reasons, 3)


def test_what_is_not_translated_stays_as_it_was() -> None:
    bare = with_language(PACK, replace(ENGLISH, hotlines=(), tasks={}, steps={}, reasons={}))
    assert (bare.tasks, bare.reasons, bare.hotlines) == (PACK.tasks, PACK.reasons, PACK.hotlines)


def test_a_whole_overlay_has_no_problem() -> None:
    assert overlay_problems(PACK, ENGLISH) == []
    assert problems(with_language(PACK, ENGLISH)) == []


@pytest.mark.parametrize(
    ("overlay", "fault", "where"),
    [
        (replace(ENGLISH, tasks={}), GuideFault.LANGUAGE_MISSING, "tasks.install"),
        (replace(ENGLISH, steps={}), GuideFault.LANGUAGE_MISSING, "steps.install.only"),
        (replace(ENGLISH, reasons={}), GuideFault.LANGUAGE_MISSING, "reasons.reason_a"),
        (replace(ENGLISH, hotlines=()), GuideFault.LANGUAGE_MISSING, "hotlines"),
        (
            replace(ENGLISH, steps={**ENGLISH.steps, "gone.step": STEP_TEXT}),
            GuideFault.LANGUAGE_EXTRA,
            "steps.gone.step",
        ),
        (
            replace(ENGLISH, reasons={**ENGLISH.reasons, "reason_a": replace(REASON_TEXT, bring=())}),
            GuideFault.LANGUAGE_MISSING,
            "reason_a.bring",
        ),
        (
            replace(ENGLISH, reasons={**ENGLISH.reasons, "reason_a": replace(REASON_TEXT, remedy="")}),
            GuideFault.TEXT_EMPTY,
            "reason_a.remedy",
        ),
        (
            replace(ENGLISH, steps={**ENGLISH.steps, "install.only": replace(STEP_TEXT, trouble=())}),
            GuideFault.NOT_THREE,
            "install.only.trouble",
        ),
        (
            replace(
                ENGLISH, steps={**ENGLISH.steps, "install.only": replace(STEP_TEXT, title="Tap “Line two”")}
            ),
            GuideFault.LABEL_NOT_DRAWN,
            "install.only.picture",
        ),
        (
            replace(ENGLISH, tasks={**ENGLISH.tasks, "alone": replace(TASK_TEXT, title="Synchronise it")}),
            GuideFault.WORD_BANNED,
            "alone.title",
        ),
    ],
)
def test_a_hole_in_the_overlay_is_found(overlay: Overlay, fault: GuideFault, where: str) -> None:
    assert (fault, where) in {(problem.code, problem.where) for problem in overlay_problems(PACK, overlay)}


@pytest.mark.parametrize(
    ("reviewer", "day"), [("", None), ("Người Duyệt Mẫu", None), ("  ", date(2026, 11, 1))]
)
def test_a_language_of_the_people_needs_a_name_and_a_day(reviewer: str, day: date | None) -> None:
    thai = replace(ENGLISH, language="thai", reviewer=reviewer, reviewed_on=day)
    assert GuideFault.LANGUAGE_UNREVIEWED in {problem.code for problem in overlay_problems(PACK, thai)}


def test_a_reviewed_language_may_be_shown() -> None:
    thai = replace(ENGLISH, language="thai", reviewer="Người Duyệt Mẫu", reviewed_on=date(2026, 11, 1))
    assert thai.is_reviewed
    assert GuideFault.LANGUAGE_UNREVIEWED not in {problem.code for problem in overlay_problems(PACK, thai)}


def test_choices_have_words_in_the_second_language() -> None:
    pack = phone_pack()
    steps = {step.code: STEP_TEXT for step in pack.tasks[0].steps}
    overlay = replace(ENGLISH, steps={**ENGLISH.steps, **steps})
    missing = {problem.detail for problem in overlay_problems(pack, overlay)}
    assert missing == set(choice_codes(pack)) == {"phone", "phone.android", "phone.iphone"}
    titles = {"phone": "Kind of phone", "phone.android": "Android", "phone.iphone": "an iPhone"}
    assert overlay_problems(pack, replace(overlay, variants=titles)) == []
    (variant,) = with_language(pack, replace(overlay, variants=titles)).variants
    assert (variant.title, [choice.title for choice in variant.choices]) == (
        "Kind of phone",
        ["Android", "an iPhone"],
    )


def test_papers_are_drawn_in_the_second_language_and_a_phone_is_not() -> None:
    papers = replace(PACK.tasks[0].steps[0].picture, style=PictureStyle.PAPERS, target=None, note="")
    step = replace(PACK.tasks[0].steps[0], picture=papers, title="Mang theo")
    pack = replace(PACK, tasks=(replace(PACK.tasks[0], steps=(step,)), *PACK.tasks[1:]))
    bare = replace(STEP_TEXT, title="Bring", note="")
    words = {"install.only": replace(bare, drawn=("Bring along", "Card", "Phone"))}
    whole = replace(ENGLISH, steps={**ENGLISH.steps, **words})
    assert overlay_problems(pack, whole) == []
    drawn = with_language(pack, whole).tasks[0].steps[0].picture
    assert (drawn.title, [item.label for item in drawn.items]) == ("Bring along", ["Card", "Phone"])
    undrawn = replace(ENGLISH, steps={**ENGLISH.steps, "install.only": bare})
    assert GuideFault.LANGUAGE_MISSING in {problem.code for problem in overlay_problems(pack, undrawn)}
    assert GuideFault.LANGUAGE_EXTRA in {problem.code for problem in overlay_problems(PACK, whole)}
