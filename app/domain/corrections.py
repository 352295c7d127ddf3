"""The one change that stands for work that was refused or sent back. What may be corrected is decided above."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from app.domain.changes import Change, Edit, Op, Pen, Value, clean
from app.domain.merge.seen import together
from app.domain.records import KINDS


def correction(
    pen: Pen, chain: Sequence[Change], shown: Mapping[str, Value], fixed: Mapping[str, Value]
) -> Change:
    """One new change instead of `chain`: a refused change and what waits behind it, oldest first.

    It writes what the screen shows with `fixed` over it, has seen all the chain had seen or said, and creates
    the record when the chain begins with that.
    """
    first = chain[0]
    kind = KINDS[first.kind]
    names = dict.fromkeys([*(name for change in chain for name in change.fields), *fixed])
    final = {name: clean(fixed.get(name, shown.get(name, kind.start(name)))) for name in names}
    is_new = first.op is Op.CREATE
    edits = {
        name: Edit(() if is_new else _seen(chain, name, shown.get(name, kind.start(name))), value)
        for name, value in final.items()
        if not (is_new and value == kind.start(name))
    }
    op = Op.CREATE if is_new else Op.EDIT
    return pen.write(op, first.kind, first.record, edits, replaces=tuple(change.id for change in chain))


def answer(
    pen: Pen, kind: str, record: str, before: Mapping[str, Value], after: Mapping[str, Value], to: str
) -> Change:
    """A record that was sent back, written anew: an edit that names the id of the `return` it answers."""
    edits = {
        name: Edit((clean(before.get(name)),), clean(value))
        for name, value in after.items()
        if clean(before.get(name)) != clean(value)
    }
    return pen.write(Op.EDIT, kind, record, edits, replaces=(to,))


def _seen(chain: Sequence[Change], name: str, shown: Value) -> tuple[Value, ...]:
    return together((shown,), *_said(chain, name))


def _said(chain: Sequence[Change], name: str) -> Iterable[tuple[Value, ...]]:
    """What each change of the chain said and had seen, newest first."""
    edits = (change.fields[name] for change in reversed(chain) if name in change.fields)
    return ((edit.to, *edit.seen) for edit in edits)
