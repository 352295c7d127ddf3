"""One table per kind, with a column per field: what people see. Statements follow from the register."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from app.domain.changes import Value
from app.domain.projection import Shown
from app.domain.records import KINDS, Kind
from app.storage.coding import decoder_of, encoder_of, to_json
from app.storage.database import Cell, Connection
from app.storage.folding import SEARCH_COLUMNS, search_cells

LIFE_COLUMNS = ("life", "merged_into", "waiting")
"""What every kind table says of a record besides its fields; `waiting` are own values another one hides."""


@dataclass(frozen=True, slots=True)
class KindTable:
    """The table of one kind; `encoders` and `decoders` pair each field with the way into its column and back.

    `starts` are the values of a record nobody wrote; `derive` makes the columns that follow from fields.
    """

    kind: Kind
    encoders: tuple[tuple[str, Callable[[Value], Cell]], ...]
    decoders: tuple[tuple[str, Callable[[Any], Value]], ...]
    starts: Mapping[str, Value]
    derive: Callable[[Mapping[str, Value]], tuple[Cell, ...]]
    upsert: str
    select: str
    select_all: str

    def cells(self, record: str, shown: Shown) -> tuple[Cell, ...]:
        """The cells of `upsert`."""
        waiting = to_json(shown.waiting) if shown.waiting else ""
        return (
            record,
            *(encode(shown.values[name]) for name, encode in self.encoders),
            shown.life.value,
            shown.merged_into,
            waiting,
            *self.derive(shown.values),
        )


def keep(db: Connection, table: KindTable, record: str, shown: Shown) -> None:
    """Show this of a record from now on."""
    db.run(table.upsert, table.cells(record, shown))


def forget(db: Connection, table: KindTable, record: str) -> bool:
    """Show nothing of a record any more: it was erased, or it was never anybody's. Whether anything was shown."""
    return db.run(f'DELETE FROM "{table.kind.name}" WHERE id = ?', (record,)) > 0


def values_of(db: Connection, kind: str, record: str) -> Mapping[str, Value] | None:
    """The shown values of one record, as the tables hold them, or None."""
    table = TABLES.get(kind)
    row = db.row(table.select, (record,)) if table else None
    return dict(zip_values(table, row)) if table and row else None


def all_values(db: Connection, kind: str) -> Mapping[str, Mapping[str, Value]]:
    """The shown values of every live record of a kind, by id."""
    table = TABLES[kind]
    rows = db.rows(f"{table.select_all} WHERE life = 'live' ORDER BY id")
    return {record: dict(zip_values(table, cells)) for record, *cells in rows}


def zip_values(table: KindTable, cells: Sequence[Any]) -> Iterator[tuple[str, Value]]:
    """Field names with the values behind the cells of `select`."""
    return ((name, decode(cell)) for (name, decode), cell in zip(table.decoders, cells, strict=True))


def _table(kind: Kind) -> KindTable:
    declared = [(field.name, str(field.type)) for field in dataclasses.fields(kind.shape)]
    extra, derive = (SEARCH_COLUMNS, search_cells) if kind.name == "citizen" else ((), _nothing)
    names = [f'"{name}"' for name in ("id", *(name for name, _ in declared), *LIFE_COLUMNS, *extra)]
    columns = ", ".join(names[1 : len(declared) + 1])
    return KindTable(
        kind=kind,
        encoders=tuple((name, encoder_of(type_)) for name, type_ in declared),
        decoders=tuple((name, decoder_of(type_)) for name, type_ in declared),
        starts={name: rule.start for name, rule in kind.rules.items()},
        derive=derive,
        upsert=_upsert(kind.name, names),
        select=f'SELECT {columns} FROM "{kind.name}" WHERE id = ?',
        select_all=f'SELECT id, {columns} FROM "{kind.name}"',
    )


def _upsert(kind: str, names: Sequence[str]) -> str:
    places = ", ".join("?" * len(names))
    updates = ", ".join(f"{name} = excluded.{name}" for name in names[1:])
    into = f'INSERT INTO "{kind}" ({", ".join(names)}) VALUES ({places})'
    return f"{into} ON CONFLICT (id) DO UPDATE SET {updates}"


def _nothing(_values: Mapping[str, Value]) -> tuple[Cell, ...]:
    return ()


TABLES: Mapping[str, KindTable] = MappingProxyType({name: _table(kind) for name, kind in KINDS.items()})
"""The table of each kind, by its name."""
