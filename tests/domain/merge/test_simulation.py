"""Whole schedules: devices, faults, sticks, merges and restores around the real rule, judged at rest."""

from pathlib import Path

import pytest

from tests.support.proof import Task
from tests.support.simulation.mutants import ALL, STEPS
from tests.support.simulation.oracle import violations
from tests.support.simulation.proving import rule
from tests.support.simulation.world import Faults, World

FOUND = (
    45,
    99,
    181,
    202,
    755,
    801,
    822,
    1211,
    1689,
    1890,
    2042,
    2151,
    2227,
    2312,
    2914,
    3313,
    3522,
    4364,
    5699,
)
"""Schedules with restores that broke a rule until the rule was mended: what was wrong is told in `test_restored`."""


def broken(seed: int, faults: Faults) -> list[str]:
    world = World(seed, faults)
    world.run(STEPS)
    return violations(world)


@pytest.mark.parametrize("first", range(0, 75, 25))
def test_no_schedule_breaks_a_rule(first: int) -> None:
    for seed in range(first, first + 25):
        assert broken(seed, Faults(merges=False)) == [], seed


@pytest.mark.parametrize("first", range(1000, 1075, 25))
def test_no_schedule_with_merges_breaks_a_rule(first: int) -> None:
    for seed in range(first, first + 25):
        assert broken(seed, Faults()) == [], seed


@pytest.mark.parametrize("first", range(2000, 2075, 25))
def test_no_schedule_with_merges_and_restores_breaks_a_rule(first: int) -> None:
    for seed in range(first, first + 25):
        assert broken(seed, ALL) == [], seed


@pytest.mark.parametrize("seed", FOUND)
def test_a_schedule_that_once_broke_a_rule_no_longer_does(seed: int) -> None:
    assert broken(seed, ALL) == []


def test_a_campaign_counts_what_it_tried(tmp_path: Path) -> None:
    result = rule(Task(size=3, first=40, folder=tmp_path))

    assert (result.runs, result.seeds, result.violations) == (3, "40-42", ())
    assert result.figures["changes"]


def test_a_seed_tells_the_same_story_each_time() -> None:
    one, two = World(7, ALL), World(7, ALL)
    one.run(STEPS)
    two.run(STEPS)

    assert one.trace == two.trace
    assert any("answers" in line for line in one.trace)
