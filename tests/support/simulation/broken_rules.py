"""The merge rule, broken: each function is what somebody might have written instead of the right one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import Any

from app.domain.changes import Change, Edit, Mark, Value
from app.domain.merge import Contender, Decision, FieldState, Find, Origin, Record, decide, erased
from app.domain.records import Kind

# By name: where a package exports a function called like its module, an attribute is not the module.
CLASSES, DECIDE, MOVES, SEEN, SETTLE, STORED = (
    import_module(f"app.domain.merge.{name}")
    for name in ("classes", "decide", "moves", "seen", "settle", "stored")
)
CENTRAL = import_module("tests.support.simulation.central")

_follow, _read_contender = DECIDE.follow, STORED._read_contender


def last_writer_wins(kind: Kind | None, change: Change, find: Find, **where: Any) -> Decision:
    standing = find(change.record)
    seen = {name: (field.value,) for name, field in standing.fields.items()} if standing else {}
    fields = {n: Edit((*seen.get(n, ()), *edit.seen), edit.to) for n, edit in change.fields.items()}
    return decide(kind, replace(change, fields=fields), find, **where)


def stamps_are_not_read(kind: Kind | None, change: Change, find: Find, **where: Any) -> Decision:
    return decide(kind, change, find, **{**where, "stamp": None})


def values_outlive_an_erasure(record: Record, at: Mark) -> Record:
    return replace(record, mark=at, erased=True)


def a_restored_erasure_parts_nobody(kind: Kind, record: Record, find: Find, at: Mark) -> tuple[Record, ...]:
    return (erased(record, at),)


def tombstones_are_not_seen(find: Find, record: str) -> tuple[Record, ...]:
    return tuple(found for found in _follow(find, record) if not found.erased)


def merges_are_not_followed(find: Find, record: str) -> tuple[Record, ...]:
    return tuple(_follow(find, record)[:1])


def an_erasure_stops_at_one_record(find: Find, record: str) -> tuple[str, ...]:
    return (record,)


def a_merge_drops_what_was_not_seen(kind: Kind, survivor: Record, loser: Record, seen: object) -> Record:
    return survivor


def an_undo_gives_nothing_back(
    kind: Kind, loser: Record, holder: Record, members: object, at: Mark
) -> tuple[Record, Record]:
    return loser, holder


def order_is_forgotten(self: Origin, other: Origin) -> bool:
    return False


def early_values_wait_for_ever(field: object, at: Mark) -> object:
    return field


def whatever_was_seen_is_behind(lines: object, seen: object, to: object) -> bool:
    return True


def nothing_was_missed(*_field: object, **_where: object) -> None:
    return None


def late_values_leave_no_trace(field: FieldState, *_where: object) -> FieldState:
    return field


def questions_are_closed_unasked(field: Any, *_value: object) -> Any:
    return replace(field, contenders=())


def questions_are_never_closed(contenders: object, values: object) -> object:
    return contenders


def every_edit_is_a_question_of_its_own(field: FieldState, fresh: Contender, *_trail: object) -> FieldState:
    return replace(field, contenders=(*field.contenders, fresh))


def all_rungs_are_equal(rule: object, value: object) -> int:
    return 0


def nothing_stays_set(rule: object) -> bool:
    return False


def lists_are_written_whole(standing: Value, added: list[Value], removed: list[Value]) -> Value:
    return added


def twins_are_not_stored(past: list[Any]) -> Contender:
    stored: Contender = _read_contender(past)
    return replace(stored, twins=())


RULES: tuple[tuple[object, str, Callable[..., object], int, str], ...] = (
    (CENTRAL, "decide", last_writer_wins, 0, "SILENT"),
    (CENTRAL, "decide", stamps_are_not_read, 325, "ORDER"),
    (CENTRAL, "struck", a_restored_erasure_parts_nobody, 17451, "MERGED"),
    (DECIDE, "erased", values_outlive_an_erasure, 0, "REMAINS"),
    (DECIDE, "follow", tombstones_are_not_seen, 4, "ERASED"),
    (DECIDE, "follow", merges_are_not_followed, 1, "MERGED"),
    (DECIDE, "family", an_erasure_stops_at_one_record, 0, "ERASED"),
    (DECIDE, "raise_unseen", a_merge_drops_what_was_not_seen, 1, "SILENT"),
    (DECIDE, "give_back", an_undo_gives_nothing_back, 18, "UNION"),
    (Origin, "follows", order_is_forgotten, 29, "UNION"),
    (SETTLE, "release", early_values_wait_for_ever, 29, "ABSURD"),
    (SEEN, "had_seen", whatever_was_seen_is_behind, 0, "SILENT"),
    (SETTLE, "missed", nothing_was_missed, 6964, "STALE"),
    (CLASSES, "fall_behind", late_values_leave_no_trace, 8640, "STALE"),
    (CLASSES, "park", questions_are_closed_unasked, 0, "SILENT"),
    (CLASSES, "park", every_edit_is_a_question_of_its_own, 0, "ABSURD"),
    (MOVES, "without", questions_are_never_closed, 6, "ABSURD"),
    (CLASSES, "rank", all_rungs_are_equal, 6, "FURTHEST"),
    (SETTLE, "is_latch", nothing_stays_set, 0, "FURTHEST"),
    (CLASSES, "with_items", lists_are_written_whole, 0, "UNION"),
    (STORED, "_read_contender", twins_are_not_stored, 24, "STORED"),
)
"""What is broken in the rule: where, the name there, what stands in its place; where that shows, and how."""
