"""Who had seen what: values that followed each other in one field, and what replaced which. Nothing is moved here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from app.domain.changes import Value
from app.domain.merge.state import Contender, FieldState, Line, Take

T = TypeVar("T")


def together(*groups: Iterable[T]) -> tuple[T, ...]:
    """What is in all groups, each once, in order of appearance (values need not be hashable)."""
    found: list[T] = []
    for group in groups:
        found.extend(value for value in group if value not in found)
    return tuple(found)


def lines_of(field: FieldState, seen: tuple[Value, ...]) -> tuple[Line, ...]:
    """Each value seen with what lies behind it: what the author of a waiting value had seen counts as seen, too."""
    lines: tuple[Line, ...] = tuple((value,) for value in seen)
    for waiting in (*field.contenders, *field.ahead):
        lines = behind(lines, waiting.value, waiting.lines)
    return lines


def known_with(field: FieldState, seen: tuple[Value, ...]) -> Line:
    """What whoever saw these values knew with them: all that is behind them, as far as central can tell."""
    lines = (line for take in field.takes for line in take.lines)
    tails = (line[line.index(value) :] for line in lines for value in seen if value in line)
    return together(*lines_of(field, seen), *tails)


def behind(lines: tuple[Line, ...], to: Value, older: tuple[Line, ...]) -> tuple[Line, ...]:
    """Lines in which `older` ones follow wherever they pass through `to`."""
    grown = ([together(line, more) for more in older] if to in line and older else [line] for line in lines)
    return together(*grown)


def had_seen(lines: tuple[Line, ...], seen: tuple[Value, ...], to: Value) -> bool:
    """Whether some line passed through `to`, and did not come back after it to what that was written upon."""
    return any(to in line and not any(value in line[: line.index(to)] for value in seen) for line in lines)


def replaced(newer: Take | Contender, seen: tuple[Value, ...], to: Value) -> bool:
    """Whether the author of `newer` had seen `to`, which somebody wrote upon `seen`, not upon `newer`."""
    value = newer.to if isinstance(newer, Take) else newer.value
    return value != to and value not in seen and had_seen(newer.lines, seen, to)


def superseding(field: FieldState, seen: tuple[Value, ...], to: Value, known: Line = ()) -> Take | None:
    """The take that had seen `to`, made since a value of `seen` last stood or waited; None without one.

    A decision tells all it `known`: when it keeps a value, it came before whatever replaced that, unknown to it.
    """
    upon = together(seen, known)
    began, passed = (tuple(value for value in values if value != to) for values in (seen, upon))
    stood = [place + 1 for place, take in enumerate(field.takes) if take.to in passed]
    closed = [place for place, take in enumerate(field.takes) if any(value in began for value in take.seen)]
    kept = [place + 1 for place, take in enumerate(field.takes) if known and take.to == to in seen]
    since = max(stood) if stood else min((*closed, *kept[-1:]), default=len(field.takes) if seen else 0)
    return next((take for take in field.takes[since:] if replaced(take, upon, to)), None)


def missed(field: FieldState, seen: tuple[Value, ...], to: Value) -> Take | None:
    """The take that had seen `to` before it ever came here: central forgot it in a restore. None without one.

    Somebody who had seen the value of that take wrote after it, unless that value had stood before as well.
    """
    if field.knows(to):
        return None
    for take in field.takes:
        is_kept = take.keeps or any(other is not take and other.to == take.to for other in field.takes)
        if replaced(take, () if is_kept else seen, to) and had_seen(take.lines, seen, to):
            return take
    return None
