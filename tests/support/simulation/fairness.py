"""The causal checks on fields at rest: nothing silently lost, nothing stale, nobody asked in vain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.domain.changes import Change, Op, Value
from app.domain.fields import MergeClass
from app.domain.merge import FieldState, Life, Record
from app.domain.merge.classes import is_latch, moved_items, rank
from app.domain.records import FieldRule
from tests.support.simulation.causes import Causes, Writers
from tests.support.simulation.device import authors_of
from tests.support.simulation.kinds import KINDS


class Fairness:
    """The checks on every field of every record that stands alone."""

    def __init__(self, causes: Causes) -> None:
        self.causes = causes
        self.central = causes.world.central

    def violations(self) -> Iterator[str]:
        """Everything wrong with the values of records that stand alone."""
        return (text for text, is_doubt in self._findings() if not is_doubt)

    def doubts(self) -> Iterator[str]:
        """What somebody might call wrong although nobody could have told: see `_is_doubt`."""
        return (text for text, is_doubt in self._findings() if is_doubt)

    def _findings(self) -> Iterator[tuple[str, bool]]:
        for (kind, _), record in sorted(self.central.records.items()):
            if record.life is Life.LIVE:
                for name, rule in KINDS[kind].rules.items():
                    field = record.fields.get(name) or FieldState(value=rule.start)
                    for text in self._field(record, field, rule):
                        yield f"{text} at {kind} {record.id}.{name}", self._is_doubt(record, rule.name, text)

    def _is_doubt(self, record: Record, name: str, text: str) -> bool:
        """A question too many, or an old answer, where what was seen does not tell in which order things were.

        There are two kinds, and in both somebody is asked, or told, something they knew; nothing is lost unseen.

        After a restore: laptops offer again in any order, and authors name the values they saw. Where a value
        now in question was written by two changes (people repeat words, and a decision for a value that is
        there writes it once more), which of the two somebody had seen is lost with the order. Between two
        restores the same. Naming changes instead of values would tell them apart, and would tie every edit to
        changes its laptop may never have met.

        After a merge was undone: what was decided while two were one stays on one of them, and is open again
        when they are made one once more.
        """
        lost_order = self.central.epoch > 1 and self._is_written_twice(record, name)
        match text.split()[0]:
            case "ABSURD":
                return lost_order or self.causes.was_parted(record)
            case "STALE":
                return lost_order
            case _:
                return False

    def _is_written_twice(self, record: Record, name: str) -> bool:
        """Whether a value in question was written by two changes, or is also what every field begins with."""
        kin, field = self.causes.kin(record, name), record.fields[name]
        written = [KINDS[record.kind].start(name), *(change.fields[name].to for change in kin.values())]
        writers = {*authors_of(field), *(waiting.origin.change for waiting in field.contenders)} & kin.keys()
        seen = [value for i in writers for value in kin[i].fields[name].seen]
        return any(written.count(value) > 1 for value in (*_values(field), *seen))

    def _field(self, record: Record, field: FieldState, rule: FieldRule) -> Iterator[str]:
        kin = self.causes.kin(record, rule.name)
        if is_latch(rule):
            kin = {i: c for i, c in kin.items() if c.fields[rule.name].to}
        own = {i: c for i, c in kin.items() if self.central.end_of(c.kind, c.record) == record.id}
        match rule.merge:
            case MergeClass.UNION:
                yield from self._union(record, rule.name, kin, own)
                return
            case MergeClass.FURTHEST:
                yield from self._furthest(field, rule, own)
            case MergeClass.LATEST:
                yield from self._order(field, rule.name, own)
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
                if self.causes.is_next(kin[one], kin[two]):
                    back = [i for i in added if i in removed and i in standing]
                    if back and not self._added_elsewhere(moved, back, one):
                        yield f"UNION brought back {back} of {one} after {two}"

    def _items(self, record: Record, name: str) -> list[Value]:
        value = record.fields[name].value if name in record.fields else []
        found = list(value) if isinstance(value, list) else []
        for child in record.absorbed:
            found += self._items(self.central.records[record.kind, child], name)
        return found

    @staticmethod
    def _added_elsewhere(
        moved: Mapping[str, tuple[list[Value], list[Value]]], items: list[Value], but: str
    ) -> bool:
        return any(item in added for i, (added, _) in moved.items() if i != but for item in items)

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

    def _order(self, field: FieldState, name: str, own: Writers) -> Iterator[str]:
        """What stood last before a restore stands last after it, where all was offered again with its stamp."""
        ledger = self.central.ledger
        stood = {i: stamp.at for i in own if (stamp := ledger[i].stamp) and name in stamp.took}
        if stood and self.central.epoch == 2 and stood.keys() == own.keys():
            last = max(stood, key=lambda i: stood[i])
            if field.value != own[last].fields[name].to:
                yield f"ORDER {field.value} stands, although {last} was last"

    def _silent(self, name: str, kin: Writers, own: Writers) -> Iterator[str]:
        """Every value written stands, waits, or was seen by whoever wrote what does."""
        kept = {i for i, c in kin.items() if self._is_kept(c, name)}
        for i in sorted(set(own) - self.causes.covered(kept, name, kin)):
            yield f"SILENT {i} wrote {own[i].fields[name]}"

    def _is_kept(self, change: Change, name: str) -> bool:
        """Whether its value stands or waits where it was meant for or landed, or went with who was erased."""
        ends = {self.central.end_of(change.kind, change.record), self.causes.landed(change)}
        records = [self.central.records[change.kind, end] for end in ends]
        values = [value for r in records if name in r.fields for value in _values(r.fields[name])]
        return any(r.erased for r in records) or change.fields[name].to in values

    def _stale(self, record: Record, field: FieldState, name: str, kin: Writers) -> Iterator[str]:
        """No value stands that somebody had seen and replaced, unless it was written again since."""
        authors = authors_of(field)
        open_or_standing = {i for i, c in kin.items() if c.fields[name].to in _values(field)}
        still_open = {i for i in open_or_standing if kin[i].fields[name].to != field.value}
        fine = self.causes.covered(still_open, name, kin) | open_or_standing | authors
        for one in (*authors, *(waiting.origin.change for waiting in field.contenders)):
            fine |= self.causes.before(one, name) | {one}
        here = {i for i, c in kin.items() if self.causes.landed(c) == record.id}
        again = authors | {i for i in here if kin[i].fields[name].to == field.value}
        beaten = [sorted(i for i in here - fine if one in self.causes.before(i, name)) for one in again]
        if beaten and all(beaten):
            yield f"STALE {field.value} stands, beaten by {beaten}"

    def _absurd(self, field: FieldState, name: str) -> Iterator[str]:
        """Nobody is asked about a conflict with themselves, twice, or about what was decided."""
        values = [waiting.value for waiting in field.contenders]
        if any(values.count(value) > 1 for value in values):
            yield "ABSURD one value waits twice"
        authors = authors_of(field)
        decided = frozenset[str]().union(*(self.causes.before(author, name) for author in authors))
        for waiting in field.contenders:
            i = waiting.origin.change
            saw = self.causes.before(i, name)
            if not decided | saw <= set(self.causes.counted):
                continue  # an author had seen a value that never arrived: refused, or erased
            if i in decided:
                yield f"ABSURD {i} was seen by who wrote {field.value}"
            if authors and authors <= saw | {i}:
                yield f"ABSURD {i} waits although it saw {field.value}"
            if authors and all(self._is_own_chain(author, i, name) for author in authors):
                yield f"ABSURD {i} waits behind its own device's {sorted(authors)}"
            yield from (
                f"ABSURD {other.origin.change} waits although {i} replaced it"
                for other in field.contenders
                if other.origin.change in saw
            )

    def _is_own_chain(self, author: str, waiting: str, name: str) -> bool:
        """Whether a device is asked about its own edit; after a restore it may not have been shown."""
        one, two = self.causes.world.made[author].change, self.causes.world.made[waiting].change
        foreign = self.causes.before(waiting, name) - self.causes.before(author, name)
        edits = one.op is two.op is Op.EDIT and self.central.epoch == 1
        own = all(self.causes.world.made[i].change.device == two.device for i in foreign)
        return edits and own and self.causes.is_next(one, two)


def _values(field: FieldState) -> list[Value]:
    return [field.value, *(waiting.value for waiting in field.contenders)]
