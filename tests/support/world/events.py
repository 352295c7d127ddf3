"""What happens in a schedule, step by step, until every trouble ends; all of it drawn from the seed."""

from __future__ import annotations

from datetime import timedelta

from app.central.reviewing import LEFT_OVER
from app.domain.faults import StoreFault
from app.domain.points import Role
from app.usecases.settings import Setting
from app.usecases.sync import SyncEnd
from tests.support.world.incidents import Incidents
from tests.support.world.looking import came_back
from tests.support.world.machine import CAST_OFF, Machine
from tests.support.world.schedule import World
from tests.support.world.weather import BAD, CALM, USUAL

STEPS = 45
"""Steps of one schedule before it comes to rest."""

ROUNDS_THAT_ASK = 4
"""Of these the first ones, in which central still gives work back."""

MOST_ROUNDS = 14
"""Rounds of runs without trouble after which a commune must be at rest."""


class Events:
    """Drives one world."""

    def __init__(self, world: World) -> None:
        self.world, self.chance, self.incidents = world, world.chance, Incidents(world)
        world.meanwhile = self.meanwhile
        self._is_quiet = False

    def live(self, steps: int = STEPS) -> None:
        """Live through some steps, then let every trouble end and everything come to rest."""
        for machine in self.world.machines:
            if self.chance.random() < 0.8:
                self.incidents.pair(machine)
        for _ in range(steps):
            self.step()
        self.rest()

    def step(self) -> None:
        """One thing that happens somewhere."""
        world, machine = self.world, self.chance.choice(self.world.machines)
        world.time.passes(minutes=self.chance.randint(1, 90))
        world.centre.look()
        roll = self.chance.random()
        if roll < 0.39:
            self.work(machine)
        elif roll < 0.65:
            self.run(machine)
        elif roll < 0.75:
            self.by_stick(machine)
        elif roll < 0.78:
            world.deliver()
        elif roll < 0.87:
            self.incidents.at_central()
        elif roll < 0.97:
            self.incidents.at_a_laptop(machine)
        else:
            world.time.passes(days=self.chance.choice((1, 3, 9)))

    def work(self, machine: Machine) -> None:
        """Somebody works at a laptop."""
        people = self.world.people
        acts = (
            (people.help_somebody, 40),
            (people.go_on, 8),
            (people.mend, 30),
            (people.settle, 6),
            (people.join, 4),
            (people.erase, 9),
            (people.looking.press, 10),
        )
        act = self.chance.choices([one for one, _ in acts], [weight for _, weight in acts])[0]
        if act != people.erase:
            self.world.attempt(machine, act)
        elif self._is_lead(machine) or self.chance.random() < 0.5:
            self.incidents.perhaps_undone(lambda: self._erase(machine))

    def _erase(self, machine: Machine) -> None:
        """Somebody's data are erased, and central is told at once."""
        self.world.attempt(machine, self.world.people.erase)
        if machine.is_paired:
            self.world.ran(machine, machine.run(CALM))

    def run(self, machine: Machine) -> None:
        """A laptop sends and receives, in some weather, unless it has to be paired first."""
        if not machine.is_paired or CAST_OFF in machine.marks and self.chance.random() < 0.5:
            self.incidents.pair(machine)
            return
        weather = self.chance.choice((CALM, USUAL, USUAL, BAD))
        machine.way.lies = self.chance.random() < 0.05 and not machine.forgotten
        stop_in = self.chance.randint(1, 12) if self.chance.random() < 0.05 else 0
        said = machine.run(weather, stop_in)
        machine.way.lies = False
        self.world.ran(machine, said)

    def by_stick(self, machine: Machine) -> None:
        """Something is done with a stick."""
        world, sticks = self.world, self.world.sticks
        act = self.chance.choice((sticks.fill, sticks.fill, sticks.plug_in, sticks.plug_in, sticks.carry))
        if self.chance.random() < 0.25:
            world.tell(f"central: {sticks.read_at_central()}")
        elif machine.is_paired:
            world.attempt(machine, act)
            world.look(machine)

    def meanwhile(self, machine: Machine) -> None:
        """Between two requests of a run other things go on: nothing may be held open while the line is slow."""
        if machine.gate.is_writing:
            self.world.find([f"OPEN {machine.name} asks central inside a transaction"])
        if self._is_quiet or self.chance.random() > 0.06:
            return
        self._is_quiet = True
        try:
            self._goes_on(machine)
        finally:
            self._is_quiet = False

    def _goes_on(self, machine: Machine) -> None:
        roll = self.chance.random()
        if roll < 0.5:
            self._write_meanwhile(machine)
        elif roll < 0.7:
            self.world.deliver()
        elif roll < 0.9:
            other = self.chance.choice(self.world.machines)
            if other is not machine and other.is_paired:
                self.world.ran(other, other.run(CALM))
        else:
            self.incidents.at_central()

    def _write_meanwhile(self, machine: Machine) -> None:
        """The desk goes on while a run is under way: a power cut takes both."""
        people = self.world.people
        act = self.chance.choice((people.help_somebody, people.mend))
        try:
            self.world.tell(f"meanwhile {machine.name} {act.__name__}: {act(machine)}")
        except StoreFault as fault:
            self.world.tell(f"meanwhile {machine.name} could not: {fault}")

    def rest(self) -> None:
        """No more trouble: everything held up arrives, what was refused is put right, everybody runs."""
        world, centre, self._is_quiet = self.world, self.world.centre, True
        while world.delayed:
            world.deliver()
        if centre.is_halted:
            world.happens(centre.restore)
            world.tell(f"RESTORE epoch {centre.epoch} numbers {sorted(centre.seqs().values())}")
        for machine in world.machines:
            machine.gate.calm()
            machine.way.down = ""
            machine.shift_clock(timedelta())
        self._twins_work()
        puts_right, is_quiet = True, False
        for place in range(MOST_ROUNDS):
            if is_quiet:
                break
            is_quiet = all([self._calm_run(machine) for machine in world.machines])
            is_quiet &= not self._reviewed(gives_back=place < ROUNDS_THAT_ASK)
            if puts_right and self.chance.random() < 0.9:
                is_quiet &= not any([self._put_right(machine) for machine in world.machines])
            else:
                puts_right = False
        world.find([] if is_quiet else ["QUIET nothing came to rest"])

    def _reviewed(self, *, gives_back: bool) -> bool:
        """Somebody at central decides about most of what waits there; whether anything came of it.

        Whatever a restore has lost is taken up: nobody can be asked about it, and laptops go on showing it.
        """
        centre, people = self.world.centre, self.world.people
        told = []
        for one in centre.waiting():
            is_lost = one.heap == LEFT_OVER
            if self.chance.random() < 0.9 or is_lost:
                comment, asks = people.word("hỏi lại "), gives_back and self.chance.random() < 0.4
                self.world.said[comment] = self.incidents.about(one)
                told.append(centre.review(one, accepts=is_lost or not asks, comment=comment))
        for said in told:
            self.world.tell(f"central {said}")
        if gives_back and self.chance.random() < 0.5 and self.incidents.send_back():
            return True
        return not all(said.startswith("could not") for said in told)

    def _twins_work(self) -> None:
        """Two laptops under one name find each other out once both have something to say that may be sent.

        Until then each takes the other's token away whenever it is paired again, and neither comes to rest.
        """
        names = [one.setting(Setting.NEXT_DEVICE) or one.device for one in self.world.machines]
        for machine, name in zip(self.world.machines, names, strict=True):
            if names.count(name) > 1:
                self.world.attempt(machine, self.world.people.write_down)

    def _calm_run(self, machine: Machine) -> bool:
        """One run without trouble, paired before if it must be; whether there was nothing left to say.

        A revoked laptop whose token a restore has lost is adopted no more: its work comes by stick. Where too many
        wrong codes were tried (answers to sheets a restore has lost, too), somebody tries again an hour later.
        """
        world, said = self.world, "paired"
        for _ in range(2):
            if machine.is_paired and not machine.is_cast_off:
                break
            said = machine.pair(world.centre.sheet(machine.point))
            world.tell(f"{machine.name} pairs: {said}")
            if said == "too_many_tries":
                world.time.passes(hours=1)
        if said == "device_revoked":
            world.tell(f"{machine.name} by hand: {world.sticks.by_hand(machine)}")
            return True
        said, report = machine.run(CALM), machine.report
        world.ran(machine, said)
        return report is not None and report.end is SyncEnd.DONE and not report.sent + report.received

    def _put_right(self, machine: Machine) -> bool:
        """Everything that came back is put right in some way, a few at a time; whether there was anything."""
        for place in range(5):
            if not came_back(machine):
                return place > 0
            self.world.attempt(machine, self.world.people.looking.put_right)
        return True

    def _is_lead(self, machine: Machine) -> bool:
        roles = machine.gate.read().records("operator")
        return bool(machine.operators) and roles.get(machine.operators[0], {}).get("role") == Role.LEAD
