"""Every kind of fault is found in a pack that has it, and none in a sound one."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.guide import GuidePack
from app.domain.guide_check import problems
from app.domain.guide_faults import GuideFault, GuideProblem
from app.domain.guide_picture import ItemKind, PictureItem, PictureStyle, PictureTab
from app.domain.ladder import TaskStatus
from tests.domain.test_guide_check_paths import WAYS
from tests.support.guides import MADE, small_pack, with_picture, with_reason, with_step

PACK = small_pack()
STEP = PACK.tasks[0].steps[0]
PICTURE = STEP.picture
PASSCODE = PictureItem(label="Passcode 6 số", kind=ItemKind.FIELD)
REASON = PACK.reasons[0]
OF_A_SUCCESSOR = {GuideFault.CODE_LOST, GuideFault.CODE_REVIVED, GuideFault.VERSION_LOW}
OF_A_LANGUAGE = {GuideFault.LANGUAGE_MISSING, GuideFault.LANGUAGE_EXTRA, GuideFault.LANGUAGE_UNREVIEWED}

SPOILED: list[tuple[GuideFault, str, GuidePack]] = [
    (GuideFault.TASKS_WRONG, "tasks", replace(PACK, tasks=PACK.tasks[::-1])),
    (GuideFault.TASKS_WRONG, "tasks", replace(PACK, tasks=PACK.tasks[:4])),
    (
        GuideFault.TASK_EMPTY,
        "install",
        replace(PACK, tasks=(replace(PACK.tasks[0], steps=()), *PACK.tasks[1:])),
    ),
    (GuideFault.CODE_REPEATED, "reason_a", replace(PACK, reasons=(*PACK.reasons, PACK.reasons[0]))),
    (GuideFault.CODE_SHAPE, "identity.only", with_step(replace(STEP, code="identity.only"))),
    (GuideFault.CODE_SHAPE, "Reason A", with_reason(replace(REASON, code="Reason A"))),
    (
        GuideFault.REASON_UNKNOWN,
        "install.only.reasons",
        with_step(replace(STEP, reasons=(*STEP.reasons[:6], "gone"))),
    ),
    (GuideFault.NOT_SEVEN, "install.only.reasons", with_step(replace(STEP, reasons=STEP.reasons[:6]))),
    (
        GuideFault.NOT_SEVEN,
        "install.only.reasons",
        with_step(replace(STEP, reasons=(*STEP.reasons[:6], STEP.reasons[0]))),
    ),
    (GuideFault.NOT_THREE, "install.only.trouble", with_step(replace(STEP, trouble=STEP.trouble[:2]))),
    (GuideFault.MINUTES_WRONG, "install.only.minutes", with_step(replace(STEP, minutes=0))),
    (GuideFault.PICTURE_EMPTY, "install.only.picture", with_picture(replace(PICTURE, items=(), target=None))),
    (GuideFault.PICTURE_EMPTY, "install.only.picture", with_picture(replace(PICTURE, title=""))),
    (GuideFault.TARGET_OUTSIDE, "install.only.picture", with_picture(replace(PICTURE, target=2))),
    (GuideFault.TARGET_OUTSIDE, "install.only.picture", with_picture(replace(PICTURE, target=-1))),
    (
        GuideFault.TARGET_OUTSIDE,
        "install.only.picture",
        with_picture(replace(PICTURE, style=PictureStyle.TABS)),
    ),
    (GuideFault.TAB_OUTSIDE, "install.only.picture", with_picture(replace(PICTURE, tab=0))),
    (
        GuideFault.PAPERS_PLAIN,
        "install.only.picture",
        with_picture(replace(PICTURE, style=PictureStyle.PAPERS)),
    ),
    (
        GuideFault.LABEL_NOT_DRAWN,
        "install.only.picture",
        with_step(replace(STEP, title="Chạm “Dòng ba”")),
    ),
    (GuideFault.OUTCOME_WRONG, "reason_a", with_reason(replace(REASON, outcome=TaskStatus.DONE))),
    (GuideFault.OUTCOME_WRONG, "reason_a", with_reason(replace(REASON, outcome=TaskStatus.NOT_STARTED))),
    (GuideFault.RECHECK_WRONG, "reason_a", with_reason(replace(REASON, recheck_days=0))),
    (GuideFault.RECHECK_WRONG, "reason_a", with_reason(replace(REASON, recheck_days=400))),
    (GuideFault.SLIP_DATE, "reason_a.slip", with_reason(replace(REASON, slip="{You} mang theo thẻ."))),
    (
        GuideFault.SLIP_DATE,
        "reason_a.slip_undated",
        with_reason(replace(REASON, slip_undated="{date} {you} mang theo thẻ.")),
    ),
    (GuideFault.SOURCE_MISSING, "install.only", with_step(replace(STEP, verified=False, source=" "))),
    (GuideFault.SOURCE_MISSING, "reason_a", with_reason(replace(REASON, verified=False, source=""))),
    (
        GuideFault.CHECKED_LATER,
        "install.only",
        with_step(replace(STEP, checked_on=MADE + timedelta(days=1))),
    ),
    (GuideFault.TEXT_EMPTY, "reason_a.remedy", with_reason(replace(REASON, remedy=""))),
    (GuideFault.TEXT_EMPTY, "install.only.say", with_step(replace(STEP, say=" "))),
    (GuideFault.TEXT_NOT_NFC, "reason_a.title", with_reason(replace(REASON, title="kho\u0309e"))),
    (GuideFault.SENTENCE_LONG, "install.only.say", with_step(replace(STEP, say="chữ " * 15))),
    (GuideFault.WORD_BANNED, "install.only.expect", with_step(replace(STEP, expect="Máy đồng bộ xong."))),
    (GuideFault.PLACEHOLDER_UNKNOWN, "install.only.say", with_step(replace(STEP, say="{date} chạm ạ."))),
    (GuideFault.PLACEHOLDER_UNKNOWN, "install.only.note", with_picture(replace(PICTURE, note="{You} bấm."))),
    (
        GuideFault.PLACEHOLDER_UNKNOWN,
        "reason_a.slip",
        with_reason(replace(REASON, slip="{date} {you} gặp {me}.")),
    ),
    (
        GuideFault.PLACEHOLDER_MISSING,
        "words.picture.press",
        replace(PACK, words=replace(PACK.words, picture=replace(PACK.words.picture, press="Chạm."))),
    ),
    (GuideFault.QUOTE_WRONG, "install.only.title", with_step(replace(STEP, title='Chạm "Dòng hai"'))),
    (
        GuideFault.ASKS_SECRET,
        "reason_a.remedy",
        with_reason(replace(REASON, remedy="{You} đọc mã số cho {me}.")),
    ),
    (GuideFault.SIX_DIGITS, "install.only.say", with_step(replace(STEP, say="{You} bấm 123456 ạ."))),
    (GuideFault.SECRET_UNMARKED, "install.only", with_step(replace(STEP, say="{You} tự bấm passcode ạ."))),
    (
        GuideFault.MARKS_DISAGREE,
        "reason_a",
        with_step(replace(STEP, source=REASON.source, verified=not REASON.verified)),
    ),
    (
        GuideFault.MARKS_DISAGREE,
        "reason_a",
        with_step(replace(STEP, leads_to="reason_a", verified=not REASON.verified)),
    ),
    (GuideFault.SECRET_UNMARKED, "install.only", with_step(replace(STEP, expect="Máy hỏi passcode."))),
    (
        GuideFault.SECRET_UNMARKED,
        "install.only",
        with_step(
            replace(STEP, trouble=(replace(STEP.trouble[0], text="Máy hỏi mật khẩu"), *STEP.trouble[1:]))
        ),
    ),
    (
        GuideFault.SECRET_UNMARKED,
        "install.only",
        with_step(replace(STEP, picture=replace(STEP.picture, items=(*STEP.picture.items, PASSCODE)))),
    ),
]


def test_a_sound_pack_has_no_problem() -> None:
    assert problems(PACK) == []


@pytest.mark.parametrize(("fault", "where", "spoiled"), SPOILED)
def test_a_fault_is_found_where_it_is(fault: GuideFault, where: str, spoiled: GuidePack) -> None:
    assert (fault, where) in {(problem.code, problem.where) for problem in problems(spoiled)}


def test_every_kind_of_fault_was_tried() -> None:
    tried = {fault for fault, _, _ in SPOILED} | {fault for fault, _, _ in WAYS}
    assert tried | OF_A_LANGUAGE | OF_A_SUCCESSOR == set(GuideFault)


def test_a_marked_secret_is_in_order() -> None:
    assert problems(with_step(replace(STEP, say="{You} tự bấm passcode ạ.", secret=True))) == []


def test_a_tab_may_be_the_target() -> None:
    tabs = tuple(PictureTab(label=label, icon="home") for label in ("Dòng một", "Dòng hai"))
    assert problems(with_picture(replace(PICTURE, style=PictureStyle.TABS, tabs=tabs, tab=0, target=1))) == []


def test_a_reason_may_propose_no_day() -> None:
    assert problems(with_reason(replace(REASON, recheck_days=None))) == []


def test_a_problem_names_the_word_it_is_about() -> None:
    spoiled = with_step(replace(STEP, expect="Máy đồng bộ xong."))
    assert problems(spoiled) == [GuideProblem(GuideFault.WORD_BANNED, "install.only.expect", "đồng bộ")]
