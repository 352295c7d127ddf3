"""One change as it was sent, read alone, so that a malformed one spoils no other. Nothing is decided here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import msgspec

from app.contract.coding import BadBody, decode, from_wire, stamp_of
from app.contract.limits import LARGEST_CHANGE
from app.contract.messages import WireChange
from app.domain.birth import birth_from_iso
from app.domain.changes import Change, Op, Stamp, Value
from app.domain.identity.id_number import IdNumber
from app.domain.ids import is_id

DEEPEST = 8
"""Levels of lists and mappings a value may have."""

LARGEST_NUMBER = 2**53 - 1
"""What every JSON reader keeps exactly."""

SHAPES: Mapping[tuple[str, str], Callable[[str], object]] = MappingProxyType(
    {("citizen", "id_number"): IdNumber, ("citizen", "birth"): birth_from_iso}
)
"""Fields with a shape of their own; each reader raises ValueError. Empty always passes."""

_FIELD = re.compile(r"[a-z][a-z0-9_]{0,39}")
_WHERE = re.compile(r"\$\.([a-z_]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A change a device sent. `change` is None when it cannot be read, and then `code` and `field` say why.

    `id`, `kind` and `record` are what it says of itself, as far as that can be read: by its id its author is answered.
    """

    n: int = 0
    id: str = ""
    kind: str = ""
    record: str = ""
    change: Change | None = None
    stamp: Stamp | None = None
    code: str = ""
    field: str = ""


def read_offer(raw: bytes, device: str, *, suspect: bool = False) -> Offer:
    """The change in one raw JSON value, sent by `device`, whose clock is `suspect` or not."""
    said = _heading(raw)
    try:
        wire = _wire(raw)
        change = replace(_change(wire, device), suspect=suspect)
        _check(change)
    except _Flaw as flaw:
        return replace(said, code=flaw.code, field=flaw.field)
    return replace(said, change=change, stamp=stamp_of(wire))


def erases(raw: bytes) -> bool:
    """Whether a change, as it was sent, asks for an erasure; one that cannot be read asks for nothing."""
    try:
        return msgspec.json.decode(raw, type=_Asked).op == Op.ERASE
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False


class _Asked(msgspec.Struct):
    op: str = ""


class _Flaw(Exception):
    def __init__(self, code: str, field: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.field = field


class _Heading(msgspec.Struct):
    n: Any = 0
    id: Any = ""
    kind: Any = ""
    record: Any = ""


def _heading(raw: bytes) -> Offer:
    try:
        found = decode(raw, _Heading)
    except BadBody:
        return Offer()
    n = found.n if isinstance(found.n, int) and 0 < found.n <= LARGEST_NUMBER else 0
    name = _text(found.id)
    return Offer(n=n, id=name if is_id(name) else "", kind=_text(found.kind), record=_text(found.record))


def _wire(raw: bytes) -> WireChange:
    if len(raw) > LARGEST_CHANGE:
        raise _Flaw("change_too_large")
    try:
        return msgspec.json.decode(raw, type=WireChange)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as cause:
        where = _WHERE.search(str(cause))
        raise _Flaw("unreadable", where[1] if where else "") from cause


def _change(wire: WireChange, device: str) -> Change:
    try:
        return from_wire(wire, device)
    except ValueError as cause:
        raise _Flaw("unknown_op", "op") from cause
    except RecursionError as cause:
        raise _Flaw("unreadable", "fields") from cause


def _check(change: Change) -> None:
    named = (change.id, change.record, change.author, *change.replaces, *change.covers)
    if not all(map(is_id, named)) or (change.other and not is_id(change.other)):
        raise _Flaw("bad_id")
    if not 0 < change.n <= LARGEST_NUMBER or not 0 <= change.made_at <= LARGEST_NUMBER:
        raise _Flaw("bad_number")
    if not _is_text(change.kind) or not _is_text(change.reason):
        raise _Flaw("bad_value", "reason")
    for name, edit in change.fields.items():
        if not _FIELD.fullmatch(name):
            raise _Flaw("bad_field")
        is_plain = all(_is_plain(value) for value in (edit.to, *edit.seen))
        if not is_plain or not _has_shape(change.kind, name, edit.to):
            raise _Flaw("bad_value", name)


def is_field(name: str, value: object) -> bool:
    """Whether a field may be called so and hold this."""
    return bool(_FIELD.fullmatch(name)) and _is_plain(value)


def _has_shape(kind: str, name: str, value: Value) -> bool:
    read = SHAPES.get((kind, name))
    if read is None or value == "" or not isinstance(value, str):
        return True
    try:
        read(value)
    except ValueError:
        return False
    return True


def _is_plain(value: object, depth: int = 0) -> bool:
    """Whether both databases keep it as it is: no fractions, no huge numbers, no NUL, not too deep."""
    match value:
        case None | bool():
            return True
        case int():
            return abs(value) <= LARGEST_NUMBER
        case str():
            return _is_text(value)
        case list():
            return depth < DEEPEST and all(_is_plain(part, depth + 1) for part in value)
        case dict():
            whole = all(_is_text(key) and _is_plain(part, depth + 1) for key, part in value.items())
            return depth < DEEPEST and whole
        case _:
            return False


def _text(read: object) -> str:
    return read if isinstance(read, str) and _is_text(read) else ""


def _is_text(text: str) -> bool:
    return "\x00" not in text
