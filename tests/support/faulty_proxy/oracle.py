"""What may never be, whatever the line did: after each commit, after each run, and when all is whole again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.contract.coding import digest
from app.domain.changes import content_hash
from app.domain.sync_state import SyncState
from app.storage.coding import CHANGE_COLUMNS, change_of
from app.storage.store import SqliteStore
from app.usecases.sync import SyncReport, sync_status
from tests.support.faulty_proxy.centre import Centre, Kept, Key, Taken
from tests.support.laptop import Laptop

_OWN = f"SELECT {CHANGE_COLUMNS}, session, state, outcome, ack_seq FROM changes"
_STANDING = "SELECT kind, id, seq, life, fields FROM standing"
_PROVEN = ("received", "review", "erased")
_OPEN = ("waiting", "held")


@dataclass(frozen=True, slots=True)
class Own:
    """A change as the laptop has it."""

    hash: str
    kind: str
    record: str
    session: str
    state: str
    outcome: str
    seq: int | None


@dataclass(slots=True)
class Watch:
    """Watches one laptop of a commune. `written` are the changes it must have, by id; it forgets none."""

    centre: Centre
    commune: str
    laptop: Laptop
    written: dict[str, str] = field(default_factory=dict)
    sessions: set[str] = field(default_factory=set)

    def note_work(self, session: str = "") -> None:
        """The laptop wrote something: from now on it must be there."""
        self.sessions |= {session} - {""}
        self.written |= {id_: own.hash for id_, own in self._own().items()}

    def wrong(self) -> list[str]:
        """What is wrong at this instant, a line each."""
        own, taken = self._own(), self.centre.taken(self.commune)
        kept, standing = self.centre.kept(self.commune), self._standing()
        return [
            *self._lost(own),
            *_believed(own, taken),
            *_doubled(own, taken, self._device()),
            *self._miscounted(own, taken),
            *_unlike(standing, kept, self.laptop.store.read().cursor().seq),
        ]

    def wrong_after(self, report: SyncReport) -> list[str]:
        """What is wrong, and what the screen would say wrongly after this run."""
        found = self.wrong()
        status = sync_status(self.laptop.store, self.laptop.clock.now(), report)
        waiting = [id_ for id_, own in self._own().items() if own.state in _OPEN]
        if status.state is SyncState.ALL_SENT and waiting:
            found.append(f"claims that all is sent while {len(waiting)} changes wait")
        if report.agrees and self._standing() != self.centre.kept(self.commune):
            found.append("claims that both sides hold the same")
        return found

    def unfinished(self, report: SyncReport) -> Iterator[str]:
        """What is still open although nothing is broken any more."""
        counters = self.laptop.store.read().counters()
        if not report.went_through or report.agrees is not True:
            yield f"does not finish: {report.end} {report.code} agrees={report.agrees}"
        if counters.waiting or counters.attention or self.laptop.store.read().unsent(1, 1):
            yield f"still open: {counters}"
        kept = self.centre.kept(self.commune)
        if self._standing() != kept:
            yield f"holds other records: {_difference(self._standing(), kept)}"
        live = [(id_, one.seq) for (_, id_), one in kept.items() if one.life == "live"]
        if self.laptop.store.read().standing_digest() != (len(live), digest(live)):
            yield "counts or digests differ"

    def _lost(self, own: Mapping[str, Own]) -> Iterator[str]:
        if gone := self.written.keys() - own.keys():
            yield f"lost: {sorted(gone)}"
        if more := own.keys() - self.written.keys():
            yield f"appeared: {sorted(more)}"
        yield from (
            f"altered: {id_}" for id_, was in self.written.items() if id_ in own and own[id_].hash != was
        )
        missing = [one for one in self.sessions if self.laptop.store.read().finished(one) is None]
        if missing:
            yield f"sessions not shown: {missing}"

    def _miscounted(self, own: Mapping[str, Own], taken: Mapping[str, Taken]) -> Iterator[str]:
        counters = self.laptop.store.read().counters()
        proven = {s for s in self.sessions if all(i in taken for i, one in own.items() if one.session == s)}
        if counters.saved != len(self.sessions):
            yield f"{len(self.sessions)} sessions, counted {counters}"
        if counters.received > len(proven):
            yield f"central has {len(proven)} whole sessions, counted {counters}"

    def _device(self) -> str:
        return self.laptop.store.read().setting("device")

    def _own(self) -> dict[str, Own]:
        return {row[1]: _own_of(row) for row in self._rows(_OWN)}

    def _standing(self) -> dict[Key, Kept]:
        return {
            (kind, id_): Kept(seq, life, json.loads(fields))
            for kind, id_, seq, life, fields in self._rows(_STANDING)
        }

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        assert isinstance(self.laptop.store, SqliteStore)
        return self.laptop.store._database.connection().rows(query)


def _own_of(row: tuple[Any, ...]) -> Own:
    change, (session, state, outcome, seq) = change_of(row[:-4]), row[-4:]
    return Own(content_hash(change), change.kind, change.record, session, state, outcome, seq)


def _believed(own: Mapping[str, Own], taken: Mapping[str, Taken]) -> Iterator[str]:
    """Marked as received though central does not have it, or has it otherwise; refused though nobody should."""
    for id_, one in own.items():
        if one.state in _PROVEN:
            there = taken.get(id_)
            if there is None:
                yield f"believed in vain: {id_} {one.state}"
            elif (there.hash, there.seq, there.outcome) != (one.hash, one.seq, one.outcome):
                yield f"believed wrongly: {id_} {one} is {there}"
        elif one.state not in _OPEN:
            yield f"{one.state}: {id_} {one.outcome}, though its content is good"


def _doubled(own: Mapping[str, Own], taken: Mapping[str, Taken], device: str) -> Iterator[str]:
    """Central has something of this device that it never wrote, or has one thing twice."""
    mine = {id_: one for id_, one in taken.items() if one.device == device and one.kind != "operator"}
    if strange := mine.keys() - own.keys():
        yield f"central made up: {sorted(strange)}"
    if len({one.n for one in mine.values()}) != len(mine):
        yield "central has a number twice"
    made = [(one.kind, one.record) for one in mine.values() if one.kind in ("session", "consent")]
    if len(set(made)) != len(made):
        yield "central has a record made twice"


def _unlike(standing: Mapping[Key, Kept], kept: Mapping[Key, Kept], cursor: int) -> Iterator[str]:
    """Rows that are not what central told, and rows stepped over."""
    for key, row in standing.items():
        there = kept.get(key)
        if there is None or row.seq > there.seq:
            yield f"a row central never told: {key} {row}"
        elif row.seq == there.seq and row != there:
            yield f"a row told otherwise: {key} {row} is {there}"
    for key, there in kept.items():
        if there.seq <= cursor and (key not in standing or standing[key].seq < there.seq):
            yield f"stepped over: {key} at {there.seq}, cursor {cursor}"


def _difference(one: Mapping[Key, Kept], other: Mapping[Key, Kept]) -> list[Key]:
    return sorted(key for key in one.keys() | other.keys() if one.get(key) != other.get(key))
