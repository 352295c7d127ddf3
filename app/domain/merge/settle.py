"""The one rule for one field: what an arriving value does. Records, merges and erasure are in `decide`."""

from __future__ import annotations

from dataclasses import replace

from app.domain.fields import MergeClass
from app.domain.merge.classes import BY_CLASS, Arrival, is_latch
from app.domain.merge.moves import close, of_others, release, stand, stand_as, without, yield_to
from app.domain.merge.seen import missed, replaced, superseding
from app.domain.merge.state import FieldState, Take


def settle(field: FieldState, arrival: Arrival) -> FieldState:
    """The field after this arrival."""
    if arrival.rule.merge is MergeClass.UNION:
        return BY_CLASS[MergeClass.UNION](field, arrival)
    is_overtaken = _is_overtaken(field, arrival)
    after = field if is_overtaken else _first_match(field, arrival)
    if is_overtaken or (arrival.resolves and after is field):
        after = close(field, tuple(value for value in arrival.edit.seen if value != arrival.edit.to))
    if not arrival.resolves:
        values = (after.value, *(waiting.value for waiting in after.contenders))
        others = without(of_others(field, arrival.edit.seen, arrival.origin.device), values)
        after = replace(after, contenders=(*after.contenders, *others))
    return release(after, arrival.at)


def _is_overtaken(field: FieldState, arrival: Arrival) -> bool:
    """Whether the same device already wrote on from here, or the field is a latch that stays set."""
    if is_latch(arrival.rule) and not arrival.edit.to and (field.value or any(arrival.edit.seen)):
        return True
    return any(
        take.origin.follows(arrival.origin) for state in (field, *arrival.trail) for take in state.takes
    )


def _first_match(field: FieldState, arrival: Arrival) -> FieldState:
    seen, to = arrival.edit.seen, arrival.edit.to
    first = arrival.first
    is_current = field.value in arrival.upon or field.value == to
    if first and field.at.epoch == first.epoch:
        return stand(field, arrival.edit, first, arrival.origin) if first > field.at else field
    newer = next((take for take in field.takes if _had_it(take, arrival)), None) or missed(field, seen, to)
    if newer:
        return _behind(field, newer, arrival)
    if is_current:
        return stand(field, arrival.edit, arrival.since(field), arrival.origin)
    if newer := superseding(field, seen, to):
        return yield_to(field, newer, seen, to)
    if any(_went_on(state, arrival) for state in arrival.trail):
        return close(field, seen)
    return BY_CLASS[arrival.rule.merge](field, arrival)


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
    """What is left of an arrival that came before `newer`: that take stands again over what the arrival was upon."""
    behind = yield_to(field, newer, arrival.edit.seen, arrival.edit.to)
    if field.value in arrival.upon and field.value != newer.to:
        return stand_as(behind, replace(newer, at=arrival.at))
    return behind


def _went_on(field: FieldState, arrival: Arrival) -> bool:
    """Whether this very value was replaced on a merged record, standing or waiting: the merge has dealt with it."""
    seen, to = arrival.edit.seen, arrival.edit.to
    if arrival.resolves and not all(map(field.knows, seen)):
        return False  # it was written upon something newer than the merge
    is_waiting = any(replaced(waiting, seen, to) for waiting in field.contenders)
    return is_waiting or superseding(field, seen, to) is not None
