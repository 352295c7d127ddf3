"""Whole schedules: devices, faults, sticks and merges around the real rule, judged at rest."""

import pytest

from tests.support.simulation.oracle import violations
from tests.support.simulation.world import Faults, World

STEPS = 150
FOUND_WRONG_BEFORE = (
    14,  # a chain of waiting values came back to the start value and vanished
    1247,  # a decision about one's own waiting value was taken for an old one
    1538,  # a merge chose an early value of its own device
    18,  # a note came back to the survivor after an undo
    111,  # a value waiting beside the standing one of a merged record was taken for its ancestor
    582,  # a corrected chain ended where it had begun
    2078 + 1_000_000,  # a merge was undone and made the other way round
    1102 + 1_000_000,  # an early value stood over a later one of its own device
    20034,  # an unknown survivor's row was older than the loser's answers
    21750,  # two people asked the same, and an undo took both questions away
    22814,  # a merge was held until its values had been decided about
    51012,  # the same value twice in one chain
)
"""Seeds that broke a rule while the rule was built; the schedules they stand for change when the simulator does."""


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


@pytest.mark.parametrize("seed", FOUND_WRONG_BEFORE)
@pytest.mark.parametrize("merges", [True, False])
def test_what_went_wrong_once_does_not_again(seed: int, merges: bool) -> None:
    assert broken(seed, Faults(merges=merges)) == []


def test_a_seed_tells_the_same_story_each_time() -> None:
    one, two = World(7), World(7)
    one.run(STEPS)
    two.run(STEPS)

    assert one.trace == two.trace
    assert any("answers" in line for line in one.trace)
