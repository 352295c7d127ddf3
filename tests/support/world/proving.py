"""The campaigns of `make prove` on whole communes: in memory, on real stores, and with broken programs."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from app.domain.sync_state import SyncState
from tests.support.proof import Figure, Result, Task, borne
from tests.support.world.campaign import in_memory, on_disk, run_one
from tests.support.world.disks import Disks
from tests.support.world.mutants import FELL, MUTANTS, Trial, try_all
from tests.support.world.shelf import Shelf

SCHEDULES_FOR_A_MUTANT = 100
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
    """All broken programs, each on the same schedules: one that nobody got to counts as not caught, too."""
    shelf, disks = in_memory()
    seeds = range(task.first, task.first + SCHEDULES_FOR_A_MUTANT)
    trials: list[Trial] = []
    for mutant in MUTANTS[: task.size]:
        if task.is_over():
            break
        trials += try_all(shelf, disks, seeds, [mutant])
    shelf.close()
    return judged(trials, seeds)


def judged(trials: Sequence[Trial], seeds: range) -> Result:
    """What these trials prove: a broken rule must have told of enough of all mutants there are."""
    caught = {trial.mutant.name for trial in trials if trial.after}
    missed = [one for one in MUTANTS if one.name not in caught]
    is_enough = len(caught) >= PROMISED_SHARE * len(MUTANTS)
    lines = () if is_enough else tuple(f"{seeds[0]} not caught: {one.name}, {one.why}" for one in missed)
    figures: dict[str, Figure] = {
        "caught": f"{len(caught)} of {len(MUTANTS)}",
        "most schedules needed": max((trial.after for trial in trials), default=0),
        "missed": ", ".join(one.name for one in missed) or "none",
        "schedules that fell over": ", ".join(one.mutant.name for one in trials if FELL in one.by) or "none",
    }
    return Result(runs=len(trials), violations=lines, seeds=f"{seeds[0]}-{seeds[-1]}", figures=figures)


def _tried(task: Task, shelf: Shelf, disks: Callable[[int], Disks]) -> Result:
    runs, found, states, began = 0, list[str](), Counter[str](), time.monotonic()
    for seed in task.cases():
        runs += 1
        with borne(found, seed):
            schedule, violations = run_one(seed, shelf, disks(seed))
            found += list(_led(seed, violations))
            states.update(state.value for state in schedule.states.elements())
    shelf.close()
    took = time.monotonic() - began
    figures = {
        "schedules a second": round(runs / took, 2) if took else 0,
        "screens looked at": states.total(),
        "states of the screen": f"{len(states)} of {len(SyncState)}",
    }
    seeds = f"{task.first}-{task.first + runs - 1}" if runs else ""
    return Result(runs=runs, violations=tuple(found), seeds=seeds, figures=figures)


def _led(seed: int, violations: list[str]) -> Iterator[str]:
    return (f"{seed} {text[:300]}" for text in violations[:3])
