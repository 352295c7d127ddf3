"""How every store counts a day: what ended how, and who is expected."""

from __future__ import annotations

from datetime import date, timedelta

from app.usecases.ports import Store
from tests.contracts.steps import Steps
from tests.support.fiction import Fiction

TODAY = date(2026, 11, 21)


class DaysContract(Steps):
    """Inherit and give a `store` fixture."""

    def test_a_day_counts_its_own_sessions_by_how_they_ended(self, store: Store, fiction: Fiction) -> None:
        with self.on(fiction, TODAY - timedelta(days=1)):
            self.session(store, fiction, self.person(store, fiction), over=5)
        with self.on(fiction, TODAY):
            self.session(store, fiction, self.person(store, fiction), over=5)
            self.session(store, fiction, self.person(store, fiction), over=2, recheck="2026-12-05")
            self.session(store, fiction, self.person(store, fiction), over=2, recheck="2026-12-05")
            stuck = self.session(store, fiction, self.person(store, fiction), over=1)
        with store.write() as work:
            work.count_anonymous(TODAY)
            work.count_anonymous(TODAY)
        counts = store.read().day_counts(TODAY)
        assert (counts.complete, counts.coming_back, counts.stuck, counts.anonymous) == (1, 2, 1, 2)
        assert counts.seconds == 4 * 900
        with store.write() as work:
            work.add(fiction.pen().create("void", fiction.id(), {"session": stuck}))
        assert store.read().day_counts(TODAY).sessions == 3

    def test_who_has_a_reason_and_no_day_ahead_is_not_asked_back(
        self, store: Store, fiction: Fiction
    ) -> None:
        """ "No day" was chosen, or the day is over; the day itself still counts."""
        with self.on(fiction, TODAY):
            self.session(store, fiction, self.person(store, fiction), over=2, reason="no_l2")
            gone, same = (TODAY - timedelta(days=1)).isoformat(), TODAY.isoformat()
            self.session(store, fiction, self.person(store, fiction), over=2, recheck=gone)
            self.session(store, fiction, self.person(store, fiction), over=2, recheck=same)
        counts = store.read().day_counts(TODAY)
        assert (counts.complete, counts.coming_back, counts.stuck) == (0, 1, 2)

    def test_due_appointments_come_oldest_first(self, store: Store, fiction: Fiction) -> None:
        citizen = self.person(store, fiction, name="Thào A Dế")
        late = self.appointment(store, fiction, citizen, "2026-11-20")
        soon = self.appointment(store, fiction, citizen, "2026-11-18")
        self.appointment(store, fiction, citizen, "2026-11-22")
        self.appointment(store, fiction, citizen, "2026-11-18", state="kept")
        undated = self.appointment(store, fiction, citizen, "")
        due = store.read().due(TODAY)
        assert [row.appointment for row in due] == [soon, late]
        assert {row.name for row in due} == {"Thào A Dế"}
        assert [row.appointment for row in store.read().due_of(citizen)][:3] == [undated, soon, late]
        assert store.read().due_of("nobody") == []
