"""What every store owes the run of receiving: what a pulled page changes, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec import structs

from app.contract.coding import digest
from app.contract.messages import WireContender
from app.domain.changes import Mark, OutcomeKind, Value
from app.domain.draft import Draft
from app.domain.views import Counters
from app.usecases.ports import Store
from tests.contracts.steps import ALL, Steps
from tests.support.fiction import Fiction


class PullContract(Steps):
    """Inherit and give a `store` fixture."""

    @pytest.fixture(autouse=True)
    def _in_epoch_one(self, store: Store) -> None:
        with store.write() as work:
            work.begin_epoch(1)

    def test_a_pulled_record_is_shown_and_counted_in_the_digest(self, store: Store, fiction: Fiction) -> None:
        values = fiction.person()
        store.apply_page([self.wire("citizen", "c1", 5, values)], Mark(1, 5))
        reading = store.read()
        assert reading.person("c1") is not None
        assert reading.find_people(str(values["name"]))[0].citizen == "c1"
        assert reading.cursor() == Mark(1, 5)
        assert reading.standing_digest() == (1, digest([("c1", 5)]))

    def test_an_empty_page_still_moves_the_cursor(self, store: Store) -> None:
        store.apply_page([], Mark(1, 9))
        assert store.read().cursor() == Mark(1, 9)

    def test_a_record_older_than_the_one_we_have_changes_nothing(
        self, store: Store, fiction: Fiction
    ) -> None:
        store.apply_page([self.wire("village", "v1", 5, {"name": "Bản mới"})], Mark(1, 5))
        store.apply_page([self.wire("village", "v1", 4, {"name": "Bản cũ"})], Mark(1, 5))
        assert (store.read().record("village", "v1") or {})["name"] == "Bản mới"
        assert store.read().standing_digest() == (1, digest([("v1", 5)]))

    def test_own_work_stays_on_top_until_its_answer_has_come_round(
        self, store: Store, fiction: Fiction
    ) -> None:
        old = self.wire("citizen", "c1", 1, {"name": "Hà Văn Lâm", "phone": ""})
        store.apply_page([old], Mark(1, 1))
        edit = self.edit(store, fiction, ("citizen", "c1"), {"phone": "0987654214"})
        assert self.phone(store) == "0987654214"
        self.answer(store, edit, OutcomeKind.ACCEPTED, 3)
        assert self.phone(store) == "0987654214"
        store.apply_page([self.wire("citizen", "c1", 2, {"name": "Hà Văn Lâm", "phone": ""})], Mark(1, 2))
        assert self.phone(store) == "0987654214"
        store.apply_page(
            [self.wire("citizen", "c1", 4, {"name": "Hà Văn Lâm", "phone": "0912345678"})], Mark(1, 4)
        )
        assert self.phone(store) == "0912345678"

    def test_a_parked_value_needs_attention_until_central_names_it_no_more(
        self, store: Store, fiction: Fiction
    ) -> None:
        changes = self.visit(store, fiction)
        for seq, change in enumerate(changes[1:], 2):
            self.answer(store, change, OutcomeKind.ACCEPTED, seq)
        self.answer(store, changes[0], OutcomeKind.MERGED, 8, conflicts=("birth",))
        record, values = changes[0].record, {"name": "Bùi Thị Loan"}
        waiting = WireContender(change=changes[0].id, value="1950", author="operator-1", device="A", at=1)
        parked = structs.replace(self.wire("citizen", record, 8, values), conflicts={"birth": [waiting]})
        store.apply_page([parked], Mark(1, 8))
        found = store.read().attention()
        assert [(one.change.id, one.state, one.field) for one in found] == [
            (changes[0].id, "conflict", "birth")
        ]
        assert store.read().counters() == Counters(attention=1)
        store.apply_page([self.wire("citizen", record, 9, values)], Mark(1, 9))
        assert store.read().attention() == []
        assert store.read().counters() == Counters(received=1)

    @pytest.mark.parametrize(("verdict", "states"), [("accepted", []), ("refused", ["quarantined"])])
    def test_a_verdict_ends_a_review(
        self, store: Store, fiction: Fiction, verdict: str, states: list[str]
    ) -> None:
        change = self.visit(store, fiction)[0]
        self.answer(store, change, OutcomeKind.NEEDS_REVIEW, 1, code="unknown_author")
        said: dict[str, Value] = {"change": change.id, "verdict": verdict}
        store.apply_page([self.wire("verdict", "v1", 2, said)], Mark(1, 2))
        assert [one.state for one in store.read().attention()] == states

    def test_work_sent_back_needs_attention_while_it_is(self, store: Store, fiction: Fiction) -> None:
        changes = self.visit(store, fiction)
        for seq, change in enumerate(changes, 1):
            self.answer(store, change, OutcomeKind.ACCEPTED, seq)
        back: dict[str, Value] = {"session": changes[3].record, "record": changes[4].record, "comment": "?"}
        store.apply_page([self.wire("return", "r1", 9, back)], Mark(1, 9))
        assert store.read().counters() == Counters(attention=1)
        assert [(one.change, one.state) for one in store.read().attention()] == [(changes[4], "returned")]
        store.apply_page([structs.replace(self.wire("return", "r1", 10, {}), life="gone")], Mark(1, 10))
        assert store.read().counters() == Counters(received=1)

    def test_erasure_reaches_everything_that_tells_of_the_person(
        self, store: Store, fiction: Fiction
    ) -> None:
        changes = self.visit(store, fiction)
        other = self.visit(store, fiction)
        draft = Draft(
            id="d1", operator="o", started=1, touched=1, guide="g", code="", citizen=changes[0].record
        )
        with store.write() as work:
            work.save_draft(draft)
            work.save_draft(replace(draft, id="d2", citizen=other[0].record))
        store.apply_page(
            [structs.replace(self.wire("citizen", changes[0].record, 1, {}), life="erased")], Mark(1, 1)
        )
        reading = store.read()
        assert [one.change for one in reading.unsent(ALL, ALL)] == other
        assert [reading.record(change.kind, change.record) for change in changes] == [None] * len(changes)
        assert [one.id for one in reading.drafts()] == ["d2"]
        assert reading.person(other[0].record) is not None
        assert reading.counters() == self.counted(other, received=1, waiting=1)

    def test_a_household_outlives_the_one_who_speaks_for_it(self, store: Store, fiction: Fiction) -> None:
        citizen, changes = fiction.citizen()
        with store.write() as work:
            work.add(changes[0])
            home = work.add(fiction.pen().create("household", "h1", {"name": "Nhà", "head": citizen}))
        store.apply_page([structs.replace(self.wire("citizen", citizen, 1, {}), life="erased")], Mark(1, 1))
        assert [one.change for one in store.read().unsent(ALL, ALL)] == [home]
        assert store.read().record("household", "h1") is not None

    def test_a_record_that_left_the_feed_is_shown_no_more(self, store: Store, fiction: Fiction) -> None:
        store.apply_page([self.wire("citizen", "c1", 1, fiction.person())], Mark(1, 1))
        store.apply_page([structs.replace(self.wire("citizen", "c1", 2, {}), life="gone")], Mark(1, 2))
        assert store.read().person("c1") is None
        assert store.read().standing_digest() == (0, digest([]))

    def test_a_merge_into_somebody_not_yet_pulled_hides_nobody(self, store: Store, fiction: Fiction) -> None:
        merged = structs.replace(
            self.wire("citizen", "b", 1, fiction.person()), life="merged", merged_into="a"
        )
        store.apply_page([merged], Mark(1, 1))
        line = store.read().person("b")
        assert line is not None
        assert line.citizen == "b"
        store.apply_page([self.wire("citizen", "a", 2, fiction.person())], Mark(1, 2))
        followed = store.read().person("b")
        assert followed is not None
        assert followed.citizen == "a"

    def test_work_on_somebody_merged_away_shows_on_whom_they_became(
        self, store: Store, fiction: Fiction
    ) -> None:
        stays, goes = ({**fiction.person(), "phone": ""} for _ in range(2))
        merged = structs.replace(self.wire("citizen", "b", 2, goes), life="merged", merged_into="a")
        store.apply_page([merged], Mark(1, 2))
        with store.write() as work:
            work.add(fiction.pen().edit("citizen", "b", goes, {"phone": "0987654214"}))
        assert self.stands_for(store, "b") == "b", "nobody is made up whom central has not told of"
        store.apply_page([self.wire("citizen", "a", 3, stays)], Mark(1, 3))
        assert (store.read().record("citizen", "b") or {})["phone"] == "0987654214"

    def test_reads_follow_a_merge_and_its_undoing(self, store: Store, fiction: Fiction) -> None:
        stays, goes = (fiction.person() for _ in range(2))
        rung: Value = {"status": "done"}
        ladders = [
            self.wire("ladder", "a", 3, {"install": rung}),
            self.wire("ladder", "b", 4, {"identity": rung}),
        ]
        session = self.wire("session", "s", 5, {"citizen": "b", "code": "ABCDEFGHJK"})
        due = self.wire("appointment", "ap", 6, {"citizen": "b", "day": "2026-11-20"})
        consent = self.wire("consent", "co", 7, {"citizen": "b", "given_on": "2026-11-01"})
        people = [self.wire("citizen", "a", 1, stays), self.wire("citizen", "b", 2, goes)]
        store.apply_page([*people, *ladders, session, due, consent], Mark(1, 7))
        merged = structs.replace(self.wire("citizen", "b", 8, goes), life="merged", merged_into="a")
        store.apply_page([merged], Mark(1, 8))
        reading = store.read()
        line = reading.person("b")
        assert line is not None
        assert (line.citizen, line.name, line.sessions, line.tasks_over) == ("a", stays["name"], 1, 2)
        assert [one.citizen for one in reading.find_people(str(goes["name"]))] == ["a"]
        assert reading.session_by_code("ABCDEFGHJK") == "a"
        assert [row.citizen for row in reading.due_of("a")] == ["a"]
        assert reading.consent_of("a", "support") == reading.record("consent", "co")
        assert (reading.record("ladder", "a") or {})["identity"] == rung
        store.apply_page([self.wire("citizen", "b", 9, goes)], Mark(1, 9))
        parted = store.read().person("b")
        assert parted is not None
        assert (parted.citizen, parted.sessions, parted.tasks_over) == ("b", 1, 1)
        assert (store.read().record("ladder", "a") or {})["identity"] is None
