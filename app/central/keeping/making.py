"""Makes a backup: all tables of one moment, read beside the work that goes on. Trying it out is in `drill`."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import sqlalchemy as sa

from app import __version__
from app.central.ground import Ground
from app.central.identity import Who
from app.central.keeping import folder
from app.central.keeping.folder import Manifest, Secret, TableKept
from app.central.keeping.rows import Counting, lines
from app.central.store.engine import take_your_time
from app.central.store.migrations import revision_of
from app.central.store.tables import feed_counter, metadata

SALT_BYTES = 16


def back_up(ground: Ground, who: Who, out: Path, key: bytes = b"") -> Manifest:
    """Write everything of this moment to a new folder; with a `key` it is sealed.

    It is one snapshot, and nobody waits for it. Raises KeepingFault("folder_not_empty"), OSError (a full disk):
    then nothing is left behind.
    """
    secret = Secret(key, ground.randomness(SALT_BYTES)) if key else Secret()
    unfinished = folder.begin_folder(out)
    try:
        with ground.read() as connection:
            take_your_time(connection)
            begun = _begun(connection, ground, who, secret)
            kept = [_keep(connection, table, unfinished, secret) for table in metadata.sorted_tables]
        manifest = msgspec.structs.replace(begun, tables=tuple(kept))
        folder.write_manifest(unfinished, manifest, secret)
        folder.finish_folder(unfinished, out)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return manifest


def _begun(connection: sa.Connection, ground: Ground, who: Who, secret: Secret) -> Manifest:
    counted = connection.execute(sa.select(feed_counter.c.commune, feed_counter.c.seq))
    return Manifest(
        server_id=who.server_id,
        epoch=who.epoch,
        made_at=ground.now_ms(),
        app=__version__,
        database=connection.dialect.name,
        revision=revision_of(connection),
        salt=secret.salt.hex(),
        seqs={row.commune: row.seq for row in counted},
    )


def _keep(connection: sa.Connection, table: sa.Table, into: Path, secret: Secret) -> TableKept:
    name, names = str(table.name), tuple(map(str, table.c.keys()))
    key, counting = secret.of(name), Counting(names)
    file = f"{name}.jsonl.zst{'.sealed' if key else ''}"
    sha256 = folder.write_rows(into / file, lines(connection, table, names, counting), key)
    return TableKept(name=name, columns=names, file=file, sha256=sha256, census=dict(counting.census()))
