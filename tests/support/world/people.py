"""What people do at a laptop: help somebody, go on with what another left, mend, join, erase. Real use cases."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from itertools import count

from app.domain.changes import Change, Edit, Op, Pen, Value
from app.domain.delivery import Delivery
from app.domain.draft import Contact, Draft, Stage, Standing
from app.domain.fields import MergeClass
from app.domain.records import KINDS
from app.usecases import closing, consent, guidance, welcome
from app.usecases.writing import pen_of
from tests.support.laptop import GUIDE
from tests.support.world import peek
from tests.support.world.looking import BAD_BIRTH, Looking
from tests.support.world.machine import Machine

_PLAIN = ("name", "village", "phone")
_MOST_CARDS = 3


@dataclass(slots=True)
class People:
    """Everybody's wishes and words; no word is ever said twice, so that each tells who wrote it."""

    chance: random.Random
    numbers: count[int]
    looking: Looking = field(init=False)

    def __post_init__(self) -> None:
        self.looking = Looking(self.chance, self.word)

    def word(self, kind: str = "w") -> str:
        """A word nobody used."""
        return f"{kind}{next(self.numbers):04d}q"

    def help_somebody(self, machine: Machine) -> str:
        """A visit of somebody new or known, to its end or left half-way."""
        citizen = self.somebody(machine) if self.chance.random() < 0.5 else ""
        draft = self._met(machine, citizen)
        if draft is None:
            return "nobody there"
        draft = self._guided(machine, draft)
        if self.chance.random() < 0.2:
            return f"left {draft.id} half-way"
        return self._finished(machine, draft)

    def write_down(self, machine: Machine) -> str:
        """A new person's data and no more: work that stands behind nothing refused."""
        return self._write(machine, self.pen(machine).create("citizen", machine.ids.new(), self._person()))

    def go_on(self, machine: Machine) -> str:
        """Somebody goes on with a session left half-way, perhaps somebody else."""
        running = machine.gate.read().drafts()
        if not running:
            return "nothing left half-way"
        operator = self.chance.choice(machine.operators)
        machine.laptop.operator = operator
        draft = guidance.resume(machine.gate, machine.clock, self.chance.choice(running).id, operator)
        assert draft is not None
        if draft.standing is Standing.ASKING:
            guidance.give_up(machine.gate, draft)
            return f"gave up {draft.id}"
        return self._finished(machine, self._guided(machine, draft))

    def mend(self, machine: Machine) -> str:
        """Write a field of a known person over what is shown."""
        citizen = self.somebody(machine)
        if not citizen:
            return "nobody known"
        before = machine.gate.read().record("citizen", citizen) or {}
        name = self.chance.choice((*_PLAIN, "notes", "birth"))
        after: Value = self.word()
        if name == "notes":
            notes = before["notes"]
            kept = [one for one in notes if self.chance.random() < 0.9] if isinstance(notes, list) else []
            after = [*kept, self.word("note ")]
        if name == "birth":
            year = f"{1900 + next(self.numbers) % 100}-{self.chance.randint(1, 12):02d}"
            after = BAD_BIRTH if self.chance.random() < 0.25 else year
        return self._write(machine, self.pen(machine).edit("citizen", citizen, before, {name: after}))

    def settle(self, machine: Machine) -> str:
        """Decide between values that wait, where this laptop knows of any."""
        waiting = [row for row in peek.standing(machine.disk.store).values() if row.conflicts]
        waiting = [row for row in waiting if row.kind == "citizen" and not row.merged_into]
        if not waiting:
            return "nothing to decide"
        row = self.chance.choice(sorted(waiting, key=lambda one: one.record))
        name = self.chance.choice(sorted(row.conflicts))
        shown = machine.gate.read().record(row.kind, row.record)
        if shown is None:
            return "gone"
        seen = (shown[name], *(one.value for one in row.conflicts[name]))
        edit = {name: Edit(seen, self.chance.choice(seen))}
        bare = self.pen(machine).edit(row.kind, row.record, {}, {})
        return self._write(machine, replace(bare, op=Op.RESOLVE, fields=edit))

    def join(self, machine: Machine) -> str:
        """Two records are one person."""
        one, two = self.somebody(machine), self.somebody(machine)
        reading = machine.gate.read()
        ours, theirs = reading.record("citizen", one), reading.record("citizen", two)
        if not one or not two or one == two or ours is None or theirs is None:
            return "nobody to join"
        if self.refused(machine) & {one, two}:
            return "one of them was refused"
        rules = KINDS["citizen"].rules.values()
        asked = [rule.name for rule in rules if rule.merge is MergeClass.ASK]
        differing = [name for name in asked if ours[name] != theirs[name]]
        fields = {
            name: Edit((ours[name], theirs[name]), self.chance.choice((ours[name], theirs[name])))
            for name in differing
        }
        bare = self.pen(machine, machine.operators[0]).edit("citizen", one, {}, {})
        return self._write(machine, replace(bare, op=Op.MERGE, fields=fields, other=two))

    def erase(self, machine: Machine) -> str:
        """Somebody's data are erased, as the law gives them the right to."""
        citizen = self.somebody(machine)
        if not citizen:
            return "nobody known"
        bare = self.pen(machine, machine.operators[0]).edit("citizen", citizen, {}, {})
        return self._write(machine, replace(bare, op=Op.ERASE))

    def somebody(self, machine: Machine) -> str:
        """Somebody this laptop shows, or nobody; often the one everybody works with."""
        store = machine.disk.store
        known = {name for kind, name in peek.standing(store) if kind == "citizen"}
        known |= {line.change.record for line in peek.lines(store) if line.change.kind == "citizen"}
        names = sorted(known)
        if self.chance.random() < 0.7:
            self.chance.shuffle(names)
        reading = machine.gate.read()
        for name in names[:4]:
            person = reading.person(name)
            if person is not None:
                return person.citizen
        return ""

    def refused(self, machine: Machine) -> set[str]:
        """The records with refused work."""
        own = peek.lines(machine.disk.store)
        return {line.change.record for line in own if line.delivery is Delivery.QUARANTINED}

    def pen(self, machine: Machine, operator: str = "") -> Pen:
        """The pen of whoever sits there."""
        return pen_of(machine.gate.read(), machine.clock, machine.ids, operator or machine.laptop.operator)

    def _met(self, machine: Machine, citizen: str) -> Draft | None:
        store, clock, ids, operator = machine.gate, machine.clock, machine.ids, machine.laptop.operator
        if citizen:
            begun = welcome.start_known(store, clock, ids, operator=operator, guide=GUIDE, citizen=citizen)
        else:
            begun = welcome.start_new(
                store, clock, ids, operator=operator, guide=GUIDE, values=self._person()
            )
        if not isinstance(begun, Draft):
            return None
        if self.chance.random() < 0.05:
            return consent.refuse_consent(store, clock, begun)
        if begun.standing is not Standing.ASKING:
            return begun
        if not consent.needs_consent(store, clock, begun):
            return consent.consent_stands(store, clock, begun)
        answer = consent.ConsentAnswer(method=consent.Method.SPOKEN)
        agreed = consent.give_consent(store, clock, ids, begun, answer)
        return agreed if isinstance(agreed, Draft) else None

    def _guided(self, machine: Machine, draft: Draft) -> Draft:
        laptop = machine.laptop
        draft = guidance.open_task(machine.gate, machine.clock, laptop.pack, draft, laptop.first_open(draft))
        for _ in range(self.chance.randrange(_MOST_CARDS)):
            if draft.stage is Stage.STEP:
                draft = guidance.finish_step(machine.gate, machine.clock, laptop.pack, draft)
        if draft.stage is Stage.STEP and self.chance.random() < 0.7:
            stuck = guidance.cannot_do(
                machine.gate, machine.clock, laptop.pack, draft, reason="reason_a", day=None
            )
            draft = stuck if isinstance(stuck, Draft) else draft
        return draft

    def _finished(self, machine: Machine, draft: Draft) -> str:
        phone = Contact(f"09{next(self.numbers):08d}", "self", agreed=True)
        contact = phone if self.chance.random() < 0.3 else None
        done = closing.finish_session(machine.gate, machine.clock, machine.ids, draft, contact)
        if not isinstance(done, closing.Finished):
            return f"not finished: {done.code.value}"
        if done.session:
            machine.sessions.add(done.session)
        return f"helped {done.citizen} in {done.session}"

    def _person(self) -> dict[str, Value]:
        words = {"name": self.word("Lò Thị "), "village": self.word("Bản ")}
        return {**words, "sex": "f", "birth": str(1940 + next(self.numbers) % 60)}

    def _write(self, machine: Machine, change: Change) -> str:
        with machine.gate.write() as writing:
            stored = writing.add(change)
        return f"wrote {stored.id} {stored.op.value} {stored.kind} {stored.record} {stored.other}"
