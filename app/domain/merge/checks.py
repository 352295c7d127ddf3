"""Why central refuses a change, as stable codes. Whether its record is erased is decided before this."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from app.domain.changes import Change, Op, Outcome, OutcomeKind, Value
from app.domain.fields import MergeClass
from app.domain.merge.state import FieldState, Record
from app.domain.records import FieldRule, Kind, Maker


class Refusal(StrEnum):
    """Stable codes of a rejected change."""

    UNKNOWN_KIND = "unknown_kind"
    MADE_AT_CENTRAL = "made_at_central"
    WRONG_TYPE = "wrong_type"
    WRITTEN_ONCE = "written_once"
    MERGE_ITSELF = "merge_itself"
    NOT_MERGEABLE = "not_mergeable"
    UNDO_TOO_LATE = "undo_too_late"


def refuse(code: Refusal, field: str = "") -> Outcome:
    """The outcome that says why."""
    return Outcome(kind=OutcomeKind.REJECTED, code=code.value, field=field)


def check_maker(kind: Kind, by: Maker) -> Outcome | None:
    """Records made at central are not written by devices."""
    if kind.maker is Maker.CENTRAL and by is Maker.DEVICE:
        return refuse(Refusal.MADE_AT_CENTRAL)
    return None


def check_change(kind: Kind, change: Change, record: Record | None) -> Outcome | None:
    """What is wrong with the change itself, or None. A field that only a newer peer knows is not wrong."""
    if kind.once and change.op in (Op.EDIT, Op.RESOLVE, Op.MERGE):
        return refuse(Refusal.WRITTEN_ONCE)
    if change.op is Op.MERGE and (problem := _check_merge(kind, change)):
        return problem
    written: Mapping[str, FieldState] = record.fields if record else {}
    for name, edit in change.fields.items():
        rule = kind.rules.get(name)
        if rule and not fits(rule, edit.to):
            return refuse(Refusal.WRONG_TYPE, name)
        if rule and rule.merge is MergeClass.ONCE and _differs(written.get(name), edit.to):
            return refuse(Refusal.WRITTEN_ONCE, name)
    return None


def fits(rule: FieldRule, value: Value) -> bool:
    """Whether a field can hold this value, by the type of its start value; None starts stand for any JSON."""
    if rule.merge is MergeClass.FURTHEST and rule.start is None:
        return value is None or (isinstance(value, dict) and isinstance(value.get("status"), str))
    match rule.start:
        case bool():
            return isinstance(value, bool)
        case int():
            return isinstance(value, int) and not isinstance(value, bool)
        case str():
            return isinstance(value, str)
        case list():
            return isinstance(value, list) and all(isinstance(item, str) for item in value)
        case _:
            return True


def _check_merge(kind: Kind, change: Change) -> Outcome | None:
    if change.other == change.record:
        return refuse(Refusal.MERGE_ITSELF)
    if any(rule.merge in (MergeClass.FURTHEST, MergeClass.LATEST) for rule in kind.rules.values()):
        return refuse(Refusal.NOT_MERGEABLE)
    return None


def _differs(written: FieldState | None, value: Value) -> bool:
    return written is not None and bool(written.takes) and written.value != value
