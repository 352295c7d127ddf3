"""The campaign of kills at central: its commands for backups, each killed between its first and its last instant."""

from __future__ import annotations

import random
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.faulty_proxy.proving import span
from tests.support.killing.nursery import Life, Nursery
from tests.support.killing.proving import STRETCH, TRIES
from tests.support.killing.work import Order
from tests.support.killing_central.grounds import KINDS, Grounds
from tests.support.killing_central.inquest import judge
from tests.support.killing_central.work import KEEPING
from tests.support.proof import Result, Task

CASES = tuple((kind, activity) for kind in KINDS for activity in KEEPING)
"""What is killed in turn, on which database."""


@dataclass(slots=True)
class Killing:
    """Used as a context manager; a fresh copy of one central for every child."""

    root: Path
    killed: Counter[str] = field(default_factory=Counter)
    too_quick: int = 0
    _stack: ExitStack = field(default_factory=ExitStack)
    _nursery: Nursery = field(default_factory=Nursery)
    _grounds: Grounds = field(init=False)
    _seconds: dict[tuple[str, str], float] = field(default_factory=dict)

    def __enter__(self) -> Killing:
        self._grounds = self._stack.enter_context(Grounds(self.root))
        self._nursery = self._stack.enter_context(self._nursery)
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def kill(self, kind: str, activity: str, rng: random.Random) -> list[str]:
        """Kill one child at this; what is wrong afterwards, also of those that were too quick."""
        found: list[str] = []
        if (kind, activity) not in self._seconds:
            found += self._live(kind, activity, None)[1]
        for _ in range(TRIES):
            life, wrong = self._live(kind, activity, rng.random() * STRETCH * self._seconds[kind, activity])
            found += wrong
            if life.killed:
                break
        return [f"{activity} on {kind}: {line}" for line in found]

    def _live(self, kind: str, activity: str, kill_after: float | None) -> tuple[Life, list[str]]:
        place = self._grounds.place(kind)
        if activity == "refill":
            place = self._grounds.lose_database(place)
        life = self._nursery.live(Order(activity, str(place.folder), 0), kill_after)
        if life.killed:
            self.killed[f"{activity} on {kind}"] += 1
        else:
            self._seconds[kind, activity] = life.seconds
            self.too_quick += kill_after is not None
        found = judge(place, self._grounds.known(kind), activity, life)
        self._grounds.leave(place)
        return life, found


def kills_at_central(task: Task) -> Result:
    """Each case is one kill; its number seeds the instant."""
    found, seeds = list[str](), list[int]()
    with Killing(task.folder) as killing:
        for number in task.cases():
            kind, activity = CASES[number % len(CASES)]
            wrong = killing.kill(kind, activity, random.Random(number))
            found += [f"{number} {line}" for line in wrong]
            seeds.append(number)
        told = {f"killed at {name}": count for name, count in sorted(killing.killed.items())}
    runs, figures = sum(told.values()), {**told, "too quick": killing.too_quick}
    return Result(runs=runs, violations=tuple(found), seeds=span(seeds), figures=figures)
