"""The one rule for one field: what an arriving value does. Records, merges and erasure are in `decide`."""

from __future__ import annotations

from dataclasses import replace

from app.domain.fields import MergeClass
from app.domain.merge.classes import BY_CLASS, Arrival, is_latch
from app.domain.merge.moves import close, fall_behind, of_others, release, stand, stand_as, without, yield_to
from app.domain.merge.seen import known_with, missed, replaced, superseding
from app.domain.merge.state import FieldState, Line, Take


def settle(field: FieldState, arrival: Arrival) -> FieldState:
    """The field after this arrival."""
    if arrival.rule.merge is MergeClass.UNION:
        return BY_CLASS[MergeClass.UNION](field, arrival)
    is_overtaken = _is_overtaken(field, arrival)
    after = field if is_overtaken else _first_match(field, arrival)
    if is_overtaken or (arrival.resolves and after is field):
        after = close(field, tuple(value for value in arrival.edit.seen if value != arrival.edit.to))
    if field.contenders and not arrival.resolves:
        values = (after.value, *(waiting.value for waiting in after.contenders))
        others = without(of_others(field, arrival.edit.seen, arrival.origin.device), values)
        after = replace(after, contenders=(*after.contenders, *others))
    return release(after, arrival.at)


def _is_overtaken(field: FieldState, arrival: Arrival) -> bool:
    """Whether the same device already wrote on from here, or the field is a latch that stays set."""
    if is_latch(arrival.rule) and not arrival.edit.to and (field.value or any(arrival.edit.seen)):
        return True
    stood = [take for state in (field, *arrival.trail) for take in state.takes]
    later = [take for take in stood if take.origin.follows(arrival.origin)]
    if arrival.waited:
        return any(arrival.edit.to in take.seen for take in later)
    asked = (waiting.origin for state in arrival.trail for waiting in state.contenders)
    return bool(later) or any(origin.follows(arrival.origin) for origin in asked)


def _first_match(field: FieldState, arrival: Arrival) -> FieldState:
    seen, to = arrival.edit.seen, arrival.edit.to
    first = arrival.first
    is_current = field.value in arrival.upon or field.value == to
    if first and field.at.epoch == first.epoch:
        if first > field.at:
            return stand(field, arrival.edit, first, arrival.origin)
        return fall_behind(field, arrival.edit, arrival.origin)
    newer = next((take for take in field.takes if _had_it(take, arrival)), None) or missed(field, seen, to)
    if newer and not _is_after(newer, arrival):
        return _behind(field, newer, arrival)
    if is_current:
        return stand(field, arrival.edit, arrival.since(field), arrival.origin)
    known = known_with(field, seen) if arrival.resolves else ()
    if (newer := superseding(field, seen, to, known)) and not _is_after(newer, arrival):
        return yield_to(field, newer, seen, to)
    if any(_went_on(state, arrival, known) for state in arrival.trail):
        return close(field, seen)
    return BY_CLASS[arrival.rule.merge](field, arrival)


def _is_after(take: Take, arrival: Arrival) -> bool:
    """Whether an arrival certainly came after a take.

    It did when its device wrote that one before. And a correction may end where it began: then what others saw of
    its value was the first writing of it.
    """
    is_return = arrival.edit.to in arrival.edit.seen and not arrival.resolves
    return is_return or (take.origin.device == arrival.origin.device and take.origin.n < arrival.origin.n)


def _had_it(take: Take, arrival: Arrival) -> bool:
    """Whether a take certainly replaced this very value, whatever stands now.

    It did when it saw the value and was made by the same device later, perhaps on a record since merged; or decided
    about a later value of that device.
    """
    to, mine = arrival.edit.to, arrival.origin
    if take.to == to or to not in take.seen:
        return False
    return any(one.device == mine.device and one.n > mine.n for one in (take.origin, *take.over))


def _behind(field: FieldState, newer: Take, arrival: Arrival) -> FieldState:
    """What is left of an arrival that came before `newer`: that take stands again over what its author was shown."""
    behind = yield_to(field, newer, arrival.edit.seen, arrival.edit.to)
    if arrival.upon[0] == field.value != newer.to:
        return stand_as(behind, replace(newer, at=arrival.at))
    return behind


def _went_on(field: FieldState, arrival: Arrival, known: Line) -> bool:
    """Whether this very value was replaced on a merged record, standing or waiting: the merge has dealt with it."""
    seen, to = arrival.edit.seen, arrival.edit.to
    if arrival.resolves and not all(map(field.knows, seen)):
        return False  # it was written upon something newer than the merge
    is_waiting = any(replaced(waiting, seen, to) for waiting in field.contenders)
    return is_waiting or (superseding(field, seen, to, known) or missed(field, seen, to)) is not None
