"""Between domain values and cells of the tables. No SQL here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

import msgspec

from app.domain.changes import Change, Edit, Mark, Op, Value
from app.domain.delivery import Delivery, OwnChange
from app.domain.merge.state import Life
from app.domain.projection import ContenderView, StandingRow
from app.storage.database import Cell, Row

CHANGE_COLUMNS = (
    "n, id, kind, record, op, fields, author, device, made_at, schema, reason, replaces, other, covers"
)
"""The columns `change_of` reads, in order."""

OWN_COLUMNS = f"{CHANGE_COLUMNS}, state, ack_epoch, ack_seq, took, landing"
"""The columns `own_of` reads, in order."""

STANDING_COLUMNS = "id, kind, commune, epoch, seq, life, merged_into, fields, conflicts, writers"
"""The columns `standing_of` reads, in order."""

_CHANGE_WIDTH = 14

_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder()


def to_json(value: object) -> str:
    """Compact JSON text."""
    return _encoder.encode(value).decode()


def from_json(text: str) -> Any:  # noqa: ANN401 - what was written is what is read
    """The value behind `to_json`."""
    return _decoder.decode(text)


def numbered(change: Change, n: int) -> Change:
    """The change under its number. `dataclasses.replace` would take three times as long, at every save."""
    return Change(
        id=change.id,
        kind=change.kind,
        record=change.record,
        op=change.op,
        author=change.author,
        device=change.device,
        made_at=change.made_at,
        fields=change.fields,
        n=n,
        schema=change.schema,
        reason=change.reason,
        replaces=change.replaces,
        other=change.other,
        covers=change.covers,
    )


def change_cells(change: Change) -> tuple[Cell, ...]:
    """A change as the cells of `CHANGE_COLUMNS`."""
    return (
        change.n,
        change.id,
        change.kind,
        change.record,
        change.op.value,
        to_json({name: (edit.seen, edit.to) for name, edit in change.fields.items()}),
        change.author,
        change.device,
        change.made_at,
        change.schema,
        change.reason,
        _names(change.replaces),
        change.other,
        _names(change.covers),
    )


def change_of(row: Row) -> Change:
    """The change behind the cells of `CHANGE_COLUMNS`."""
    fields: dict[str, list[Any]] = from_json(row[5])
    return Change(
        n=row[0],
        id=row[1],
        kind=row[2],
        record=row[3],
        op=Op(row[4]),
        fields={name: Edit(tuple(seen), to) for name, (seen, to) in fields.items()},
        author=row[6],
        device=row[7],
        made_at=row[8],
        schema=row[9],
        reason=row[10],
        replaces=_names_of(row[11]),
        other=row[12],
        covers=_names_of(row[13]),
    )


def own_of(row: Row) -> OwnChange:
    """The change and how far it has come, behind the cells of `OWN_COLUMNS`."""
    state, epoch, seq, took, landing = row[_CHANGE_WIDTH:]
    return OwnChange(
        change=change_of(row),
        delivery=Delivery(state),
        ack=None if seq is None else Mark(epoch, seq),
        took=_names_of(took),
        landing=landing,
    )


def delivery_cells(own: OwnChange) -> tuple[Cell, ...]:
    """How far a change has come, as the cells state, ack_epoch, ack_seq, took, landing."""
    epoch, seq = (own.ack.epoch, own.ack.seq) if own.ack else (None, None)
    return (own.delivery.value, epoch, seq, _names(own.took), own.landing)


def standing_of(row: Row) -> StandingRow:
    """The row behind the cells of `STANDING_COLUMNS`; one that left the feed shows like an erased one."""
    record, kind, commune, epoch, seq, life, merged_into, fields, conflicts, writers = row
    return StandingRow(
        record=record,
        kind=kind,
        commune=commune,
        mark=Mark(epoch, seq),
        life=Life(life) if life in tuple(Life) else Life.ERASED,
        merged_into=merged_into,
        values=from_json(fields),
        conflicts=_contenders(conflicts),
        writers=writers_of(writers),
    )


def encoder_of(declared: str) -> Callable[[Value], Cell]:
    """What puts a field of this declared type into its column.

    A value of another type, which only a broken peer could send, stays in `standing` and shows as empty.
    """
    return _ENCODERS.get(declared, _json)


def decoder_of(declared: str) -> Callable[[Any], Value]:
    """The way back from the column of a field of this declared type."""
    return _DECODERS.get(declared, _from_cell)


def _text(value: Value) -> Cell:
    return value if isinstance(value, str) else ""


def _whole(value: Value) -> Cell:
    return int(value) if isinstance(value, int) and -(1 << 63) <= value < 1 << 63 else 0


def _json(value: Value) -> Cell:
    return None if value is None else to_json(value)


def _as_is(cell: Value) -> Value:
    return cell


def _from_cell(cell: str | None) -> Value:
    return None if cell is None else cast(Value, from_json(cell))


_ENCODERS: Mapping[str, Callable[[Value], Cell]] = {"str": _text, "int": _whole, "bool": _whole}
_DECODERS: Mapping[str, Callable[[Any], Value]] = {"str": _as_is, "int": _as_is, "bool": bool}


def _contenders(text: str) -> Mapping[str, tuple[ContenderView, ...]]:
    if not text:
        return {}
    found: dict[str, list[list[Any]]] = from_json(text)
    return {name: tuple(ContenderView(*parts) for parts in waiting) for name, waiting in found.items()}


def writers_of(text: str) -> Mapping[str, ContenderView]:
    """Who wrote what stands, behind the cell of `writers`."""
    found: dict[str, list[Any]] = from_json(text) if text else {}
    return {name: ContenderView(*parts) for name, parts in found.items()}


def _names(names: tuple[str, ...]) -> str:
    return to_json(names) if names else ""


def _names_of(text: str) -> tuple[str, ...]:
    return tuple(from_json(text)) if text else ()
