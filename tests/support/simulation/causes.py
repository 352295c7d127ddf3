"""Who had seen what: the causal checks on one field at rest. A value is judged by the changes that wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from app.domain.changes import Change, Op, OutcomeKind, Value
from app.domain.fields import MergeClass
from app.domain.merge import FieldState, Life, Record
from app.domain.merge.classes import is_latch, moved_items, rank
from app.domain.records import FieldRule
from tests.support.simulation.device import authors_of
from tests.support.simulation.kinds import KINDS
from tests.support.simulation.world import World

Writers = Mapping[str, Change]


class Causes:
    """The causal history of one schedule."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.central = world.central
        ledger = world.central.ledger
        changes = [made.change for made in world.made.values() if made.change.id in ledger]
        self.counted: Writers = {
            c.id: c
            for c in changes
            if c.op is not Op.ERASE and ledger[c.id].outcome.kind is not OutcomeKind.ERASED
        }
        self._before: dict[tuple[str, str], frozenset[str]] = {}

    def violations(self) -> Iterator[str]:
        """Everything wrong with the values of records that stand alone."""
        for (kind, _), record in sorted(self.central.records.items()):
            if record.life is Life.LIVE:
                for name, rule in KINDS[kind].rules.items():
                    field = record.fields.get(name) or FieldState(value=rule.start)
                    yield from (
                        f"{text} at {kind} {record.id}.{name}" for text in self._field(record, field, rule)
                    )

    def before(self, change: str, name: str) -> frozenset[str]:
        """Every change whose value of the field the author of `change` had seen, directly or through others.

        What was decided by a merge that was undone since is open again: nothing is traced through it.
        """
        if (change, name) not in self._before:
            found: set[str] = set()
            left = [] if self._is_undone(change) else list(self._parents(change, name))
            while left:
                parent = left.pop()
                if parent not in found:
                    found.add(parent)
                    left += () if self._is_undone(parent) else self._parents(parent, name)
            self._before[change, name] = frozenset(found)
        return self._before[change, name]

    def _is_undone(self, change: str) -> bool:
        made = self.world.made[change].change
        return bool(made.other) and change not in self._standing_merges

    @cached_property
    def _standing_merges(self) -> frozenset[str]:
        """The merges that hold: those that put a record under another, and those that found it there already."""
        aliases = [record.alias for record in self.central.records.values()]
        made = {take.origin.change for alias in aliases for take in alias.takes}
        hold = {alias.takes[-1].origin.change for alias in aliases if alias.value}
        ended = self.central.end_of
        same = {
            i
            for i, c in self.counted.items()
            if ended(c.kind, c.record) == ended(c.kind, c.other or c.record)
        }
        return frozenset(hold | (same - made))

    def _parents(self, change: str, name: str) -> Iterable[str]:
        return self.world.made[change].parents.get(name, ())

    @cached_property
    def _relatives(self) -> dict[str, frozenset[str]]:
        """For every record, those it was ever merged with."""
        groups: dict[str, frozenset[str]] = {}
        for change in self.counted.values():
            if change.op is Op.MERGE and change.other:
                one, two = (groups.get(r, frozenset({r})) for r in (change.record, change.other))
                groups |= dict.fromkeys(one | two, one | two)
        return groups

    def _kin(self, record: Record, name: str) -> Writers:
        """The changes of this field on the record and on any it was ever merged with."""
        names = self._relatives.get(record.id, frozenset({record.id}))
        return {
            i: c
            for i, c in self.counted.items()
            if c.kind == record.kind and c.record in names and name in c.fields
        }

    def _field(self, record: Record, field: FieldState, rule: FieldRule) -> Iterator[str]:
        kin = self._kin(record, rule.name)
        if is_latch(rule):
            kin = {i: c for i, c in kin.items() if c.fields[rule.name].to}
        own = {i: c for i, c in kin.items() if self.central.end_of(c.kind, c.record) == record.id}
        match rule.merge:
            case MergeClass.UNION:
                yield from self._union(record, rule.name, kin, own)
                return
            case MergeClass.FURTHEST:
                yield from self._furthest(field, rule, own)
            case MergeClass.ASK:
                yield from self._silent(rule.name, kin, own)
                yield from self._absurd(field, rule.name)
        yield from self._stale(record, field, rule.name, kin)

    def _union(self, record: Record, name: str, kin: Writers, own: Writers) -> Iterator[str]:
        """Every item added is there, unless somebody who saw it removed it."""
        standing = self._items(record, name)
        moved = {i: moved_items(c.fields[name].seen, c.fields[name].to) for i, c in kin.items()}
        gone = [item for _, removed in moved.values() for item in removed]
        for change in own:
            if lost := [item for item in moved[change][0] if item not in standing and item not in gone]:
                yield f"UNION lost {lost} of {change}"
        for one, (added, _) in moved.items():
            for two, (_, removed) in moved.items():
                if self._is_next(kin[one], kin[two]):
                    back = [i for i in added if i in removed and i in standing]
                    if back and not self._added_elsewhere(moved, back, one):
                        yield f"UNION brought back {back} of {one} after {two}"

    def _items(self, record: Record, name: str) -> list[Value]:
        found = list(record.fields[name].value) if name in record.fields else []
        for child in record.absorbed:
            found += self._items(self.central.records[record.kind, child], name)
        return found

    @staticmethod
    def _added_elsewhere(
        moved: Mapping[str, tuple[list[Value], list[Value]]], items: list[Value], but: str
    ) -> bool:
        return any(item in added for i, (added, _) in moved.items() if i != but for item in items)

    @staticmethod
    def _is_next(one: Change, two: Change) -> bool:
        return (one.device, one.record) == (two.device, two.record) and one.n < two.n

    def _furthest(self, field: FieldState, rule: FieldRule, own: Writers) -> Iterator[str]:
        """Nobody is set back except by someone who had seen how far they were; a latch stays set."""
        here = rank(rule, field.value)
        for i, change in own.items():
            seen, to = change.fields[rule.name].seen, change.fields[rule.name].to
            there = rank(rule, to)
            if there <= here or there <= max((rank(rule, value) for value in seen), default=0):
                continue
            backs = (c.fields[rule.name] for c in own.values() if rank(rule, c.fields[rule.name].to) < there)
            if not any(rank(rule, value) >= there for e in backs for value in e.seen):
                yield f"FURTHEST lost {to} of {i}, {field.value} stands"

    def _silent(self, name: str, kin: Writers, own: Writers) -> Iterator[str]:
        """Every value written stands, waits, or was seen by whoever wrote what does."""
        kept = {i for i, c in kin.items() if self._is_kept(c, name)}
        for i in sorted(set(own) - self._covered(kept, name, kin)):
            yield f"SILENT {i} wrote {own[i].fields[name]}"

    def _is_kept(self, change: Change, name: str) -> bool:
        """Whether its value stands or waits where it was meant for or landed, or went with an erased person."""
        ends = {self.central.end_of(change.kind, change.record), self._landed(change)}
        records = [self.central.records[change.kind, end] for end in ends]
        values = [value for r in records if name in r.fields for value in _values(r.fields[name])]
        return any(r.erased for r in records) or change.fields[name].to in values

    def _covered(self, kept: set[str], name: str, kin: Writers) -> set[str]:
        """`kept` and every change that someone in it had seen, directly or through others."""
        covered = set(kept)
        left = list(kept)
        while left:
            newer = left.pop()
            edit, parents = kin[newer].fields[name], self._parents(newer, name)
            seen = {
                i
                for i, c in kin.items()
                if c.fields[name].to in edit.seen and newer not in self.before(i, name)
            }
            older = (seen | set(parents) & set(kin)) - covered
            covered |= older
            left += older
        return covered

    def _stale(self, record: Record, field: FieldState, name: str, kin: Writers) -> Iterator[str]:
        """No value stands that somebody had seen and replaced, unless it was written again since."""
        authors = authors_of(field) & set(self.world.made)
        waiting = {i for i, c in kin.items() if c.fields[name].to in _values(field)}
        newer = self._covered(
            waiting - {i for i, c in kin.items() if c.fields[name].to == field.value}, name, kin
        )
        fine = newer | waiting | authors
        for one in (*authors, *(w.origin.change for w in field.contenders)):
            fine |= self.before(one, name) | {one}
        here = {i for i, c in kin.items() if self._landed(c) == record.id}
        beaten = {a: [i for i in here - fine if a in self.before(i, name)] for a in authors}
        if beaten and all(beaten.values()):
            yield f"STALE {field.value} stands, beaten by {sorted({i for found in beaten.values() for i in found})}"

    def _landed(self, change: Change) -> str:
        landing = self.central.ledger[change.id].outcome.landing or change.record
        return self.central.end_of(change.kind, landing)

    def _absurd(self, field: FieldState, name: str) -> Iterator[str]:
        """Nobody is asked about a conflict with themselves, twice, or about what was decided."""
        authors = authors_of(field)
        values = [waiting.value for waiting in field.contenders]
        if any(values.count(value) > 1 for value in values):
            yield "ABSURD one value waits twice"
        for waiting in field.contenders:
            i = waiting.origin.change
            known = frozenset().union(*(self.before(a, name) for a in authors))
            if not (known | self.before(i, name)) <= set(self.counted):
                continue
            if i in known:
                yield f"ABSURD {i} was seen by who wrote {field.value}"
            if authors and authors <= self.before(i, name) | {i}:
                yield f"ABSURD {i} waits although it saw {field.value}"
            if self.central.epoch == 1 and authors and all(self._is_own_chain(a, i, name) for a in authors):
                yield f"ABSURD {i} waits behind its own device's {sorted(authors)}"
            for twin in field.contenders:
                if twin.origin.change in self.before(i, name):
                    yield f"ABSURD {twin.origin.change} waits although {i} replaced it"

    def _is_own_chain(self, author: str, waiting: str, name: str) -> bool:
        one, two = self.world.made[author].change, self.world.made[waiting].change
        foreign = (
            self.world.made[i].change.device for i in self.before(waiting, name) - self.before(author, name)
        )
        return (
            self._is_next(one, two) and one.op is two.op is Op.EDIT and all(d == two.device for d in foreign)
        )


def _values(field: FieldState) -> list[Value]:
    return [field.value, *(waiting.value for waiting in field.contenders)]
