"""A record as plain JSON, in two parts: what a pull sends, and what only central needs. No database here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from app.domain.changes import Edit, Mark, Value
from app.domain.merge.state import Contender, FieldState, Late, Life, Origin, Record, Take
from app.domain.records import KINDS

Json: TypeAlias = dict[str, Any]

TOLD_KINDS = ("citizen", "representative", "session", "void")
"""Kinds of which a person's history names the writer and the machine."""


def to_json(record: Record) -> tuple[Json, Json]:
    """The record as (public, history); public has the names of the wire."""
    public = {
        "id": record.id,
        "kind": record.kind,
        "commune": record.commune,
        "seq": record.mark.seq,
        "fields": {name: state.value for name, state in record.fields.items()},
        "conflicts": {
            n: [_said(w.value, w.origin) for w in s.contenders]
            for n, s in record.fields.items()
            if s.contenders
        },
        "writers": _writers(record),
        "life": record.life.value,
        "merged_into": record.merged_into,
    }
    history = {
        "epoch": record.mark.epoch,
        "fields": {name: _field(state) for name, state in record.fields.items()},
        "alias": _field(record.alias),
        "absorbed": list(record.absorbed),
        "late": [[w.field, list(w.edit.seen), w.edit.to, w.resolves, _origin(w.origin)] for w in record.late],
        "merged_at": record.merged_at,
    }
    return public, history


def from_json(public: Mapping[str, Any], history: Mapping[str, Any]) -> Record:
    """The record behind the two parts."""
    fields = {name: _read_field(public["fields"][name], past) for name, past in history["fields"].items()}
    return Record(
        id=public["id"],
        kind=public["kind"],
        commune=public["commune"],
        mark=Mark(history["epoch"], public["seq"]),
        fields=fields,
        alias=_read_field(public["merged_into"], history["alias"]),
        absorbed=tuple(history["absorbed"]),
        late=tuple(map(_read_late, history["late"])),
        merged_at=history["merged_at"],
        erased=public["life"] == Life.ERASED.value,
    )


def _writers(record: Record) -> Json:
    """Who wrote what stands, where people ask: see `_is_told`."""
    told = {name: state for name, state in record.fields.items() if _is_told(record, name, state)}
    if record.merged_into:
        told["merged_into"] = record.alias
    standing = ((name, state.takes[-1]) for name, state in told.items() if state.takes)
    return {name: _said(take.to, take.origin) for name, take in standing}


def _is_told(record: Record, name: str, state: FieldState) -> bool:
    """Beside each conflict; of a record written once, by one of its fields; of what was changed since it was made.

    The rest would be told to every laptop and asked by nobody: a ladder's rungs are told by their sessions.
    """
    if state.contenders:
        return True
    kind = KINDS.get(record.kind)
    if kind is None or record.kind not in TOLD_KINDS:
        return False
    return name == min(record.fields) if kind.once else len(state.takes) > 1


def _said(value: Value, origin: Origin) -> Json:
    said: Json = {
        "change": origin.change,
        "value": value,
        "author": origin.author,
        "device": origin.device,
        "at": origin.made_at,
    }
    return {**said, "suspect": True} if origin.suspect else said


def _field(state: FieldState) -> Json:
    return {
        "at": [state.at.epoch, state.at.seq],
        "takes": [_take(take) for take in state.takes],
        "contenders": [_contender(waiting) for waiting in state.contenders],
        "known": list(state.known),
        "ahead": [_contender(waiting) for waiting in state.ahead],
    }


def _read_field(value: Any, past: Mapping[str, Any]) -> FieldState:  # noqa: ANN401 - JSON
    return FieldState(
        value=value,
        at=Mark(*past["at"]),
        takes=tuple(map(_read_take, past["takes"])),
        contenders=tuple(map(_read_contender, past["contenders"])),
        known=tuple(past["known"]),
        ahead=tuple(map(_read_contender, past["ahead"])),
    )


def _take(take: Take) -> list[Any]:
    hands = [_origin(origin) for origin in (take.origin, *take.over)]
    return [list(map(list, take.lines)), take.to, [take.at.epoch, take.at.seq], hands]


def _read_take(past: list[Any]) -> Take:
    lines, to, at, hands = past
    origin, *over = map(_read_origin, hands)
    return Take(tuple(map(tuple, lines)), to, Mark(*at), origin, tuple(over))


def _contender(waiting: Contender) -> list[Any]:
    authors = [_origin(origin) for origin in (waiting.origin, *waiting.twins)]
    return [waiting.value, list(waiting.start), list(map(list, waiting.lines)), list(waiting.awaits), authors]


def _read_contender(past: list[Any]) -> Contender:
    value, start, lines, awaits, authors = past
    origin, *twins = map(_read_origin, authors)
    return Contender(
        value=value,
        start=tuple(start),
        lines=tuple(map(tuple, lines)),
        awaits=tuple(awaits),
        origin=origin,
        twins=tuple(twins),
    )


def _read_late(past: list[Any]) -> Late:
    field, seen, to, resolves, origin = past
    return Late(field=field, edit=Edit(tuple(seen), to), resolves=resolves, origin=_read_origin(origin))


def _origin(origin: Origin) -> list[Any]:
    parts = [origin.change, origin.record, origin.author, origin.device, origin.n, origin.made_at]
    return [*parts, True] if origin.suspect else parts


def _read_origin(past: list[Any]) -> Origin:
    change, record, author, device, n, made_at, *suspect = past
    return Origin(
        change=change,
        record=record,
        author=author,
        device=device,
        n=n,
        made_at=made_at,
        suspect=bool(suspect),
    )
