"""A central in memory: a ledger, a feed, backups and restores around the real `decide`."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from app.domain.changes import Change, Mark, Op, Outcome, OutcomeKind, Stamp, content_hash
from app.domain.merge import Decision, Find, Life, Record, decide, struck, to_json
from app.domain.projection import ContenderView, StandingRow
from tests.support.simulation.kinds import KINDS

Key = tuple[str, str]
"""Kind and id of a record."""

REMEMBERED = (OutcomeKind.ACCEPTED, OutcomeKind.MERGED, OutcomeKind.ERASED)


@dataclass(frozen=True, slots=True)
class Logged:
    """One line of the ledger; `change` is gone once it was erased, `stamp` came with it if it was offered again."""

    digest: str
    outcome: Outcome
    change: Change | None
    stamp: Stamp | None = None


@dataclass(frozen=True, slots=True)
class Backup:
    """Everything central knew at one moment."""

    mark: Mark
    records: dict[Key, Record]
    ledger: dict[str, Logged]


@dataclass(frozen=True, slots=True)
class Row:
    """One record in a page: what is pulled, and the record itself for the oracle only."""

    standing: StandingRow
    record: Record


class Central:
    """One commune's centre."""

    def __init__(self) -> None:
        self.epoch, self.seq, self.durable = 1, 0, 0
        self.records: dict[Key, Record] = {}
        self.ledger: dict[str, Logged] = {}
        self.backups: list[Backup] = []
        self.erasures: set[Key] = set()

    def take(self, change: Change, stamp: Stamp | None = None) -> Outcome:
        """The answer to one change."""
        if logged := self.ledger.get(change.id):
            assert logged.digest == content_hash(change) or logged.outcome.kind is OutcomeKind.ERASED
            return replace(logged.outcome, kind=OutcomeKind.DUPLICATE, first=logged.outcome.kind)
        at = Mark(self.epoch, self.seq + 1)
        if stamp and stamp.at.epoch >= self.epoch:
            stamp = None
        find, kind = self._finder(change.kind), KINDS.get(change.kind)
        decision = decide(kind, change, find, at=at, commune="so-la", stamp=stamp)
        self._store(decision)
        if decision.outcome.kind in REMEMBERED:
            body = change if decision.outcome.kind is not OutcomeKind.ERASED else None
            self.ledger[change.id] = Logged(content_hash(change), decision.outcome, body, stamp)
        if change.op is Op.ERASE:
            self._forget(decision)
        return decision.outcome

    def pull(self, cursor: int, limit: int) -> tuple[list[Row], int]:
        """The next records above `cursor`, oldest first, and where to go on."""
        above = sorted((r for r in self.records.values() if r.mark.seq > cursor), key=lambda r: r.mark.seq)
        page = above[:limit]
        return [Row(self._standing(r), r) for r in page], page[-1].mark.seq if page else cursor

    def back_up(self) -> None:
        """Keep everything as it is now."""
        self.backups.append(Backup(Mark(self.epoch, self.seq), dict(self.records), dict(self.ledger)))

    def prove_backup(self, chance: random.Random) -> None:
        """Restore some backup as a test: what is in it is durable, and older ones are never used again."""
        if self.backups:
            self.durable = max(self.durable, chance.choice(self.backups).mark.seq)
            self.backups = [kept for kept in self.backups if kept.mark.seq >= self.durable]

    def restore(self, chance: random.Random) -> bool:
        """Fall back to some backup in a new epoch; erasures are kept outside and done again first."""
        if not self.backups:
            return False
        place = chance.randrange(len(self.backups))
        chosen, self.backups = self.backups[place], self.backups[place : place + 1]
        self.records = dict(chosen.records)
        self.ledger = dict(chosen.ledger)
        self.epoch, self.seq = self.epoch + 1, chosen.mark.seq
        self.durable = chosen.mark.seq
        for key in sorted(self.erasures):
            self._blank(key)
        return True

    def end_of(self, kind: str, record: str) -> str:
        """The id of the record that stands for this one."""
        while found := self.records.get((kind, record)):
            if not found.merged_into:
                break
            record = found.merged_into
        return record

    def _finder(self, kind: str) -> Find:
        return lambda record: self.records.get((kind, record))

    def _store(self, decision: Decision) -> None:
        for record in decision.records:
            self.seq += 1
            assert record.mark == Mark(self.epoch, self.seq)
            self.records[record.kind, record.id] = record
            if record.erased:
                self.erasures.add((record.kind, record.id))

    def _forget(self, decision: Decision) -> None:
        """What refers to an erased person is erased with it, and so is what the ledger holds."""
        for record in decision.records:
            for kind in KINDS:
                self._blank((kind, record.id))

    def _blank(self, key: Key) -> None:
        kind, record = key
        self.erasures.add(key)
        for change, logged in self.ledger.items():
            body = logged.change
            if body and body.kind == kind and record in (body.record, body.other) and body.op is not Op.ERASE:
                self.ledger[change] = replace(logged, change=None)
        known = self.records.get(key) or Record(id=record, kind=kind, commune="so-la")
        if not known.erased:
            found = struck(KINDS[kind], known, self._finder(kind), Mark(self.epoch, self.seq + 1))
            self._store(Decision(Outcome(kind=OutcomeKind.ACCEPTED), found))

    def _standing(self, record: Record) -> StandingRow:
        public, _history = to_json(record)
        conflicts = {name: tuple(_views(waiting)) for name, waiting in public["conflicts"].items()}
        return StandingRow(
            record=public["id"],
            kind=public["kind"],
            commune=public["commune"],
            mark=Mark(self.epoch, public["seq"]),
            life=Life(public["life"]),
            merged_into=public["merged_into"],
            values=public["fields"],
            conflicts=conflicts,
        )


def _views(waiting: list[dict[str, Any]]) -> Iterator[ContenderView]:
    for w in waiting:
        yield ContenderView(w["change"], w["value"], w["author"], w["device"], w["at"])
