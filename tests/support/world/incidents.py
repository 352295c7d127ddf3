"""What befalls a laptop, or central, in a schedule: copies, clones, clocks, power, disks, backups, sheets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from app.central.given_back import GivenBack
from app.central.reviewing import Waiting
from app.domain.points import Role
from app.domain.records import KINDS, Maker
from app.usecases.settings import NO, Setting
from tests.support.world import peek
from tests.support.world.machine import Machine
from tests.support.world.schedule import World
from tests.support.world.weather import CALM, USUAL

DRIFTS = (timedelta(), timedelta(hours=7), timedelta(days=-400), timedelta(minutes=3))
"""How far a clock may be ahead."""

MOST_LAPTOPS = 9
FEWEST_TRUSTED = 3
"""Laptops that may still read, below which none is revoked."""

_DOWN = ("no_network", "tls", "clock", "portal")


class Incidents:
    """One thing at a time, drawn from the seed."""

    def __init__(self, world: World) -> None:
        self.world, self.chance = world, world.chance

    def at_central(self) -> None:
        """Somebody at the centre looks after backups, has to use one, or decides about what waits there."""
        acts: Sequence[tuple[Callable[[], object], int]] = (
            (self._back_up, 40),
            (self._review, 12),
            (self.send_back, 24),
            (self.world.centre.prove_backup, 8),
            (self._restore, 24),
            (self._go_backwards, 10),
            (self._revoke, 10),
        )
        self.chance.choices([act for act, _ in acts], [weight for _, weight in acts])[0]()

    def at_a_laptop(self, machine: Machine) -> None:
        """Something happens to a laptop itself."""
        acts: Sequence[tuple[Callable[[Machine], None], int]] = (
            (self._image, 15),
            (self._put_back, 12),
            (self._clone, 10),
            (self._forget_row, 20),
            (self.pair, 8),
            (self._move, 14),
            (self._shift_clock, 8),
            (self._cut_power, 15),
            (self._fill_disk, 12),
            (self._cut_line, 8),
            (self._another_operator, 8),
        )
        self.chance.choices([act for act, _ in acts], [weight for _, weight in acts])[0](machine)

    def pair(self, machine: Machine) -> None:
        """A sheet of its support point is scanned."""
        world = self.world
        if not world.centre.is_halted:
            machine.way.weather = self.chance.choice((CALM, CALM, USUAL))
            world.tell(f"{machine.name} pairs: {machine.pair(world.centre.sheet(machine.point))}")
            machine.way.weather = CALM
            world.look(machine)

    def send_back(self) -> bool:
        """Somebody reads what was sent and gives a record back, with a comment that tells of the person."""
        centre, comment = self.world.centre, self._comment()
        stands = [] if centre.is_halted else sorted(centre.standing())
        kinds = sorted({kind for kind, _ in stands if KINDS[kind].maker is Maker.DEVICE})
        if kinds:
            kind = self.chance.choice(kinds)
            named = [name for of, name in stands if of == kind]
            name = named[0] if self.chance.random() < 0.5 else self.chance.choice(named)
            self.world.said[comment] = {name}
            said = centre.send_back(name, comment)
            self.world.tell(f"central sends {kind} {name} back: {said}")
            return said != "author_unreachable"
        return False

    def perhaps_undone(self, act: Callable[[], None], odds: float = 0.3) -> None:
        """Something is done, and now and then central comes back from a backup of just before."""
        is_undone = self.chance.random() < odds and not self.world.centre.is_halted
        if is_undone:
            self._back_up()
        act()
        if is_undone:
            self._restore(-1)

    def _back_up(self) -> None:
        if not self.world.centre.is_halted:
            self.world.centre.back_up()

    def _review(self) -> None:
        """Somebody decides about what waits, or lets stand after all what went back and was not answered."""
        centre = self.world.centre
        waiting = [] if centre.is_halted else [*centre.waiting(), *centre.given_back()]
        if waiting:
            one, comment = self.chance.choice(waiting), self._comment()
            said = centre.review(one, accepts=self.chance.random() < 0.7, comment=comment)
            self.world.said[comment] = self.about(one)
            self.world.tell(f"central {said}")

    def _comment(self) -> str:
        return self.world.people.word("hỏi lại ")

    def about(self, one: Waiting | GivenBack) -> set[str]:
        """The records a decision about something that waits tells of."""
        made = self.world.made.get(one.id)
        return {one.record} | ({made.record, made.other} - {""} if made else set())

    def _restore(self, place: int | None = None) -> None:
        centre = self.world.centre
        done = self.world.happens(lambda: centre.restore(place))
        self.world.tell(f"RESTORE {done}: epoch {centre.epoch} numbers {sorted(centre.seqs().values())}")

    def _go_backwards(self) -> None:
        centre = self.world.centre
        done = self.world.happens(centre.go_backwards)
        self.world.tell(
            f"BACKWARDS {done}: numbers {sorted(centre.seqs().values())}, halted {centre.is_halted}"
        )

    def _revoke(self) -> None:
        world, machine = self.world, self.chance.choice(self.world.machines)
        trusted = sum(not world.is_revoked(one) for one in world.machines)
        if not machine.is_paired or world.centre.is_halted or trusted <= FEWEST_TRUSTED:
            return
        is_in_vain = self.chance.random() < 0.3
        if is_in_vain:
            self._back_up()
        world.tell(f"{machine.name} is revoked: {world.centre.revoke(machine.device)}")
        if is_in_vain:
            self._go_backwards()  # to just before: no number tells the two apart

    def _image(self, machine: Machine) -> None:
        self.world.images.append((machine, machine.image()))

    def _put_back(self, machine: Machine) -> None:
        if self.world.images:
            old, image = self.chance.choice(self.world.images)
            self.world.happens(lambda: old.put_back(image))
            self.world.tell(f"{old.name} is put back from an image")

    def _clone(self, machine: Machine) -> None:
        if len(self.world.machines) < MOST_LAPTOPS:
            self.world.tell(f"{machine.name} is cloned to {self.world.clone(machine).name}")

    def _forget_row(self, machine: Machine) -> None:
        """A laptop that could not be mended before is not looked through again until it agrees (see `close`)."""
        is_known_to_differ = machine.setting(Setting.AGREES) == NO
        forgotten = None if is_known_to_differ else peek.forget_row(machine.disk.store, self.chance)
        if forgotten is not None:
            machine.forgotten.add(forgotten)
            self.world.tell(f"{machine.name} forgets {forgotten}")

    def _move(self, machine: Machine) -> None:
        """Somebody scans a sheet of the other commune: a laptop whose work is all safe at central moves there."""
        centre, other = self.world.centre, self.chance.choice(self.world.centre.points[1:])
        if machine.is_paired and not centre.is_halted:
            if self.chance.random() < 0.7:
                machine.run(CALM)
                self._back_up()
                centre.prove_backup(len(centre.backups) - 1)
            self.perhaps_undone(lambda: self.world.ran(machine, machine.run(CALM)), odds=0.5)
            said = machine.pair(centre.sheet(other))
            self.world.tell(f"{machine.name} gets a sheet of {other}: {said} {machine.commune}")
            machine.point = machine.setting(Setting.SUPPORT_POINT)

    def _shift_clock(self, machine: Machine) -> None:
        machine.shift_clock(self.chance.choice(DRIFTS))

    def _cut_power(self, machine: Machine) -> None:
        machine.gate.cut_in = self.chance.randint(1, 12)
        machine.gate.cut_before = self.chance.random() < 0.5

    def _fill_disk(self, machine: Machine) -> None:
        machine.gate.full_in = self.chance.randint(1, 8)

    def _cut_line(self, machine: Machine) -> None:
        machine.way.down = "" if machine.way.down else self.chance.choice(_DOWN)

    def _another_operator(self, machine: Machine) -> None:
        self.world.attempt(machine, self._operator_at)

    def _operator_at(self, machine: Machine) -> str:
        if self.chance.random() < 0.5:
            machine.laptop.operator = self.chance.choice(machine.operators)
        else:
            machine.add_operator(Role.STAFF)
        return f"operator {machine.laptop.operator}"
