"""A whole database as figures: two that count to the same hold the same rows, whichever database they lie in."""

from __future__ import annotations

import time
from collections.abc import Mapping

import sqlalchemy as sa

from app.central.keeping.rows import Count, count, found_table

Census = Mapping[str, Mapping[str, Count]]
"""Each table counted by commune."""

PATIENCE_SECONDS = 30.0

_OTHERS = """SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"""


def census(engine: sa.Engine) -> Census:
    """What all its tables hold, those of the migrations too, at one moment."""
    with engine.begin() as connection:
        names = sorted(sa.inspect(connection).get_table_names())
        tables = [found_table(connection, name) for name in names]
        return {one.name: dict(count(connection, one, tuple(map(str, one.c.keys())))) for one in tables}


def different(one: Census, other: Census, *, but: str = "") -> list[str]:
    """The tables that differ, or that only one of them has."""
    names = sorted({*one, *other} - {but})
    return [name for name in names if one.get(name) != other.get(name)]


def wait_for_the_dead(engine: sa.Engine) -> None:
    """Return once the server has noticed who is gone; until then it may still be at their last statement."""
    if engine.dialect.name != "postgresql":
        return
    until = time.monotonic() + PATIENCE_SECONDS
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        while connection.exec_driver_sql(_OTHERS).scalar():
            assert time.monotonic() < until, "a killed command still holds its connection"
