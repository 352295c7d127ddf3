"""Laptops and centres, broken: each function is what somebody might have written instead of the right one."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from importlib import import_module

from app.domain.changes import Change, Mark, Outcome, Stamp
from app.domain.delivery import Delivery, OwnChange, acknowledge
from app.domain.projection import Shown, StandingRow, project
from app.domain.records import Kind
from tests.support.simulation.central import Central, Key, Row
from tests.support.simulation.device import Device

DEVICE = import_module("tests.support.simulation.device")

_apply, _hear, _hello, _outbox = Device.apply, Device.hear, Device.hello, Device.outbox
_take, _pull, _restore = Central.take, Central.pull, Central.restore


def the_cursor_runs_ahead(self: Device, rows: Sequence[Row], cursor: int) -> None:
    _apply(self, rows, cursor)
    self.cursor += 1


def a_page_loses_its_last_row(self: Device, rows: Sequence[Row], cursor: int) -> None:
    _apply(self, rows[:-1] if len(rows) > 1 else rows, cursor)


def the_higher_number_wins_in_any_epoch(self: Device, rows: Sequence[Row], cursor: int) -> None:
    newer = []
    for row in rows:
        known = self.standing.get((row.standing.kind, row.standing.record))
        newer += [row] if not known or row.standing.mark.seq >= known.mark.seq else []
    _apply(self, newer, cursor)


def the_cursor_stays_in_a_new_epoch(self: Device, epoch: int, durable: int) -> None:
    cursor = self.cursor
    _hello(self, epoch, durable)
    self.cursor = cursor


def what_was_received_is_safe(self: Device, epoch: int, durable: int) -> None:
    self.pruned |= {mine.change.id for mine in self.own if mine.delivery is Delivery.RECEIVED}
    _hello(self, epoch, durable)


def what_was_received_is_thrown_away(self: Device, epoch: int, durable: int) -> None:
    _hello(self, epoch, durable)
    self.own = [mine for mine in self.own if mine.change.id not in self.pruned]


def nothing_is_offered_again(own: OwnChange) -> OwnChange:
    return own


def answers_of_a_lost_epoch_count(own: OwnChange, outcome: Outcome, epoch: int, current: int) -> OwnChange:
    return acknowledge(own, outcome, current, current)


def an_own_value_becomes_the_row(self: Device, answers: Mapping[str, Outcome], epoch: int) -> None:
    _hear(self, answers, epoch)
    for mine in self.own:
        key: Key = (mine.change.kind, mine.change.record)
        row = self.standing.get(key)
        if row and mine.change.id in answers and mine.ack:
            written = {name: edit.to for name, edit in mine.change.fields.items()}
            self.standing[key] = replace(row, values={**row.values, **written}, mark=mine.ack)


def acknowledged_means_shown(
    kind: Kind, record: str, standing: StandingRow | None, own: Sequence[OwnChange]
) -> Shown:
    return project(kind, record, standing, [mine for mine in own if mine.ack is None])


def a_lost_answer_is_taken_for_success(self: Device) -> list[OwnChange]:
    ready = [mine for mine in self.own if mine.delivery in (Delivery.WAITING, Delivery.HELD)]
    for mine in ready:
        self.own[self.own.index(mine)] = replace(mine, delivery=Delivery.RECEIVED, ack=Mark(self.epoch, 0))
    return ready


def held_work_is_given_up(self: Device) -> list[OwnChange]:
    return [mine for mine in _outbox(self) if mine.delivery is not Delivery.HELD]


def erased_work_is_kept(self: Device, key: Key) -> None:
    assert key


def erased_words_stay(change: Change) -> Change:
    return change


def no_ledger(self: Central, change: Change, stamp: Stamp | None = None) -> Outcome:
    self.ledger.pop(change.id, None)
    return _take(self, change, stamp)


def the_ledger_keeps_every_word(self: Central, decision: object) -> None:
    assert decision


def a_restore_forgets_the_erasures(self: Central, chance: random.Random) -> bool:
    kept, self.erasures = self.erasures, set()
    done = _restore(self, chance)
    self.erasures = kept
    return done


def pages_skip_a_record(self: Central, cursor: int, limit: int) -> tuple[list[Row], int]:
    rows, end = _pull(self, cursor, limit)
    return rows[1:] if len(rows) > 1 else rows, end


DEVICES: tuple[tuple[object, str, Callable[..., object], int, str], ...] = (
    (Device, "apply", the_cursor_runs_ahead, 0, "AGREE"),
    (Device, "apply", a_page_loses_its_last_row, 0, "AGREE"),
    (Device, "apply", the_higher_number_wins_in_any_epoch, 4, "AGREE"),
    (Device, "hello", the_cursor_stays_in_a_new_epoch, 3, "AGREE"),
    (Device, "hello", what_was_received_is_safe, 0, "LOST"),
    (Device, "hello", what_was_received_is_thrown_away, 1, "COUNT"),
    (DEVICE, "reoffer", nothing_is_offered_again, 0, "LOST"),
    (DEVICE, "acknowledge", answers_of_a_lost_epoch_count, 186, "SILENT"),
    (Device, "hear", an_own_value_becomes_the_row, 2, "AGREE"),
    (DEVICE, "project", acknowledged_means_shown, 30, "ABSURD"),
    (Device, "outbox", a_lost_answer_is_taken_for_success, 0, "LOST"),
    (Device, "outbox", held_work_is_given_up, 3, "WAITS"),
    (Device, "forget", erased_work_is_kept, 0, "REMAINS"),
    (DEVICE, "blanked", erased_words_stay, 0, "REMAINS"),
    (Central, "take", no_ledger, 9, "SILENT"),
    (Central, "_forget", the_ledger_keeps_every_word, 0, "REMAINS"),
    (Central, "restore", a_restore_forgets_the_erasures, 15, "ERASED"),
    (Central, "pull", pages_skip_a_record, 0, "AGREE"),
)
"""What is broken in laptops and centres: where, the name there, what stands there; where that shows, and how."""
