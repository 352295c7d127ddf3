"""What every store owes an erasure after a restore: rows central has forgotten tell nothing any more."""

from __future__ import annotations

from msgspec import structs

from app.domain.changes import Mark
from app.usecases.ports import Store
from tests.contracts.steps import ALL, Steps
from tests.support.fiction import Fiction


class ErasingContract(Steps):
    """Inherit and give a `store` fixture."""

    def test_words_of_people_at_central_a_restore_left_over_go_with_an_erasure(
        self, store: Store, fiction: Fiction
    ) -> None:
        """Of a verdict only whoever wrote the change knows whom it is about: nobody else keeps it."""
        citizen, session, other = fiction.id(), fiction.id(), fiction.id()
        self.make(store, fiction, "village", {"name": "bản Giàn"})
        about = store.read().unsent(ALL, ALL)[0].change
        rows = [
            self.wire("return", fiction.id(), 1, {"record": citizen, "comment": "Bà Lò Thị Mẫu?"}),
            self.wire("return", fiction.id(), 2, {"record": session, "session": session, "comment": "Ai?"}),
            self.wire("return", fiction.id(), 3, {"record": other, "comment": "Xem lại"}),
            self.wire("verdict", fiction.id(), 4, {"verdict": "returned", "comment": "Bà Lò Thị Mẫu?"}),
            self.wire(
                "verdict", about.id, 5, {"change": about.id, "verdict": "returned", "comment": "Bản nào?"}
            ),
        ]
        store.apply_page(rows, Mark(1, 5))
        with store.write() as work:
            work.begin_epoch(2)
        gone = [
            structs.replace(self.wire(kind, name, seq, {}), life="erased")
            for kind, name, seq in (("citizen", citizen, 1), ("session", session, 2))
        ]
        store.apply_page(gone, Mark(2, 2))
        held = [store.read().record(row.kind, row.id) for row in rows]
        assert [bool(values and values.get("comment")) for values in held] == [
            False,
            False,
            True,
            False,
            True,
        ]

    def test_an_erasure_takes_along_what_a_restore_left_over(self, store: Store, fiction: Fiction) -> None:
        """Central has forgotten these rows, so nobody will ever send them as erased."""
        citizen, session, other = fiction.id(), fiction.id(), fiction.id()
        rows = [
            self.wire("citizen", citizen, 1, {"name": "Lò Thị Mẫu"}),
            self.wire("ladder", citizen, 2, {"install": {"status": "done"}}),
            self.wire("session", session, 3, {"citizen": citizen, "code": "0123456789"}),
            self.wire("void", other, 4, {"session": session, "reason": "nhầm"}),
            self.wire("session", fiction.id(), 5, {"citizen": fiction.id(), "code": "9876543210"}),
        ]
        store.apply_page(rows, Mark(1, 5))
        with store.write() as work:
            work.begin_epoch(2)
        store.apply_page([structs.replace(self.wire("citizen", citizen, 1, {}), life="erased")], Mark(2, 1))
        reading = store.read()
        assert [reading.record(row.kind, row.id) for row in rows[:4]] == [None] * 4
        assert reading.session_by_code("0123456789") == ""
        assert [row.id for row in reading.leftovers(10)] == [rows[4].id]
