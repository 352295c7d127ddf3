"""A commune's work that never was, through the real use cases: a thousand visits in a second."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from app.contract.guide_format import read_pack
from app.domain.changes import Value
from app.domain.ids import RANDOM_BYTES, new_id, short_code
from app.usecases.ports import Reading, Store, Writing
from tests.support.fiction import Fiction
from tests.support.guides import shipped_files
from tests.support.hands import HandClock
from tests.support.laptop import COMMUNE, Laptop


@dataclass(slots=True)
class RandomIds:
    """Ids as a laptop makes them, random but the same for the same seed."""

    clock: HandClock
    rng: random.Random

    def new(self) -> str:
        now_ms = int(self.clock.now().timestamp() * 1000) + self.rng.randrange(1000)
        return new_id(now_ms, self.rng.randbytes(RANDOM_BYTES))

    def code(self) -> str:
        return short_code(self.rng.randbytes(8))


@dataclass(frozen=True, slots=True)
class OneTransaction:
    """A store whose every write is part of one transaction: for making work, never for measuring it."""

    writing: Writing

    def read(self) -> Reading:
        return self.writing

    @contextmanager
    def write(self) -> Iterator[Writing]:
        yield self.writing


@dataclass(slots=True)
class CommuneWork:
    """One laptop's visits. `people` are those helped so far, oldest first."""

    laptop: Laptop
    rng: random.Random
    fiction: Fiction
    people: list[str] = field(default_factory=list)
    numbers: set[int] = field(default_factory=set)

    @classmethod
    def begin(cls, store: Store, seed: int, commune: str = COMMUNE) -> CommuneWork:
        """A laptop after its first run, with the guide pack we ship."""
        rng = random.Random(seed)
        clock = HandClock()
        laptop = Laptop.begin(store, RandomIds(clock, rng), clock, commune)
        laptop.pack = read_pack(shipped_files())
        return cls(laptop, rng, Fiction.seeded(seed))

    def visits(self, new: int, known: int) -> None:
        """So many first visits, and visits by so many people not seen since the last call, mixed."""
        kept, order = self.laptop.store, [""] * new + self.rng.sample(self.people, known)
        self.rng.shuffle(order)
        with kept.write() as writing:
            self.laptop.store = OneTransaction(writing)  # type: ignore[assignment]
            for citizen in order:
                self._visit(citizen)
        self.laptop.store = kept

    def _somebody(self) -> dict[str, Value]:
        """A new person; of their number the last six digits are nobody's and the others nobody else's."""
        number = self.rng.randrange(10**6)
        while number in self.numbers:
            number = self.rng.randrange(10**6)
        self.numbers.add(number)
        return {**self.fiction.person(), "id_number": f"{number:06d}000000"}

    def _visit(self, citizen: str) -> None:
        """Some minutes of guidance; half of the people go on to the end, half are stuck at some card."""
        laptop = self.laptop
        laptop.clock.move(seconds=self.rng.randrange(60, 1200))
        draft = laptop.meet_again(citizen) if citizen else laptop.meet_new(self._somebody())
        if self.rng.random() < 0.5:
            laptop.help(draft)
        else:
            task = laptop.pack.task(laptop.first_open(draft))
            cards = self.rng.randrange(len(task.steps))
            reason = self.rng.choice(task.steps[cards].reasons)
            laptop.help(draft, cards, reason, self.rng.choice((0, 1, 3, 7, 14)))
        if not citizen:
            self.people.append(draft.citizen)
