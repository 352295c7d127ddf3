"""Who had seen what, in one schedule that has come to rest. What follows from it is judged elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from app.domain.changes import Change, Op, OutcomeKind
from app.domain.merge import Record
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

    def before(self, change: str, name: str) -> frozenset[str]:
        """Every change whose value of the field the author of `change` had seen, directly or through others.

        What was decided by a merge that was undone since is open again: nothing is traced through it.
        """
        if (change, name) not in self._before:
            found: set[str] = set()
            left = [] if self._is_undone(change) else list(self.parents(change, name))
            while left:
                parent = left.pop()
                if parent not in found:
                    found.add(parent)
                    left += () if self._is_undone(parent) else self.parents(parent, name)
            self._before[change, name] = frozenset(found)
        return self._before[change, name]

    def _is_undone(self, change: str) -> bool:
        made = self.world.made[change].change
        return bool(made.other) and change in self.counted and change not in self._standing_merges

    @cached_property
    def _standing_merges(self) -> frozenset[str]:
        """The merges that hold: those that put a record under another, or found it there already."""
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

    def parents(self, change: str, name: str) -> Iterable[str]:
        """The changes whose values the author of `change` had on the screen."""
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

    def was_parted(self, record: Record) -> bool:
        """Whether a merge of this record, or of one it was ever merged with, was undone."""
        names = self._relatives.get(record.id, frozenset({record.id}))
        undone = (c for c in self.counted.values() if c.op is Op.MERGE and not c.other)
        return any(change.record in names for change in undone)

    def kin(self, record: Record, name: str) -> Writers:
        """The changes of this field on the record and on any it was ever merged with."""
        names = self._relatives.get(record.id, frozenset({record.id}))
        return {
            i: c
            for i, c in self.counted.items()
            if c.kind == record.kind and c.record in names and name in c.fields
        }

    def covered(self, kept: set[str], name: str, kin: Writers) -> set[str]:
        """`kept` and every change that someone in it had seen, directly or through others, erased ones too."""
        covered = set(kept)
        left = list(kept)
        while left:
            newer = left.pop()
            edit, known = kin[newer].fields[name], self.before(newer, name)
            seen = {
                i
                for i, c in kin.items()
                if c.fields[name].to in edit.seen and newer not in self.before(i, name)
            }
            older = (seen | (known & set(kin))) - covered
            covered |= older
            left += older
        return covered

    def landed(self, change: Change) -> str:
        """The record that now stands for the one a change landed on."""
        landing = self.central.ledger[change.id].outcome.landing or change.record
        return self.central.end_of(change.kind, landing)

    @staticmethod
    def is_next(one: Change, two: Change) -> bool:
        """Whether one device wrote `two` after `one` on one record."""
        return (one.device, one.record) == (two.device, two.record) and one.n < two.n
