"""Brings an older file up to the tables of this program; refuses a newer one. Steps have their own files."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.faults import StoreFault, StoreTrouble
from app.storage import driver
from app.storage.copies import keep_copy
from app.storage.database import Connection, Database
from app.storage.migrations.steps import STEPS, Step

_SET = "store"
_TABLE = "_sqlite_migrations"


def bring_up_to_date(database: Database, *, is_new: bool = False, steps: Sequence[Step] = STEPS) -> None:
    """Apply what is pending, each step in its own transaction after a checked copy of the file as it is.

    Killed in between, the file is as one of the steps left it and the next start goes on. Raises StoreFault:
    NEWER_SCHEMA when a later program made the file, DISK_FULL when there is no room for the copy, DAMAGED
    when a file that is not new is empty: SQLite takes one cut to nothing for new, and nobody would be in it.
    """
    done = _applied(database.connection())
    if not done and not is_new:
        raise StoreFault(StoreTrouble.DAMAGED)
    if set(done) - {step.name for step in steps}:
        raise StoreFault(StoreTrouble.NEWER_SCHEMA)
    for place, step in enumerate(steps):
        if step.name not in done:
            if not is_new:
                keep_copy(database, f"before-{step.name}")
            _apply(database, steps[: place + 1])


def _applied(db: Connection) -> list[str]:
    if not db.rows("SELECT 1 FROM sqlite_master WHERE name = ?", (_TABLE,)):
        return []
    return [name for (name,) in db.rows(f"SELECT name FROM {_TABLE} WHERE migration_set = ?", (_SET,))]


def _apply(database: Database, steps: Sequence[Step]) -> None:
    """Let sqlite-utils run and remember the last of `steps`, the others being done, in one transaction."""
    library = driver.sqlite_utils()
    chosen = library.Migrations(_SET)
    for step in steps:
        chosen(name=step.name)(step.run)
    with database.write_transaction() as connection:
        chosen.apply(library.Database(connection.raw, recursive_triggers=False, execute_plugins=False))
