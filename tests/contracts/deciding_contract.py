"""What a store owes those who decide between two places, two records, or mend what came back."""

from __future__ import annotations

from dataclasses import replace

from msgspec import structs

from app.contract.messages import WireContender
from app.domain.changes import Change, Edit, Mark, Op, OutcomeKind, Value
from app.domain.projection import ContenderView
from app.usecases.ports import Store
from tests.contracts.steps import Steps
from tests.support.fiction import Fiction

HERE = WireContender(change="c1", value="1950", author="o1", device="d1", at=5)
AWAY = WireContender(change="c2", value="1951", author="o2", device="d2", at=6, suspect=True)


class DecidingContract(Steps):
    """Inherit and give a `store` fixture."""

    def disputed(self, store: Store, seq: int = 1, **more: Value) -> None:
        """A person whose birth two places wrote differently."""
        record = self.wire("citizen", "r", seq, {"name": "Bùi Thị Loan", "birth": "1950", **more})
        row = structs.replace(record, conflicts={"birth": [AWAY]}, writers={"birth": HERE})
        store.apply_page([row], Mark(1, seq))

    def test_values_that_wait_come_with_who_wrote_them_and_who_wrote_what_stands(self, store: Store) -> None:
        self.disputed(store)
        [asked] = store.read().asked()
        assert (asked.kind, asked.record, asked.citizen) == ("citizen", "r", "r")
        assert asked.shown.conflicts == {"birth": (ContenderView("c2", "1951", "o2", "d2", 6, True),)}
        assert asked.writers == {"birth": ContenderView("c1", "1950", "o1", "d1", 5)}

    def test_an_own_decision_settles_it_before_it_is_sent(self, store: Store, fiction: Fiction) -> None:
        self.disputed(store)
        edits = {"birth": Edit(("1950", "1951"), "1951")}
        with store.write() as work:
            work.add(fiction.pen().write(Op.RESOLVE, "citizen", "r", edits))
        assert list(store.read().asked()) == []
        [own] = store.read().decided(0)
        assert own.change.fields == edits
        assert list(store.read().decided(own.change.made_at + 1)) == []

    def test_what_did_not_come_to_stand_is_remembered_once_it_is_decided(
        self, store: Store, fiction: Fiction
    ) -> None:
        store.apply_page([self.wire("citizen", "r", 1, {"birth": "1950"})], Mark(1, 1))
        edit = self.edit(store, fiction, ("citizen", "r"), {"birth": "1951"})
        self.answer(store, edit, OutcomeKind.MERGED, 2, conflicts=("birth",))
        assert list(store.read().decided(0)) == [], "it still waits"
        store.apply_page([self.wire("citizen", "r", 3, {"birth": "1949"})], Mark(1, 3))
        assert [one.change.id for one in store.read().decided(0)] == [edit.id]

    def test_a_merge_is_told_by_whom_and_when(self, store: Store) -> None:
        into = structs.replace(AWAY, value="r", suspect=False)
        loser = structs.replace(
            self.wire("citizen", "l", 2, {"name": "Bùi Thị Loan"}),
            life="merged",
            merged_into="r",
            writers={"merged_into": into},
        )
        store.apply_page([self.wire("citizen", "r", 1, {"name": "Bùi Thị Lan"}), loser], Mark(1, 2))
        [merged] = store.read().merged()
        assert (merged.loser, merged.survivor, merged.name) == ("l", "r", "Bùi Thị Loan")
        assert (merged.author, merged.device, merged.made_at) == ("o2", "d2", 6)
        assert [one.citizen for one in store.read().everybody()] == ["r"]

    def test_an_own_merge_is_known_before_central_tells(self, store: Store, fiction: Fiction) -> None:
        for seq, citizen in enumerate(("r", "l"), 1):
            store.apply_page([self.wire("citizen", citizen, seq, {"name": "Bùi Thị Lan"})], Mark(1, seq))
        with store.write() as work:
            change = work.add(fiction.pen().write(Op.MERGE, "citizen", "r", {}, other="l"))
        [merged] = store.read().merged()
        assert (merged.loser, merged.author, merged.made_at) == ("l", change.author, change.made_at)

    def test_what_waits_behind_a_refused_change_is_found(self, store: Store, fiction: Fiction) -> None:
        store.apply_page([self.wire("citizen", "r", 1, {"name": "Bùi Thị Loan"})], Mark(1, 1))
        first = self.edit(store, fiction, ("citizen", "r"), {"birth": "1950"})
        taken = self.edit(store, fiction, ("citizen", "r"), {"sex": "f"})
        last = self.edit(store, fiction, ("citizen", "r"), {"birth": "1951"})
        self.answer(store, first, OutcomeKind.REJECTED, 0, code="bad_value")
        self.answer(store, taken, OutcomeKind.ACCEPTED, 2)
        assert [one.id for one in store.read().behind(first.id)] == [first.id, last.id]
        assert list(store.read().behind("nobody's")) == []

    def test_a_return_is_open_until_a_change_answers_it(self, store: Store, fiction: Fiction) -> None:
        changes = self.visit(store, fiction)
        for seq, change in enumerate(changes, 1):
            self.answer(store, change, OutcomeKind.ACCEPTED, seq)
        back: dict[str, Value] = {"record": changes[0].record, "comment": "Tên?", "by": "Chị Mai"}
        store.apply_page([self.wire("return", "r1", 9, back)], Mark(1, 9))
        [found] = store.read().attention()
        assert (found.comment, found.by, found.returned) == ("Tên?", "Chị Mai", "r1")
        assert store.read().counters().attention == 1
        self._answer_return(store, fiction, changes[0])
        assert store.read().attention() == []
        assert store.read().counters().attention == 0

    def test_a_verdict_that_came_before_the_answer_counts(self, store: Store, fiction: Fiction) -> None:
        change = self.visit(store, fiction)[0]
        said: dict[str, Value] = {"change": change.id, "verdict": "returned", "comment": "?", "by": "Chị Mai"}
        store.apply_page([self.wire("verdict", change.id, 1, said)], Mark(1, 1))
        self.answer(store, change, OutcomeKind.NEEDS_REVIEW, 0, code="unknown_author")
        [found] = store.read().attention()
        assert (found.state, found.code, found.comment, found.by) == (
            "quarantined",
            "returned",
            "?",
            "Chị Mai",
        )

    def test_an_accepted_value_that_met_another_one_is_in_conflict(
        self, store: Store, fiction: Fiction
    ) -> None:
        store.apply_page([self.wire("citizen", "r", 1, {"birth": "1950"})], Mark(1, 1))
        edit = self.edit(store, fiction, ("citizen", "r"), {"birth": "1951"})
        self.answer(store, edit, OutcomeKind.NEEDS_REVIEW, 0, code="unknown_author")
        waiting = structs.replace(AWAY, change=edit.id)
        row = structs.replace(self.wire("citizen", "r", 2, {"birth": "1949"}), conflicts={"birth": [waiting]})
        accepted = self.wire("verdict", edit.id, 3, {"change": edit.id, "verdict": "accepted"})
        store.apply_page([row, accepted], Mark(1, 3))
        assert [one.state for one in store.read().attention()] == ["conflict"]

    def _answer_return(self, store: Store, fiction: Fiction, about: Change) -> None:
        change = fiction.pen().write(Op.EDIT, about.kind, about.record, {})
        with store.write() as work:
            work.add(replace(change, replaces=("r1",)))

    def test_a_persons_past_is_found_under_every_id_they_were_known_by(
        self, store: Store, fiction: Fiction
    ) -> None:
        one, other = self.person(store, fiction), self.person(store, fiction)
        made = [self.session(store, fiction, citizen, over=1) for citizen in (one, other)]
        self.make(store, fiction, "void", {"session": made[1], "reason": "nhầm"}, made[1])
        self.appointment(store, fiction, one, "2026-11-24")
        with store.write() as work:
            work.add(fiction.pen().write(Op.MERGE, "citizen", one, {}, other=other))
        found = {(trace.kind, trace.record) for trace in store.read().traces(other)}
        assert found == {(trace.kind, trace.record) for trace in store.read().traces(one)}
        assert {("session", session) for session in made} <= found
        counted = sorted(kind for kind, _ in found)
        assert counted == [
            "appointment",
            "citizen",
            "citizen",
            "ladder",
            "ladder",
            "session",
            "session",
            "void",
        ]

    def test_own_changes_and_others_hands_come_with_a_trace(self, store: Store, fiction: Fiction) -> None:
        self.disputed(store)
        edit = self.edit(store, fiction, ("citizen", "r"), {"village": "Bản Mẫu"})
        [trace] = store.read().traces("r")
        assert [own.change for own in trace.own] == [edit]
        assert trace.writers == {"birth": ContenderView("c1", "1950", "o1", "d1", 5)}
        assert trace.values["village"] == "Bản Mẫu"

    def test_what_one_session_wrote_is_found_and_nobody_elses(self, store: Store, fiction: Fiction) -> None:
        citizen = self.person(store, fiction)
        first = self.session(store, fiction, citizen, over=1)
        second = self.session(store, fiction, citizen, over=2)
        wrote = store.read().wrote_in(second)
        assert [(one.kind, one.record) for one in wrote] == [("ladder", citizen), ("session", second)]
        assert {one.id for one in wrote}.isdisjoint(one.id for one in store.read().wrote_in(first))
        assert list(store.read().wrote_in("nobody's")) == []

    def test_the_people_of_a_household_come_the_oldest_first(self, store: Store, fiction: Fiction) -> None:
        young = self.person(store, fiction, birth="1990", household="h")
        old = self.person(store, fiction, birth="1950", household="h")
        self.person(store, fiction, birth="1940", household="")
        found = store.read().people_of_household("h")
        assert [row.citizen for row in found] == [old, young]
        assert list(store.read().people_of_household("")) == []
        with store.write() as work:
            work.add(fiction.pen().write(Op.MERGE, "citizen", old, {}, other=young))
        assert [row.citizen for row in store.read().people_of_household("h")] == [old]
