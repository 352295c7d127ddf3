"""A commune's turn to write: one transaction that numbers, keeps and logs what was decided, no more.

The feed counter is locked first and advanced last, so that numbers become visible in the order they were
given: a reader never steps over one (a plain identity column lost 710 of 3,036 rows to readers). Turns of a
commune follow each other; those of different communes run side by side. SQLite's single writer does the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec
import sqlalchemy as sa

from app.central.refusals import Refusal
from app.central.store import bulk
from app.central.store.rows import from_row, to_row
from app.central.store.tables import change_log, feed_counter, record
from app.contract.coding import from_wire, outcome_from_wire, outcome_to_wire, to_wire
from app.contract.messages import WireChange, WireOutcome
from app.domain.changes import Change, Mark, Op, Outcome, OutcomeKind, content_hash
from app.domain.merge import Life, Record

_MINE = feed_counter.c.commune == sa.bindparam("commune")
_COUNTER = sa.select(feed_counter.c.seq).where(_MINE).with_for_update()


@dataclass(frozen=True, slots=True)
class Logged:
    """A remembered change: what it said, as a hash, from which device under which number, and the answer."""

    hash: str
    outcome: Outcome
    device: str
    n: int


class Turn:
    """What one transaction has read and decided so far. For one thread; `finish` comes last."""

    def __init__(self, connection: sa.Connection, commune: str, epoch: int, now_ms: int) -> None:
        self.connection = connection
        self.commune = commune
        self.epoch = epoch
        self.now_ms = now_ms
        self._records: dict[tuple[str, str], Record] = {}
        self._asked: set[str] = set()
        self._kept: dict[tuple[str, str], Record] = {}
        self._log: dict[str, dict[str, Any]] = {}
        self._start = self._seq = self._lock()

    def _lock(self) -> int:
        seq = self.connection.execute(_COUNTER, {"commune": self.commune}).scalar()
        if seq is None:
            raise Refusal("unknown_commune", 404)
        return int(seq)

    @property
    def next_mark(self) -> Mark:
        """The mark the next kept record gets."""
        return Mark(self.epoch, self._seq + 1)

    def load(self, ids: Iterable[str]) -> None:
        """Read records of any kind by id, with those they were merged into and those merged into them."""
        wanted = set(ids) - self._asked - {""}
        while wanted:
            self._asked |= wanted
            here = sa.select(record).where(record.c.commune == self.commune)
            found = self._remember(here.where(bulk.one_of(self.connection, record.c.id, wanted)))
            wanted = {name for one in found for name in (one.merged_into, *one.absorbed)} - self._asked - {""}

    def referring(self, condition: sa.ColumnElement[bool]) -> Sequence[Record]:
        """Read the commune's records that meet a condition, with what this turn has decided so far."""
        self._write_kept()
        here = sa.select(record).where(record.c.commune == self.commune, condition)
        return [self._records[one.kind, one.id] for one in self._remember(here)]

    def _remember(self, query: sa.Select[Any]) -> list[Record]:
        found = [from_row(row) for row in self.connection.execute(query)]
        for one in found:
            self._records.setdefault((one.kind, one.id), one)
        return found

    def loaded_ids(self) -> set[str]:
        """The ids of all records read or kept so far."""
        return {name for _, name in self._records}

    def record(self, kind: str, name: str) -> Record | None:
        """A loaded record as decided so far."""
        return self._records.get((kind, name))

    def finder(self, kind: str) -> Callable[[str], Record | None]:
        """Looks records of one kind up by id, as `merge.decide` wants it."""
        return lambda name: self._records.get((kind, name))

    def keep(self, records: Iterable[Record]) -> None:
        """Take over decided records; their marks follow each other from `next_mark`."""
        for one in records:
            assert one.mark == self.next_mark, "every kept record takes the next number"
            self._seq += 1
            self._records[one.kind, one.id] = self._kept[one.kind, one.id] = one

    def logged(self, ids: Iterable[str]) -> dict[str, Logged]:
        """The remembered ones among these changes."""
        mine = change_log.c.commune == self.commune
        log = change_log.c
        columns = (log.id, log.hash, log.outcome, log.device, log.n)
        found = self.connection.execute(
            sa.select(*columns).where(mine, bulk.one_of(self.connection, change_log.c.id, ids))
        )
        return {row.id: Logged(row.hash, _outcome(row.outcome), row.device, row.n) for row in found}

    def numbered(self, device: str, numbers: Iterable[int]) -> dict[int, str]:
        """The ids of the remembered changes of a device that have one of these numbers."""
        mine = sa.and_(change_log.c.commune == self.commune, change_log.c.device == device)
        listed = bulk.one_of(self.connection, change_log.c.n, numbers)
        found = sa.select(change_log.c.n, change_log.c.id).where(mine, listed)
        return {row.n: row.id for row in self.connection.execute(found)}

    def log(self, change: Change, outcome: Outcome) -> Logged:
        """Remember a change with its outcome; an erased one without what it said, an erasure without why."""
        is_erasure = change.op is Op.ERASE and outcome.kind is not OutcomeKind.NEEDS_REVIEW
        wire = to_wire(replace(change, reason="") if is_erasure else change)
        self._log[change.id] = {
            "commune": self.commune,
            "id": change.id,
            "hash": content_hash(change),
            "device": change.device,
            "n": change.n,
            "kind": change.kind,
            "record": change.record,
            "body": None if outcome.kind is OutcomeKind.ERASED else msgspec.to_builtins(wire),
            "outcome": msgspec.to_builtins(outcome_to_wire(change.n, outcome)),
            "epoch": self.epoch,
            "seq": outcome.seq,
            "received_at": self.now_ms,
        }
        return Logged(self._log[change.id]["hash"], outcome, change.device, change.n)

    def doubted(self) -> list[Change]:
        """Every change under review, as its author wrote it, and those given back; in no order."""
        log = change_log.c
        review = log.outcome["kind"].as_string() == OutcomeKind.NEEDS_REVIEW.value
        kept = sa.select(log.id, log.body, log.device).where(log.commune == self.commune, review)
        rows = {row.id: row for row in self.connection.execute(kept.where(log.body.is_not(None)))}
        found = [(row.body, row.device) for name, row in rows.items() if name not in self._log]
        fresh = [row for row in self._log.values() if row["body"]]
        found += [
            (row["body"], row["device"])
            for row in fresh
            if row["outcome"].get("kind") == OutcomeKind.NEEDS_REVIEW
        ]
        return [from_wire(msgspec.convert(body, WireChange), device) for body, device in found]

    def blank(self, ids: set[str], changes: set[str]) -> None:
        """Forget what was said about these records or by these changes: ids, hashes and outcomes stay."""
        for row in self._log.values():
            if row["record"] in ids or (row["body"] or {}).get("other") in ids or row["id"] in changes:
                row["body"] = None
        log = change_log.c
        columns = (log.record, log.body["other"].as_string())
        named = [bulk.one_of(self.connection, column, ids) for column in columns]
        named.append(bulk.one_of(self.connection, log.id, changes))
        self.connection.execute(
            change_log.update().where(log.commune == self.commune, sa.or_(*named)).values(body=None)
        )

    def is_erased(self, kind: str, name: str) -> bool:
        """Whether a loaded record was erased."""
        one = self._records.get((kind, name))
        return one is not None and one.life is Life.ERASED

    def finish(self) -> None:
        """Write everything by set and advance the counter, which lets the next turn begin at commit.

        A turn that moved no record and only remembered something takes a number, too: a database that has lost it
        can then be seen to have gone back.
        """
        self._write_kept()
        bulk.put(self.connection, change_log, list(self._log.values()))
        self._seq += bool(self._log) and self._seq == self._start
        if self._seq > self._start:
            mine = feed_counter.c.commune == self.commune
            self.connection.execute(feed_counter.update().where(mine).values(seq=self._seq))

    def _write_kept(self) -> None:
        bulk.put(self.connection, record, [to_row(one) for one in self._kept.values()])
        self._kept.clear()


def _outcome(stored: dict[str, Any]) -> Outcome:
    return outcome_from_wire(msgspec.convert(stored, WireOutcome))
