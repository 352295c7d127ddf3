"""Broken variants of the rule, of laptops and of centres that the simulation must notice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.support.simulation.broken_devices import DEVICES
from tests.support.simulation.broken_rules import RULES
from tests.support.simulation.oracle import violations
from tests.support.simulation.world import Faults, World

STEPS = 150
ALL = Faults(merges=True, restores=True)

MANY = range(150)
"""Schedules to try where a simulator that has changed no longer shows a mutant in the schedule named."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """`broken` instead of what `owner` calls `part`; schedule `seed` shows it today, the check `tells` says so."""

    owner: object
    part: str
    broken: Callable[..., object]
    seed: int
    tells: str

    @property
    def name(self) -> str:
        """What is broken, in words."""
        return f"{self.part}: {self.broken.__name__.replace('_', ' ')}"


MUTANTS = tuple(Mutant(*parts) for parts in (*RULES, *DEVICES))


def noticed(mutant: Mutant, seeds: Iterable[int]) -> frozenset[str]:
    """The checks that fail in the first of these schedules that is not as it should be; empty when none is."""
    with in_place(mutant):
        return next(filter(None, map(_failing, seeds)), frozenset())


@contextmanager
def in_place(mutant: Mutant) -> Iterator[None]:
    """The broken variant instead of the right one, for as long as this lasts."""
    right = getattr(mutant.owner, mutant.part)
    setattr(mutant.owner, mutant.part, mutant.broken)
    try:
        yield
    finally:
        setattr(mutant.owner, mutant.part, right)


def _failing(seed: int) -> frozenset[str]:
    world = World(seed, ALL)
    try:
        world.run(STEPS)
    except (AssertionError, KeyError, RecursionError):
        return frozenset({"BROKE"})
    return frozenset(text.split()[0] for text in violations(world))
