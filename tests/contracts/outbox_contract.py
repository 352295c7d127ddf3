"""What every store owes the run of sending: what is offered, and what each answer does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.changes import Mark, Op, Outcome, OutcomeKind, Stamp
from app.domain.views import Counters
from app.usecases.ports import Store
from tests.contracts.steps import ALL, NOW, Steps
from tests.support.fiction import Fiction

ACKNOWLEDGED = (OutcomeKind.ACCEPTED, OutcomeKind.MERGED, OutcomeKind.CONFLICT, OutcomeKind.NEEDS_REVIEW)


class OutboxContract(Steps):
    """Inherit and give a `store` fixture."""

    @pytest.fixture(autouse=True)
    def _in_epoch_one(self, store: Store) -> None:
        with store.write() as work:
            work.begin_epoch(1)

    def test_everything_written_is_offered_oldest_first(self, store: Store, fiction: Fiction) -> None:
        written = self.visit(store, fiction) + self.visit(store, fiction)
        assert [one.change for one in store.read().unsent(ALL, ALL)] == written
        assert all(one.stamp is None for one in store.read().unsent(ALL, ALL))

    def test_a_batch_is_bounded_by_number_by_bytes_and_by_place(self, store: Store, fiction: Fiction) -> None:
        written = self.visit(store, fiction)
        read = store.read()
        assert [one.change.n for one in read.unsent(ALL, 2)] == [1, 2]
        assert [one.change.n for one in read.unsent(1, ALL)] == [1]
        assert [one.change.n for one in read.unsent(ALL, ALL, after=3)] == [c.n for c in written[3:]]
        assert read.unsent(ALL, ALL, after=written[-1].n) == []

    @pytest.mark.parametrize("kind", [*ACKNOWLEDGED, OutcomeKind.ERASED])
    def test_what_central_remembers_is_not_offered_again(
        self, store: Store, fiction: Fiction, kind: OutcomeKind
    ) -> None:
        first, *rest = self.visit(store, fiction)
        self.answer(store, first, kind, 1)
        assert [one.change for one in store.read().unsent(ALL, ALL)] == rest

    @pytest.mark.parametrize("first", ACKNOWLEDGED)
    def test_a_duplicate_counts_as_its_first_answer(
        self, store: Store, fiction: Fiction, first: OutcomeKind
    ) -> None:
        change, *rest = self.visit(store, fiction)
        self.answer(store, change, OutcomeKind.DUPLICATE, first=first, seq=1)
        assert [one.change for one in store.read().unsent(ALL, ALL)] == rest

    def test_retry_and_silence_change_nothing(self, store: Store, fiction: Fiction) -> None:
        changes = self.visit(store, fiction)
        self.answer(store, changes[0], OutcomeKind.RETRY)
        self.answer(store, replace(changes[0], id="not-ours"), OutcomeKind.ACCEPTED, 1)
        assert [one.change for one in store.read().unsent(ALL, ALL)] == changes

    def test_a_refused_change_holds_back_its_record_and_what_leans_on_it(
        self, store: Store, fiction: Fiction
    ) -> None:
        bad = self.visit(store, fiction)
        with store.write() as work:
            leaning = work.add(fiction.pen().create("void", fiction.id(), {"session": bad[3].record}))
        good = self.visit(store, fiction)
        self.answer(store, bad[0], OutcomeKind.REJECTED, code="bad_value", field="birth")
        assert [one.change for one in store.read().unsent(ALL, ALL)] == good
        assert [one.change for one in store.read().unsent(ALL, ALL, after=leaning.n)] == good
        found = store.read().attention()
        assert [(one.change, one.state, one.code, one.field) for one in found] == [
            (bad[0], "quarantined", "bad_value", "birth")
        ]
        assert found[0].citizen_name == bad[0].fields["name"].to
        assert store.read().record("citizen", bad[0].record) is not None

    def test_a_refused_change_lets_go_of_what_came_before_it(self, store: Store, fiction: Fiction) -> None:
        create, *_ = changes = self.visit(store, fiction)
        edit = self.edit(store, fiction, create, {"phone": "0987654214"})
        self.answer(store, edit, OutcomeKind.REJECTED, code="bad_value")
        assert [one.change for one in store.read().unsent(ALL, ALL)] == changes

    def test_requeue_offers_a_refused_change_again(self, store: Store, fiction: Fiction) -> None:
        changes = self.visit(store, fiction)
        self.answer(store, changes[0], OutcomeKind.REJECTED, code="bad_value")
        with store.write() as work:
            work.requeue(changes[0].id)
        assert [one.change for one in store.read().unsent(ALL, ALL)] == changes
        assert store.read().attention() == []

    def test_a_correction_takes_the_place_of_what_it_replaces(self, store: Store, fiction: Fiction) -> None:
        create, *rest = self.visit(store, fiction)
        edit = self.edit(store, fiction, create, {"phone": "0987654214"})
        self.answer(store, create, OutcomeKind.REJECTED, code="bad_value")
        shown = store.read().record("citizen", create.record) or {}
        mended = fiction.pen().create("citizen", create.record, {**shown, "birth": "1950"})
        with store.write() as work:
            mended = work.add(replace(mended, replaces=(create.id, edit.id)))
        assert [one.change for one in store.read().unsent(ALL, ALL)] == [*rest, mended]
        assert store.read().record("citizen", create.record) == {**shown, "birth": "1950"}
        assert store.read().attention() == []

    def test_ten_held_answers_are_too_many(self, store: Store, fiction: Fiction) -> None:
        held = self.visit(store, fiction)[0]
        for _ in range(9):
            self.answer(store, held, OutcomeKind.HELD)
        assert store.read().unsent(ALL, 1)[0].change == held
        self.answer(store, held, OutcomeKind.HELD)
        assert [(one.state, one.code) for one in store.read().attention()] == [
            ("quarantined", "held_too_long")
        ]

    def test_fourteen_days_of_being_held_are_too_long(self, store: Store, fiction: Fiction) -> None:
        held = self.visit(store, fiction)[0]
        for days, states in ((0, []), (13, []), (14, ["quarantined"])):
            with store.write() as work:
                work.note_outcome(held.id, Outcome(kind=OutcomeKind.HELD), 1, NOW + timedelta(days=days))
            assert [one.state for one in store.read().attention()] == states

    def test_held_work_that_is_taken_at_last_is_received(self, store: Store, fiction: Fiction) -> None:
        changes = self.visit(store, fiction)
        self.answer(store, changes[0], OutcomeKind.HELD)
        assert store.read().counters() == self.counted(changes, waiting=1)
        for seq, change in enumerate(changes, 1):
            self.answer(store, change, OutcomeKind.ACCEPTED, seq)
        assert store.read().counters() == Counters(received=1)

    def test_a_session_counts_once_by_its_worst_change(self, store: Store, fiction: Fiction) -> None:
        rejected, review = OutcomeKind.REJECTED, OutcomeKind.NEEDS_REVIEW
        for kind in (OutcomeKind.ACCEPTED, rejected, review, OutcomeKind.MERGED):
            *others, last = self.visit(store, fiction)
            for change in others:
                self.answer(store, change, OutcomeKind.ACCEPTED, 1)
            parked = ("day",) if kind is OutcomeKind.MERGED else ()
            self.answer(store, last, kind, 1, conflicts=parked)
        waiting = self.visit(store, fiction)
        assert store.read().counters() == self.counted(waiting, received=1, attention=3, waiting=1)
        assert [one.state for one in store.read().attention()] == ["quarantined", "review", "conflict"]

    def test_work_outside_a_finished_session_is_sent_but_not_counted(
        self, store: Store, fiction: Fiction
    ) -> None:
        with store.write() as work:
            work.add(fiction.citizen()[1][0], session="given-up")
            work.add(fiction.citizen()[1][0])
        assert store.read().counters().saved == 0
        assert len(store.read().unsent(ALL, ALL)) == 2

    def test_a_merge_shows_until_it_is_answered_and_then_as_pulled(
        self, store: Store, fiction: Fiction
    ) -> None:
        stays, goes = (self.person(store, fiction) for _ in range(2))
        merge = replace(fiction.pen().create("citizen", stays, {}), op=Op.MERGE, other=goes)
        with store.write() as work:
            merge = work.add(merge)
        assert self.stands_for(store, goes) == stays
        self.answer(store, merge, OutcomeKind.REJECTED, code="not_mergeable")
        assert self.stands_for(store, goes) == goes
        with store.write() as work:
            work.requeue(merge.id)
        assert self.stands_for(store, goes) == stays

    def test_an_answer_of_a_lost_epoch_is_only_a_stamp(self, store: Store, fiction: Fiction) -> None:
        change, *_ = self.visit(store, fiction)
        with store.write() as work:
            work.begin_epoch(2)
            work.note_outcome(change.id, Outcome(kind=OutcomeKind.ACCEPTED, seq=7), 1, NOW)
        offered = store.read().unsent(ALL, 1)[0]
        assert offered.change == change
        assert offered.stamp == Stamp(at=Mark(1, 7), took=tuple(change.fields))

    def test_a_new_epoch_offers_what_was_acknowledged_with_its_stamp(
        self, store: Store, fiction: Fiction
    ) -> None:
        first, second, third, *rest = self.visit(store, fiction)
        self.answer(store, first, OutcomeKind.MERGED, 3, took=("name",), landing="survivor")
        self.answer(store, second, OutcomeKind.NEEDS_REVIEW, 4)
        self.answer(store, third, OutcomeKind.REJECTED, code="bad_value")
        with store.write() as work:
            work.begin_epoch(2)
        assert store.read().cursor() == Mark(2, 0)
        offered = {one.change.id: one.stamp for one in store.read().unsent(ALL, ALL)}
        assert offered[first.id] == Stamp(at=Mark(1, 3), took=("name",), landing="survivor")
        assert offered[second.id] == Stamp(at=Mark(1, 4))
        assert third.id not in offered
        assert [offered[one.id] for one in rest if one.id in offered] == [None] * (len(offered) - 2)
