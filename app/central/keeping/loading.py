"""Puts the rows of a backup into a database and proves that they are all there. Serving them is not here."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from app.central.keeping.faults import KeepingFault
from app.central.keeping.folder import Manifest, Secret, TableKept, read_rows
from app.central.keeping.rows import count, found_table, put_lines
from app.central.store.engine import UnusableDatabase
from app.central.store.migrations import VERSIONS, upgrade_on
from app.central.store.tables import metadata


def load(connection: sa.Connection, folder: Path, manifest: Manifest, secret: Secret) -> None:
    """Replace whatever tables of ours there are by those of the backup, brought to this program's shape.

    The rows are counted again, in the database, in the shape they were saved in. All of it belongs to the
    transaction under way. Raises KeepingFault: backup_newer, backup_damaged, backup_differs.
    """
    _drop(connection)
    try:
        upgrade_on(connection, manifest.revision)
    except UnusableDatabase as cause:
        raise KeepingFault("backup_newer") from cause
    for table in manifest.tables:
        _fill(connection, folder, table, secret)
    upgrade_on(connection)


def _fill(connection: sa.Connection, folder: Path, kept: TableKept, secret: Secret) -> None:
    table = found_table(connection, kept.name)
    written = read_rows(folder / kept.file, secret.of(kept.name))
    try:
        put_lines(connection, table, kept.columns, written)
    except ValueError as cause:
        raise KeepingFault("backup_damaged", kept.file) from cause
    if dict(count(connection, table, kept.columns)) != kept.census:
        raise KeepingFault("backup_differs", kept.name)


def _drop(connection: sa.Connection) -> None:
    """Drop our tables as they are in the database, perhaps older than this program; a stranger's stay."""
    ours, present = {*metadata.tables, VERSIONS}, sa.MetaData()
    present.reflect(connection, only=lambda name, _: name in ours)
    present.drop_all(connection)
