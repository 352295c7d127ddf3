"""Taking a session back on its own day, and saying how a task really stands; the past itself never changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.domain.draft import Contact
from app.domain.history import What, history
from app.domain.ladder import TaskCode, TaskState, TaskStatus
from app.domain.problems import Problem, ProblemCode
from app.domain.views import Finished
from app.usecases import undoing
from app.usecases.closing import finish_session
from app.usecases.ports import Store
from app.usecases.settings import Setting
from tests.support.fake_central import FakeCentral
from tests.support.laptop import Laptop, person, unsent

WHY = "Mở nhầm người"


@pytest.fixture
def new_store(new_real_store: Callable[[], Store]) -> Callable[[], Store]:
    """Encrypted files: taking back is one transaction."""
    return new_real_store


def take_back(laptop: Laptop, session: str, reason: str = WHY) -> Problem | None:
    return undoing.take_back(laptop.store, laptop.clock, laptop.ids, laptop.operator, session, reason)


def ladder(laptop: Laptop, citizen: str) -> dict[str, object]:
    return dict(laptop.store.read().record("ladder", citizen) or {})


def whats(laptop: Laptop, citizen: str) -> list[What]:
    return [one.what for one in history(laptop.store.read().traces(citizen))]


def second_visit(laptop: Laptop) -> tuple[Finished, dict[str, object]]:
    """Somebody helped yesterday and again now; the second visit and the ladder before it."""
    first = laptop.help(laptop.meet_new(person(1)), cards=2, reason="reason_a", day_in=3)
    laptop.clock.move(days=1)
    before = ladder(laptop, first.citizen)
    draft = laptop.meet_again(first.citizen)
    return laptop.help(draft), before


def test_the_ladder_and_the_appointment_stand_as_before(laptop: Laptop) -> None:
    visit, before = second_visit(laptop)
    assert ladder(laptop, visit.citizen) != before
    assert list(laptop.store.read().due_of(visit.citizen)) == []
    assert take_back(laptop, visit.session) is None
    assert ladder(laptop, visit.citizen) == before
    [due] = laptop.store.read().due_of(visit.citizen)
    assert due.reason == "reason_a", "who was thought to have come is expected again"


def test_it_is_counted_no_more_and_the_session_itself_stays(laptop: Laptop) -> None:
    visit, _ = second_visit(laptop)
    kept = laptop.store.read().finished(visit.session)
    assert take_back(laptop, visit.session) is None
    assert laptop.store.read().day_counts(laptop.clock.now().date()).sessions == 0
    last = laptop.store.read().last_session()
    assert last is not None
    assert last.session != visit.session
    after = laptop.store.read().finished(visit.session)
    assert kept is not None
    assert after is not None
    assert after.values == kept.values


def test_an_appointment_made_in_it_is_cancelled_and_who_was_met_stays_known(laptop: Laptop) -> None:
    visit = laptop.help(laptop.meet_new(person(1)), cards=2, reason="reason_a", day_in=3)
    assert take_back(laptop, visit.session) is None
    assert list(laptop.store.read().due_of(visit.citizen)) == []
    assert laptop.store.read().person(visit.citizen) is not None
    assert set(ladder(laptop, visit.citizen).values()) == {None}


def test_a_number_given_in_it_goes_back_to_the_one_before(laptop: Laptop) -> None:
    first = laptop.help_new(1)
    draft = laptop.meet_again(first.citizen)
    contact = Contact(phone="0987654214", owner="self", agreed=True)
    visit = finish_session(laptop.store, laptop.clock, laptop.ids, draft, contact)
    assert isinstance(visit, Finished)
    assert take_back(laptop, visit.session) is None
    values = laptop.store.read().record("citizen", first.citizen) or {}
    assert (values["phone"], values["phone_agreed"]) == ("", False)


def test_what_somebody_wrote_since_stays(laptop: Laptop) -> None:
    visit, _ = second_visit(laptop)
    task = TaskCode.INSTALL
    told = TaskState(status=TaskStatus.DONE, how="told")
    undoing.correct_task(
        laptop.store, laptop.clock, laptop.ids, laptop.operator, visit.citizen, task, told, "Bà kể"
    )
    assert take_back(laptop, visit.session) is None
    assert ladder(laptop, visit.citizen)[task.value] == told.to_value()


def test_only_on_its_own_day_only_once_only_here_and_with_a_reason(
    laptop: Laptop, new_laptop: Callable[[], Laptop]
) -> None:
    visit, _ = second_visit(laptop)
    assert take_back(laptop, visit.session, "  ") == Problem(ProblemCode.WHY_MISSING, "reason")
    assert take_back(laptop, visit.session, "mã 123456") == Problem(ProblemCode.NOTE_HAS_SECRET, "reason")
    other, central = new_laptop().adopt(), FakeCentral()
    laptop.adopt().sync(central)
    other.sync(central)
    too_late = Problem(ProblemCode.TOO_LATE, "session")
    assert take_back(other, visit.session) == too_late
    assert take_back(laptop, visit.session) is None
    assert take_back(laptop, visit.session) == too_late
    again = laptop.help(laptop.meet_again(visit.citizen), cards=1)
    laptop.clock.move(days=1)
    assert take_back(laptop, again.session) == too_late


def test_the_other_laptops_see_it_too(laptop: Laptop, new_laptop: Callable[[], Laptop]) -> None:
    visit, before = second_visit(laptop)
    other, central = new_laptop().adopt(), FakeCentral()
    laptop.adopt().sync(central)
    assert take_back(laptop, visit.session) is None
    laptop.sync(central)
    other.sync(central)
    assert unsent(laptop) == []
    assert ladder(other, visit.citizen) == before
    told = {one.record: one for one in history(other.store.read().traces(visit.citizen)) if one.record}
    machine = laptop.store.read().setting(Setting.DEVICE)
    assert {told[visit.session].device, told[visit.session].author} == {machine, laptop.operator}
    assert What.TAKEN_BACK in whats(other, visit.citizen)


def test_the_history_tells_it_in_one_line(laptop: Laptop) -> None:
    visit, _ = second_visit(laptop)
    laptop.clock.move(minutes=5)
    take_back(laptop, visit.session)
    told = history(laptop.store.read().traces(visit.citizen))
    assert [one.what for one in told][:2] == [What.TAKEN_BACK, What.HELPED]
    assert (told[0].reason, told[0].author, told[0].record) == (WHY, laptop.operator, visit.session)
    assert not {What.CORRECTED, What.CANCELLED} & {one.what for one in told}


def test_a_correction_is_a_change_with_a_reason(laptop: Laptop) -> None:
    visit = laptop.help_new(1)
    laptop.clock.move(days=3)
    args = (laptop.store, laptop.clock, laptop.ids, laptop.operator, visit.citizen, TaskCode.ALONE)
    assert undoing.correct_task(*args, TaskState(), "") == Problem(ProblemCode.WHY_MISSING, "reason")
    assert undoing.correct_task(*args, TaskState(), "Bà chưa tự mở được") is None
    assert ladder(laptop, visit.citizen)["alone"] is None
    [first, *_] = history(laptop.store.read().traces(visit.citizen))
    assert (first.what, first.reason) == (What.CORRECTED, "Bà chưa tự mở được")
