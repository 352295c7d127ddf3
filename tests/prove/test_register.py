"""The register: every campaign is there, small enough for its budget, and runs in a quick form with every test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.prove.__main__ import main
from tests.prove.register import CAMPAIGNS, Planned, load
from tests.prove.running import Wanted, budget
from tests.support.proof import Task

MOST_MINUTES = 90
QUICK = [one for one in CAMPAIGNS if one.quick]


def test_all_of_it_takes_an_hour_and_a_half_at_most(tmp_path: Path) -> None:
    everything = Wanted(campaigns=CAMPAIGNS, scale=1.0, first=0, folder=tmp_path)
    assert budget(everything, 2) <= MOST_MINUTES * 60


def test_each_has_a_name_of_its_own() -> None:
    assert len({one.name for one in CAMPAIGNS}) == len(CAMPAIGNS)


@pytest.mark.parametrize("planned", CAMPAIGNS, ids=lambda one: one.name)
def test_each_can_be_found(planned: Planned) -> None:
    assert callable(load(planned.where))


@pytest.mark.parametrize("planned", QUICK, ids=lambda one: one.name)
def test_each_holds_in_its_quick_form(planned: Planned, tmp_path: Path) -> None:
    result = load(planned.where)(Task(size=planned.quick, folder=tmp_path))
    assert result.violations == ()
    assert result.runs >= planned.quick


def test_a_name_nobody_knows_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--campaign", "no-such-thing"])
    assert "no campaign is called no-such-thing" in capsys.readouterr().err


def test_the_command_leaves_its_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--campaign", "bit-flips", "--scale", "0.005", "--folder", str(tmp_path)]) == 0
    assert "1 campaigns" in capsys.readouterr().out
    assert (tmp_path / "report.md").exists()
