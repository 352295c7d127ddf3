"""The campaign of kills: children at every activity, each killed somewhere between its first and its last instant."""

from __future__ import annotations

import random
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.faulty_proxy.centre import running_centre
from tests.support.faulty_proxy.proving import span
from tests.support.killing import inquest
from tests.support.killing.faulty_work import FAULTY
from tests.support.killing.nursery import Life, Nursery
from tests.support.killing.scenes import Scene
from tests.support.killing.work import ACTIVITIES
from tests.support.proof import Result, Task

SHARES = (
    *(
        "save",
        "send",
        "receive",
        "carry",
        "courier",
        "save",
        "migrate",
        "send",
        "export",
        "courier",
        "receive",
    ),
    *(
        "save",
        "carry",
        "send",
        "courier",
        "migrate",
        "passphrase",
        "send",
        "save",
        "receive",
        "begin",
        "carry",
    ),
    *("courier", "export", "save"),
)
"""Which activity the cases take in turn."""

TRIES = 20
"""A child may be quicker than the hand that wants to kill it: so many are tried for one kill."""

STRETCH = 1.25
"""Times the last life that was not cut short: one that takes longer than it is met at its end, too."""


@dataclass(slots=True)
class Killing:
    """Used as a context manager; one central and one nursery for all."""

    root: Path
    killed: Counter[str] = field(default_factory=Counter)
    survived: Counter[str] = field(default_factory=Counter)
    way: Counter[str] = field(default_factory=Counter)
    _stack: ExitStack = field(default_factory=ExitStack)
    _nursery: Nursery = field(default_factory=Nursery)
    _scenes: dict[str, Scene] = field(default_factory=dict)
    _seconds: dict[str, float] = field(default_factory=dict)
    _seeds: int = 0

    def __enter__(self) -> Killing:
        self._nursery = self._stack.enter_context(self._nursery)
        centre = self._stack.enter_context(running_centre(self.root / "central"))
        self._scenes = {name: Scene(name, self.root, centre) for name in (*ACTIVITIES, *FAULTY)}
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def kill(self, activity: str, rng: random.Random) -> list[str]:
        """Kill one child at this activity; what is wrong afterwards, also of those that were too quick."""
        if activity not in self._seconds:
            self._live(activity, None)
        found: list[str] = []
        for _ in range(TRIES):
            life, wrong = self._live(activity, rng.random() * STRETCH * self._seconds[activity])
            found += wrong
            if life.killed:
                break
        return found

    def close(self) -> list[str]:
        """What is wrong when everything was sent in the end; what was done wrongly on purpose is not asked."""
        scenes = (self._scenes[name] for name in ACTIVITIES)
        return [f"{scene.activity}: {line}" for scene in scenes for line in inquest.close(scene)]

    def _live(self, activity: str, kill_after: float | None) -> tuple[Life, list[str]]:
        self._seeds += 1
        scene = self._scenes[activity]
        life = self._nursery.live(scene.order(self._seeds), kill_after)
        (self.killed if life.killed else self.survived)[activity] += 1
        if not life.killed:
            self._seconds[activity] = life.seconds
        elif activity == "courier":
            self.way[life.said[-1].split()[0] if life.said else "nothing"] += 1
        return life, [f"{activity}: {line}" for line in inquest.judge(scene, life)]


def kills(task: Task) -> Result:
    """Each case is one kill; its number seeds the instant."""
    found, seeds = list[str](), list[int]()
    with Killing(task.folder) as killing:
        for number in task.cases():
            wrong = killing.kill(SHARES[number % len(SHARES)], random.Random(number))
            found += [f"{number} {line}" for line in wrong]
            seeds.append(number)
        found += [f"{seeds[-1]} at the end: {line}" for line in killing.close()]
        told = {f"killed while at {name}": count for name, count in sorted(killing.killed.items())}
        way = {f"killed on the courier's way after {word}": n for word, n in sorted(killing.way.items())}
        figures = {**told, **way, "too quick": sum(killing.survived.values())}
    return Result(runs=sum(told.values()), violations=tuple(found), seeds=span(seeds), figures=figures)
