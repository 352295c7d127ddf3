"""The register: every campaign is there, small enough for its budget, and runs in a quick form with every test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house.tree import ROOT
from tests.prove.__main__ import main
from tests.prove.register import CAMPAIGNS, Planned, load
from tests.prove.running import Wanted, budget
from tests.support.faulty_proxy.scenarios import SCENARIOS
from tests.support.killing.work import ACTIVITIES
from tests.support.proof import Task
from tests.support.simulation.mutants import MUTANTS as RULES
from tests.support.world.mutants import MUTANTS as PROTOCOLS

MOST_MINUTES = 100
QUICK = [one for one in CAMPAIGNS if one.quick]
NAMED = {one.name: one for one in CAMPAIGNS}


def test_all_of_it_takes_no_longer_than_the_readme_says(tmp_path: Path) -> None:
    everything = Wanted(campaigns=CAMPAIGNS, scale=1.0, first=0, folder=tmp_path)
    assert budget(everything, 2) <= MOST_MINUTES * 60
    said = " ".join((ROOT / "README.md").read_text("utf-8").split())
    assert f"at most {MOST_MINUTES} minutes on two cores" in said


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


def test_all_mutants_are_tried_and_every_scenario_more_than_once(tmp_path: Path) -> None:
    """However many there are, and however small a share was asked for."""
    little = Wanted(campaigns=CAMPAIGNS, scale=0.01, first=0, folder=tmp_path)
    assert little.size(NAMED["world-mutants"]) == len(PROTOCOLS) > 30
    assert little.size(NAMED["rule-mutants"]) == len(RULES) > 30
    assert NAMED["faulty-line"].cases >= 5 * len(SCENARIOS) >= 5 * 60
    assert NAMED["full-disk"].cases >= 100 * len(ACTIVITIES)


def test_what_was_promised_is_planned() -> None:
    assert NAMED["world"].cases + NAMED["world-on"].cases == NAMED["rule"].cases == 10_000
    assert NAMED["world-on"].first == NAMED["world"].cases, "no schedule twice"
    assert NAMED["world-real-stores"].cases >= 200
    assert NAMED["kills"].cases >= 1_000


def test_a_case_needs_its_campaign(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--case", "7"])
    assert "name it with CAMPAIGN" in capsys.readouterr().err


def test_a_name_nobody_knows_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--campaign", "no-such-thing"])
    assert "no campaign is called no-such-thing" in capsys.readouterr().err


def test_the_command_leaves_its_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--campaign", "bit-flips", "--scale", "0.005", "--folder", str(tmp_path)]) == 0
    assert "1 campaigns" in capsys.readouterr().out
    assert (tmp_path / "report.md").exists()
