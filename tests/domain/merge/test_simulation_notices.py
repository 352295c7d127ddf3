"""The simulation is worth something: each of these broken rules, laptops and centres is noticed by it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from typing import Any

import pytest

from app.domain.changes import Change, Edit, Mark, Outcome, Stamp
from app.domain.delivery import Delivery, OwnChange
from app.domain.merge import Decision, Find, Origin, Record, decide
from app.domain.projection import Shown, StandingRow, project
from app.domain.records import Kind
from tests.support.simulation.central import Central, Row
from tests.support.simulation.device import Device
from tests.support.simulation.oracle import violations
from tests.support.simulation.world import World

SEEDS = (0, 1, 42, 110, *range(2, 150))
"""The first few are where the rarer faults are noticed today; the rest makes up for a simulator that has changed."""

# By name: where a package exports a function called like its module, an attribute is not the module.
DECIDE, SETTLE = (import_module(f"app.domain.merge.{name}") for name in ("decide", "settle"))
CENTRAL = import_module("tests.support.simulation.central")
DEVICE = import_module("tests.support.simulation.device")

_apply, _take = Device.apply, Central.take


def last_writer_wins(kind: Kind | None, change: Change, find: Find, **where: Any) -> Decision:
    standing = find(change.record)
    seen = {name: (field.value,) for name, field in standing.fields.items()} if standing else {}
    fields = {n: Edit((*seen.get(n, ()), *edit.seen), edit.to) for n, edit in change.fields.items()}
    return decide(kind, replace(change, fields=fields), find, **where)


def values_outlive_an_erasure(record: Record, at: Mark) -> Record:
    return replace(record, mark=at, erased=True)


def the_cursor_runs_ahead(self: Device, rows: Sequence[Row], cursor: int) -> None:
    _apply(self, rows, cursor)
    self.cursor += 1


def no_ledger(self: Central, change: Change, stamp: Stamp | None = None) -> Outcome:
    self.ledger.pop(change.id, None)
    return _take(self, change, stamp)


def acknowledged_means_shown(
    kind: Kind, record: str, standing: StandingRow | None, own: Sequence[OwnChange]
) -> Shown:
    return project(kind, record, standing, [mine for mine in own if mine.ack is None])


def a_lost_answer_is_taken_for_success(self: Device) -> list[OwnChange]:
    ready = [mine for mine in self.own if mine.delivery in (Delivery.WAITING, Delivery.HELD)]
    for mine in ready:
        self.own[self.own.index(mine)] = replace(mine, delivery=Delivery.RECEIVED, ack=Mark(self.epoch, 0))
    return ready


def erased_work_is_kept(self: Device, key: tuple[str, str]) -> None:
    assert key


def a_merge_drops_what_was_not_seen(kind: Kind, survivor: Record, loser: Record, seen: object) -> Record:
    return survivor


def an_undo_gives_nothing_back(
    kind: Kind, loser: Record, holder: Record, members: object, at: Mark
) -> tuple[Record, Record]:
    return loser, holder


def an_erasure_stops_at_one_record(find: Find, record: str) -> tuple[str, ...]:
    return (record,)


def order_is_forgotten(self: Origin, other: Origin) -> bool:
    return False


def early_values_wait_for_ever(field: object, at: Mark) -> object:
    return field


def questions_are_closed_unasked(field: Any, *_value: object) -> Any:
    return replace(field, contenders=())


BROKEN: tuple[tuple[object, str, Callable[..., object]], ...] = (
    (CENTRAL, "decide", last_writer_wins),
    (CENTRAL, "erased", values_outlive_an_erasure),
    (DECIDE, "erased", values_outlive_an_erasure),
    (Central, "take", no_ledger),
    (Device, "apply", the_cursor_runs_ahead),
    (Device, "outbox", a_lost_answer_is_taken_for_success),
    (Device, "forget", erased_work_is_kept),
    (DEVICE, "project", acknowledged_means_shown),
    (DECIDE, "raise_unseen", a_merge_drops_what_was_not_seen),
    (DECIDE, "give_back", an_undo_gives_nothing_back),
    (DECIDE, "family", an_erasure_stops_at_one_record),
    (Origin, "follows", order_is_forgotten),
    (SETTLE, "release", early_values_wait_for_ever),
    (import_module("app.domain.merge.classes"), "park", questions_are_closed_unasked),
)


@pytest.mark.parametrize(
    ("place", "name", "broken"), BROKEN, ids=[f"{name}: {wrong.__name__}" for _, name, wrong in BROKEN]
)
def test_a_broken_rule_is_noticed(
    place: object, name: str, broken: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, name, broken)

    assert any(is_noticed(seed) for seed in SEEDS)


def is_noticed(seed: int) -> bool:
    """Whether a schedule breaks a rule, or cannot even be lived through."""
    world = World(seed)
    try:
        world.run(150)
    except (AssertionError, KeyError, RecursionError):
        return True
    return bool(violations(world))
