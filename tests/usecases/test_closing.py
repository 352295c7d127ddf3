"""Finishing: one transaction, every task with an outcome, nothing of a person who refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from app.contract.messages import WireRecord
from app.domain.changes import Mark, Op
from app.domain.draft import Contact
from app.domain.faults import StoreFault, StoreTrouble
from app.domain.ladder import TaskCode, TaskStatus
from app.domain.problems import Problem, ProblemCode
from app.domain.views import DueRow, Finished
from app.usecases import closing, consent, guidance, welcome
from app.usecases.ports import Store
from tests.support.laptop import GUIDE, Laptop, good, person, unsent

INSTALL, IDENTITY, INSURANCE, HEALTH_BOOK, ALONE = TaskCode


@pytest.fixture
def new_store(new_real_store: Callable[[], Store]) -> Callable[[], Store]:
    """Encrypted files: what is tested here is also that a transaction is one."""
    return new_real_store


def due(laptop: Laptop) -> list[DueRow]:
    return list(laptop.store.read().due(date.max))


def finish(laptop: Laptop, contact: Contact | None = None, number: int = 1) -> Finished | Problem:
    return closing.finish_session(
        laptop.store, laptop.clock, laptop.ids, laptop.meet_new(person(number)), contact
    )


def test_a_finished_session_is_on_file_and_the_draft_is_gone(laptop: Laptop) -> None:
    finished = laptop.help(laptop.meet_new(person(1)), cards=2, reason="reason_a", day_in=3)
    assert laptop.store.read().drafts() == []
    assert laptop.store.read().finished(finished.session) == finished
    values = finished.values
    assert (values["citizen"], values["operator"], values["guide"]) == (
        finished.citizen,
        laptop.operator,
        GUIDE,
    )
    assert (values["channel"], values["steps"], values["started"]) == ("counter", 2, values["ended"] - 40)  # type: ignore[operator]
    assert len(str(values["code"])) == 10
    outcomes = values["outcomes"]
    assert isinstance(outcomes, dict)
    assert list(outcomes) == [task.value for task in TaskCode]
    ended = outcomes["insurance"]
    assert isinstance(ended, dict)
    assert finished.ladder["insurance"] == {**ended, "step": "insurance.only"}, "and where to go on"


def test_finishing_twice_is_one_session(laptop: Laptop) -> None:
    draft = laptop.meet_new(person(1))
    first = closing.finish_session(laptop.store, laptop.clock, laptop.ids, draft)
    made = unsent(laptop)
    assert closing.finish_session(laptop.store, laptop.clock, laptop.ids, draft) == first
    assert unsent(laptop) == made


def test_all_or_nothing(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = laptop.meet_new(person(1))
    made = unsent(laptop)

    def full(*_: object) -> None:
        raise StoreFault(StoreTrouble.DISK_FULL)

    with monkeypatch.context() as patched:
        patched.setattr("app.storage.unit_of_work.Writer.drop_draft", full)
        with pytest.raises(StoreFault):
            closing.finish_session(laptop.store, laptop.clock, laptop.ids, draft)
    assert unsent(laptop) == made
    assert laptop.store.read().drafts()[0].id == draft.id
    assert isinstance(closing.finish_session(laptop.store, laptop.clock, laptop.ids, draft), Finished)


def test_a_day_to_come_back_becomes_an_appointment(laptop: Laptop) -> None:
    finished = laptop.help(laptop.meet_new(person(1)), cards=1, reason="reason_a", day_in=3)
    rows = due(laptop)
    assert [(row.citizen, row.task, row.reason) for row in rows] == [
        (finished.citizen, "identity", "reason_a")
    ]
    assert rows[0].day == (laptop.clock.now().date() + timedelta(days=3)).isoformat()


def test_a_second_day_for_the_same_task_moves_the_appointment(laptop: Laptop) -> None:
    citizen = laptop.help(laptop.meet_new(person(1)), cards=1, reason="reason_a", day_in=3).citizen
    first = due(laptop)[0].appointment
    laptop.help(laptop.meet_again(citizen), cards=0, reason="reason_b", day_in=9)
    rows = due(laptop)
    assert [row.appointment for row in rows] == [first]
    assert (rows[0].reason, rows[0].day) == (
        "reason_b",
        (laptop.clock.now().date() + timedelta(days=9)).isoformat(),
    )


def test_whoever_came_has_kept_the_appointment(laptop: Laptop) -> None:
    citizen = laptop.help(laptop.meet_new(person(1)), cards=1, reason="reason_a", day_in=3).citizen
    appointment = due(laptop)[0].appointment
    laptop.help(laptop.meet_again(citizen))
    assert due(laptop) == []
    record = laptop.store.read().record("appointment", appointment)
    assert record is not None
    assert record["state"] == "kept"


def test_a_phone_is_kept_with_whose_it_is_and_that_they_agreed(laptop: Laptop) -> None:
    finished = finish(laptop, Contact("0987 000 214", "child", True))
    assert isinstance(finished, Finished)
    person_now = laptop.store.read().record("citizen", finished.citizen)
    assert person_now is not None
    assert (person_now["phone"], person_now["phone_owner"], person_now["phone_agreed"]) == (
        "0987000214",
        "child",
        True,
    )
    again = laptop.meet_again(finished.citizen)
    closing.finish_session(laptop.store, laptop.clock, laptop.ids, again, Contact("", "", False))
    wiped = laptop.store.read().record("citizen", finished.citizen)
    assert wiped is not None
    assert (wiped["phone"], wiped["phone_owner"], wiped["phone_agreed"]) == ("", "", False)


@pytest.mark.parametrize(
    ("contact", "problem"),
    [
        (Contact("12", "self", True), Problem(ProblemCode.PHONE_UNREADABLE, "phone")),
        (Contact("0987000214", "self", False), Problem(ProblemCode.PHONE_NOT_AGREED, "phone_agreed")),
    ],
)
def test_a_phone_that_may_not_be_kept_stops_nothing_else(
    laptop: Laptop, contact: Contact, problem: Problem
) -> None:
    assert finish(laptop, contact) == problem
    assert len(laptop.store.read().drafts()) == 1


def test_a_number_is_kept_with_the_session_and_is_on_file_only_at_the_end(laptop: Laptop) -> None:
    draft, before = laptop.meet_new(person(1)), unsent(laptop)
    for agreed in (False, True):
        contact = Contact("0987 000 214", "child", agreed)
        draft = closing.note_contact(laptop.store, laptop.clock, draft, contact)
        assert laptop.store.read().drafts() == [draft]
        assert draft.contact == contact
    assert unsent(laptop) == before
    gone = closing.note_contact(laptop.store, laptop.clock, draft, Contact("", "child", True))
    assert gone.contact is None, "none was on file: nothing is to be deleted"


def test_what_does_not_read_as_a_number_is_not_kept(laptop: Laptop) -> None:
    draft = laptop.meet_new(person(1))
    whole = closing.note_contact(laptop.store, laptop.clock, draft, Contact("0987000214", "self", True))
    for written in ("482913", "098700021"):
        after = closing.note_contact(laptop.store, laptop.clock, whole, Contact(written, "self", True))
        assert (after.contact, laptop.store.read().drafts()) == (None, [after])


def test_a_box_ticked_without_a_number_says_nothing(laptop: Laptop) -> None:
    finished = finish(laptop, Contact("", "self", True))
    assert isinstance(finished, Finished)
    told = [one.change for one in laptop.store.read().unsent(10**9, 10**6)]
    assert [change.op for change in told if change.kind == "citizen"] == [Op.CREATE]


def test_the_review_shows_all_five(laptop: Laptop) -> None:
    draft = guidance.end_task(
        laptop.store, laptop.clock, laptop.meet_new(person(1)), INSTALL, TaskStatus.DONE
    )
    lines = closing.review(guidance.to_review(laptop.store, laptop.clock, draft))
    assert [line.task for line in lines] == list(TaskCode)
    assert [line.state.status for line in lines] == [TaskStatus.DONE] + [TaskStatus.BLOCKED] * 4
    assert all(line.today for line in lines)


def test_without_consent_one_is_counted_and_nothing_kept(laptop: Laptop) -> None:
    before = unsent(laptop)
    begun = welcome.start_new(
        laptop.store, laptop.clock, laptop.ids, operator=laptop.operator, guide=GUIDE, values=person(1)
    )
    anonymous = consent.refuse_consent(laptop.store, laptop.clock, good(begun))
    finished = laptop.help(anonymous, cards=1, reason="reason_a", day_in=3)
    assert (finished.session, finished.citizen, finished.person) == ("", "", {})
    assert finished.ladder["install"] == {"status": "done", "by": laptop.operator, "how": "guided"}
    assert unsent(laptop) == before
    assert laptop.store.read().drafts() == []
    today = laptop.clock.now().astimezone().date()
    assert laptop.store.read().day_counts(today).anonymous == 1
    assert laptop.store.read().find_people("lo thi") == []
    closing.finish_session(laptop.store, laptop.clock, laptop.ids, anonymous)
    assert laptop.store.read().day_counts(today).anonymous == 1


def test_a_person_erased_meanwhile_is_a_problem_not_a_crash(laptop: Laptop) -> None:
    draft = guidance.to_review(laptop.store, laptop.clock, laptop.meet_new(person(1)))
    laptop.store.apply_page(
        [WireRecord(id=draft.citizen, kind="citizen", commune="1", seq=1, life="erased")], Mark(1, 1)
    )
    finished = closing.finish_session(laptop.store, laptop.clock, laptop.ids, draft)
    assert finished == Problem(ProblemCode.PERSON_GONE)
    assert laptop.store.read().counters().saved == 0
