"""The moves one field can make: a value stands, a value waits, a waiting one is closed. Which move is made is elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.domain.changes import Mark, Value
from app.domain.merge.state import Contender, FieldState, Origin, Take


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


def stand(field: FieldState, seen: tuple[Value, ...], to: Value, at: Mark, origin: Origin) -> FieldState:
    """Let `to` stand from `at`; contenders equal to it or seen by its author are closed.

    What a seen contender had itself seen counts as seen: the author decided about the whole chain.
    """
    chain = (waiting.saw for waiting in field.contenders if waiting.value in seen)
    taken = Take(together(seen, *chain), to, at, origin)
    return replace(
        field,
        value=to,
        at=max(field.at, at) if field.value == to else at,
        takes=(*field.takes, taken),
        contenders=without(field.contenders, (*seen, to)),
    )


def had_seen(saw: tuple[Value, ...], seen: tuple[Value, ...], to: Value) -> bool:
    """Whether whoever saw `saw` (newest first) had seen this edit: its value, and nothing it was written upon since."""
    return to in saw and not any(value in saw[: saw.index(to)] for value in seen)


def superseding(
    field: FieldState, seen: tuple[Value, ...], to: Value, *, anywhere: bool = False
) -> Take | None:
    """The take that had already seen `to`, made since a value of `seen` last stood or waited; None if there is none.

    Values seen that were never met here say nothing about when; then only `anywhere` looks at all takes.
    """
    chains = (waiting.start for waiting in field.contenders if waiting.value in seen)
    began = together((value for value in seen if value != to), *chains)
    stood = [place + 1 for place, take in enumerate(field.takes) if take.to in began]
    closed = [place for place, take in enumerate(field.takes) if any(value in began for value in take.seen)]
    is_from_start = anywhere or field.known[0] in began
    since = max(stood) if stood else min(closed, default=0 if is_from_start else len(field.takes))
    return next((take for take in field.takes[since:] if take.to != to and had_seen(take.seen, seen, to)), None)


def yield_to(field: FieldState, newer: Take, seen: tuple[Value, ...]) -> FieldState:
    """A change older than the take `newer` has no effect, but what its author had seen is now behind that take too."""
    wider = replace(newer, seen=together(newer.seen, seen))
    takes = tuple(wider if take is newer else take for take in field.takes)
    return replace(close(field, seen), takes=takes)


def park(
    field: FieldState, seen: tuple[Value, ...], to: Value, origin: Origin, trail: tuple[FieldState, ...] = ()
) -> FieldState:
    """Let `to` wait for a person, as one contender with every parked value of the same chain of edits.

    `trail` are fields of merged records that also know values.
    """
    before = tuple(waiting for waiting in field.contenders if waiting.value in seen)
    others = (waiting for waiting in field.contenders if waiting not in before)
    after = next((w for w in others if w.value != to and had_seen(w.saw, seen, to)), None)
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
    """Let early contenders stand as soon as what they were written upon stands."""
    for waiting in (*field.contenders, *field.ahead):
        if (waiting.early or waiting in field.ahead) and field.value in waiting.start:
            field = replace(
                field,
                contenders=tuple(w for w in field.contenders if w is not waiting),
                ahead=tuple(w for w in field.ahead if w is not waiting),
            )
            return release(stand(field, waiting.start, waiting.value, at, waiting.origin), at)
    return field


def _chained(fresh: Contender, before: tuple[Contender, ...], after: Contender | None) -> Contender:
    """The one contender that stands for the parked values before `fresh`, itself, and the one after it."""
    start = together(fresh.start, *(waiting.start for waiting in before))
    early = fresh.early and all(waiting.early for waiting in before)
    saw = together(fresh.saw, *(waiting.saw for waiting in before))
    if after is None:
        return replace(fresh, start=start, saw=saw, early=early)
    if fresh.value not in after.start and not before:
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
