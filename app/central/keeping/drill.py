"""Restores a backup as a test; only what came back whole may be called durable."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import sqlalchemy as sa

from app.central.keeping.faults import KeepingFault
from app.central.keeping.folder import Manifest, read_manifest
from app.central.keeping.loading import load
from app.central.keeping.scratch import scratch
from app.central.office import Office
from app.central.store.engine import take_your_time
from app.central.store.tables import feed_counter
from app.domain.changes import Mark


def drill(office: Office, database: str, folder: Path, key: bytes = b"", *, plain: bool = False) -> Manifest:
    """Bring the backup back beside the real database, count everything again, and note what is proven.

    Raises KeepingFault: what is wrong with the backup; another_central, another_epoch (it is of a time that was
    given up: nothing in it can be promised to laptops of today); drill_under_way.
    """
    manifest, secret = read_manifest(folder, key, plain=plain)
    if manifest.server_id != office.who.server_id:
        raise KeepingFault("another_central", manifest.server_id)
    if manifest.epoch != office.who.epoch:
        raise KeepingFault("another_epoch", str(manifest.epoch))
    with scratch(database) as engine, engine.begin() as connection:
        take_your_time(connection)
        load(connection, folder, manifest, secret)
    _promise(office, manifest.seqs)
    return manifest


def _promise(office: Office, seqs: Mapping[str, int]) -> None:
    """Tell laptops from now on that these numbers are safe; outside first, so that no restore goes behind it."""
    epoch = office.who.epoch
    outside = office.sentry.outside
    outside.note(office.who.server_id, epoch, durable={code: Mark(epoch, seq) for code, seq in seqs.items()})
    counter = feed_counter.c
    with office.ground.write() as connection:
        for code, seq in sorted(seqs.items()):
            higher = sa.and_(counter.commune == code, counter.durable_seq < seq, counter.seq >= seq)
            connection.execute(feed_counter.update().where(higher).values(durable_seq=seq))
