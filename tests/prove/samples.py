"""Campaigns that hold, find something, break or never end, for the tests of how campaigns are run."""

from __future__ import annotations

from tests.support.proof import Result, Task


def holds(task: Task) -> Result:
    """Nothing wrong in any case."""
    seeds = list(task.cases())
    return Result(
        runs=len(seeds), seeds=f"{seeds[0]}-{seeds[-1]}", figures={"files": len(list(task.folder.iterdir()))}
    )


def finds(task: Task) -> Result:
    """The last case is wrong."""
    seeds = list(task.cases())
    return Result(runs=len(seeds), violations=(f"{seeds[-1]} lost: everything",))


def tires(task: Task) -> Result:
    """Time is over after three cases."""
    return Result(runs=min(3, task.size))


def tries_nothing(task: Task) -> Result:
    """No case, and so no violation."""
    return Result(runs=0)


def breaks(task: Task) -> Result:
    """Cannot be run at all."""
    raise RuntimeError("no ground to stand on")


def never_ends(task: Task) -> Result:
    """Does not look at the clock."""
    while task.folder.exists():
        pass
    return Result(runs=task.size)
