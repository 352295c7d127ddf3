"""From a draft and a pack to what is shown: cards addressed to the person, tasks, the check page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.contract.guide_format import read_pack
from app.domain.draft import Draft, Stage, TaskEnd, reviewed
from app.domain.ladder import TaskCode, TaskState, TaskStatus
from app.presentation.guided.views import card_of, reason_title, review_of, task_views
from tests.support.guides import shipped_files, small_pack, small_step, with_step

INSTALL, IDENTITY, INSURANCE, HEALTH_BOOK, ALONE = TaskCode
DRAFT = Draft(id="d", operator="o", started=0, touched=0, guide="g", code="c")
ON_CARD = replace(DRAFT, stage=Stage.STEP, task=INSTALL, step="install.only")


def test_a_card_speaks_to_the_person() -> None:
    card = card_of(ON_CARD, small_pack(), "bà", "cháu")
    assert card is not None
    assert card.say == "Bà chạm giúp cháu dòng thứ hai ạ."
    assert card.already_done == "Bà đã làm chưa ạ?"
    assert (card.number, card.total, card.secret_line) == (1, 1, "")
    assert "Dòng hai" in card.picture_text
    assert card.trouble[0] == ("Không thấy dòng này", "Vuốt lên.")


def test_a_childs_card_speaks_to_the_parents_who_hold_the_phone() -> None:
    wallet = replace(ON_CARD, task=INSURANCE, step="insurance.wallet", choices={"person": "child"})
    card = card_of(wallet, read_pack(shipped_files()), "em", "mình")
    assert card is not None
    assert (card.hearer, card.title[:6]) == ("cha mẹ", "Cha mẹ")
    assert card.say.startswith("Cha mẹ tự đăng nhập")
    assert card.secret_line.startswith("Cha mẹ tự bấm")


def test_a_secret_card_says_to_look_away() -> None:
    pack = with_step(replace(small_step("install.only"), secret=True))
    card = card_of(ON_CARD, pack, "bà", "cháu")
    assert card is not None
    assert card.secret_line == "Bà tự bấm. Cán bộ quay đi."


def test_only_the_first_card_asks_whether_it_is_done_already() -> None:
    pack = small_pack()
    two = replace(pack.tasks[0], steps=(small_step("install.only"), small_step("install.two")))
    pack = replace(pack, tasks=(two, *pack.tasks[1:]))
    second = card_of(replace(ON_CARD, step="install.two"), pack, "bà", "cháu")
    assert second is not None
    assert (second.number, second.total, second.already_done) == (2, 2, "")


@pytest.mark.parametrize("lost", [replace(ON_CARD, step="gone"), replace(ON_CARD, task=None)])
def test_a_card_of_another_pack_is_not_shown(lost: Draft) -> None:
    assert card_of(lost, small_pack(), "bà", "cháu") is None


def test_the_cards_are_listed_under_the_open_task_only() -> None:
    for stage in Stage:
        views = task_views(replace(ON_CARD, stage=stage), small_pack(), "bà")
        shows = stage in (Stage.STEP, Stage.REASON)
        assert [bool(view.steps) for view in views] == [shows, False, False, False, False]


def test_tasks_show_what_stood_before_and_what_ended_today() -> None:
    before = {
        INSTALL: TaskState(status=TaskStatus.DONE),
        IDENTITY: TaskState(status=TaskStatus.WAITING, reason="gone"),
    }
    today = {INSURANCE: TaskEnd(status=TaskStatus.BLOCKED, reason="reason_a", day="2026-12-01")}
    views = task_views(replace(DRAFT, before=before, ends=today), small_pack(), "bà")
    assert [view.state.status for view in views] == [
        TaskStatus.DONE,
        TaskStatus.WAITING,
        TaskStatus.BLOCKED,
        TaskStatus.NOT_STARTED,
        TaskStatus.NOT_STARTED,
    ]
    assert [view.is_today for view in views] == [False, False, True, False, False]
    assert [view.reason_title for view in views] == ["", "", "Không mang thẻ", "", ""]
    assert views[2].state.recheck == "2026-12-01"


def test_the_check_page_has_all_five_and_no_silence() -> None:
    review = review_of(reviewed(DRAFT), small_pack(), "bà", "2026-11-25")
    assert [row.code for row in review.rows] == list(TaskCode)
    assert TaskStatus.NOT_STARTED not in [row.state.status for row in review.rows]
    assert (review.phone, review.phone_owner, review.phone_agreed, review.problems) == ("", "", False, ())


def test_a_reason_nobody_knows_has_no_title() -> None:
    assert reason_title(small_pack(), "no_such", "bà") == ""
