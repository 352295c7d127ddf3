"""How central's tables came to be, one step per file under `versions`; `upgrade` runs the missing ones."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from app.central.store.engine import UnusableDatabase, prepare_alone

VERSIONS = "alembic_version"
"""The table in which a database says which shape it has."""


def upgrade(engine: sa.Engine) -> None:
    """Bring the tables to this program's shape, all in one transaction.

    Raises UnusableDatabase("newer_schema") when a newer program has already changed them: nothing is touched.
    """
    with engine.begin() as connection:
        prepare_alone(connection)
        upgrade_on(connection)


def upgrade_on(connection: sa.Connection, revision: str = "head") -> None:
    """The same within a transaction under way, perhaps only as far as one revision. Raises UnusableDatabase."""
    config = _config()
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if not {revision_of(connection) or "head", revision} <= known | {"head"}:
        raise UnusableDatabase("newer_schema")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def revision_of(connection: sa.Connection) -> str:
    """Which shape the tables have; empty when there are none."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    return config
