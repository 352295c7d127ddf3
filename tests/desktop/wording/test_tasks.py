"""How a task stands: one word, one shape, and an ending that reads well."""

from __future__ import annotations

import pytest

from app.desktop.wording import tasks
from app.domain.ladder import TaskState, TaskStatus
from app.i18n import use_language
from tests.support.words import said_in_both

FORGOT = "Không mang thẻ bảo hiểm y tế"


@pytest.mark.parametrize("status", list(TaskStatus))
def test_every_status_has_a_word(status: TaskStatus) -> None:
    said_in_both(lambda: tasks.status_word(status))


def test_every_status_has_its_own_word_and_its_own_shape() -> None:
    assert len({tasks.status_word(status) for status in TaskStatus}) == len(TaskStatus)
    assert len({tasks.shape(status) for status in TaskStatus}) == len(TaskStatus)


@pytest.mark.parametrize(
    ("state", "title", "is_today", "words"),
    [
        (TaskState(status=TaskStatus.DONE, how="guided"), "", True, "Xong"),
        (TaskState(status=TaskStatus.DONE, how="already"), "", True, "Đã có từ trước"),
        (TaskState(status=TaskStatus.DONE, how="guided"), "", False, "Đã có từ trước"),
        (TaskState(), "", False, "Chưa làm"),
        (
            TaskState(status=TaskStatus.BLOCKED, reason="r", recheck="2026-10-17"),
            FORGOT,
            True,
            "Chưa làm được: không mang thẻ bảo hiểm y tế · hẹn Thứ Bảy 17/10",
        ),
        (
            TaskState(status=TaskStatus.BLOCKED, reason="r"),
            FORGOT,
            True,
            "Chưa làm được: không mang thẻ bảo hiểm y tế",
        ),
        (
            TaskState(status=TaskStatus.WAITING, recheck="2026-10-17"),
            "",
            True,
            "Đang chờ · hẹn Thứ Bảy 17/10",
        ),
    ],
)
def test_endings_read_well(state: TaskState, title: str, is_today: bool, words: str) -> None:
    assert tasks.ending(state, title, is_today=is_today) == words


@pytest.mark.parametrize("title", ["SIM không chính chủ", "VNeID báo bận", "BHYT hết hạn", "H'Mông"])
def test_names_keep_their_capitals_inside_an_ending(title: str) -> None:
    state = TaskState(status=TaskStatus.BLOCKED, reason="r")
    assert tasks.ending(state, title, is_today=True).endswith(title)


def test_an_ending_in_english() -> None:
    use_language("en")
    state = TaskState(status=TaskStatus.BLOCKED, reason="r", recheck="2026-10-17")
    assert tasks.ending(state, "No card here", is_today=True) == (
        "Not done yet: no card here · back on Saturday 17/10"
    )
