"""One seeded schedule: a commune's laptops and its central live through trouble, then come to rest."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import count

from app.domain.changes import Change
from app.domain.faults import StoreFault
from app.domain.points import Role
from app.domain.sync_state import SyncState
from tests.support.world import honesty, moments, peek
from tests.support.world.centre import Centre
from tests.support.world.disks import Disks, MemoryDisks
from tests.support.world.door import Asked
from tests.support.world.gate import PowerCut
from tests.support.world.line import Way
from tests.support.world.machine import Image, Machine
from tests.support.world.people import People
from tests.support.world.shelf import Shelf
from tests.support.world.sticks import Sticks
from tests.support.world.times import LaptopClock, SeededIds, SeededTrust, WorldTime

MOST_FOUND = 20
"""Violations kept of one schedule: the first ones tell."""


@dataclass
class World:
    """Everything in one schedule; the same seed gives the same schedule.

    `made` is every change ever stored by a laptop, as it was written; `lost` those whose last copy went with
    a disk put back, or with central's, which no program can bring back. `said` are comments of people at central,
    with the records each of them is about.
    """

    seed: int
    shelf: Shelf
    disks: Disks = field(default_factory=MemoryDisks)
    made: dict[str, Change] = field(default_factory=dict)
    said: dict[str, set[str]] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    found: list[str] = field(default_factory=list)
    trace: list[str] = field(default_factory=list)
    states: Counter[SyncState] = field(default_factory=Counter)
    delayed: list[Asked] = field(default_factory=list)
    images: list[tuple[Machine, Image]] = field(default_factory=list)
    machines: list[Machine] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.time = WorldTime()
        self.centre = Centre(self.shelf, random.Random(self.chance.random()), self.time)
        self.people = People(self.chance, count(1))
        self.sticks = Sticks(self.chance, self.centre)
        self.ids = SeededIds(random.Random(self.chance.random()), self.time)
        self.meanwhile: Callable[[Machine], None] = lambda machine: None
        for _ in range(self.chance.randint(4, 7)):
            self.new_machine()

    def new_machine(self) -> Machine:
        """One more laptop after its first run, with its people."""
        machine = self._machine(self.disks.new(self.ids.new()), self.chance.choice(self.centre.points[:2]))
        lead = (Role.LEAD,) if self.chance.random() < 0.7 else (Role.STAFF,)
        machine.set_up((*lead, Role.STAFF))
        return machine

    def clone(self, machine: Machine) -> Machine:
        """A second laptop with everything the first has, its name and its token, too."""
        image = machine.image()
        twin = self._machine(self.disks.clone(image.copy), machine.point)
        twin.sessions, twin.marks = set(image.sessions), set(image.marks)
        twin.operators, twin.forgotten = list(image.operators), set(image.forgotten)
        twin.start()
        return twin

    def attempt(self, machine: Machine, act: Callable[[Machine], str]) -> None:
        """Somebody does something at a laptop; a full disk is said to them, a power cut ends everything."""
        try:
            said = act(machine)
        except StoreFault as fault:
            said = f"could not: {fault.trouble.value}"
        except PowerCut:
            machine.restart()
            said = "power cut"
        self.tell(f"{machine.name} {act.__name__}: {said}")

    def tell(self, text: str) -> None:
        """For the trace."""
        self.trace.append(f"{self.time.moment:%d %H:%M} {text}")

    def whereabouts(self) -> set[str]:
        """Every change some laptop or central holds."""
        here = {line.change.id for one in self.machines for line in peek.lines(one.disk.store)}
        return here | set(self.centre.ledger.first)

    def happens(self, accident: Callable[[], object]) -> object:
        """Something nobody can undo; what was held only there is lost."""
        before = self.whereabouts()
        outcome = accident()
        self.lost |= before - self.whereabouts()
        return outcome

    def deliver(self) -> None:
        """A request nobody waits for any more arrives."""
        if self.delayed:
            asked = self.delayed.pop(self.chance.randrange(len(self.delayed)))
            answer = self.centre.ask(asked)
            self.tell(f"late {asked.path} arrives: {answer.status_code}")

    def look(self, machine: Machine) -> None:
        """An instant: everything that must hold at every instant is checked."""
        own = peek.lines(machine.disk.store)
        for line in own:
            self.made.setdefault(line.change.id, line.change)
        if len(self.found) >= MOST_FOUND:
            return
        self.find(moments.violations(machine, self.centre, own))
        if machine.has_read_on():
            self.find(moments.holes(machine, self.centre))
        for state, text in honesty.violations(machine, own):
            if text:
                self.find([text])
            else:
                self.states[state] += 1

    def ran(self, machine: Machine, said: str) -> None:
        """A run is over, one way or another."""
        self.tell(f"{machine.name} runs: {said}")
        self.find(moments.holes(machine, self.centre))
        self.find(moments.remembered(machine))

    def find(self, texts: Iterable[str]) -> None:
        """Keep violations, each once."""
        for text in texts:
            if text not in self.found:
                self.found.append(text)
                self.tell(f"!! {text}")

    def is_revoked(self, machine: Machine) -> bool:
        """Whether this laptop, under the name it has, may read nothing any more."""
        return machine.device in self.centre.revoked

    def close(self) -> None:
        """Leave nothing open."""
        for machine in self.machines:
            machine.disk.close()

    def _machine(self, disk: object, point: str) -> Machine:
        chance = random.Random(self.chance.random())
        machine = Machine(
            name=f"m{len(self.machines) + 1}",
            disk=disk,  # type: ignore[arg-type]
            clock=LaptopClock(self.time),
            ids=self.ids,
            trust=SeededTrust(random.Random(chance.random())),
            chance=chance,
            way=Way(chance=chance, ask=self.centre.ask, later=self.delayed.append, meanwhile=lambda: None),
            point=point,
            looked=self.look,
            is_central_behind=lambda: self.centre.is_halted,
        )
        machine.way.meanwhile = lambda: self.meanwhile(machine)
        self.machines.append(machine)
        return machine
