"""T-USB in its quick form: a few bad months in which nothing is lost, and proof that the campaign would notice."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.contract.bundle import Purpose, named
from app.usecases import rescue
from app.usecases.rescue import RescueReport
from tests.support import carriers
from tests.support.courier.proving import quick
from tests.support.sticks import MemoryFiles

SEEDS = [0, 17, 68, 199, 68_000]
"""68 once let a bundle under another name than its own into a courier's folder, where it stopped every run; 199 one
whose head was altered, which central refused when the laptop that carried it was dead."""


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_lost_doubled_or_left_behind(tmp_path: Path, seed: int) -> None:
    result = quick(tmp_path, 1, seed)
    assert (result.runs, result.violations) == (1, ())


def test_receipts_that_get_lost_on_the_way_are_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = MemoryFiles.put

    def forgetful(files: MemoryFiles, name: str, content: bytes) -> None:
        if (named(name) or ("", ""))[0] is not Purpose.PARCEL:
            put(files, name, content)

    monkeypatch.setattr(MemoryFiles, "put", forgetful)
    assert any("still waits" in one for one in quick(tmp_path, 1).violations)


def test_a_dead_laptop_without_rescue_copies_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carriers.rescue, "catch_up", lambda *_words: RescueReport())
    assert rescue.catch_up is carriers.rescue.catch_up
    violations = quick(tmp_path, 6).violations
    assert any("lost at central" in one for one in violations)
