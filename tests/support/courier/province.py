"""One seeded run: laptops with and without a network, sticks that are pulled out, copied, altered and lost."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from litestar.testing import TestClient

from app.central import bundles
from app.central.app import build, open_office
from app.central.ground import Ground
from app.central.keeping import making
from app.central.keeping.restoring import restore
from app.central.store.engine import open_database
from app.contract.faults import StickFault, Unreachable
from app.usecases.courier import CannotSeal
from tests.support.carriers import Carrier, paired
from tests.support.central import Central, Clock
from tests.support.sticks import MemoryFiles

ONLINE, OFFLINE = 2, 2
STEPS = 30
STICKS = 3


@dataclass
class Province:
    """Everything of one case. A central that was restored is another process: `open` is what to close at the end."""

    chance: Random
    folder: Path
    central: Central
    open: contextlib.ExitStack
    laptops: list[Carrier] = field(default_factory=list)
    dead: list[Carrier] = field(default_factory=list)
    sticks: list[MemoryFiles] = field(default_factory=lambda: [MemoryFiles() for _ in range(STICKS)])
    finished: set[str] = field(default_factory=set)
    known: dict[str, list[str]] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)
    people: int = 0
    restores: int = 0
    has_backup: bool = False

    @classmethod
    def of(cls, seed: int, folder: Path, stack: contextlib.ExitStack) -> Province:
        """A province that begins; its database lies in a folder of its own."""
        engine = open_database(str(folder / "central.db"))
        stack.callback(engine.dispose)
        office = open_office(Ground(engine, Clock()))
        client = stack.enter_context(TestClient(build(office)))
        made = cls(Random(seed), folder, Central(office, Clock(), client.request), stack)
        made.laptops = [paired(made.central, number) for number in range(ONLINE + OFFLINE)]
        return made

    def run(self) -> None:
        """Some steps of a bad month."""
        acts: Mapping[Callable[[], None], int] = {
            self.help: 8,
            self.hand_over: 6,
            self.take_in: 6,
            self.carry: 4,
            self.sync: 2,
            self.copy_stick: 2,
            self.alter: 2,
            self.lose: 1,
            self.die: 1,
            self.restore: 1,
        }
        for _ in range(STEPS):
            [act] = self.chance.choices(list(acts), list(acts.values()))
            act()

    def help(self) -> None:
        """Somebody is helped, perhaps somebody who was here before; the rescue copy follows the save."""
        carrier = self.chance.choice(self.laptops)
        laptop, seen = carrier.laptop, self.known.setdefault(carrier.device, [])
        if seen and self.chance.random() < 0.4:
            ended = laptop.help(laptop.meet_again(self.chance.choice(seen)))
        else:
            self.people += 1
            ended = laptop.help_new(self.people)
            seen.append(ended.citizen)
        self.finished.add(ended.session)
        laptop.clock.move(minutes=7)
        carrier.rescue()

    def hand_over(self) -> None:
        """Work goes on a stick, which may be full, or out, before the last byte."""
        stick = self.chance.choice(self.sticks)
        stick.room = self.chance.choice([None, None, self.chance.randrange(20_000)])
        with contextlib.suppress(StickFault, CannotSeal):
            self.chance.choice(self.laptops).hand_over(stick)
        stick.room = None

    def take_in(self) -> None:
        """Any stick into any laptop."""
        carrier = self.chance.choice(self.laptops)
        carrier.courier.room = self.chance.choice([None, None, None, self.chance.randrange(20_000)])
        with contextlib.suppress(StickFault):
            self.codes |= set(carrier.take_in(self.chance.choice(self.sticks)).faults.values())
        carrier.courier.room = None

    def carry(self) -> None:
        """A laptop with a network brings what it has; the line may break before or after any request."""
        left = self.chance.randrange(12)

        def trouble(_when: str) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                raise Unreachable("cut")

        with contextlib.suppress(Unreachable):
            self.chance.choice(self.online).carry(trouble)

    def sync(self) -> None:
        """A run over the network, overlapping whatever lies on sticks."""
        self.chance.choice(self.online).sync()

    def copy_stick(self) -> None:
        """What lies on one stick lies on another, too."""
        one, other = self.chance.sample(self.sticks, 2)
        other.files |= one.files

    def alter(self) -> None:
        """One byte turns, or the end is missing."""
        stick = self.chance.choice(self.sticks)
        if stick.files:
            name = self.chance.choice(sorted(stick.files))
            content = bytearray(stick.files[name])
            place = self.chance.randrange(len(content))
            content[place] ^= 1 << self.chance.randrange(8)
            stick.files[name] = bytes(content[: place if self.chance.random() < 0.3 else len(content)])

    def lose(self) -> None:
        """A stick in a river."""
        self.chance.choice(self.sticks).files.clear()

    def die(self) -> None:
        """A laptop that never had a network falls from a motorbike; its disk comes to central later."""
        if len(self.laptops) > ONLINE + 1 and self.chance.random() < 0.5:
            carrier = self.laptops.pop()
            carrier.rescue()
            self.dead.append(carrier)

    def restore(self) -> None:
        """Central is backed up, or comes back from its backup in a new epoch."""
        office, out = self.central.office, self.folder / "backup"
        if not self.has_backup:
            making.back_up(office.ground, office.who, out)
            self.has_backup = True
            return
        engine, outside = office.ground.engine, office.sentry.outside
        now_ms = office.ground.now_ms()
        restore(engine, outside, out, now_ms=now_ms, over_present=True, accepted_loss="tập")
        again = open_office(Ground(engine, Clock()), outside)
        client = self.open.enter_context(TestClient(build(again)))
        self.central.office, self.central.request = again, client.request
        self.restores += 1

    @property
    def online(self) -> list[Carrier]:
        """The laptops that have a network now and then."""
        return self.laptops[:ONLINE]

    def settle(self) -> None:
        """A quiet week: every disk, every stick and every answer gets where it belongs."""
        for carrier in self.dead:
            for content in [*carrier.rescued.files.values(), *carrier.courier.files.values()]:
                bundles.take(self.central.office, content)
        for _ in range(4):
            for carrier in self.laptops[ONLINE:]:
                there, back = MemoryFiles(), MemoryFiles()
                carrier.hand_over(there)
                self.laptops[0].take_in(there)
                self.laptops[0].carry()
                self.laptops[0].hand_over(back)
                carrier.take_in(back)
            for carrier in self.online:
                carrier.carry()
                carrier.sync()
