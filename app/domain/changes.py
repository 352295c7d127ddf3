"""A change: one immutable edit of one record, and what central answered to it. How values meet is in `merge`."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

Value: TypeAlias = str | int | bool | None | list[Any] | dict[str, Any]
"""What a field may hold: plain JSON, text in NFC. Not spelled recursively: decoders read this type at run time."""

SCHEMA = 1
"""The version of the record shapes this program writes."""


class Op(StrEnum):
    """What a change does to its record."""

    CREATE = "create"
    EDIT = "edit"
    RESOLVE = "resolve"
    MERGE = "merge"
    ERASE = "erase"


@dataclass(frozen=True, slots=True)
class Edit:
    """One field of a change: every value its author had before them, and the value they wrote."""

    seen: tuple[Value, ...]
    to: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One edit of one record.

    `n` counts per device and is never reused (0 = not stored yet); `made_at` is Unix time in ms and orders nothing;
    `other` is the record merged away; `covers` are ids an eraser knew to be merged into the record; `suspect`
    is what central knows of the sender's clock, never sent and no part of what the change says.
    """

    id: str
    kind: str
    record: str
    op: Op
    author: str
    device: str
    made_at: int
    fields: Mapping[str, Edit] = field(default_factory=dict)
    n: int = 0
    schema: int = SCHEMA
    reason: str = ""
    replaces: tuple[str, ...] = ()
    other: str = ""
    covers: tuple[str, ...] = ()
    suspect: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in central's history: epochs are ordered, `seq` counts inside one epoch."""

    epoch: int = 0
    seq: int = 0


class OutcomeKind(StrEnum):
    """Central's answer to one change; only accepted … needs_review are remembered there."""

    ACCEPTED = "accepted"
    MERGED = "merged"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"
    ERASED = "erased"
    NEEDS_REVIEW = "needs_review"
    HELD = "held"
    REJECTED = "rejected"
    RETRY = "retry"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What central did with one change.

    `took` names the fields whose value now stands (empty with ACCEPTED = all); `conflicts` the fields parked;
    `landing` the record it landed on if a merge redirected it; `code`/`field` say why it was rejected;
    `missing` the unknown record of a held one; `first` the remembered kind behind a duplicate.
    """

    kind: OutcomeKind
    seq: int = 0
    took: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    landing: str = ""
    code: str = ""
    field: str = ""
    missing: str = ""
    first: OutcomeKind | None = None

    @property
    def effective(self) -> OutcomeKind:
        """The kind to act on: a duplicate counts as its first answer."""
        return self.first if self.kind is OutcomeKind.DUPLICATE and self.first else self.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """The first answer to a change, sent along when it is re-offered after central was restored."""

    at: Mark
    took: tuple[str, ...] = ()
    landing: str = ""


@dataclass(frozen=True, slots=True)
class Pen:
    """Who writes, on which device, at what time (ms), and where new ids come from."""

    author: str
    device: str
    now_ms: int
    new_id: Callable[[], str]

    def create(self, kind: str, record: str, values: Mapping[str, Value]) -> Change:
        """A create: an edit from nothing. Values equal to the declared default need not be given."""
        return self.write(Op.CREATE, kind, record, {name: Edit((), clean(v)) for name, v in values.items()})

    def edit(
        self,
        kind: str,
        record: str,
        before: Mapping[str, Value],
        after: Mapping[str, Value],
        reason: str = "",
    ) -> Change:
        """An edit of the fields in `after` that differ from the shown values `before`."""
        edits = {
            name: Edit((clean(before.get(name)),), clean(to))
            for name, to in after.items()
            if clean(before.get(name)) != clean(to)
        }
        return self.write(Op.EDIT, kind, record, edits, reason=reason)

    def write(
        self,
        op: Op,
        kind: str,
        record: str,
        edits: Mapping[str, Edit],
        *,
        reason: str = "",
        other: str = "",
        replaces: tuple[str, ...] = (),
    ) -> Change:
        """Any change, in this pen's hand."""
        return Change(
            id=self.new_id(),
            kind=kind,
            record=record,
            op=op,
            fields=edits,
            author=self.author,
            device=self.device,
            made_at=self.now_ms,
            reason=reason,
            other=other,
            replaces=replaces,
        )


def clean(value: Value) -> Value:
    """The value with all its text in NFC, so that equal words compare equal on every machine."""
    match value:
        case str():
            return unicodedata.normalize("NFC", value)
        case list():
            return [clean(part) for part in value]
        case dict():
            return {unicodedata.normalize("NFC", key): clean(part) for key, part in value.items()}
        case _:
            return value


def content_hash(change: Change) -> str:
    """SHA-256 (hex) of what a change says; the same id with another hash is an error, never a duplicate."""
    fields = {name: [list(edit.seen), edit.to] for name, edit in change.fields.items()}
    parts: list[object] = [change.id, change.kind, change.record, change.op.value, change.n, change.author]
    parts += [change.device, change.made_at, change.reason, change.replaces, change.other, change.covers]
    text = json.dumps([parts, fields], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
