"""The campaigns of the merge rule, as `make prove` runs them: whole schedules, and mutants of the rule."""

from __future__ import annotations

from itertools import chain

from tests.support.proof import Result, Task, borne
from tests.support.simulation.mutants import ALL, MUTANTS, STEPS, noticed
from tests.support.simulation.oracle import doubts, violations
from tests.support.simulation.world import World

SHARE = 0.95
"""How many of the mutants must be noticed."""


def rule(task: Task) -> Result:
    """Live through schedules with merges, erasures and restores, and say what was not as it should be at rest."""
    found: list[str] = []
    runs = doubtful = restored = changes = 0
    for seed in task.cases():
        runs += 1
        with borne(found, seed):
            world = World(seed, ALL)
            world.run(STEPS)
            found += [f"{seed}: {text}" for text in violations(world)]
            doubtful += bool(doubts(world))
            restored += world.central.epoch > 1
            changes += len(world.made)
    return Result(
        runs=runs,
        violations=tuple(found),
        seeds=f"{task.first}-{task.first + runs - 1}",
        figures={"with restores": restored, "changes": changes, "with doubts": doubtful},
    )


def mutants(task: Task) -> Result:
    """Try every mutant in its own schedule, and in `size` others until one notices it."""
    missed: list[str] = []
    tried = 0
    for mutant in MUTANTS:
        if task.is_over():
            break
        tried += 1
        if not noticed(mutant, chain((mutant.seed,), task.cases())):
            missed.append(f"{mutant.seed}: nobody notices {mutant.name}")
    caught = tried - len(missed)
    is_enough = caught >= SHARE * tried
    return Result(
        runs=tried,
        violations=() if is_enough else tuple(missed),
        seeds=f"{task.first}-{task.first + task.size - 1}",
        figures={
            "caught": f"{caught} of {tried}",
            **{f"missed {n}": text for n, text in enumerate(missed, 1)},
        },
    )
