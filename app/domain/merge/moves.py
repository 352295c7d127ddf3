"""The moves of one field: a value stands, waits, is closed or released. Which move is made is elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.domain.changes import Edit, Mark, Value
from app.domain.merge.seen import behind, had_seen, lines_of, replaced, together
from app.domain.merge.state import Contender, FieldState, Origin, Take


def without(contenders: tuple[Contender, ...], values: tuple[Value, ...]) -> tuple[Contender, ...]:
    """The contenders whose value is none of `values`."""
    return tuple(waiting for waiting in contenders if waiting.value not in values)


def of_others(field: FieldState, seen: tuple[Value, ...], device: str) -> tuple[Contender, ...]:
    """What waits, apart from `device`, in contenders it shares with others: an edit answers for its own alone."""
    left = []
    for waiting in field.contenders:
        hands = (waiting.origin, *waiting.twins)
        others = [origin for origin in hands if origin.device != device]
        if waiting.value in seen and 0 < len(others) < len(hands):
            left.append(replace(waiting, origin=others[0], twins=tuple(others[1:])))
    return tuple(left)


def close(field: FieldState, values: tuple[Value, ...]) -> FieldState:
    """Close the contenders that hold one of `values`."""
    left = without(field.contenders, values)
    return field if left == field.contenders else replace(field, contenders=left)


def without_origins(field: FieldState, is_unwanted: Callable[[Origin], bool]) -> FieldState:
    """The field without what only unwanted origins have waiting in it."""
    left = []
    for waiting in field.contenders:
        if wanted := [o for o in (waiting.origin, *waiting.twins) if not is_unwanted(o)]:
            left.append(replace(waiting, origin=wanted[0], twins=tuple(wanted[1:])))
    ahead = tuple(waiting for waiting in field.ahead if not is_unwanted(waiting.origin))
    return replace(field, contenders=tuple(left), ahead=ahead)


def stand(field: FieldState, edit: Edit, at: Mark, origin: Origin) -> FieldState:
    """Let `to` stand from `at`; contenders equal to it or seen by its author are closed."""
    closed = [waiting for waiting in field.contenders if waiting.value in edit.seen]
    lines = lines_of(field, edit.seen)
    over = tuple(author for waiting in closed for author in (waiting.origin, *waiting.twins))
    return stand_as(field, Take(lines, edit.to, at, origin, over))


def stand_as(field: FieldState, taken: Take) -> FieldState:
    """Let a take stand as it is; contenders equal to it stand with it, those seen directly are closed."""
    agreed = (Take(w.lines, w.value, taken.at, w.origin) for w in field.contenders if w.value == taken.to)
    return replace(
        field,
        value=taken.to,
        at=max(field.at, taken.at) if field.value == taken.to else taken.at,
        takes=(*field.takes, taken, *agreed),
        contenders=without(field.contenders, (*(line[0] for line in taken.lines if line), taken.to)),
    )


def fall_behind(field: FieldState, edit: Edit, origin: Origin) -> FieldState:
    """Let `to` be behind what stands, as a take since never: older values of its own device are too late as well."""
    taken = Take(lines_of(field, edit.seen), edit.to, Mark(), origin)
    newer = [replace(last, lines=behind(last.lines, edit.to, taken.lines)) for last in field.takes[-1:]]
    return replace(close(field, edit.seen), takes=(*field.takes[:-1], taken, *newer))


def yield_to(field: FieldState, newer: Take, seen: tuple[Value, ...], to: Value) -> FieldState:
    """An older change does not touch what stands, but what it was written upon is now behind `newer` too."""
    wider = replace(newer, lines=behind(newer.lines, to, (seen,)))
    takes = tuple(wider if take is newer else take for take in field.takes)
    written = () if to in seen else (to,)
    return replace(close(field, seen), takes=takes, known=together(field.known, written))


def park(field: FieldState, fresh: Contender, trail: tuple[FieldState, ...] = ()) -> FieldState:
    """Let a value wait for a person, as one contender with every parked value of the same chain of edits.

    `trail` are fields of merged records that also know values. Who had kept a value against one that
    central never met wrote later.
    """
    value, origin = fresh.value, fresh.origin
    written = () if value in fresh.start else (value,)
    is_new = bool(written) and not any(state.knows(value) for state in (field, *trail))
    later = tuple(w for w in field.contenders if is_new and _kept_against(w, value))
    mine = (w for w in field.contenders if w.value in fresh.start and w not in later)
    before = tuple(waiting for waiting in mine if not waiting.origin.follows(origin))
    others = (w for w in field.contenders if w not in before and not origin.follows(w.origin))
    after = next((w for w in others if w in later or _goes_on_from(w, fresh)), None)
    start = tuple(v for v in fresh.start if all(waiting.value != v for waiting in before))
    awaits = tuple(v for v in start if not any(state.knows(v) for state in (field, *trail)))
    fresh = _chained(replace(fresh, start=start, awaits=awaits), before, after)
    rest = tuple(waiting for waiting in field.contenders if waiting not in before and waiting is not after)
    field = replace(field, contenders=rest, known=together(field.known, written))
    twin = next((waiting for waiting in rest if waiting.value == fresh.value), None)
    if twin:
        return replace(field, contenders=tuple(_joined(w, fresh) if w is twin else w for w in rest))
    if (before or after) and _leads_nowhere(field, fresh):
        return field
    return replace(field, contenders=(*rest, fresh))


def _kept_against(waiting: Contender, value: Value) -> bool:
    """Whether its author had this value and its own before them, and kept its own."""
    values = together(*waiting.lines)
    return value in values and waiting.value in values


def _goes_on_from(waiting: Contender, fresh: Contender) -> bool:
    """Whether a parked value came of a chain that `fresh` is an earlier link of."""
    if waiting.origin.follows(fresh.origin):
        return waiting.value != fresh.value and had_seen(waiting.lines, fresh.start, fresh.value)
    return replaced(waiting, fresh.start, fresh.value)


def release(field: FieldState, at: Mark) -> FieldState:
    """Let a contender stand as soon as the change it was written upon stands.

    That is so when it came before that change, or when its own device wrote what stands just before. But not over
    a later value of its own device: that one was written with this one in view.
    """
    for waiting in (*field.contenders, *field.ahead):
        if _is_next(field, waiting):
            field = replace(
                field,
                contenders=tuple(w for w in field.contenders if w is not waiting),
                ahead=tuple(w for w in field.ahead if w is not waiting),
            )
            return release(stand_as(field, Take(waiting.lines, waiting.value, at, waiting.origin)), at)
    return field


def _is_next(field: FieldState, waiting: Contender) -> bool:
    if not field.takes or any(take.origin.follows(waiting.origin) for take in field.takes):
        return False
    if waiting.origin.follows(field.takes[-1].origin):
        return any(field.value in line for line in waiting.lines)
    return field.value in waiting.awaits


def _chained(fresh: Contender, before: tuple[Contender, ...], after: Contender | None) -> Contender:
    """The one contender that stands for the parked values before `fresh`, itself, and the one after it."""
    start = together(fresh.start, *(waiting.start for waiting in before))
    awaits = together(fresh.awaits, *(waiting.awaits for waiting in before))
    for waiting in before:
        fresh = replace(fresh, lines=behind(fresh.lines, waiting.value, waiting.lines))
    if after is None:
        return replace(fresh, start=start, awaits=awaits)
    if before or fresh.value in after.start:
        start = together((value for value in after.start if value != fresh.value), start)
        awaits = together((value for value in after.awaits if value != fresh.value), awaits)
    else:
        start, awaits = after.start, after.awaits
    return replace(after, start=start, lines=behind(after.lines, fresh.value, fresh.lines), awaits=awaits)


def _joined(twin: Contender, fresh: Contender) -> Contender:
    return replace(
        twin,
        lines=together(twin.lines, fresh.lines),
        awaits=together(twin.awaits, fresh.awaits),
        twins=(*twin.twins, fresh.origin, *fresh.twins),
    )


def _leads_nowhere(field: FieldState, waiting: Contender) -> bool:
    """Whether a chain came back to where it began, or to what stands anyway."""
    return waiting.value == field.value or (waiting.start == (waiting.value,) and not waiting.awaits)
