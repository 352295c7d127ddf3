"""Trouble of the machine: what happened, that the work is safe, what to do; never to delete anything."""

from __future__ import annotations

import pytest

from app.desktop.wording.trouble import Notice, store_trouble
from app.domain.faults import StoreTrouble
from tests.support.words import sentence_in_both


@pytest.mark.parametrize("trouble", list(StoreTrouble))
def test_every_trouble_says_three_things(trouble: StoreTrouble) -> None:
    for part in ("what", "safe", "todo"):
        vietnamese, _ = sentence_in_both(lambda part=part: getattr(store_trouble(trouble), part))
        assert "{" not in vietnamese
    assert store_trouble(trouble).code == trouble.value


@pytest.mark.parametrize("trouble", list(StoreTrouble))
def test_nobody_is_told_to_delete_the_file(trouble: StoreTrouble) -> None:
    todo = store_trouble(trouble).todo.lower()
    assert "xóa" not in todo or "đừng xóa" in todo or "không xóa" in todo


def test_every_trouble_is_told_apart() -> None:
    assert len({store_trouble(trouble).what for trouble in StoreTrouble}) == len(StoreTrouble)


def test_a_damaged_file_must_not_be_deleted() -> None:
    for trouble in (StoreTrouble.DAMAGED, StoreTrouble.HEADER_DAMAGED):
        assert "xóa" in store_trouble(trouble).todo.lower()


def test_the_whole_notice_is_one_paragraph_without_gaps() -> None:
    notice = store_trouble(StoreTrouble.DISK_FULL)
    assert notice.whole() == f"{notice.what} {notice.safe} {notice.todo}"
    assert Notice("Một.", "", "Ba.").whole() == "Một. Ba."
