"""What each merge class does with a value whose author had not seen what stands. `settle` asks them last."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from app.domain.changes import Edit, Mark, Value
from app.domain.fields import MergeClass
from app.domain.ladder import rank_of
from app.domain.merge.moves import fall_behind, park, stand
from app.domain.merge.seen import lines_of, together
from app.domain.merge.state import Contender, FieldState, Origin, Take
from app.domain.records import FieldRule, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One field of one change, arriving at `at`.

    `again` is when it was answered before central was restored, `first` when it stood then, if it did;
    `resolves` that it decides about all it had seen;
    `trail` is the same field of the merged records it was redirected through.
    """

    rule: FieldRule
    edit: Edit
    origin: Origin
    at: Mark
    again: Mark | None = None
    first: Mark | None = None
    resolves: bool = False
    trail: tuple[FieldState, ...] = ()

    @property
    def waited(self) -> bool:
        """Whether it was a question before central was restored: its own device may have left it open."""
        return self.rule.merge is MergeClass.ASK and self.again is not None and self.first is None

    @property
    def upon(self) -> tuple[Value, ...]:
        """The values it was written upon; a field that is begun decides about none, and is upon its start."""
        return self.edit.seen or (self.rule.start,)

    def since(self, field: FieldState) -> Mark:
        """From when it stands: from when it first did, if all that ever stood here can be compared with that."""
        return self.first if self.first and field.at.epoch in (0, self.first.epoch) else self.at

    def is_before(self, take: Take) -> bool:
        """Whether `take` came later: from the same device, or since the restore that this arrived before."""
        is_newer = self.again is not None and take.at.epoch > self.again.epoch
        return take.origin.follows(self.origin) or (is_newer and not self.origin.follows(take.origin))


def rule_of(kind: Kind, name: str) -> FieldRule:
    """The rule of a field; one that only a newer peer knows is kept, and asked about."""
    return kind.rules.get(name) or FieldRule(name, MergeClass.ASK, None, "")


def rank(rule: FieldRule, value: Value) -> int:
    """How far along a value of a `furthest` field is: a latch (text) is set or not, a rung has its status."""
    if is_latch(rule):
        return int(bool(value))
    return rank_of(value)


def is_latch(rule: FieldRule) -> bool:
    """Whether a `furthest` field is one that, once set, stays set."""
    return rule.merge is MergeClass.FURTHEST and isinstance(rule.start, str)


def ask(field: FieldState, arrival: Arrival) -> FieldState:
    """The standing value stays; a person decides."""
    seen = arrival.edit.seen
    waiting = Contender(value=arrival.edit.to, start=seen, lines=lines_of(field, seen), origin=arrival.origin)
    return park(field, waiting, arrival.trail)


def latest(field: FieldState, arrival: Arrival) -> FieldState:
    """The last to arrive stands, but a re-offer does not come back over what arrived since."""
    if arrival.first and field.at.epoch > arrival.first.epoch:
        return fall_behind(field, arrival.edit, arrival.origin)
    return stand(field, arrival.edit, arrival.since(field), arrival.origin)


def furthest(field: FieldState, arrival: Arrival) -> FieldState:
    """The value further along stands, at equal rank the later; a step back must have seen what stands."""
    seen, to = arrival.upon, arrival.edit.to
    here, there = rank(arrival.rule, field.value), rank(arrival.rule, to)
    left = max((rank(arrival.rule, value) for value in seen), default=0)
    is_back = there < here or (there < left and here < left)
    is_own = bool(field.takes) and arrival.origin.follows(field.takes[-1].origin)
    if is_back and (is_own or not any(map(field.knows, seen))):
        waiting = Contender(value=to, start=seen, lines=(seen,), awaits=seen, origin=arrival.origin)
        return replace(field, ahead=(*field.ahead, waiting))
    if there > here:
        return stand(field, arrival.edit, arrival.at, arrival.origin)
    if there == here:
        return latest(field, arrival)
    return fall_behind(field, arrival.edit, arrival.origin)


def union(field: FieldState, arrival: Arrival) -> FieldState:
    """Items are added and removed one by one; what was removed or added later, knowing this, stays so."""
    takes = (take for state in (field, *arrival.trail) for take in state.takes)
    later = [moved_items(take.seen, take.to) for take in takes if arrival.is_before(take)]
    added, removed = moved_items(arrival.edit.seen, arrival.edit.to)
    value = with_items(
        field.value,
        [item for item in added if not any(item in gone for _, gone in later)],
        [item for item in removed if not any(item in new for new, _ in later)],
    )
    taken = Take((arrival.edit.seen,), arrival.edit.to, arrival.first or arrival.at, arrival.origin)
    return replace(field, value=value, at=max(field.at, taken.at), takes=(*field.takes, taken))


def once(field: FieldState, arrival: Arrival) -> FieldState:
    """What was written stays as it was written."""
    return field


BY_CLASS: Mapping[MergeClass, Callable[[FieldState, Arrival], FieldState]] = MappingProxyType(
    {
        MergeClass.ASK: ask,
        MergeClass.LATEST: latest,
        MergeClass.FURTHEST: furthest,
        MergeClass.UNION: union,
        MergeClass.ONCE: once,
    }
)


def moved_items(seen: tuple[Value, ...], to: Value) -> tuple[list[Value], list[Value]]:
    """The items an edit of a union field adds, and those it removes."""
    before, after = _items(seen[0] if seen else []), _items(to)
    return [item for item in after if item not in before], [item for item in before if item not in after]


def with_items(standing: Value, added: list[Value], removed: list[Value]) -> Value:
    """A union field's value after adding and removing, each item once."""
    return [*together((item for item in _items(standing) if item not in removed), added)]


def _items(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []
