"""What every store owes the run of receiving: what a pulled page changes, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec import structs

from app.contract.coding import bucket_digests, bucket_of, digest
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

    def test_the_digests_of_the_buckets_part_what_is_held(self, store: Store) -> None:
        names = ("v1", "v2", "v3")
        store.apply_page([self.wire("village", name, n, {}) for n, name in enumerate(names, 1)], Mark(1, 3))
        told = store.read().standing_buckets()
        assert tuple(told) == bucket_digests([(name, n) for n, name in enumerate(names, 1)])
        assert {place for place, one in enumerate(told) if one != "0" * 16} == set(map(bucket_of, names))

    def test_a_repair_brings_rows_and_moves_no_cursor(self, store: Store, fiction: Fiction) -> None:
        store.apply_page([self.wire("village", "v1", 5, {"name": "Bản mới"})], Mark(1, 9))
        store.apply_repair(
            [self.wire("village", "v1", 4, {"name": "Bản cũ"}), self.wire("village", "v2", 7, {})], 1
        )
        assert store.read().cursor() == Mark(1, 9)
        assert store.read().standing_digest() == (2, digest([("v1", 5), ("v2", 7)]))
        assert (store.read().record("village", "v1") or {})["name"] == "Bản mới"
        assert store.read().record("village", "v2") is not None

    def test_what_a_new_epoch_has_not_brought_is_left_over(self, store: Store) -> None:
        pulled = [self.wire("village", f"v{n}", n, {"name": f"Bản {n}"}) for n in range(1, 5)]
        theirs = self.wire("operator", "o1", 5, {"name": "Hà Thị Yến"})
        gone = structs.replace(self.wire("village", "v6", 6, {}), life="gone")
        store.apply_page([*pulled, theirs, gone], Mark(1, 6))
        assert store.read().leftover_count() == 0
        with store.write() as work:
            work.begin_epoch(2)
        store.apply_page([self.wire("village", "v2", 1, {"name": "Bản 2"})], Mark(2, 1))
        read = store.read()
        assert read.leftover_count() == 3
        assert read.leftovers(2) == [pulled[0], pulled[2]]
        assert read.leftovers(2, ("v3", "village")) == [pulled[3]]
        assert read.record("village", "v1") is not None, "and stays shown"

    def test_leaving_a_commune_takes_its_records_and_closes_own_work(
        self, store: Store, fiction: Fiction
    ) -> None:
        changes = self.visit(store, fiction)
        for seq, change in enumerate(changes, 1):
            self.answer(store, change, OutcomeKind.ACCEPTED, seq)
        operator = {"name": "Hà Thị Yến", "role": "lead", "support_point": "old"}
        rows = [self.wire("operator", "o1", 8, operator), self.wire("operator", "o2", 9, operator)]
        store.apply_page([*rows, self.wire("citizen", "c1", 10, fiction.person())], Mark(1, 10))
        with store.write() as work:
            work.leave_commune(7, ("o1",))
        read = store.read()
        assert (read.cursor(), read.standing_digest(), read.leftover_count()) == (
            Mark(7, 0),
            (0, digest([])),
            0,
        )
        assert [read.record(one.kind, one.record) for one in changes] == [None] * len(changes)
        assert (read.person("c1"), read.due_of(changes[0].record)) == (None, [])
        stays = read.records("operator")["o1"]
        assert (stays["name"], stays["role"], stays["support_point"]) == ("Hà Thị Yến", "lead", "")
        assert list(read.records("operator")) == ["o1"]
        assert (read.counters(), read.unsent(ALL, ALL)) == (Counters(received=1), [])
        for again in ("begin_epoch", "begin_central"):
            with store.write() as work:
                getattr(work, again)(8)
            assert store.read().unsent(ALL, ALL) == [], "not even after a restore"
            assert store.read().record("citizen", changes[0].record) is None

    def test_nothing_is_left_while_work_is_unsent(self, store: Store, fiction: Fiction) -> None:
        changes = self.visit(store, fiction)
        with pytest.raises(ValueError, match="own work"), store.write() as work:
            work.leave_commune(2, ())
        assert [one.change for one in store.read().unsent(ALL, ALL)] == changes
        assert store.read().cursor() == Mark(1, 0)

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
        assert (store.read().counters().at_central, store.read().counters().refused) == (1, 0)
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
        assert store.read().counters().at_central == 1, (
            "the visit is at central, whatever was sent back of it"
        )
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
