"""What every store owes those above it: what is written is read, and how it is found and counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.changes import Value
from app.domain.draft import Draft, Stage, Standing, TaskEnd
from app.domain.ladder import TaskCode, TaskState, TaskStatus
from app.domain.queue import Mark, Ticket, TicketState
from app.usecases.ports import Store
from tests.contracts.steps import Steps
from tests.support.fiction import Fiction

TODAY = date(2026, 11, 21)


class StoreContract(Steps):
    """Inherit and give a `store` fixture."""

    def test_what_was_never_written_is_not_there(self, store: Store) -> None:
        reading = store.read()
        assert reading.record("citizen", "nobody") is None
        assert reading.person("nobody") is None
        assert reading.find_people("an") == []
        assert reading.last_session() is None
        assert reading.finished("none") is None
        assert reading.setting("none") == ""
        assert reading.last_n() == 0
        assert reading.counters().saved == 0

    def test_absent_fields_read_as_their_start_value(self, store: Store, fiction: Fiction) -> None:
        citizen = self.person(store, fiction, name="Tòng Thị Sùng")
        shown = store.read().record("citizen", citizen)
        assert shown is not None
        assert (shown["name"], shown["language"], shown["notes"]) == ("Tòng Thị Sùng", "vi", [])
        assert shown["phone_agreed"] is False

    def test_every_kind_of_value_comes_back_as_it_was(self, store: Store, fiction: Fiction) -> None:
        session, changes = fiction.session("citizen-1")
        with store.write() as work:
            for change in changes:
                work.add(change)
        ladder, finished, _ = (store.read().record(change.kind, change.record) for change in changes)
        assert ladder == {name: edit.to for name, edit in changes[0].fields.items()}
        assert finished is not None
        assert finished["outcomes"] == changes[1].fields["outcomes"].to
        assert finished["started"] == changes[1].fields["started"].to

    def test_changes_are_numbered_without_gaps(self, store: Store, fiction: Fiction) -> None:
        _, changes = fiction.citizen()
        with store.write() as work:
            numbers = [work.add(change).n for change in changes]
        with store.write() as work:
            numbers.append(work.add(fiction.citizen()[1][0]).n)
        assert numbers == [1, 2, 3]
        assert store.read().last_n() == 3

    def test_an_exception_takes_everything_back(self, store: Store, fiction: Fiction) -> None:
        citizen, changes = fiction.citizen()

        def stumble() -> None:
            with store.write() as work:
                work.add(changes[0])
                work.set_setting("key", "value")
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            stumble()
        reading = store.read()
        assert (reading.record("citizen", citizen), reading.setting("key")) == (None, "")
        assert reading.last_n() == 0

    def test_a_transaction_reads_what_it_wrote(self, store: Store, fiction: Fiction) -> None:
        citizen, changes = fiction.citizen()
        with store.write() as work:
            work.add(changes[0])
            assert work.record("citizen", citizen) is not None

    def test_an_edit_shows_over_what_stood(self, store: Store, fiction: Fiction) -> None:
        citizen = self.person(store, fiction, name="Lò Văn Pó", phone="")
        before = store.read().record("citizen", citizen) or {}
        with store.write() as work:
            work.add(fiction.pen().edit("citizen", citizen, before, {"phone": "0987654214"}))
        after = store.read().record("citizen", citizen)
        assert after == {**before, "phone": "0987654214"}

    @pytest.mark.parametrize("typed", ["đặng", "Đặng", "dang", "DANG", "da", "d", "lan dang", "dan la th"])
    def test_a_person_is_found_by_any_beginnings_in_any_order(
        self, store: Store, fiction: Fiction, typed: str
    ) -> None:
        citizen = self.person(store, fiction, name="Đặng Thị Lan")
        self.person(store, fiction, name="Mùa A Chu")
        assert [person.citizen for person in store.read().find_people(typed)] == [citizen]

    @pytest.mark.parametrize(
        "typed", ["ang", "lan d x", "dangthi", "", " ", "%", '"', "*", "AND", "citizen_search"]
    )
    def test_nobody_is_found_by_what_is_not_in_a_name(
        self, store: Store, fiction: Fiction, typed: str
    ) -> None:
        self.person(store, fiction, name="Đặng Thị Lan")
        assert store.read().find_people(typed) == []

    @pytest.mark.parametrize(
        "typed", ["dang thi lam", "dag thi lan", "ddang lan", "dnag thi", "thi lna", "đăng thj lan"]
    )
    def test_one_wrong_letter_still_finds_the_person(
        self, store: Store, fiction: Fiction, typed: str
    ) -> None:
        citizen = self.person(store, fiction, name="Đặng Thị Lan")
        self.person(store, fiction, name="Mùa A Chu")
        reading = store.read()
        assert reading.find_people(typed) == []
        assert [person.citizen for person in reading.find_near(typed)] == [citizen]

    @pytest.mark.parametrize("typed", ["dag thi lam", "la", "x", "", "0123", "014", '"', "AND OR", "lan x"])
    def test_two_wrong_letters_short_words_and_numbers_are_not_guessed_at(
        self, store: Store, fiction: Fiction, typed: str
    ) -> None:
        self.person(store, fiction, name="Đặng Thị Lan")
        assert store.read().find_near(typed) == []

    @pytest.mark.parametrize("typed", ["Lý", "ly", "Lí", "li"])
    @pytest.mark.parametrize("name", ["Lý Thị Ín", "Lí Thị Ín"])
    def test_i_and_y_are_one_where_spelling_allows_both(
        self, store: Store, fiction: Fiction, name: str, typed: str
    ) -> None:
        citizen = self.person(store, fiction, name=name)
        assert [person.citizen for person in store.read().find_people(typed)] == [citizen]

    def test_a_renamed_person_is_found_by_the_new_name_only(self, store: Store, fiction: Fiction) -> None:
        citizen = self.person(store, fiction, name="Vì Thị Mai")
        before = store.read().record("citizen", citizen) or {}
        with store.write() as work:
            work.add(fiction.pen().edit("citizen", citizen, before, {"name": "Vì Thị Mây"}))
        reading = store.read()
        assert [person.citizen for person in reading.find_people("may")] == [citizen]
        assert reading.find_people("mai") == []

    def test_a_person_is_found_by_the_end_of_number_or_phone(self, store: Store, fiction: Fiction) -> None:
        by_number = self.person(store, fiction, id_number="014150000000", phone="")
        by_phone = self.person(store, fiction, id_number="", phone="0987654214")
        found = store.read().find_people
        assert [p.citizen for p in found("50000000")] == [by_number]
        assert [p.citizen for p in found("014150000000")] == [by_number]
        for typed in ("214", "0987 654 214", "+84 987 654 214"):
            assert [p.citizen for p in found(typed)] == [by_phone]
        assert found("14") == []
        assert [p.citizen for p in store.read().people_with_number("014150000000")] == [by_number]
        assert store.read().people_with_number("") == []

    def test_namesakes_of_one_year_come_nearest_village_first(self, store: Store, fiction: Fiction) -> None:
        far = self.person(store, fiction, name="Lý Thị Hòa", birth="1950-05-09", village="Bản Bó")
        near = self.person(store, fiction, name="Lí thị hoà", birth="1950", village="bản áng")
        self.person(store, fiction, name="Lý Thị Hòa", birth="1951", village="Bản Áng")
        self.person(store, fiction, name="Lý Thị Hòa Lan", birth="1950", village="Bản Áng")
        alike = store.read().people_alike("LÝ THỊ HÒA", "1950-01-01", "Bản Áng")
        assert [person.citizen for person in alike] == [near, far]

    def test_a_line_counts_visits_and_finished_tasks(self, store: Store, fiction: Fiction) -> None:
        citizen = self.person(store, fiction)
        session = self.session(store, fiction, citizen, over=3)
        line = store.read().person(citizen)
        assert line is not None
        assert (line.sessions, line.tasks_over) == (1, 3)
        with store.write() as work:
            work.add(fiction.pen().create("void", fiction.id(), {"session": session, "reason": "practice"}))
        voided = store.read().person(citizen)
        assert voided is not None
        assert voided.sessions == 0

    def test_a_finished_session_can_be_read_by_id_and_by_slip(self, store: Store, fiction: Fiction) -> None:
        citizen = self.person(store, fiction, name="Cà Thị Ơn", address_form="bà")
        session = self.session(store, fiction, citizen, over=5, code="ABCDEFGHJK")
        reading = store.read()
        finished, last = reading.finished(session), reading.last_session()
        assert finished is not None
        assert last is not None
        assert (finished.citizen, finished.person["name"]) == (citizen, "Cà Thị Ơn")
        assert TaskState.from_value(finished.ladder["alone"]).status is TaskStatus.DONE
        assert (last.session, last.name, last.address_form, last.complete) == (
            session,
            "Cà Thị Ơn",
            "bà",
            True,
        )
        assert reading.session_by_code("ABCDEFGHJK") == citizen
        assert (reading.session_by_code("ZZZZZZZZZZ"), reading.session_by_code("")) == ("", "")

    def test_the_newest_consent_of_a_purpose_is_the_one_that_counts(
        self, store: Store, fiction: Fiction
    ) -> None:
        citizen = self.person(store, fiction)
        for given, purpose in (("2025-01-02", "support"), ("2026-01-02", "support"), ("2026-06-01", "other")):
            self.make(store, fiction, "consent", {"citizen": citizen, "given_on": given, "purpose": purpose})
        consent = store.read().consent_of(citizen, "support")
        assert consent is not None
        assert consent["given_on"] == "2026-01-02"
        assert store.read().consent_of("nobody", "support") is None

    def test_a_draft_comes_back_as_it_was_left(self, store: Store) -> None:
        state = TaskState(status=TaskStatus.WAITING, reason="l2_pending", recheck="2026-12-05")
        person: dict[str, Value] = {"name": "Lò Thị Ánh", "phone_agreed": True, "notes": ["nghe kém"]}
        first = Draft(
            id="draft-1",
            operator="operator-1",
            started=1,
            touched=10,
            guide="pack",
            code="ABCDEFGHJK",
            stage=Stage.STEP,
            standing=Standing.CONSENTED,
            citizen="citizen-1",
            is_new=True,
            person=person,
            before={TaskCode.INSTALL: state},
            task=TaskCode.IDENTITY,
            step="identity.code",
            steps_done=("install.store", "install.find"),
            ends={TaskCode.INSTALL: TaskEnd(status=TaskStatus.BLOCKED, reason="no_sim", day="2026-12-01")},
        )
        second = replace(first, id="draft-2", touched=5, ends={})
        with store.write() as work:
            work.save_draft(first)
            work.save_draft(second)
        assert store.read().drafts() == [first, second]
        with store.write() as work:
            work.save_draft(second.at(20))
            work.drop_draft("draft-1")
        assert store.read().drafts() == [second.at(20)]

    def test_settings_are_kept_replaced_and_removed(self, store: Store) -> None:
        for value in ("một", "hai", ""):
            with store.write() as work:
                work.set_setting("key", value)
            assert store.read().setting("key") == value

    def test_small_kinds_are_read_whole(self, store: Store, fiction: Fiction) -> None:
        lead = self.make(store, fiction, "operator", {"name": "Hà Thị Yến", "role": "lead"})
        staff = self.make(store, fiction, "operator", {"name": "Sồng A Vừ"})
        operators = store.read().records("operator")
        assert {one: values["role"] for one, values in operators.items()} == {lead: "lead", staff: "staff"}

    def test_numbers_of_the_day_are_kept_in_order_and_yesterdays_go(self, store: Store) -> None:
        day = date(2026, 11, 22)
        given = [Ticket(day=day, number=number, given=number) for number in (2, 1)]
        with store.write() as work:
            for ticket in given:
                work.save_ticket(ticket)
        called = replace(given[1], state=TicketState.CALLED, calls=(7,), marks=(Mark.ELDER,), name="Bà Mẫu")
        with store.write() as work:
            work.save_ticket(called)
        assert list(store.read().tickets(day)) == [called, given[0]]
        tomorrow = replace(given[0], day=date(2026, 11, 23))
        with store.write() as work:
            work.save_ticket(tomorrow)
        assert (list(store.read().tickets(day)), list(store.read().tickets(tomorrow.day))) == ([], [tomorrow])
