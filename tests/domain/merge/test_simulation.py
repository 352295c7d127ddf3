"""Whole schedules: devices, faults, sticks, merges and restores around the real rule, judged at rest."""

from pathlib import Path

import pytest

from tests.support.proof import Task
from tests.support.simulation.mutants import ALL, STEPS
from tests.support.simulation.oracle import doubts, violations
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
    1059,
    1211,
    1386,
    1689,
    1890,
    2042,
    2151,
    2227,
    2312,
    2779,
    2914,
    3313,
    3522,
    4364,
    5214,
    5699,
    5841,
    7279,
    8640,
    10177,
    10416,
    10814,
    11357,
    11875,
    12433,
    13182,
    13295,
    15680,
    16812,
    17451,
    30005,
)
"""Schedules that broke a rule until it was mended: what was wrong is told in `test_restored` and `test_behind`."""

CERTAIN = (
    456,
    508,
    771,
    919,
    1101,
    1575,
    1922,
    3721,
    6964,
    7099,
    8663,
    8707,
    9335,
)
"""Schedules that once left room for doubt where there need be none: for a question too many, or an old answer."""


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


@pytest.mark.parametrize("seed", CERTAIN)
def test_a_schedule_that_once_left_room_for_doubt_no_longer_does(seed: int) -> None:
    world = World(seed, ALL)
    world.run(STEPS)

    assert [*violations(world), *doubts(world)] == []


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
