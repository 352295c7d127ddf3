"""Whole schedules: devices, faults, sticks and merges around the real rule, judged at rest."""

import pytest

from tests.support.simulation.oracle import violations
from tests.support.simulation.world import Faults, World

STEPS = 150


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


def test_a_seed_tells_the_same_story_each_time() -> None:
    one, two = World(7), World(7)
    one.run(STEPS)
    two.run(STEPS)

    assert one.trace == two.trace
    assert any("answers" in line for line in one.trace)
