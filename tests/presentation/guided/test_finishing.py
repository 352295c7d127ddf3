"""The end of a session: checked, finished once, left for later, or without a record at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.appointments import DateChoice
from app.domain.draft import Contact, Draft, Stage
from app.domain.faults import StoreFault, StoreTrouble
from app.domain.ladder import TaskCode, TaskStatus
from app.domain.problems import Problem, ProblemCode
from app.storage.store import SqliteStore
from app.usecases import consent, guidance, welcome
from tests.support.contents import everything
from tests.support.fake_store import FakeStore
from tests.support.hands import CountedIds
from tests.support.laptop import GUIDE, Laptop, good, person, unsent
from tests.support.visit import Visit, kept


def refused(laptop: Laptop) -> Draft:
    desk = (laptop.store, laptop.clock, laptop.ids)
    begun = welcome.start_new(*desk, operator=laptop.operator, guide=GUIDE, values=person(1))
    return consent.refuse_consent(laptop.store, laptop.clock, good(begun))


def test_what_was_not_reached_is_left_for_later(visit: Visit) -> None:
    visit.session.begin()
    visit.session.to_review()
    ends = visit.session.draft.ends
    assert {(end.status, end.reason, end.how) for end in ends.values()} == {(TaskStatus.BLOCKED, "", "left")}


def test_nobody_goes_home_without_a_day_because_time_was_up(visit: Visit) -> None:
    visit.session.to_review()
    review, today = visit.state.review, visit.laptop.clock.now().date()
    assert review is not None
    assert review.dates is not None
    assert (review.choice, review.day) == (DateChoice.MARKET_DAY, review.dates[DateChoice.MARKET_DAY])
    visit.session.pick_back(DateChoice.TOMORROW)
    visit.session.finish(None, print_slip=True)
    tomorrow = today + timedelta(days=1)
    [due] = visit.laptop.store.read().due(tomorrow)
    assert (due.day, due.task) == (tomorrow.isoformat(), TaskCode.INSTALL.value), "one visit, one appointment"


def test_the_day_is_another_one_or_none_as_the_person_says(visit: Visit) -> None:
    visit.session.to_review()
    picked = visit.laptop.clock.now().date() + timedelta(days=12)
    visit.session.pick_back(DateChoice.PICK, picked)
    assert visit.state.review is not None
    assert (visit.state.review.choice, visit.state.review.day) == (DateChoice.PICK, picked)
    visit.session.pick_back(DateChoice.NONE)
    assert (visit.state.review.choice, visit.state.review.day) == (DateChoice.NONE, None)
    again = Visit(visit.laptop, visit.session.draft)
    assert again.state.review is not None
    assert again.state.review.day is None, "a session gone on with asks nothing anew"
    visit.session.finish(None, print_slip=True)
    assert visit.laptop.store.read().due(picked) == []


@pytest.mark.parametrize("choice", [DateChoice.TOMORROW, DateChoice.NONE])
def test_the_day_is_there_again_after_going_on_with_what_was_open(visit: Visit, choice: DateChoice) -> None:
    visit.session.to_review()
    visit.session.pick_back(choice)
    assert visit.state.review is not None
    picked = visit.state.review.day
    visit.session.open_task(TaskCode.INSTALL)
    visit.session.done()
    visit.session.to_review()
    assert visit.state.review is not None
    assert (visit.state.review.choice, visit.state.review.day) == (choice, picked)


@pytest.mark.parametrize(("after", "keeps"), [(2, True), (4, False)])
def test_who_comes_back_and_is_not_done_again_has_a_day_again(visit: Visit, after: int, keeps: bool) -> None:
    """The day still ahead stays; on the day itself another one is proposed."""
    clock = visit.laptop.clock
    visit.session.to_review()
    agreed = clock.now().date() + timedelta(days=4)
    visit.session.pick_back(DateChoice.PICK, agreed)
    visit.session.finish(None, print_slip=True)
    clock.move(days=after)
    again = Visit(visit.laptop, visit.laptop.meet_again(visit.finished[0][0].citizen))
    again.session.open_task(TaskCode.INSTALL)
    again.session.already()
    again.session.to_review()
    review = again.state.review
    assert review is not None
    assert review.day is not None
    assert (review.day == agreed, review.day > clock.now().date()) == (keeps, True)
    again.session.finish(None, print_slip=True)
    [due] = visit.laptop.store.read().due(date.max)
    assert (due.task, due.day) == (TaskCode.IDENTITY.value, str(review.day))


def test_with_a_day_agreed_for_a_reason_no_other_is_asked(visit: Visit) -> None:
    visit.session.begin()
    visit.session.cannot()
    assert visit.state.reason is not None
    visit.session.pick_reason(visit.state.reason.seven[0].code)
    visit.session.pick_date(DateChoice.TOMORROW)
    visit.session.keep_reason()
    assert visit.state.review is not None
    assert visit.state.review.dates is None


def test_the_check_page_asks_for_a_number_only_with_a_yes_to_it(visit: Visit) -> None:
    visit.session.to_review()
    visit.session.finish(Contact("0900000000", "child", agreed=False), print_slip=True)
    assert visit.state.review is not None
    assert visit.state.review.problems == (Problem(ProblemCode.PHONE_NOT_AGREED, "phone_agreed"),)
    assert visit.finished == []
    visit.session.finish(Contact("0900 000 000", "child", agreed=True), print_slip=False)
    [(finished, print_slip)] = visit.finished
    assert not print_slip
    kept_phone = {key: finished.person[key] for key in ("phone", "phone_owner", "phone_agreed")}
    assert kept_phone == {"phone": "0900000000", "phone_owner": "child", "phone_agreed": True}


def test_the_number_on_file_is_shown_to_be_checked(visit: Visit) -> None:
    visit.session.to_review()
    visit.session.finish(Contact("0900000000", "self", agreed=True), print_slip=True)
    again = Visit(visit.laptop, visit.laptop.meet_again(visit.finished[0][0].citizen))
    again.session.to_review()
    review = again.state.review
    assert review is not None
    assert (review.phone, review.phone_owner, review.phone_agreed) == ("0900000000", "self", True)


NUMBER = Contact("0987 000 214", "child", agreed=True)

LOOKING = {
    "change": lambda visit: visit.session.open_task(TaskCode.INSURANCE),
    "esc": lambda visit: visit.session.back(),
    "closing_check": lambda visit: visit.session.check(TaskCode.ALONE, "topic", "borrowed"),
    "another_day": lambda visit: visit.session.pick_back(DateChoice.TOMORROW),
}


@pytest.mark.parametrize("look", LOOKING.values(), ids=LOOKING)
@pytest.mark.parametrize("contact", [NUMBER, replace(NUMBER, agreed=False), replace(NUMBER, phone="0987")])
def test_a_number_is_there_again_whatever_is_looked_at_meanwhile(
    visit: Visit, look: Callable[[Visit], object], contact: Contact
) -> None:
    visit.session.to_review()
    visit.session.contact_typed(contact)
    look(visit)
    visit.session.to_review()
    review = visit.state.review
    assert review is not None
    assert Contact(review.phone, review.phone_owner, review.phone_agreed) == contact


def test_a_number_outlives_a_pause_and_is_on_file_at_the_end(visit: Visit) -> None:
    visit.session.to_review()
    visit.session.contact_typed(NUMBER)
    visit.session.pause()
    again = Visit(visit.laptop, kept(visit.laptop))
    assert again.state.review is not None
    assert again.state.review.phone == NUMBER.phone
    again.session.finish(None, print_slip=False)
    [(finished, _paper)] = again.finished
    assert finished.person["phone"] == "0987000214"


def test_a_number_nobody_agreed_to_is_asked_about_after_a_pause_too(visit: Visit) -> None:
    visit.session.to_review()
    visit.session.contact_typed(replace(NUMBER, agreed=False))
    again = Visit(visit.laptop, kept(visit.laptop))
    again.session.finish(None, print_slip=False)
    assert again.state.review is not None
    assert again.state.review.problems == (Problem(ProblemCode.PHONE_NOT_AGREED, "phone_agreed"),)
    assert again.finished == []


def test_a_number_deleted_before_looking_elsewhere_is_deleted(visit: Visit) -> None:
    visit.session.to_review()
    visit.session.finish(NUMBER, print_slip=True)
    citizen = visit.finished[0][0].citizen
    again = Visit(visit.laptop, visit.laptop.meet_again(citizen))
    again.session.to_review()
    again.session.contact_typed(replace(NUMBER, phone=""))
    again.session.pause()
    last = Visit(visit.laptop, kept(visit.laptop))
    last.session.finish(None, print_slip=False)
    [(finished, _paper)] = last.finished
    assert finished.person["phone"] == ""


def test_finishing_twice_is_one_session(visit: Visit) -> None:
    visit.session.to_review()
    visit.session.finish(None, print_slip=True)
    before = unsent(visit.laptop)
    visit.session.finish(None, print_slip=True)
    assert unsent(visit.laptop) == before
    assert visit.finished[0] == visit.finished[1]
    assert visit.laptop.store.read().drafts() == []


def test_a_paused_session_goes_on_with_somebody_else(visit: Visit) -> None:
    visit.session.begin()
    visit.session.done()
    visit.session.pause()
    assert visit.pauses == 1
    draft = guidance.resume(visit.laptop.store, visit.laptop.clock, visit.draft.id, "second operator")
    assert draft is not None
    again = Visit(visit.laptop, draft)
    assert again.place == (Stage.STEP, TaskCode.INSTALL, "install.find")
    again.session.already()
    assert again.session.draft.operator == "second operator"


def test_without_consent_guidance_is_the_same_and_one_is_counted(store: SqliteStore, on_disk: Laptop) -> None:
    visit = Visit(on_disk, refused(on_disk))
    visit.session.begin()
    assert (visit.state.anonymous, visit.state.who.is_known) == (True, False)
    while visit.state.stage is Stage.STEP:
        visit.session.done()
    visit.session.finish(None, print_slip=True)
    [(finished, _)] = visit.finished
    assert (finished.session, finished.citizen, finished.person) == ("", "", {})
    assert finished.values["code"]
    counts = on_disk.store.read().day_counts(on_disk.clock.now().date())
    assert (counts.anonymous, counts.sessions, on_disk.store.read().drafts()) == (1, 0, [])
    for word in (person(1)["name"], person(1)["id_number"], "Bản Mẫu"):
        assert str(word) not in everything(store)


def test_a_session_that_could_not_be_finished_is_still_there() -> None:
    store = FakeStore()
    laptop = Laptop.begin(store, CountedIds())
    visit = Visit(laptop, laptop.meet_new(person(1)))
    visit.session.to_review()
    store.trouble = StoreFault(StoreTrouble.LOCKED)
    with pytest.raises(StoreFault):
        visit.session.finish(None, print_slip=True)
    assert (visit.finished, kept(laptop)) == ([], visit.session.draft)
    visit.session.finish(None, print_slip=True)
    assert (len(visit.finished), laptop.store.read().counters().saved) == (1, 1)
