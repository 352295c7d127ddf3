"""Many rows in one statement. PostgreSQL gets them as one jsonb parameter: text arrays are 8x slower."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

Row = Mapping[str, Any]


Key = TypeVar("Key", str, int)


def one_of(
    connection: sa.Connection, column: sa.ColumnElement[Key], values: Iterable[Key]
) -> sa.ColumnElement[bool]:
    """Whether `column` holds one of `values`, which travel as one JSON parameter however many they are."""
    given = sa.bindparam(None, sorted(set(values)), type_=_json_type(connection), unique=True)
    return _OneOf(column, given)


class _OneOf(FunctionElement[bool]):
    """A column and a JSON list; written out below, because putting a subquery together is slower than asking it."""

    inherit_cache = True
    type = sa.Boolean()


@compiles(_OneOf, "sqlite")
def _in_sqlite(element: _OneOf, compiler: SQLCompiler, **more: Any) -> str:  # noqa: ANN401 - the compiler's own
    column, given = (compiler.process(one, **more) for one in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({given}))"


@compiles(_OneOf, "postgresql")
def _in_postgres(element: _OneOf, compiler: SQLCompiler, **more: Any) -> str:  # noqa: ANN401 - the compiler's own
    column, given = (compiler.process(one, **more) for one in element.clauses)
    kind = compiler.dialect.type_compiler_instance.process(next(iter(element.clauses)).type)
    return f"{column} IN (SELECT CAST(value AS {kind}) FROM jsonb_array_elements_text({given}) AS listed (value))"


def put(connection: sa.Connection, table: sa.Table, rows: Sequence[Row]) -> None:
    """Insert rows, or replace those with the same key. Every row names the same columns."""
    if not rows:
        return
    names = tuple(rows[0])
    if _is_postgres(connection):
        connection.execute(_postgres_upsert(table, names), {"rows": list(rows)})
    else:
        connection.execute(_sqlite_upsert(table, names), list(rows))


@lru_cache(maxsize=64)  # putting a statement together takes longer than SQLite takes to run it
def _postgres_upsert(table: sa.Table, names: tuple[str, ...]) -> postgresql.Insert:
    statement = postgresql.insert(table).from_select(list(names), _from_json(table, names))
    values = {name: statement.excluded[name] for name in _replaced(table, names)}
    return statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=values)


@lru_cache(maxsize=64)
def _sqlite_upsert(table: sa.Table, names: tuple[str, ...]) -> sqlite.Insert:
    statement = sqlite.insert(table)
    values = {name: statement.excluded[name] for name in _replaced(table, names)}
    return statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=values)


def _replaced(table: sa.Table, names: Iterable[str]) -> Iterator[str]:
    return (name for name in names if not table.c[name].primary_key)


def add(connection: sa.Connection, table: sa.Table, row: Row) -> bool:
    """Insert one row unless there is one with its key already; whether it was inserted."""
    make = postgresql.insert if _is_postgres(connection) else sqlite.insert
    key = next(iter(table.primary_key))
    inserted = make(table).values(dict(row)).on_conflict_do_nothing().returning(key)
    return connection.execute(inserted).first() is not None


def _from_json(table: sa.Table, names: Sequence[str]) -> sa.Select[Any]:
    given = sa.bindparam("rows", type_=postgresql.JSONB())
    listed = sa.func.jsonb_to_recordset(given).table_valued(
        *(sa.column(name, table.c[name].type) for name in names), name="given"
    )
    return sa.select(*listed.render_derived(with_types=True).c)


def _json_type(connection: sa.Connection) -> sa.types.TypeEngine[Any]:
    return postgresql.JSONB() if _is_postgres(connection) else sa.JSON()


def _is_postgres(connection: sa.Connection) -> bool:
    return connection.dialect.name == "postgresql"
