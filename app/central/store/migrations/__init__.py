"""How central's tables came to be, one step per file under `versions`; `upgrade` runs the missing ones."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from app.central.store.engine import UnusableDatabase, prepare_alone


def upgrade(engine: sa.Engine) -> None:
    """Bring the tables to this program's shape, all in one transaction.

    Raises UnusableDatabase("newer_schema") when a newer program has already changed them: nothing is touched.
    """
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    with engine.begin() as connection:
        prepare_alone(connection)
        known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
        found = MigrationContext.configure(connection).get_current_revision()
        if found is not None and found not in known:
            raise UnusableDatabase("newer_schema")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
