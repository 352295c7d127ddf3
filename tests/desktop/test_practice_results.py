"""What a trainer finds after a class: kept in one file without a name, and gone when it is reset."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.desktop.bootstrap import build_ground
from app.desktop.change_bus import ChangeBus
from app.desktop.main import note_failure
from app.desktop.screens.practice import PracticeScreen
from app.desktop.widgets.question import Question
from app.desktop.wording.trouble import store_trouble
from app.domain.faults import StoreTrouble
from app.domain.practice import Attempt
from tests.support.learning import Learning

FIRST = Attempt(case="says_no", right=False, seconds=90, hints=2)
BETTER = Attempt(case="says_no", right=True, seconds=60, hints=0)
OTHER = Attempt(case="sim_not_own", right=True, seconds=200, hints=1)


def test_the_last_attempt_at_each_case_is_kept_until_the_reset(tmp_path: Path) -> None:
    ground = build_ground(tmp_path, ChangeBus().announce)
    assert ground.attempts() == ()
    for attempt in (FIRST, OTHER, BETTER):
        ground.keep(attempt)
    ground.leave()
    again = build_ground(tmp_path, ChangeBus().announce)
    assert again.attempts() == (OTHER, BETTER)
    again.forget()
    again.forget()
    assert again.attempts() == ()


@pytest.mark.parametrize(
    "torn",
    [
        pytest.param(b'[{"case"', id="short"),
        pytest.param(b'[{"case":"\xff\xfe","right":true,"seconds":9,"hints":0}]', id="no text"),
        pytest.param(b'{"case":"says_no"}', id="something else"),
    ],
)
def test_a_torn_file_counts_as_none_and_is_written_anew(tmp_path: Path, torn: bytes) -> None:
    ground = build_ground(tmp_path, ChangeBus().announce)
    (tmp_path / "practice-results.json").write_bytes(torn)
    assert ground.attempts() == ()
    ground.keep(OTHER)
    assert ground.attempts() == (OTHER,)


def test_a_reset_the_disk_does_not_take_is_told_and_changes_nothing(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = b'[{"case":"says_no","right":true,"seconds":9,"hints":0}]'
    (tmp_path / "practice-results.json").write_bytes(kept)

    def refuse(_path: Path, *, missing_ok: bool = False) -> None:
        raise PermissionError(errno.EROFS, "read-only")

    learning = Learning(tmp_path).ready()
    learning.sees(PracticeScreen)._reset.click()
    with monkeypatch.context() as patch, qtbot.captureExceptions() as raised:
        patch.setattr(Path, "unlink", refuse)
        learning.sees(Question).accept()
    for one in raised:
        note_failure(learning.desk, tmp_path / "log.txt", *one)  # type: ignore[arg-type]
    notice = learning.window._banner.notice
    assert notice is not None
    assert notice.words == store_trouble(StoreTrouble.READ_ONLY).whole()
    assert sum(row.attempt is not None for row in learning.desk.presenter.state().rows) == 1
    learning.close()
    assert (tmp_path / "practice-results.json").read_bytes() == kept
