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

FELL = "FELL"


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of one mutant: after how many schedules it was caught (0 = never), and by which broken rule.

    Of one that was never caught `by` tells where a schedule fell over, if any did.
    """

    mutant: Mutant
    after: int
    by: str


def try_all(
    shelf: Shelf, disks: Callable[[], Disks], seeds: Iterable[int], mutants: Iterable[Mutant] = MUTANTS
) -> Iterator[Trial]:
    """Every mutant on the same schedules, but for those in which the program as it is breaks a rule, too."""
    told: dict[int, bool] = {}

    def is_sound(seed: int) -> bool:
        if seed not in told:
            told[seed] = not _betrayed(seed, shelf, disks())
        return told[seed]

    tried = list(seeds)
    for mutant in mutants:
        yield _tried(mutant, shelf, disks, filter(is_sound, tried))


def _tried(mutant: Mutant, shelf: Shelf, disks: Callable[[], Disks], seeds: Iterable[int]) -> Trial:
    fell = ""
    for place, seed in enumerate(seeds, 1):
        with mutant.at_work():
            by = _betrayed(seed, shelf, disks())
        if by and not by.startswith(FELL):
            return Trial(mutant, place, by)
        fell = fell or by
    return Trial(mutant, 0, fell)


def _betrayed(seed: int, shelf: Shelf, disks: Disks) -> str:
    """The broken rule that gave it away. A schedule that fell over says nothing about rules: it counts for nothing."""
    try:
        _, found = run_one(seed, shelf, disks)
    except Exception as fault:
        return f"{FELL} {type(fault).__name__}: {fault}"
    return found[0] if found else ""
