"""How the fields of one change land on one record: as arrivals, each settled by the one rule."""

from __future__ import annotations

from dataclasses import replace

from app.domain.changes import Edit, Mark, Op
from app.domain.merge.classes import Arrival, rule_of
from app.domain.merge.desk import Desk
from app.domain.merge.moves import without_origins
from app.domain.merge.settle import settle
from app.domain.merge.state import Late, Origin, Record, untouched


def settled(desk: Desk, record: Record, trail: tuple[Record, ...]) -> Record:
    """The record with all fields of the change settled on it; `trail` are merged records that led here."""
    replaced = desk.change.replaces
    fields = {n: without_origins(s, lambda o: o.change in replaced) for n, s in record.fields.items()}
    late: list[Late] = []
    for name in desk.change.fields:
        arrival = _arrival(desk, record, trail, name)
        fields[name] = settle(fields.get(name) or untouched(arrival.rule.start), arrival)
        if trail:
            late.append(Late(field=name, edit=arrival.edit, resolves=arrival.resolves, origin=arrival.origin))
    return replace(record, fields=fields, late=(*record.late, *late))


def _arrival(desk: Desk, record: Record, trail: tuple[Record, ...], name: str) -> Arrival:
    change, rule = desk.change, rule_of(desk.kind, name)
    edit = change.fields[name]
    is_from_nothing = change.op is Op.CREATE and not edit.seen
    return Arrival(
        rule=rule,
        edit=Edit((rule.start,), edit.to) if is_from_nothing else edit,
        origin=Origin.of(change),
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
