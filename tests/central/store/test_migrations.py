"""The steps make exactly the tables the program uses, may be run again, and leave a newer database alone."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from app.central.store.engine import UnusableDatabase
from app.central.store.migrations import upgrade
from app.central.store.tables import metadata


def test_the_steps_make_the_tables_the_program_uses(engine: sa.Engine) -> None:
    upgrade(engine)
    upgrade(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_every_key_about_records_is_led_by_the_commune() -> None:
    keys = {table.name: [column.name for column in table.primary_key] for table in metadata.sorted_tables}
    assert keys.pop("server_meta") == ["one"]
    assert keys.pop("commune") == ["code"]
    assert keys.pop("guide") == ["pack", "version"], "the same for the whole province"
    assert {columns[0] for columns in keys.values()} == {"commune"}


def test_a_database_of_a_newer_program_is_left_alone(engine: sa.Engine) -> None:
    upgrade(engine)
    stamp = sa.text("UPDATE alembic_version SET version_num = :number")
    newest = sa.text("SELECT version_num FROM alembic_version")
    with engine.begin() as connection:
        ours = connection.execute(newest).scalar_one()
        connection.execute(stamp, {"number": "9999"})
    with pytest.raises(UnusableDatabase, match="newer_schema"):
        upgrade(engine)
    with engine.begin() as connection:
        assert connection.execute(newest).scalar() == "9999"
        connection.execute(stamp, {"number": ours})
