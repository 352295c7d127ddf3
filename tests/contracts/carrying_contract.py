"""What every store owes sticks and rescue copies: what is not yet safe at central, and what was handed over."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.contract.messages import WireRecord
from app.domain.changes import Mark, Outcome, OutcomeKind, Stamp
from app.domain.views import Unit
from app.usecases.ports import Store
from tests.contracts.steps import ALL, NOW, Steps
from tests.support.fiction import Fiction

NOTHING = Mark(1, 0)
"""No number of epoch 1 is durable."""


class CarryingContract(Steps):
    """Inherit and give a `store` fixture."""

    @pytest.fixture(autouse=True)
    def _in_epoch_one(self, store: Store) -> None:
        with store.write() as work:
            work.begin_epoch(1)

    def test_a_stick_gets_what_waits_and_what_is_not_durable_oldest_first(
        self, store: Store, fiction: Fiction
    ) -> None:
        written = self.visit(store, fiction)
        self.answer(store, written[0], OutcomeKind.ACCEPTED, 7)
        self.answer(store, written[1], OutcomeKind.NEEDS_REVIEW)
        self.answer(store, written[2], OutcomeKind.ERASED)
        carried = store.read().to_carry(ALL, ALL, 0, NOTHING, 0)
        kept = [one for one in written if one != written[2]]
        assert [one.change.id for one in carried] == [one.id for one in kept]
        fields = tuple(written[0].fields)
        assert carried[0].stamp == Stamp(at=Mark(1, 7), took=fields)
        carried = store.read().to_carry(ALL, ALL, 0, Mark(1, 7), 0)
        assert [one.change for one in carried] == [written[1], *written[3:]], "a review is no backup"
        later = fiction.now_ms + 1
        assert [one.change for one in store.read().to_carry(ALL, ALL, 0, NOTHING, later)] == written[3:]

    def test_a_stick_is_filled_piece_by_piece(self, store: Store, fiction: Fiction) -> None:
        written = self.visit(store, fiction)
        read = store.read()
        assert [one.change.n for one in read.to_carry(ALL, 2, 0, NOTHING, 0)] == [1, 2]
        assert [one.change.n for one in read.to_carry(1, ALL, 0, NOTHING, 0)] == [1]
        assert [one.change.n for one in read.to_carry(ALL, ALL, 3, NOTHING, 0)] == [c.n for c in written[3:]]

    def test_nothing_behind_a_refused_change_is_carried(self, store: Store, fiction: Fiction) -> None:
        written = self.visit(store, fiction)
        self.answer(store, written[0], OutcomeKind.REJECTED, code="bad_value")
        free = [one.change for one in store.read().unsent(ALL, ALL)]
        assert [one.change for one in store.read().to_carry(ALL, ALL, 0, NOTHING, 0)] == free
        assert written[0] not in free

    def test_each_session_is_a_unit_and_so_is_work_outside_any(self, store: Store, fiction: Fiction) -> None:
        first = self.visit(store, fiction)
        self.make(store, fiction, "village", {"name": "bản Giàn"})
        second = self.visit(store, fiction)
        names = [one.record for one in (*first, *second) if one.kind == "session"]
        lone = store.read().unsent(ALL, ALL)[len(first)].change
        end = len(first) + 1
        assert store.read().units(NOTHING, 0) == [
            (session := Unit(names[0], len(first), len(first), 1)),
            (single := Unit(lone.id, end, 1, end)),
            Unit(names[1], end + len(second), len(second), end + 1),
        ]
        assert [one.change for one in store.read().unit_changes(session, NOTHING, 0)] == first
        assert [one.change for one in store.read().unit_changes(single, NOTHING, 0)] == [lone]
        assert store.read().unit_changes(Unit("nobody", 99, 1), NOTHING, 0) == []

    def test_a_unit_is_over_once_all_of_it_is_durable_or_erased(self, store: Store, fiction: Fiction) -> None:
        written = self.visit(store, fiction)
        for place, change in enumerate(written[1:], 1):
            self.answer(store, change, OutcomeKind.ACCEPTED, place)
        self.answer(store, written[0], OutcomeKind.REJECTED, code="bad_value")
        [unit] = store.read().units(Mark(1, 2), 0)
        assert (unit.last_n, unit.count) == (len(written), len(written) - 2)
        last = len(written)
        assert [one.last_n for one in store.read().units(Mark(1, last), 0)] == [1], "refused work stays"
        self.answer(store, written[0], OutcomeKind.ERASED)
        assert store.read().units(Mark(1, last), 0) == []

    def test_an_erased_person_leaves_their_unit(self, store: Store, fiction: Fiction) -> None:
        written = self.visit(store, fiction)
        [citizen] = [one.record for one in written if one.kind == "citizen"]
        gone = WireRecord(id=citizen, kind="citizen", commune="03646", seq=9, life="erased")
        store.apply_page([gone], Mark(1, 9))
        left = [one.change.kind for unit in store.read().units(NOTHING, 0)
                for one in store.read().unit_changes(unit, NOTHING, 0)]  # fmt: skip
        assert not set(left) & {"citizen", "session", "consent", "ladder"}

    def test_what_was_handed_over_goes_on_waiting(self, store: Store, fiction: Fiction) -> None:
        first, second = self.visit(store, fiction), self.visit(store, fiction)
        assert store.read().handed() == []
        later = NOW + timedelta(hours=1)
        with store.write() as work:
            work.note_handed("bundle-1", [one.id for one in first], NOW)
            work.note_handed("bundle-2", [one.id for one in second], later)
        assert [one.change for one in store.read().unsent(ALL, ALL)] == [*first, *second]
        self.answer(store, second[0], OutcomeKind.ACCEPTED, 1)
        newest, oldest = store.read().handed()
        assert (newest.bundle, newest.at, newest.sessions) == ("bundle-2", later, 1)
        assert (newest.changes, newest.waiting) == (len(second), len(second) - 1)
        assert (oldest.bundle, oldest.at, oldest.waiting) == ("bundle-1", NOW, len(first))

    def test_a_change_counts_where_it_went_last(self, store: Store, fiction: Fiction) -> None:
        written = self.visit(store, fiction)
        for bundle in ("bundle-1", "bundle-2"):
            with store.write() as work:
                work.note_handed(bundle, [one.id for one in written], NOW)
        assert [one.bundle for one in store.read().handed()] == ["bundle-2"]
        assert store.read().handed_into(["bundle-1"]) == set()
        assert store.read().handed_into(["bundle-2", "bundle-3"]) == {one.id for one in written}

    def test_an_answer_of_a_lost_epoch_makes_it_carried_again(self, store: Store, fiction: Fiction) -> None:
        written = self.visit(store, fiction)
        with store.write() as work:
            work.begin_epoch(2)
            work.note_outcome(written[0].id, Outcome(kind=OutcomeKind.ACCEPTED, seq=5), 1, NOW)
        [first, *_] = store.read().to_carry(ALL, ALL, 0, Mark(2, 99), 0)
        assert (first.change, first.stamp) == (
            written[0],
            Stamp(at=Mark(1, 5), took=tuple(written[0].fields)),
        )
