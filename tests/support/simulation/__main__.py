"""Run schedules and say what went wrong: `python -m tests.support.simulation --schedules 1000 --restores`."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter

from tests.support.simulation.oracle import violations
from tests.support.simulation.world import Faults, World


def main() -> int:
    """Run the schedules asked for; 0 when none broke a rule."""
    parser = argparse.ArgumentParser(prog="simulation")
    parser.add_argument("--schedules", type=int, default=200)
    parser.add_argument("--first", type=int, default=0, help="seed of the first schedule")
    parser.add_argument("--steps", type=int, default=150)
    parser.add_argument("--restores", action="store_true", help="central sometimes falls back to a backup")
    parser.add_argument("--no-merges", action="store_true")
    parser.add_argument(
        "--trace", action="store_true", help="tell all that happened in the first bad schedule"
    )
    given = parser.parse_args()
    faults = Faults(merges=not given.no_merges, restores=given.restores)
    bad, kinds, started = 0, Counter[str](), time.monotonic()
    for seed in range(given.first, given.first + given.schedules):
        world = World(seed, faults)
        world.run(given.steps)
        if found := violations(world):
            bad += 1
            kinds.update({text.split()[0] for text in found})
            print(f"seed {seed}: {len(found)} violations, first: {found[0]}")
            if given.trace:
                print("\n".join(world.trace), *found, sep="\n")
                return 1
    took = time.monotonic() - started
    print(f"{bad} of {given.schedules} schedules broke a rule in {took:.1f} s {dict(kinds)}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
