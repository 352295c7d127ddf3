"""Run schedules and say what went wrong: `python -m tests.support.simulation --schedules 1000 --restores`."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

from tests.support.proof import Task
from tests.support.simulation.oracle import doubts, violations
from tests.support.simulation.proving import mutants
from tests.support.simulation.world import Faults, World


def main() -> int:
    """Run what was asked for; 0 when no schedule broke a rule and the mutants were noticed."""
    parser = argparse.ArgumentParser(prog="simulation")
    parser.add_argument("--schedules", type=int, default=200)
    parser.add_argument("--first", type=int, default=0, help="seed of the first schedule")
    parser.add_argument("--steps", type=int, default=150)
    parser.add_argument("--restores", action="store_true", help="central sometimes falls back to a backup")
    parser.add_argument("--no-merges", action="store_true")
    parser.add_argument(
        "--mutants", action="store_true", help="are broken rules noticed in so many schedules?"
    )
    parser.add_argument("--trace", action="store_true", help="tell what happened in the first bad schedule")
    given = parser.parse_args()
    started = time.monotonic()
    is_good = _notices(given) if given.mutants else _holds(given)
    print(f"{time.monotonic() - started:.1f} s")
    return 0 if is_good else 1


def _notices(given: argparse.Namespace) -> bool:
    result = mutants(Task(size=given.schedules, first=given.first, folder=Path()))
    for name, figure in result.figures.items():
        print(f"{name}: {figure}")
    return not result.violations


def _holds(given: argparse.Namespace) -> bool:
    faults = Faults(merges=not given.no_merges, restores=given.restores)
    bad, doubtful, kinds = 0, 0, Counter[str]()
    for seed in range(given.first, given.first + given.schedules):
        world = World(seed, faults)
        world.run(given.steps)
        doubtful += bool(doubts(world))
        if found := violations(world):
            bad += 1
            kinds.update({text.split()[0] for text in found})
            print(f"seed {seed}: {len(found)} violations, first: {found[0]}")
            if given.trace:
                print("\n".join(world.trace), *found, sep="\n")
                break
    print(f"{bad} of {given.schedules} schedules broke a rule {dict(kinds)}, {doubtful} left room for doubt")
    return not bad


if __name__ == "__main__":
    sys.exit(main())
