"""Many rows in one statement. PostgreSQL gets them as one jsonb parameter: text arrays are 8x slower."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

Row = Mapping[str, Any]


Key = TypeVar("Key", str, int)


def one_of(
    connection: sa.Connection, column: sa.ColumnElement[Key], values: Iterable[Key]
) -> sa.ColumnElement[bool]:
    """Whether `column` holds one of `values`, which travel as one JSON parameter however many they are."""
    given = sa.bindparam(None, sorted(set(values)), type_=_json_type(connection), unique=True)
    if _is_postgres(connection):
        listed = sa.func.jsonb_array_elements_text(given).table_valued("value")
    else:
        listed = sa.func.json_each(given).table_valued("value")
    return column.in_(sa.select(sa.cast(listed.c.value, column.type)))


def put(connection: sa.Connection, table: sa.Table, rows: Sequence[Row]) -> None:
    """Insert rows, or replace those with the same key. Every row names the same columns."""
    if not rows:
        return
    names = list(rows[0])
    replaced = [name for name in names if not table.c[name].primary_key]
    if _is_postgres(connection):
        statement = postgresql.insert(table).from_select(names, _from_json(table, names))
        upsert = statement.on_conflict_do_update(
            index_elements=list(table.primary_key), set_={name: statement.excluded[name] for name in replaced}
        )
        connection.execute(upsert, {"rows": list(rows)})
    else:
        each = sqlite.insert(table)
        connection.execute(
            each.on_conflict_do_update(
                index_elements=list(table.primary_key), set_={name: each.excluded[name] for name in replaced}
            ),
            list(rows),
        )


def add(connection: sa.Connection, table: sa.Table, row: Row) -> bool:
    """Insert one row unless there is one with its key already; whether it was inserted."""
    make = postgresql.insert if _is_postgres(connection) else sqlite.insert
    key = next(iter(table.primary_key))
    inserted = make(table).values(dict(row)).on_conflict_do_nothing().returning(key)
    return connection.execute(inserted).first() is not None


def _from_json(table: sa.Table, names: list[str]) -> sa.Select[Any]:
    given = sa.bindparam("rows", type_=postgresql.JSONB())
    listed = sa.func.jsonb_to_recordset(given).table_valued(
        *(sa.column(name, table.c[name].type) for name in names), name="given"
    )
    return sa.select(*listed.render_derived(with_types=True).c)


def _json_type(connection: sa.Connection) -> sa.types.TypeEngine[Any]:
    return postgresql.JSONB() if _is_postgres(connection) else sa.JSON()


def _is_postgres(connection: sa.Connection) -> bool:
    return connection.dialect.name == "postgresql"
