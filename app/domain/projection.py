"""What a device shows: what central last told, and this device's own unsettled changes on top. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.domain.changes import Change, Edit, Mark, Op, Value
from app.domain.delivery import Delivery, OwnChange, is_settled
from app.domain.fields import MergeClass
from app.domain.merge.classes import is_latch, moved_items, rank, rule_of, with_items
from app.domain.merge.state import Life
from app.domain.records import FieldRule, Kind


@dataclass(frozen=True, slots=True)
class ContenderView:
    """A value and who wrote it, as pulled; `made_at` is Unix time in ms by its author's clock.

    `suspect` tells that this clock was known to be wrong.
    """

    change: str
    value: Value
    author: str
    device: str
    made_at: int
    suspect: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingRow:
    """A record as central last told it. Only a pull writes it; `mark` is the page's epoch and its seq.

    `writers` says who wrote what stands, for fields in conflict and for `merged_into`.
    """

    record: str
    kind: str
    commune: str
    mark: Mark
    life: Life = Life.LIVE
    merged_into: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    conflicts: Mapping[str, tuple[ContenderView, ...]] = field(default_factory=dict)
    writers: Mapping[str, ContenderView] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a person sees of one record.

    `waiting` holds own values that are not shown because another one stands ("yours is waiting").
    """

    values: Mapping[str, Value]
    life: Life = Life.LIVE
    merged_into: str = ""
    waiting: Mapping[str, Value] = field(default_factory=dict)
    conflicts: Mapping[str, tuple[ContenderView, ...]] = field(default_factory=dict)


def project(kind: Kind, record: str, standing: StandingRow | None, own: Sequence[OwnChange]) -> Shown:
    """What to show of `record`, given its standing row and this device's own changes in local order.

    `own` are those naming the record or one merged into it, and merges that name it as the other.
    """
    starts = {name: rule.start for name, rule in kind.rules.items()}
    if standing is None:
        shown = Shown(values=starts)
    else:
        values = {**starts, **standing.values}
        shown = Shown(
            values=values, life=standing.life, merged_into=standing.merged_into, conflicts=standing.conflicts
        )
    for mine in own:
        if shown.life is Life.ERASED:
            return Shown(values=starts, life=Life.ERASED)
        if _is_on_top(mine, record, standing):
            shown = _with_change(kind, record, shown, mine)
    return shown if shown.life is not Life.ERASED else Shown(values=starts, life=Life.ERASED)


def fold(kind: Kind, survivor: Shown, absorbed: Sequence[Shown]) -> Shown:
    """The survivor of merges read with what was merged into it: the furthest rungs, everybody's items."""
    values = dict(survivor.values)
    for other in absorbed:
        for name, theirs in other.values.items():
            rule = rule_of(kind, name)
            if rule.merge is MergeClass.UNION:
                values[name] = with_items(values.get(name), moved_items((), theirs)[0], [])
            elif rule.merge is MergeClass.FURTHEST and rank(rule, theirs) > rank(rule, values.get(name)):
                values[name] = theirs
    return replace(survivor, values=values)


def _is_on_top(mine: OwnChange, record: str, standing: StandingRow | None) -> bool:
    """Whether it must be shown over this record's row.

    What stood on a record before that one was merged into this stays there: merging copies nothing.
    """
    named = mine.change.record
    stayed_below = mine.delivery is Delivery.RECEIVED and (mine.landing or named) == named != record
    return not is_settled(mine, standing) and not (stayed_below and mine.change.other != record)


def _with_change(kind: Kind, record: str, shown: Shown, mine: OwnChange) -> Shown:
    change = mine.change
    if change.op is Op.ERASE:
        return replace(shown, life=Life.ERASED)
    is_refused = mine.delivery is Delivery.QUARANTINED
    if change.op is Op.MERGE and not (is_refused or mine.is_offered_again):
        shown = _with_merge(record, shown, change)
    if change.other == record:
        return shown
    for name, edit in change.fields.items():
        rule = rule_of(kind, name)
        shown = _with_edit(rule, shown, Edit(edit.seen or (rule.start,), edit.to), mine)
    return shown


def _with_merge(record: str, shown: Shown, change: Change) -> Shown:
    if change.other == record:
        return replace(shown, life=Life.MERGED, merged_into=change.record)
    if not change.other and change.record == record:
        return replace(shown, life=Life.LIVE, merged_into="")
    return shown


def _with_edit(rule: FieldRule, shown: Shown, edit: Edit, mine: OwnChange) -> Shown:
    """One own value on top: it shows where the shown value is one its author had seen."""
    standing = shown.values.get(rule.name, rule.start)
    if mine.change.op in (Op.RESOLVE, Op.MERGE):
        shown = _without_contenders(shown, rule.name, edit.seen)
    value, is_shown = _top(rule, standing, edit, mine)
    waiting = {n: own for n, own in shown.waiting.items() if n != rule.name or own not in edit.seen}
    if not is_shown:
        return replace(shown, waiting={**waiting, rule.name: edit.to})
    shown = _without_contenders(shown, rule.name, (*edit.seen, value))
    return replace(shown, values={**shown.values, rule.name: value}, waiting=waiting)


def _top(rule: FieldRule, standing: Value, edit: Edit, mine: OwnChange) -> tuple[Value, bool]:
    """The value on top of `standing`, and whether the own one is in it."""
    if is_latch(rule) and standing and not edit.to:
        return standing, True
    if rule.merge is MergeClass.UNION and not mine.is_offered_again:
        return with_items(standing, *moved_items(edit.seen, edit.to)), True
    if standing in edit.seen or standing == edit.to:
        return edit.to, True
    is_further = rule.merge is MergeClass.FURTHEST and rank(rule, edit.to) > rank(rule, standing)
    if is_further and not mine.is_offered_again:
        return edit.to, True
    return standing, False


def _without_contenders(shown: Shown, name: str, values: tuple[Value, ...]) -> Shown:
    if name not in shown.conflicts:
        return shown
    left = tuple(waiting for waiting in shown.conflicts[name] if waiting.value not in values)
    rest = {other: waiting for other, waiting in shown.conflicts.items() if other != name}
    return replace(shown, conflicts={**rest, name: left} if left else rest)
