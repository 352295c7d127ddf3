"""No record leaves this laptop's screens without a row in the audit that says why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.contract.messages import WireRecord
from app.domain.changes import Mark, Op, Outcome, OutcomeKind
from app.storage.refreshing import Reason
from app.storage.store import SqliteStore
from tests.support.fiction import Fiction
from tests.support.hands import MORNING
from tests.support.ledger import removals, shown_now
from tests.support.visits import save_visit


def wire(kind: str, record: str, seq: int, life: str = "live") -> WireRecord:
    fields = {"name": "Quàng Văn Thử"} if life == "live" and kind == "citizen" else {}
    return WireRecord(id=record, kind=kind, commune="03646", seq=seq, fields=fields, life=life)


def retired(store: SqliteStore, fiction: Fiction) -> None:
    store.apply_page([wire("citizen", "c1", 1), wire("session", "s1", 2)], Mark(1, 2))
    store.apply_page([wire("session", "s1", 3, "gone")], Mark(1, 3))


def erased_there(store: SqliteStore, fiction: Fiction) -> None:
    session, _ = save_visit(store, fiction)
    citizen = str((store.read().record("session", session) or {})["citizen"])
    store.apply_page([wire("citizen", citizen, 1, "erased")], Mark(1, 1))


def erased_here(store: SqliteStore, fiction: Fiction) -> None:
    store.apply_page([wire("citizen", "c1", 1)], Mark(1, 1))
    with store.write() as work:
        work.add(replace(fiction.pen().create("citizen", "c1", {}), op=Op.ERASE))


def replaced(store: SqliteStore, fiction: Fiction) -> None:
    with store.write() as work:
        wrong = work.add(fiction.pen().create("village", "v1", {"name": "Bản nhầm"}))
        work.note_outcome(wrong.id, Outcome(kind=OutcomeKind.REJECTED, code="bad_value"), 1, MORNING)
    with store.write() as work:
        other = fiction.pen().create("village", "v2", {"name": "Bản đúng"})
        work.add(replace(other, replaces=(wrong.id,)))


def moved(store: SqliteStore, fiction: Fiction) -> None:
    store.apply_page([wire("citizen", "c1", 1), wire("operator", "o1", 2)], Mark(1, 2))
    with store.write() as work:
        work.leave_commune(1, ("o1",))


WAYS: dict[Reason, Callable[[SqliteStore, Fiction], None]] = {
    Reason.RETIRED: retired,
    Reason.REPLACED: replaced,
    Reason.MOVED: moved,
}


@pytest.mark.parametrize("reason", WAYS)
def test_what_goes_is_told_with_its_reason(store: SqliteStore, fiction: Fiction, reason: Reason) -> None:
    WAYS[reason](store, fiction)
    gone = {Reason.RETIRED: ("session", "s1"), Reason.REPLACED: ("village", "v1")}
    assert removals(store) == [(*gone.get(reason, ("citizen", "c1")), reason)]
    assert store.check()


@pytest.mark.parametrize("way", [erased_there, erased_here], ids=["there", "here"])
def test_an_erasure_names_every_record_it_took_away(
    store: SqliteStore, fiction: Fiction, way: Callable[[SqliteStore, Fiction], None]
) -> None:
    save_visit(store, fiction)
    stays = shown_now(store)
    way(store, fiction)
    assert shown_now(store) == stays
    assert {why for _, _, why in removals(store)} == {Reason.ERASED}
    assert store.check()


def test_values_of_what_left_are_nowhere_among_what_was_told(store: SqliteStore, fiction: Fiction) -> None:
    store.apply_page([wire("citizen", "c1", 1)], Mark(1, 1))
    store.apply_page([wire("citizen", "c1", 2, "gone")], Mark(1, 2))
    assert store._database.connection().rows("SELECT fields, conflicts FROM standing") == [("{}", "")]


def test_what_came_back_goes_again_with_its_reason(store: SqliteStore, fiction: Fiction) -> None:
    lives = ("live", "gone", "gone", "live", "erased")
    for seq, life in enumerate(lives, 1):
        store.apply_page([wire("citizen", "c1", seq, life)], Mark(1, seq))
    assert [why for _, _, why in removals(store)] == [Reason.RETIRED, Reason.ERASED]


def test_work_of_one_that_left_counts_as_received_and_is_not_offered_again(
    store: SqliteStore, fiction: Fiction
) -> None:
    session, changes = save_visit(store, fiction)
    with store.write() as work:
        for seq, change in enumerate(changes, 1):
            work.note_outcome(change.id, Outcome(kind=OutcomeKind.ACCEPTED, seq=seq), 1, MORNING)
    store.apply_page([wire("session", session, 9, "gone")], Mark(1, 9))
    reading = store.read()
    assert (reading.counters().received, reading.unsent(10**6, 10), reading.attention()) == (1, [], [])
    assert reading.record("session", session) is None
    with store.write() as work:
        late = work.add(fiction.pen().edit("session", session, {}, {"code": "ABCDEFGHJK"}))
    assert [one.change for one in store.read().unsent(10**6, 10)] == [late], (
        "written to, it is sent like any other"
    )
