"""The campaigns of `make prove` on whole communes: in memory, on real stores, and with broken programs."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator

from tests.support.proof import Result, Task
from tests.support.world.campaign import in_memory, on_disk, run_one
from tests.support.world.disks import Disks
from tests.support.world.mutants import MUTANTS, try_all
from tests.support.world.shelf import Shelf

SCHEDULES_FOR_A_MUTANT = 40
"""How many schedules a broken program may live through before it counts as missed."""

PROMISED_SHARE = 0.95


def world(task: Task) -> Result:
    """Schedules in memory."""
    shelf, disks = in_memory()
    return _tried(task, shelf, lambda seed: disks())


def real_stores(task: Task) -> Result:
    """Schedules on encrypted stores and a central that keeps a file."""
    shelf, disks = on_disk(task.folder)
    return _tried(task, shelf, disks)


def mutants(task: Task) -> Result:
    """As many broken programs as asked for, each on the same schedules."""
    shelf, disks = in_memory()
    chosen = MUTANTS[: task.size]
    seeds = range(task.first, task.first + SCHEDULES_FOR_A_MUTANT)
    trials = []
    for mutant in chosen:
        if task.is_over():
            break
        trials += try_all(shelf, disks, seeds, [mutant])
    shelf.close()
    missed = [trial.mutant for trial in trials if not trial.after]
    is_enough = len(trials) - len(missed) >= PROMISED_SHARE * len(trials)
    lines = () if is_enough else tuple(f"{task.first} not caught: {one.name}, {one.why}" for one in missed)
    figures = {"caught": f"{len(trials) - len(missed)} of {len(trials)}"}
    if missed:
        figures["missed"] = ", ".join(mutant.name for mutant in missed)
    return Result(runs=len(trials), violations=lines, seeds=f"{seeds[0]}-{seeds[-1]}", figures=figures)


def _tried(task: Task, shelf: Shelf, disks: Callable[[int], Disks]) -> Result:
    runs, found, states, began = 0, [], Counter[str](), time.monotonic()
    for seed in task.cases():
        schedule, violations = run_one(seed, shelf, disks(seed))
        found += list(_led(seed, violations))
        states.update(state.value for state in schedule.states.elements())
        runs += 1
    shelf.close()
    took = time.monotonic() - began
    figures = {
        "schedules a second": round(runs / took, 2) if took else 0,
        "screens looked at": states.total(),
        "states of the screen": f"{len(states)} of 10",
    }
    seeds = f"{task.first}-{task.first + runs - 1}" if runs else ""
    return Result(runs=runs, violations=tuple(found), seeds=seeds, figures=figures)


def _led(seed: int, violations: list[str]) -> Iterator[str]:
    return (f"{seed} {text[:300]}" for text in violations[:3])
