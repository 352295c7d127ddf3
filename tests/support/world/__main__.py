"""Run schedules and say what went wrong: `python -m tests.support.world --schedules 1000 --first 0`."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.support.world.campaign import in_memory, on_disk, run_one
from tests.support.world.mutants import MUTANTS, try_all


def main() -> int:
    """Run the schedules asked for; 0 when nothing was wrong."""
    parser = argparse.ArgumentParser(prog="world")
    parser.add_argument("--schedules", type=int, default=100)
    parser.add_argument("--first", type=int, default=0, help="seed of the first schedule")
    parser.add_argument("--trace", action="store_true", help="tell all of the first bad schedule")
    parser.add_argument(
        "--real-stores", action="store_true", help="on encrypted files, as everybody has them"
    )
    parser.add_argument("--mutants", action="store_true", help="break the program, see whether it is noticed")
    parser.add_argument("--only", default="", help="this mutant alone")
    given = parser.parse_args()
    seeds = range(given.first, given.first + given.schedules)
    if given.mutants:
        return _mutants(seeds, given.only)
    with tempfile.TemporaryDirectory() as folder:
        return _schedules(seeds, Path(folder) if given.real_stores else None, traced=given.trace)


def _schedules(seeds: range, folder: Path | None, *, traced: bool) -> int:
    bad, kinds, states, started = 0, Counter[str](), Counter[str](), time.monotonic()
    shelf, disks = on_disk(folder) if folder else (in_memory()[0], lambda seed: in_memory()[1]())
    for seed in seeds:
        world, found = run_one(seed, shelf, disks(seed))
        states.update(state.value for state in world.states.elements())
        if not found:
            continue
        bad += 1
        kinds.update({text.split()[0] for text in found})
        print(f"seed {seed}: {len(found)} violations, first: {found[0][:300]}", flush=True)
        if traced:
            print("\n".join(world.trace), *found, sep="\n")
            break
    shelf.close()
    took, worked = time.monotonic() - started, time.process_time()
    print(
        f"{bad} of {len(seeds)} schedules broke a rule in {took:.1f} s ({worked:.1f} s of work) {dict(kinds)}"
    )
    print("the screen said", dict(states))
    return 1 if bad else 0


def _mutants(seeds: range, only: str) -> int:
    shelf, disks = in_memory()
    chosen = [mutant for mutant in MUTANTS if only in ("", mutant.name)]
    missed = 0
    for trial in try_all(shelf, disks, seeds, chosen):
        missed += not trial.after
        told = f"after {trial.after}: {trial.by[:120]}" if trial.after else f"NEVER {trial.by}"
        print(f"{trial.mutant.name:24} {told}", flush=True)
    print(f"caught {len(chosen) - missed} of {len(chosen)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
