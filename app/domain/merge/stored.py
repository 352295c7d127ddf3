"""A record as plain JSON, in two parts: what a pull sends, and what only central needs. No database here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from app.domain.changes import Edit, Mark
from app.domain.merge.state import Contender, FieldState, Late, Life, Origin, Record, Take

Json: TypeAlias = dict[str, Any]


def to_json(record: Record) -> tuple[Json, Json]:
    """The record as (public, history); public has the names of the wire."""
    public = {
        "id": record.id,
        "kind": record.kind,
        "commune": record.commune,
        "seq": record.mark.seq,
        "fields": {name: state.value for name, state in record.fields.items()},
        "conflicts": {n: [_shown(w) for w in s.contenders] for n, s in record.fields.items() if s.contenders},
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


def _shown(waiting: Contender) -> Json:
    origin = waiting.origin
    return {
        "change": origin.change,
        "value": waiting.value,
        "author": origin.author,
        "device": origin.device,
        "at": origin.made_at,
    }


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
    return [waiting.value, list(waiting.start), list(waiting.saw), waiting.early, authors]


def _read_contender(past: list[Any]) -> Contender:
    value, start, saw, early, authors = past
    origin, *twins = map(_read_origin, authors)
    return Contender(
        value=value, start=tuple(start), saw=tuple(saw), early=early, origin=origin, twins=tuple(twins)
    )


def _read_late(past: list[Any]) -> Late:
    field, seen, to, resolves, origin = past
    return Late(field=field, edit=Edit(tuple(seen), to), resolves=resolves, origin=_read_origin(origin))


def _origin(origin: Origin) -> list[Any]:
    return [origin.change, origin.record, origin.author, origin.device, origin.n, origin.made_at]


def _read_origin(past: list[Any]) -> Origin:
    change, record, author, device, n, made_at = past
    return Origin(change=change, record=record, author=author, device=device, n=n, made_at=made_at)
