"""One seeded schedule: people at laptops, one centre, and a network that loses, doubles and reorders."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from app.domain.changes import Change, Edit, Op, Outcome, Stamp
from app.domain.delivery import Delivery, OwnChange
from app.domain.merge import Life
from tests.support.simulation.central import Central, Key
from tests.support.simulation.device import Device, offer
from tests.support.simulation.people import People

Offer = tuple[Change, "Stamp | None"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """Which rarer things may happen in a schedule."""

    merges: bool = True
    restores: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A change as it was made, and for each field the changes its author had seen the values of."""

    change: Change
    parents: dict[str, frozenset[str]]


@dataclass
class World:
    """Everything in one schedule; the same seed gives the same schedule."""

    seed: int
    faults: Faults = Faults()
    made: dict[str, Made] = field(default_factory=dict)
    trace: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.central = Central()
        self.devices = [Device(f"d{place}") for place in range(self.chance.randint(3, 6))]
        self.remote = self.devices[: self.chance.choice((0, 1, 2))]
        self.sticks: list[tuple[Device, list[Offer]]] = []
        self.receipts: list[tuple[Device, dict[str, Outcome], int]] = []
        self.restores_left = 2 if self.faults.restores and self.chance.random() < 0.6 else 0
        self.people = People(self.chance)

    def run(self, steps: int) -> None:
        """Live through some steps, then let every fault end and everything settle."""
        for _ in range(steps):
            self.step()
        self.settle()

    def step(self) -> None:
        """One thing that happens somewhere."""
        device, roll = self.chance.choice(self.devices), self.chance.random()
        if roll < 0.56:
            self.work(device, roll)
        elif roll < 0.85 and device not in self.remote:
            self.sync(device, faulty=True)
        elif 0.85 <= roll < 0.91:
            self.tend(roll)
        elif roll < 0.94:
            self.fill_stick(device)
        else:
            self.travel()

    def tend(self, roll: float) -> None:
        """Somebody at the centre looks after backups, or has to use one."""
        if roll < 0.88:
            self.central.back_up()
        elif roll < 0.89:
            self.central.prove_backup(self.chance)
        elif self.restores_left and self.central.restore(self.chance):
            self.restores_left -= 1
            self.trace.append(f"RESTORE to epoch {self.central.epoch} seq {self.central.seq}")

    def travel(self) -> None:
        """A stick reaches the centre, or a receipt its device, in any order; or a remote laptop comes to town."""
        if self.remote and self.chance.random() < 0.3:
            self.sync(self.chance.choice(self.remote), faulty=True)
        elif self.sticks and self.chance.random() < 0.6:
            self.deliver(self.sticks.pop(self.chance.randrange(len(self.sticks))))
        elif self.receipts:
            self.carry_back(self.receipts.pop(self.chance.randrange(len(self.receipts))))

    def work(self, device: Device, roll: float) -> None:
        """Somebody at `device` writes something."""
        shown = {key: device.shown(key) for key in device.known()}
        live = {key: row for key, row in shown.items() if row.life is Life.LIVE}
        wish = self.people.wish(device, shown, live, roll, self.faults.merges)
        if wish is not None:
            self.write(device, wish.key, wish.op, wish.fields, wish.parents, wish.other, wish.covers)
        elif roll >= 0.52:
            self.correct(device)

    def write(
        self,
        device: Device,
        key: Key,
        op: Op,
        fields: dict[str, Edit],
        parents: dict[str, frozenset[str]],
        other: str = "",
        covers: tuple[str, ...] = (),
        replaces: tuple[str, ...] = (),
    ) -> None:
        """Store one change on a device."""
        device.n += 1
        change = Change(
            id=f"{device.name}.{device.n}",
            kind=key[0],
            record=key[1],
            op=op,
            author="operator",
            device=device.name,
            made_at=len(self.made),
            n=device.n,
            fields=fields,
            other=other,
            covers=covers,
            replaces=replaces,
        )
        device.own.append(OwnChange(change=change))
        self.made[change.id] = Made(change, parents)
        self.trace.append(f"{device.name} makes {change.id} {op} {key} {fields} {other} {replaces}")
        if op is Op.ERASE:
            self._forget_refused(device, key[1])

    def correct(self, device: Device) -> None:
        """Put a refused change right: one new change for it and everything that waits behind it."""
        refused = [o for o in device.own if o.delivery is Delivery.QUARANTINED]
        if not refused:
            return
        key = (refused[0].change.kind, refused[0].change.record)
        behind = [o for o in device.own if self._is_in_tail(o, key, refused[0].change.n)]
        end = (key[0], device.end_of(*key))
        shown = device.shown(end)
        fields, parents = self.people.folded(device, end, shown, [o.change for o in behind], self.made)
        op = Op.CREATE if any(o.change.op is Op.CREATE for o in behind) else Op.EDIT
        ids = tuple(o.change.id for o in behind)
        for place, mine in enumerate(device.own):
            if mine.change.id in ids:
                device.own[place] = OwnChange(change=mine.change, delivery=Delivery.REPLACED)
        self.write(device, key, op, fields, parents, replaces=ids)

    def sync(self, device: Device, *, faulty: bool) -> None:
        """One run: hello, push until empty, pull until done; any part may be lost."""
        if self._lost(faulty, 0.15):
            return
        device.hello(self.central.epoch, self.central.durable)
        if not self._lost(faulty, 0.12):
            self._push_all(device, faulty)
        if not self._lost(faulty, 0.2):
            self._pull_all(device, faulty)

    def fill_stick(self, device: Device) -> None:
        """Copy what is unsent or not yet durable, or the newer part of it, to a stick delivered some day."""
        received = (o for o in device.own if o.delivery is Delivery.RECEIVED)
        kept = [*device.outbox(), *(o for o in received if o.change.id not in device.pruned)]
        kept.sort(key=lambda o: o.change.n)
        kept = kept[self.chance.choice((0, 0, len(kept) // 2)) :]
        if kept:
            self.sticks.append((device, [offer(o) for o in kept]))

    def deliver(self, stick: tuple[Device, list[Offer]]) -> None:
        """Central reads a stick and makes a receipt for it."""
        device, offers = stick
        self.receipts.append((device, self._answers(offers), self.central.epoch))

    def carry_back(self, receipt: tuple[Device, dict[str, Outcome], int]) -> None:
        """A receipt reaches the device it is for."""
        device, answers, epoch = receipt
        device.hear(answers, epoch)

    def settle(self) -> None:
        """No more faults: sticks and receipts arrive, refusals are put right, everyone syncs until quiet."""
        for _ in range(4):
            while self.sticks:
                self.deliver(self.sticks.pop())
            while self.receipts:
                self.carry_back(self.receipts.pop())
            for device in self.chance.sample(self.devices, len(self.devices)) * 2:
                self.sync(device, faulty=False)
            for device in self.devices:
                while any(o.delivery is Delivery.QUARANTINED for o in device.own):
                    self.correct(device)
        for device in self.devices * 2:
            self.sync(device, faulty=False)

    def _push_all(self, device: Device, faulty: bool) -> None:
        tried: set[str] = set()
        for _ in range(self.chance.choice([1, 2, 9]) if faulty else 99):
            left = [o for o in device.outbox() if o.change.id not in tried]
            batch = left[: self.chance.choice([1, 2, 5, 20]) if faulty else 20]
            if not batch or self._lost(faulty, 0.1):
                return
            tried |= {o.change.id for o in batch}
            answers = self._answers([offer(o) for o in batch])
            if self._lost(faulty, 0.12):
                answers = self._answers([offer(o) for o in batch])
            if self._lost(faulty, 0.18):
                return
            if self._lost(faulty, 0.05):
                answers = {c: outcome for c, outcome in answers.items() if self.chance.random() < 0.6}
            device.hear(answers, self.central.epoch)

    def _pull_all(self, device: Device, faulty: bool) -> None:
        for _ in range(self.chance.choice([1, 2, 50]) if faulty else 500):
            rows, cursor = self.central.pull(
                device.cursor, self.chance.choice([1, 2, 3, 50]) if faulty else 50
            )
            if not rows or self._lost(faulty, 0.1):
                return
            device.apply(rows, cursor)
            self.trace.append(f"{device.name} pulls {[(r.record.id, r.record.mark.seq) for r in rows]}")

    def _answers(self, offers: list[Offer]) -> dict[str, Outcome]:
        answers = {change.id: self.central.take(change, stamp) for change, stamp in offers}
        said = {c: (o.kind.value, o.seq, o.took, o.conflicts, o.landing) for c, o in answers.items()}
        self.trace.append(f"central answers {said}")
        return answers

    def _lost(self, faulty: bool, odds: float) -> bool:
        return faulty and self.chance.random() < odds

    def _forget_refused(self, device: Device, record: str) -> None:
        refused = [o for o in device.own if o.delivery is Delivery.QUARANTINED and o.change.record == record]
        for mine in refused:
            device.forget((mine.change.kind, record))

    @staticmethod
    def _is_in_tail(mine: OwnChange, key: Key, n: int) -> bool:
        open_states = (Delivery.QUARANTINED, Delivery.WAITING, Delivery.HELD)
        writes = mine.change.op in (Op.CREATE, Op.EDIT)
        return (
            writes
            and mine.delivery in open_states
            and (mine.change.kind, mine.change.record) == key
            and mine.change.n >= n
        )
