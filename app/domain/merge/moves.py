"""The moves of one field: a value stands, waits, is closed or released. Which move is made is elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from app.domain.changes import Mark, Value
from app.domain.merge.state import Contender, FieldState, Line, Origin, Take


def together(*groups: Iterable[Value]) -> tuple[Value, ...]:
    """The values of all groups, each once, in order of appearance (values need not be hashable)."""
    found: list[Value] = []
    for group in groups:
        found.extend(value for value in group if value not in found)
    return tuple(found)


def without(contenders: tuple[Contender, ...], values: tuple[Value, ...]) -> tuple[Contender, ...]:
    """The contenders whose value is none of `values`."""
    return tuple(waiting for waiting in contenders if waiting.value not in values)


def close(field: FieldState, values: tuple[Value, ...]) -> FieldState:
    """Close the contenders that hold one of `values`."""
    return replace(field, contenders=without(field.contenders, values))


def without_origins(field: FieldState, is_unwanted: Callable[[Origin], bool]) -> FieldState:
    """The field without what only unwanted origins have waiting in it."""
    left = []
    for waiting in field.contenders:
        if wanted := [o for o in (waiting.origin, *waiting.twins) if not is_unwanted(o)]:
            left.append(replace(waiting, origin=wanted[0], twins=tuple(wanted[1:])))
    ahead = tuple(waiting for waiting in field.ahead if not is_unwanted(waiting.origin))
    return replace(field, contenders=tuple(left), ahead=ahead)


def stand(field: FieldState, seen: tuple[Value, ...], to: Value, at: Mark, origin: Origin) -> FieldState:
    """Let `to` stand from `at`; contenders equal to it or seen by its author are closed.

    What a seen contender had itself seen counts as seen: the author decided about the whole chain.
    """
    closed = [waiting for waiting in field.contenders if waiting.value in seen]
    lines = tuple((v, *(older for w in closed if w.value == v for older in w.saw)) for v in seen)
    over = tuple(author for waiting in closed for author in (waiting.origin, *waiting.twins))
    return stand_as(field, Take(lines, to, at, origin, over))


def stand_as(field: FieldState, taken: Take) -> FieldState:
    """Let a take stand as it is; contenders equal to it or to a value seen directly are closed."""
    return replace(
        field,
        value=taken.to,
        at=max(field.at, taken.at) if field.value == taken.to else taken.at,
        takes=(*field.takes, taken),
        contenders=without(field.contenders, (*(line[0] for line in taken.lines if line), taken.to)),
    )


def had_seen(lines: tuple[Line, ...], seen: tuple[Value, ...], to: Value) -> bool:
    """Whether some line passed through `to`, and did not come back after it to what that was written upon."""
    return any(to in line and not any(value in line[: line.index(to)] for value in seen) for line in lines)


def superseding(
    field: FieldState, seen: tuple[Value, ...], to: Value, *, anywhere: bool = False
) -> Take | None:
    """The take that had seen `to`, made since a value of `seen` last stood or waited; None without one.

    Values seen that were never met here say nothing about when; then only `anywhere` looks at all takes.
    """
    chains = (waiting.start for waiting in field.contenders if waiting.value in seen)
    began = tuple(value for value in together(seen, *chains) if value != to)
    stood = [place + 1 for place, take in enumerate(field.takes) if take.to in began]
    closed = [place for place, take in enumerate(field.takes) if any(value in began for value in take.seen)]
    since = max(stood) if stood else min(closed, default=0 if anywhere else len(field.takes))
    return next(
        (take for take in field.takes[since:] if take.to != to and had_seen(take.lines, seen, to)), None
    )


def yield_to(field: FieldState, newer: Take, seen: tuple[Value, ...], to: Value) -> FieldState:
    """An older change does not touch what stands, but what it was written upon is now behind `newer` too."""
    lines = tuple(together(line, seen) if to in line else line for line in newer.lines)
    wider = replace(newer, lines=lines)
    takes = tuple(wider if take is newer else take for take in field.takes)
    return replace(close(field, seen), takes=takes)


def park(
    field: FieldState, seen: tuple[Value, ...], to: Value, origin: Origin, trail: tuple[FieldState, ...] = ()
) -> FieldState:
    """Let `to` wait for a person, as one contender with every parked value of the same chain of edits.

    `trail` are fields of merged records that also know values.
    """
    before = tuple(waiting for waiting in field.contenders if waiting.value in seen)
    others = (w for w in field.contenders if w not in before and not origin.follows(w.origin))
    after = next((w for w in others if w.value != to and had_seen((w.saw,), seen, to)), None)
    start = tuple(value for value in seen if all(waiting.value != value for waiting in before))
    early = not any(state.knows(value) for state in (field, *trail) for value in start)
    fresh = _chained(Contender(value=to, start=start, saw=seen, early=early, origin=origin), before, after)
    rest = tuple(waiting for waiting in field.contenders if waiting not in before and waiting is not after)
    field = replace(field, contenders=rest, known=together(field.known, (to,)))
    twin = next((waiting for waiting in rest if waiting.value == fresh.value), None)
    if twin:
        return replace(field, contenders=tuple(_joined(w, fresh) if w is twin else w for w in rest))
    if (before or after) and _leads_nowhere(field, fresh):
        return field
    return replace(field, contenders=(*rest, fresh))


def release(field: FieldState, at: Mark) -> FieldState:
    """Let a contender stand as soon as the change it was written upon stands.

    That is so when it came early, or when its own device wrote what stands just before. But not over a later value
    of its own device: that one was written with this one in view.
    """
    for waiting in (*field.contenders, *field.ahead):
        if _is_next(field, waiting):
            field = replace(
                field,
                contenders=tuple(w for w in field.contenders if w is not waiting),
                ahead=tuple(w for w in field.ahead if w is not waiting),
            )
            return release(stand_as(field, Take((waiting.saw,), waiting.value, at, waiting.origin)), at)
    return field


def _is_next(field: FieldState, waiting: Contender) -> bool:
    if not field.takes or any(take.origin.follows(waiting.origin) for take in field.takes):
        return False
    if waiting.origin.follows(field.takes[-1].origin):
        return field.value in waiting.saw
    return (waiting.early or waiting in field.ahead) and field.value in waiting.start


def _chained(fresh: Contender, before: tuple[Contender, ...], after: Contender | None) -> Contender:
    """The one contender that stands for the parked values before `fresh`, itself, and the one after it."""
    start = together(fresh.start, *(waiting.start for waiting in before))
    early = fresh.early and all(waiting.early for waiting in before)
    saw = together(fresh.saw, *(waiting.saw for waiting in before))
    if after is None:
        return replace(fresh, start=start, saw=saw, early=early)
    if not before and fresh.value not in after.start:
        start, early = after.start, after.early
    return replace(after, start=start, saw=together(after.saw, saw), early=early)


def _joined(twin: Contender, fresh: Contender) -> Contender:
    return replace(
        twin,
        saw=together(twin.saw, fresh.saw),
        early=twin.early and fresh.early,
        twins=(*twin.twins, fresh.origin, *fresh.twins),
    )


def _leads_nowhere(field: FieldState, waiting: Contender) -> bool:
    """Whether a chain came back to where it began, to what stands anyway, or behind a newer take."""
    if waiting.value == field.value or (waiting.start == (waiting.value,) and not waiting.early):
        return True
    return superseding(field, waiting.start, waiting.value) is not None
