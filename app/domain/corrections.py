"""The one change that stands for work that was refused or sent back. What may be corrected is decided above."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from app.domain.changes import Change, Edit, Op, Pen, Value, clean
from app.domain.fields import MergeClass
from app.domain.merge.classes import moved_items, rule_of, with_items
from app.domain.merge.seen import together
from app.domain.records import KINDS

WRITING = (Op.CREATE, Op.EDIT)
"""What writes values, and can be written anew; other acts are done once more or not at all."""


def correction(
    pen: Pen, chain: Sequence[Change], shown: Mapping[str, Value], fixed: Mapping[str, Value]
) -> Change:
    """One new change instead of `chain`: a refused change and what waits behind it, oldest first.

    It writes what the screen shows with `fixed` over it, has seen all the chain had seen or said, and creates
    the record when the chain begins with that.
    """
    kind = KINDS[chain[0].kind]
    seen = {name: shown.get(name, kind.start(name)) for name in [*_names(chain), *fixed]}
    edits = {name: _edit(chain, name, (value,), fixed.get(name, value)) for name, value in seen.items()}
    return _instead(pen, chain, edits | {name: _items(chain, name) for name in _unions(chain, fixed)})


def again(pen: Pen, chain: Sequence[Change], reason: str) -> Change:
    """What `chain` says once more, in one change of this pen: somebody stands by it. `reason` are their words.

    It has seen no more than the chain had: what others wrote meanwhile is not overruled by it.
    """
    first = chain[0]
    if first.op not in WRITING:
        said = pen.write(first.op, first.kind, first.record, first.fields, other=first.other)
        return replace(said, covers=first.covers, replaces=_answered(chain), reason=reason)
    last = {name: edit.to for change in chain for name, edit in change.fields.items()}
    edits = {name: _edit(chain, name, (), value) for name, value in last.items()}
    edits |= {name: _items(chain, name) for name in _unions(chain)}
    return replace(_instead(pen, chain, edits), reason=reason)


def answer(
    pen: Pen,
    kind: str,
    record: str,
    before: Mapping[str, Value],
    after: Mapping[str, Value],
    to: Sequence[str],
    reason: str = "",
) -> Change:
    """What somebody says to `to`, the ids of what was sent back or refused about a record: its values, written anew.

    Without new values it says that all may stay as it stands, which can also be said of what is written once.
    """
    edits = {
        name: Edit((clean(before.get(name)),), clean(value))
        for name, value in after.items()
        if clean(before.get(name)) != clean(value)
    }
    op = Op.CREATE if KINDS[kind].once else Op.EDIT
    return pen.write(op, kind, record, edits, replaces=tuple(to), reason=reason)


def _instead(pen: Pen, chain: Sequence[Change], edits: Mapping[str, Edit]) -> Change:
    """One change in the place of the chain; of a new record only what differs from its start needs saying."""
    first = chain[0]
    kind = KINDS[first.kind]
    if first.op is Op.CREATE:
        new = {name: edit.to for name, edit in edits.items() if edit.to != kind.start(name)}
        edits = {name: Edit((), to) for name, to in new.items()}
    return pen.write(first.op, first.kind, first.record, edits, replaces=_answered(chain))


def _answered(chain: Sequence[Change]) -> tuple[str, ...]:
    """What the chain was, and what it had been the answer to: that is answered by this change now."""
    return together(*((change.id, *change.replaces) for change in chain))


def _names(chain: Sequence[Change]) -> Iterable[str]:
    return dict.fromkeys(name for change in chain for name in change.fields)


def _unions(chain: Sequence[Change], fixed: Iterable[str] = ()) -> list[str]:
    kind = KINDS[chain[0].kind]
    return [n for n in _names(chain) if n not in fixed and rule_of(kind, n).merge is MergeClass.UNION]


def _edit(chain: Sequence[Change], name: str, shown: tuple[Value, ...], value: Value) -> Edit:
    return Edit(together(shown, *_said(chain, name)), clean(value))


def _items(chain: Sequence[Change], name: str) -> Edit:
    """All that the chain adds to a list and takes from it, upon what its first change had seen."""
    edits = [change.fields[name] for change in chain if name in change.fields]
    value = edits[0].to
    for edit in edits[1:]:
        value = with_items(value, *moved_items(edit.seen, edit.to))
    return Edit(edits[0].seen, clean(value))


def _said(chain: Sequence[Change], name: str) -> Iterable[tuple[Value, ...]]:
    """What each change of the chain said and had seen, newest first."""
    edits = (change.fields[name] for change in reversed(chain) if name in change.fields)
    return ((edit.to, *edit.seen) for edit in edits)
