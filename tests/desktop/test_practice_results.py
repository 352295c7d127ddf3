"""What a trainer finds after a class: kept in one file without a name, and gone when it is reset."""

from __future__ import annotations

from pathlib import Path

from app.desktop.bootstrap import build_ground
from app.desktop.change_bus import ChangeBus
from app.domain.practice import Attempt

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


def test_a_torn_file_counts_as_none_and_is_written_anew(tmp_path: Path) -> None:
    ground = build_ground(tmp_path, ChangeBus().announce)
    (tmp_path / "practice-results.json").write_bytes(b'[{"case"')
    assert ground.attempts() == ()
    ground.keep(OTHER)
    assert ground.attempts() == (OTHER,)
