"""Whether schedules notice a broken program: each mutant lives through some until one betrays it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tests.support.world.breaking import Mutant
from tests.support.world.broken_centres import CENTRES
from tests.support.world.broken_runs import RUNS
from tests.support.world.broken_stores import STORES
from tests.support.world.campaign import run_one
from tests.support.world.disks import Disks
from tests.support.world.shelf import Shelf

MUTANTS = (*RUNS, *STORES, *CENTRES)


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of one mutant: after how many schedules it was caught (0 = never), and by what."""

    mutant: Mutant
    after: int
    by: str


def try_all(
    shelf: Shelf, disks: Callable[[], Disks], seeds: Iterable[int], mutants: Iterable[Mutant] = MUTANTS
) -> Iterator[Trial]:
    """Every mutant on the same schedules."""
    tried = list(seeds)
    for mutant in mutants:
        yield _tried(mutant, shelf, disks, tried)


def _tried(mutant: Mutant, shelf: Shelf, disks: Callable[[], Disks], seeds: list[int]) -> Trial:
    for place, seed in enumerate(seeds, 1):
        with mutant.at_work():
            if by := _betrayed(seed, shelf, disks()):
                return Trial(mutant, place, by)
    return Trial(mutant, 0, "")


def _betrayed(seed: int, shelf: Shelf, disks: Disks) -> str:
    """What gave it away; a program that falls over has given itself away, too."""
    try:
        _, found = run_one(seed, shelf, disks)
    except Exception as fault:
        return f"FELL {type(fault).__name__}: {fault}"
    return found[0] if found else ""
