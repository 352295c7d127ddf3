"""The campaign of the full disk: the activities that are killed elsewhere, with room up to each write they make."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.faults import StoreTrouble
from tests.support.faulty_proxy.centre import running_centre
from tests.support.faulty_proxy.proving import span
from tests.support.full_disk.disks import DISK_BYTES, filled, largest, small_disk
from tests.support.killing import findings, inquest
from tests.support.killing.faulty_work import FAULTY
from tests.support.killing.nursery import Life, Nursery
from tests.support.killing.scenes import Scene
from tests.support.killing.work import ACTIVITIES
from tests.support.proof import Result, Task

LEAST = {"passphrase": 256}
"""Bytes of room the search for what is enough begins with, where an activity writes little."""

USUAL = 32 * 1024

GOLDEN = 0.6180339887498949
"""The step from one share of the room to the next: the shares never bunch together."""

FULL = (StoreTrouble.DISK_FULL, "stick_full")
"""What the trouble may be called: of the disk, or of what is exported to."""


@dataclass(slots=True)
class FullDisk:
    """Used as a context manager. `met` counts how each activity ended; `has_disk` tells of a real one."""

    root: Path
    met: Counter[str] = field(default_factory=Counter)
    has_disk: bool = False
    _stack: ExitStack = field(default_factory=ExitStack)
    _nursery: Nursery = field(default_factory=Nursery)
    _limited: dict[str, Scene] = field(default_factory=dict)
    _on_disk: dict[str, Scene] = field(default_factory=dict)
    _disk: Path = Path()
    _needed: dict[tuple[str, bool], int] = field(default_factory=dict)
    _seeds: int = 0

    def __enter__(self) -> FullDisk:
        self._nursery = self._stack.enter_context(self._nursery)
        centre = self._stack.enter_context(running_centre(self.root / "central"))
        disk = self._stack.enter_context(small_disk(self.root / "disk"))
        names = (*ACTIVITIES, *FAULTY)
        self._limited = {name: Scene(name, self.root / "limited", centre) for name in names}
        if disk is not None:
            self.has_disk, self._disk = True, disk
            self._on_disk = {name: Scene(name, disk, centre) for name in names}
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def fill(self, activity: str, part: float, *, on_disk: bool) -> list[str]:
        """Let it work with this part of the room it needs, 0 … 1; what is wrong afterwards."""
        scene = (self._on_disk if on_disk else self._limited)[activity]
        found = [] if (activity, on_disk) in self._needed else self._find_enough(scene, on_disk)
        room = int(self._needed[activity, on_disk] * part)
        life, wrong = self._try(scene, room, on_disk)
        self.met[f"{activity}: {'full' if _trouble(life) else 'room enough'}"] += 1
        return found + wrong

    def _find_enough(self, scene: Scene, on_disk: bool) -> list[str]:
        """Note in how many bytes it gets to its end, at most twice what it needs; what is wrong on the way."""
        room, found = LEAST.get(scene.activity, USUAL), list[str]()
        while room < DISK_BYTES:
            life, wrong = self._try(scene, room, on_disk)
            found += wrong
            if not _trouble(life):
                break
            room *= 2
        self._needed[scene.activity, on_disk] = room
        return found

    def _try(self, scene: Scene, room: int, on_disk: bool) -> tuple[Life, list[str]]:
        """Let it work in this much room beyond what is there; what is wrong afterwards."""
        scene.prepare()
        if on_disk:
            life, found = self._on_full_disk(scene, room)
        else:
            life, found = self._live(scene, room + largest(scene.folder) if room else 0), []
        if _trouble(life) not in ("", *FULL):
            found.append(f"called {_trouble(life)}")
        found += inquest.judge(scene, life)
        kind = "free" if on_disk else "a file more"
        return life, [f"{scene.activity} with {room} bytes {kind}: {line}" for line in found]

    def _live(self, scene: Scene, room: int = -1) -> Life:
        self._seeds += 1
        return self._nursery.live(scene.order(self._seeds, room))

    def _on_full_disk(self, scene: Scene, room: int) -> tuple[Life, list[str]]:
        """Also: as long as the disk is full, opening works or says what is the matter."""
        with filled(self._disk, room):
            life = self._live(scene)
            said = findings.said_on_opening(scene.store)
        return life, [f"opening on a full disk is called {said}"] if said not in ("", "disk_full") else []


def _trouble(life: Life) -> str:
    return (life.after("trouble") or [""])[0]


def full_disk(task: Task) -> Result:
    """Case n is activity n modulo their number; however many are tried, their rooms lie evenly spread."""
    found, seeds, names = list[str](), list[int](), list(ACTIVITIES)
    with FullDisk(task.folder) as trial:
        for number in task.cases():
            turn = number // len(names)
            part = turn * GOLDEN % 1.0
            on_disk = trial.has_disk and turn % 2 == 1
            wrong = trial.fill(names[number % len(names)], part, on_disk=on_disk)
            found += [f"{number} {line}" for line in wrong]
            seeds.append(number)
        figures = {**dict(sorted(trial.met.items())), "real disk": "yes" if trial.has_disk else "no"}
    return Result(runs=len(seeds), violations=tuple(found), seeds=span(seeds), figures=figures)
