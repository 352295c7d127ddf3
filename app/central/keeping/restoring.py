"""Brings central back from a backup, in a new epoch, before it serves anybody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import sqlalchemy as sa

from app.central import erasing
from app.central.devices import mark_revoked
from app.central.keeping.faults import KeepingFault
from app.central.keeping.folder import Manifest, read_manifest
from app.central.keeping.loading import load
from app.central.outside import ERASED, REVOKED, Gone, Outside, Seen
from app.central.store.engine import prepare_alone, take_your_time
from app.central.store.tables import feed_counter, pairing_code, server_meta
from app.central.turn import Turn
from app.domain.changes import Mark
from app.domain.merge import Life, Record, struck
from app.domain.records import KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What came of it: the new epoch, how many records were erased again, communes whose backup was too old."""

    epoch: int
    erased: int
    behind: Sequence[str]


def restore(
    engine: sa.Engine,
    outside: Outside,
    folder: Path,
    key: bytes = b"",
    *,
    now_ms: int,
    over_present: bool = False,
    accepted_loss: str = "",
    plain: bool = False,
) -> Restored:
    """Put the backup in place, all or nothing; `over_present` gives up what the database holds now, and `plain`
    takes a backup that is not sealed though there is a key.

    Raises KeepingFault: those of a backup that cannot be read; not_empty; another_central (the guard folder is of
    another one); backup_too_old, unless somebody accepts the loss of work that laptops no longer hold: the reason
    is kept in the guard.
    """
    manifest, secret = read_manifest(folder, key, plain=plain)
    seen = outside.seen()
    if seen.server_id not in ("", manifest.server_id):
        raise KeepingFault("another_central", seen.server_id)
    with engine.begin() as connection:
        take_your_time(connection)
        prepare_alone(connection)
        present = _present(connection)
        if present.communes and not over_present:
            raise KeepingFault("not_empty", str(len(present.communes)))
        behind = _behind(manifest, seen, present)
        if behind and not accepted_loss:
            raise KeepingFault("backup_too_old", ", ".join(behind))
        load(connection, folder, manifest, secret)
        epoch = max(manifest.epoch, seen.epoch, present.epoch) + 1
        again = begin_epoch(connection, epoch, outside.gone(), now_ms)
        proven = {code: Mark(manifest.epoch, seq) for code, seq in manifest.seqs.items()}
        outside.note(manifest.server_id, epoch, _seqs(connection), proven, why=accepted_loss)
    return Restored(epoch=epoch, erased=again, behind=behind)


def begin_epoch(connection: sa.Connection, epoch: int, gone: Iterable[Gone], now_ms: int) -> int:
    """Make a database that just came out of a backup ready to be served in a new epoch.

    All there is counts as durable, for it came out of a backup; sheets not used by then are void, for somebody may
    have used them since; revoked devices are revoked and erased records are erased again. Returns how many were.
    """
    connection.execute(server_meta.update().values(epoch=epoch))
    connection.execute(feed_counter.update().values(durable_seq=feed_counter.c.seq))
    connection.execute(pairing_code.delete().where(pairing_code.c.used_at.is_(None)))
    communes = _seqs(connection)
    listed = sorted((one for one in gone if one.commune in communes), key=_order)
    mark_revoked(connection, [one.id for one in listed if one.what == REVOKED])
    return sum(
        _erase(Turn(connection, code, epoch, now_ms), list(ones))
        for code, ones in groupby((one for one in listed if one.what == ERASED), lambda one: one.commune)
    )


def _order(gone: Gone) -> tuple[str, str, str]:
    return (gone.commune, gone.kind, gone.id)


@dataclass(frozen=True, slots=True)
class _Present:
    """What the database holds now: its epoch, and how far each commune is durable."""

    epoch: int
    communes: Mapping[str, Mark]


def _present(connection: sa.Connection) -> _Present:
    if not sa.inspect(connection).has_table(server_meta.name):
        return _Present(0, {})
    epoch = _epoch(connection)
    counted = connection.execute(sa.select(feed_counter.c.commune, feed_counter.c.durable_seq))
    return _Present(epoch, {row.commune: Mark(epoch, row.durable_seq) for row in counted})


def _epoch(connection: sa.Connection) -> int:
    return int(connection.execute(sa.select(server_meta.c.epoch)).scalar() or 0)


def _seqs(connection: sa.Connection) -> dict[str, int]:
    counted = connection.execute(sa.select(feed_counter.c.commune, feed_counter.c.seq))
    return {row.commune: row.seq for row in counted}


def _behind(manifest: Manifest, seen: Seen, present: _Present) -> list[str]:
    """The communes whose laptops were told that more is safe than this backup holds.

    The guard names the very backup that proved it; the database only the number, which a restore carried into
    another epoch, so it is asked only where the guard knows nothing.
    """
    told = {code: mark for code, mark in present.communes.items() if mark.seq} | dict(seen.durable)
    held = {code: Mark(manifest.epoch, seq) for code, seq in manifest.seqs.items()}
    return sorted(code for code, mark in told.items() if held.get(code, Mark()) < mark)


def _erase(turn: Turn, gone: Sequence[Gone]) -> int:
    """Erase again what was erased after the backup; what it does not know gets its tombstone all the same."""
    turn.load(one.id for one in gone)
    known = [turn.record(one.kind, one.id) or _unknown(one) for one in gone]
    left = [one for one in known if one.life is not Life.ERASED]
    for one in left:
        now = turn.record(one.kind, one.id) or one  # parted from another of them a moment ago, perhaps
        turn.keep(struck(KINDS[one.kind], now, turn.finder(one.kind), turn.next_mark))
    erasing.spread(turn, [found for one in left if (found := turn.record(one.kind, one.id))])
    turn.finish()
    return len(left)


def _unknown(gone: Gone) -> Record:
    return Record(id=gone.id, kind=gone.kind, commune=gone.commune)
