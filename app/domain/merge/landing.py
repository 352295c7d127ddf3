"""How the fields of one change land on one record: as arrivals, each settled by the one rule."""

from __future__ import annotations

from dataclasses import replace

from app.domain.changes import Mark, Op
from app.domain.fields import MergeClass
from app.domain.merge.classes import Arrival, rule_of
from app.domain.merge.desk import Desk
from app.domain.merge.seen import together
from app.domain.merge.settle import settle
from app.domain.merge.state import FieldState, Late, Origin, Record


def settled(desk: Desk, record: Record, trail: tuple[Record, ...]) -> Record:
    """The record with all fields of the change settled on it; `trail` are merged records that led here."""
    fields = dict(record.fields)
    late: list[Late] = []
    origin = Origin.of(desk.change)
    for name in desk.change.fields:
        arrival = _arrival(desk, record, trail, name, origin)
        state = settle(fields.get(name) or _begun(arrival), arrival)
        if desk.change.replaces:  # what the refused changes wrote will never come, only what they began from
            state = replace(state, known=together(state.known, arrival.edit.seen[:-1]))
        fields[name] = state
        if trail:
            late.append(Late(field=name, edit=arrival.edit, resolves=arrival.resolves, origin=arrival.origin))
    return replace(record, fields=fields, late=(*record.late, *late))


def _begun(arrival: Arrival) -> FieldState:
    """The field before its first value. Nobody is ever shown the start of one that is begun with another value."""
    start, is_asked = arrival.rule.start, arrival.rule.merge is MergeClass.ASK
    return FieldState(value=start, known=() if is_asked and not arrival.edit.seen else (start,))


def _arrival(desk: Desk, record: Record, trail: tuple[Record, ...], name: str, origin: Origin) -> Arrival:
    change, rule = desk.change, rule_of(desk.kind, name)
    return Arrival(
        rule=rule,
        edit=change.fields[name],
        origin=origin,
        at=desk.at,
        again=desk.stamp.at if desk.stamp else None,
        first=_first_stand(desk, record, name),
        resolves=change.op in (Op.RESOLVE, Op.MERGE),
        trail=tuple(passed.fields[name] for passed in trail if name in passed.fields),
    )


def _first_stand(desk: Desk, record: Record, name: str) -> Mark | None:
    """When this field's value first stood on this very record, before central was restored."""
    stamp = desk.stamp
    if stamp is None or name not in stamp.took or (stamp.landing or desk.change.record) != record.id:
        return None
    return stamp.at
